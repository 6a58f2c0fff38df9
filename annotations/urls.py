"""Addresses of claims and of what belongs to them."""

from django.urls import path

from annotations.views import (
    anchors,
    blocks,
    changes,
    claims,
    discussion,
    editing,
    judging,
    marking,
    notices,
    sources,
)

app_name = "annotations"

urlpatterns = [
    # stories/<uuid>/
    path("stories/<uuid:story>/claims/", marking.mark, name="mark"),
    path("stories/<uuid:story>/mark/", marking.choose, name="choose"),
    path("stories/<uuid:story>/blocks/<int:start>/", blocks.block, name="block"),
    path("projects/<slug:project>/sources/", sources.sources, name="sources"),
    path("stories/<uuid:story>/changes/", changes.changes, name="changes"),
    # claims/<uuid>/
    path("claims/<uuid:claim>/", claims.claim, name="claim"),
    path("claims/<uuid:claim>/edit/", editing.edit, name="edit"),
    path("claims/<uuid:claim>/deletion/", claims.deletion, name="deletion"),
    path("claims/<uuid:claim>/restoration/", claims.restoration, name="restoration"),
    path("claims/<uuid:claim>/history/", claims.history, name="history"),
    path(
        "claims/<uuid:claim>/history/<int:version>/restoration/",
        claims.version_restoration,
        name="version_restoration",
    ),
    path("claims/<uuid:claim>/confirmation/", anchors.confirmation, name="confirmation"),
    path("claims/<uuid:claim>/place/", anchors.place, name="place"),
    path("claims/<uuid:claim>/replies/", discussion.replies, name="replies"),
    path("claims/<uuid:claim>/readings/", discussion.readings, name="readings"),
    path("claims/<uuid:claim>/assessment/", judging.assessment, name="assessment"),
    path("claims/<uuid:claim>/evidence/", judging.evidence, name="evidence"),
    path("claims/<uuid:claim>/relations/", judging.relations, name="relations"),
    path("claims/<uuid:claim>/proposals/", editing.proposals, name="proposals"),
    # what belongs to claims
    path("replies/<uuid:reply>/edit/", discussion.edit_reply, name="edit_reply"),
    path("replies/<uuid:reply>/deletion/", discussion.delete_reply, name="delete_reply"),
    path("evidence/<uuid:evidence>/deletion/", judging.delete_evidence, name="delete_evidence"),
    path("relations/<uuid:relation>/deletion/", judging.delete_relation, name="delete_relation"),
    path("proposals/<uuid:proposal>/decision/", editing.decision, name="decision"),
    path("notices/", notices.notices, name="notices"),
    path("notices/seen/", notices.seen, name="seen"),
]
