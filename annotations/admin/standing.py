"""How a claim stands, in the words and signs that the desk shows beside it."""

from annotations.models import Claim
from articles.admin.histories import WITHDRAWN
from articles.models import Article


def signs(claim: Claim) -> list[tuple[str, str]]:
    """(sign, words) for what sets it apart; where its words are, if nothing does."""
    apart = [
        (claim.deleted_at, "deleted", "Deleted"),
        (claim.hidden_at, "hidden", "Hidden"),
        (claim.needs_a_person, claim.anchor_state, claim.get_anchor_state_display()),
        (claim.is_contested, "contested", "Contested"),
    ]
    found = [(sign, words) for is_so, sign, words in apart if is_so]
    return found or [("plain", claim.get_anchor_state_display())]


def headline(claim: Claim) -> str:
    """Its story's headline, if the story still has one."""
    if claim.article.state == Article.WITHDRAWN:
        return WITHDRAWN.capitalize()
    return str(claim.article)
