"""The desk's rooms for claims: where curators keep claims, sources and projects in order."""

from annotations.admin import told
from annotations.admin.beside import claims_of_story
from annotations.admin.claims import ClaimAdmin
from annotations.admin.projects import ProjectAdmin
from annotations.admin.sources import SourceAdmin
from articles.admin import events, histories, parts

__all__ = ["ClaimAdmin", "ProjectAdmin", "SourceAdmin"]

histories.DEEDS.update(told.DEEDS)
histories.tellers.update(told.TELLERS)
events.KINDS.update(told.KINDS)
parts.tabs_beside.append(claims_of_story)
