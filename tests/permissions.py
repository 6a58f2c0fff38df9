"""Who may ask for what: every address of the site, for each role. One row says it all.

A row is METHOD, url name, and the status for each of the cast. A url that is missing here
fails the suite. `O` stands for what happens to a thing that is the person's own.
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

GET       articles:import_page   302       403  200     200   200  200
POST      articles:import_page   403       403  422     422   422  422
GET       articles:review        302       403  404     404   302  302
GET       articles:review:draft  302       403  404     200   200  200
POST      articles:review:draft  403       403  404     422   422  422
"""
