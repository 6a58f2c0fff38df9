"""What of claims belongs to a person, part by part, for the file that everybody can download."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotations.models import (
    Assessment,
    Claim,
    Evidence,
    Membership,
    Notice,
    Proposal,
    Relation,
    Reply,
    SourceAssessment,
)
from articles.belongings import in_batches

Rows = Iterator[dict[str, Any]]


def claims(person: Any) -> Rows:
    """Claims that the person marked, deleted ones too, as they stand now."""
    for claim in in_batches(Claim.objects.filter(author=person).with_parts().with_quote()):
        yield {
            "claim": claim.uuid,
            "story": claim.article.uuid,
            "project": claim.project.slug,
            "quote": claim.quote,
            "anchor": claim.anchor_state,
            "version": claim.version,
            "coding": claim.coding.as_plain(),
            "sources": [str(link) for link in claim.attributions.all()],
            "created_at": claim.created_at,
            "changed_at": claim.changed_at,
            "deleted_at": claim.deleted_at,
            "hidden_at": claim.hidden_at,
            "hidden_reason": claim.hidden_reason,
        }


def replies(person: Any) -> Rows:
    for reply in in_batches(Reply.objects.filter(author=person).select_related("claim")):
        yield {
            "claim": reply.claim.uuid,
            "text": reply.text,
            "created_at": reply.created_at,
            "edited_at": reply.edited_at,
            "deleted_at": reply.deleted_at,
        }


def assessments(person: Any) -> Rows:
    for row in in_batches(Assessment.objects.filter(person=person).select_related("claim")):
        yield {
            "claim": row.claim.uuid,
            "credibility": row.credibility,
            "verdict": row.verdict,
            "reason": row.reason,
            "made_at": row.made_at,
        }


def source_assessments(person: Any) -> Rows:
    rows = SourceAssessment.objects.filter(person=person).select_related("source__project")
    for row in in_batches(rows):
        yield {
            "source": row.source.uuid,
            "name": row.source.name,
            "project": row.source.project.slug,
            "reliability": row.reliability,
            "reason": row.reason,
            "made_at": row.made_at,
        }


def suggestions(person: Any) -> Rows:
    """Edits that the person suggested."""
    for row in in_batches(Proposal.objects.filter(by=person).select_related("claim")):
        yield {
            "claim": row.claim.uuid,
            "coding": row.coding,
            "reason": row.reason,
            "state": row.state,
            "created_at": row.created_at,
        }


def evidence(person: Any) -> Rows:
    for row in in_batches(Evidence.objects.filter(by=person).select_related("claim", "other")):
        yield {"claim": row.claim.uuid, **row.as_plain(), "created_at": row.created_at}


def relations(person: Any) -> Rows:
    for row in in_batches(Relation.objects.filter(by=person).select_related("claim", "other")):
        yield {
            "claim": row.claim.uuid,
            "kind": row.kind,
            "other": row.other.uuid,
            "created_at": row.created_at,
        }


def memberships(person: Any) -> Rows:
    """Projects that the person belongs to."""
    for row in in_batches(Membership.objects.filter(person=person).select_related("project")):
        yield {"project": row.project.slug, "role": row.role, "joined_at": row.joined_at}


def notices(person: Any) -> Rows:
    """What the person was told of."""
    for row in in_batches(Notice.objects.filter(person=person).select_related("claim", "by")):
        yield {
            "claim": row.claim.uuid,
            "kind": row.kind,
            "by": str(row.by),
            "at": row.at,
            "seen_at": row.seen_at,
        }


PARTS = {
    "claims": claims,
    "replies": replies,
    "assessments": assessments,
    "source_assessments": source_assessments,
    "suggestions": suggestions,
    "evidence": evidence,
    "relations": relations,
    "memberships": memberships,
    "notices": notices,
}
