"""Projects, sources, claims and what is said about them."""

from annotations.models.anchoring import Anchoring
from annotations.models.assessment import Assessment, SourceAssessment
from annotations.models.attribution import Attribution
from annotations.models.claim import Claim
from annotations.models.discussion import Evidence, Proposal, Relation, Reply
from annotations.models.notice import Notice
from annotations.models.project import Membership, Project
from annotations.models.source import Source

__all__ = [
    "Anchoring", "Assessment", "Attribution", "Claim", "Evidence", "Membership", "Notice",
    "Project", "Proposal", "Relation", "Reply", "Source", "SourceAssessment",
]  # fmt: skip
