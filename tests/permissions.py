"""Who may ask for what: every address of the site, for each role. One row says it all.

A row is METHOD, url name, and the status for each of the cast. A url that is missing here
fails the suite.
"""

ANONYMOUS, READER, ANNOTATOR, IMPORTER, CURATOR, OWNER = ROLES = (
    "anonymous", "rita", "charlie", "alice", "bob", "olga",
)  # fmt: skip

# The import is alice's; charlie annotates too, but it is not his.
PAGES = """
# method  url name               anonymous rita charlie alice bob  olga

GET       front_page             200       200  200     200   200  200
GET       feed                   200       200  200     200   200  200
GET       healthz                200       200  200     200   200  200
POST      reader_settings        302       302  302     302   302  302
GET       read_article           200       200  200     200   200  200
GET       read_article:signed_in 404       200  200     200   200  200
GET       read_article:draft     404       404  404     200   200  200
GET       read_article:withdrawn 451       451  451     451   451  451
GET       articles:plain         200       200  200     200   200  200
GET       articles:plain:draft   404       404  404     200   200  200
GET       articles:revisions     200       200  200     200   200  200
GET       articles:revisions:draft 404     404  404     200   200  200
GET       articles:revision      200       200  200     200   200  200
GET       articles:revision:draft 404      404  404     200   200  200

GET       live:stream            200       200  200     200   200  200
GET       live:stream:signed_in  404       200  200     200   200  200
GET       live:stream:draft      404       404  404     200   200  200
GET       live:stream:withdrawn  451       451  451     451   451  451
POST      live:stream            405       405  405     405   405  405
GET       live:since             200       200  200     200   200  200
GET       live:since:signed_in   404       200  200     200   200  200
GET       live:since:draft       404       404  404     200   200  200
GET       live:since:withdrawn   451       451  451     451   451  451
GET       live:here              302       405  405     405   405  405
POST      live:here              302       422  422     422   422  422
POST      live:here:draft        302       404  404     422   422  422
POST      live:here:withdrawn    302       451  451     451   451  451

GET       articles:import_page   302       403  200     200   200  200
POST      articles:import_page   403       403  422     422   422  422
GET       articles:review        302       403  404     404   302  302
GET       articles:review:draft  302       403  404     200   200  200
POST      articles:review:draft  403       403  404     422   422  422

POST      annotations:mark         403     403  422     422   422  422
POST      annotations:mark:draft   403     404  404     422   422  422
GET       annotations:choose       302     403  200     200   200  200
GET       annotations:choose:draft 302     404  404     302   302  302
GET       annotations:block                200 200 200 200 200 200
GET       annotations:block:draft          404 404 404 200 200 200
GET       annotations:block:withdrawn      451 451 451 451 451 451
GET       annotations:changes              200 200 200 200 200 200
GET       annotations:changes:draft        404 404 404 200 200 200
GET       annotations:changes:withdrawn    404 404 404 404 404 404
GET       annotations:sources              302 200 200 200 200 200
GET       annotations:sources:elsewhere    302 404 404 200 404 200

# The claim, its reply, evidence and relation are alice's, the suggestion charlie's. What is called
# `elsewhere` is in a project that only alice belongs to.
GET       annotations:claim                200 200 200 200 200 200
GET       annotations:claim:elsewhere      404 404 404 200 404 200
GET       annotations:history              200 200 200 200 200 200
GET       annotations:history:elsewhere    404 404 404 200 404 200
GET       annotations:edit                 302 404 404 200 404 404
POST      annotations:edit                 403 404 404 422 404 404
POST      annotations:edit:elsewhere       403 404 404 422 404 404
POST      annotations:deletion             403 404 404 409 404 404
POST      annotations:deletion:elsewhere   403 404 404 409 404 404
POST      annotations:restoration          403 404 404 302 404 404
POST      annotations:version_restoration  403 404 404 409 404 404
POST      annotations:confirmation         403 404 404 409 409 409
POST      annotations:confirmation:elsewhere    403 404 404 409 404 409
POST      annotations:place                403 404 404 422 422 422
POST      annotations:place:elsewhere      403 404 404 422 404 422
POST      annotations:replies              403 404 422 422 422 422
POST      annotations:replies:elsewhere    403 404 404 422 404 404
POST      annotations:readings             403 404 302 422 302 302
POST      annotations:readings:elsewhere   403 404 404 422 404 404
POST      annotations:assessment           403 404 302 302 302 302
POST      annotations:assessment:elsewhere 403 404 404 302 404 404
POST      annotations:evidence             403 404 422 422 422 422
POST      annotations:evidence:elsewhere   403 404 404 422 404 404
POST      annotations:relations            403 404 422 422 422 422
POST      annotations:relations:elsewhere  403 404 404 422 404 404
GET       annotations:proposals            302 404 200 404 200 200
POST      annotations:proposals            403 404 422 404 422 422
GET       annotations:proposals:elsewhere  302 404 404 404 404 404
GET       annotations:edit_reply           302 404 404 200 404 404
POST      annotations:edit_reply           403 404 404 422 404 404
GET       annotations:edit_reply:elsewhere 302 404 404 200 404 404
POST      annotations:delete_reply         403 404 404 302 404 404
POST      annotations:delete_reply:elsewhere    403 404 404 302 404 404
POST      annotations:delete_evidence           403 404 404 302 302 302
POST      annotations:delete_evidence:elsewhere 403 404 404 302 404 302
POST      annotations:delete_relation           403 404 404 302 302 302
POST      annotations:delete_relation:elsewhere 403 404 404 302 404 302
POST      annotations:decision                  403 404 404 422 404 404
POST      annotations:decision:elsewhere        403 404 404 422 404 404
GET       annotations:notices              302 200 200 200 200 200
POST      annotations:seen                 403 302 302 302 302 302

# Links for one use: `join` and `reset` are good ones, `first_owner` a bad one. The person is rita.
GET       accounts:sign_in             200  302  302  302  302  302
POST      accounts:sign_in             422  302  302  302  302  302
GET       accounts:sign_out            405  405  405  405  405  405
POST      accounts:sign_out            302  302  302  302  302  302
GET       accounts:sign_up             404  404  404  404  404  404
POST      accounts:sign_up             404  404  404  404  404  404
GET       accounts:first_owner         404  404  404  404  404  404
POST      accounts:first_owner         404  404  404  404  404  404
GET       accounts:join                200  200  200  200  200  200
POST      accounts:join                422  422  422  422  422  422
GET       accounts:password_reset      200  200  200  200  200  200
POST      accounts:password_reset      422  422  422  422  422  422
GET       accounts:reset               200  200  200  200  200  200
POST      accounts:reset               422  422  422  422  422  422
GET       accounts:account             302  200  200  200  200  200
POST      accounts:account             302  422  422  422  422  422
GET       accounts:password_change     302  200  200  200  200  200
POST      accounts:password_change     302  422  422  422  422  422
GET       accounts:download            302  200  200  200  200  200
POST      accounts:download            302  405  405  405  405  405
GET       accounts:close               302  200  200  200  200  200
POST      accounts:close               302  422  422  422  422  422
GET       accounts:people              302  404  404  404  200  200
POST      accounts:people              302  405  405  405  405  405
GET       accounts:invite              302  405  405  405  405  405
POST      accounts:invite              302  404  404  404  404  422
GET       accounts:withdraw_invitation 302  405  405  405  405  405
POST      accounts:withdraw_invitation 302  404  404  404  404  302
GET       accounts:person              302  404  404  404  404  200
POST      accounts:person              302  405  405  405  405  405
GET       accounts:change_role         302  405  405  405  405  405
POST      accounts:change_role         302  404  404  404  404  422
GET       accounts:make_reset_link     302  405  405  405  405  405
POST      accounts:make_reset_link     302  404  404  404  404  200
GET       accounts:close_person        302  404  404  404  404  200
POST      accounts:close_person        302  404  404  404  404  422
"""
