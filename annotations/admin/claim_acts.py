"""What curators do with claims, one or many: each act is a verb of the claim, with its event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from annotations.doubts import Doubt
from annotations.following import looked_for_again
from annotations.models import Anchoring, Claim
from annotations.vocabulary import ANCHOR_STATES
from articles.admin.bulk import for_each
from articles.admin.desk import DeskAdmin, ask, without_words
from articles.admin.forms import Line
from articles.models.refusal import NotAllowed

LONGEST_REASON = 500
MOST_NAMES = 500
MOST_CONFIRMED = 50


class ReasonForm(forms.Form):
    reason = Line(
        max_length=LONGEST_REASON, rows=2,
        help_text="Its author and curators see it, and it is kept in the history.",
    )  # fmt: skip


class AuthorForm(forms.Form):
    """Somebody who has an account, by their display name."""

    author = Line(
        label="Author", max_length=100,
        widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off"}),
        help_text="Somebody who may mark claims in the project.",
    )  # fmt: skip

    def clean_author(self) -> Any:
        name = self.cleaned_data["author"]
        people = get_user_model().objects.present().filter(display_name__iexact=name)
        found = people.filter(display_name=name).first() or people.first()
        if found is None:
            raise forms.ValidationError("Nobody here goes by this name.")
        return found


def known_people() -> QuerySet:
    """Names to choose from."""
    return get_user_model().objects.listed().values_list("display_name", flat=True)[:MOST_NAMES]


def curated(request: HttpRequest) -> QuerySet[Claim]:
    """The claims that the person curates, as acts and messages need them."""
    claims = Claim.objects.curated_by(request.user).with_quote()
    related = claims.select_related("article__current", "project", "author")
    return related.defer(*without_words("article__"))


def each(
    request: HttpRequest, chosen: QuerySet[Claim], act: Callable[[Claim], Any], done: str
) -> None:
    """Do it to each of the chosen claims that the person curates, story by story."""
    for_each(request, chosen, curated(request).order_by("article", "pk"), act, done)


def hide(claim: Claim, *, reason: str, by: Any) -> bool:
    if claim.hidden_at is not None:
        return False
    claim.hide(reason, by=by)
    return True


def show(claim: Claim, *, by: Any) -> bool:
    if claim.hidden_at is None:
        return False
    claim.unhide(by=by)
    return True


def restore(claim: Claim, *, by: Any) -> bool:
    if claim.deleted_at is None:
        return False
    claim.restore(by=by)
    return True


def reassign(claim: Claim, *, author: Any, by: Any) -> bool:
    if claim.author == author:
        return False
    claim.reassign(author, by=by)
    return True


def confirm(claim: Claim, *, seen: Collection[str], by: Any) -> None:
    """Confirm the words that were seen. NotAllowed where they are others by now."""
    if as_seen(claim) not in seen:
        raise NotAllowed("These words were not shown yet, or changed since: look at them first.")
    claim.confirm(by=by, expected=claim.version)


def as_seen(claim: Claim) -> str:
    """Stands for the words that a claim is at, in a form."""
    return f"{claim.uuid}:{claim.article.current.number}:{claim.version}"


def look_again(request: HttpRequest, claims: QuerySet[Claim]) -> None:
    """Look for the claims' words in the current revisions, and say what was found."""
    found = looked_for_again(claims)
    now: Counter[str] = Counter()

    def act(claim: Claim) -> bool:
        anchored = found.get(claim.pk)
        changed = claim.anchor_again(anchored, by=request.user, expected=claim.version)
        now.update([anchored.verdict] if anchored and changed else [])
        return changed

    each(request, claims, act, "Put anew")
    if now:
        counted = ", ".join(f"{ANCHOR_STATES[verdict]}: {now[verdict]}" for verdict in now)
        messages.info(request, f"{counted}.")


def ask_to_confirm(
    request: HttpRequest, desk: DeskAdmin, chosen: QuerySet[Claim]
) -> HttpResponse | None:
    """Show the words before and now of those that wait for it; these are confirmed, no others."""
    waiting = chosen.filter(needs_a_person=True, anchor_state="edited")
    doubts = doubts_about(waiting[:MOST_CONFIRMED])
    if not doubts:
        messages.warning(request, "None of the chosen claims waits to be confirmed.")
        return None
    return ask(
        request, desk, waiting, template="admin/annotations/claim/confirm.html",
        title="Confirm the changed words", doubts=doubts,
    )  # fmt: skip


def doubts_about(claims: Iterable[Claim]) -> list[tuple[Claim, str, Doubt]]:
    """Each claim in doubt, what stands for its words, and the doubt; two queries for all."""
    claims = list(claims)
    rows = Anchoring.objects.filter(claim__in=claims).select_related("revision")
    rows = rows.defer("revision__text", "revision__blocks", "revision__folded_text")
    by_claim: dict[int, list[Anchoring]] = defaultdict(list)
    for row in rows.order_by("revision__number"):
        by_claim[row.claim_id].append(row)
    return [(claim, as_seen(claim), _doubt(by_claim[claim.pk])) for claim in claims]


def _doubt(anchorings: list[Anchoring]) -> Doubt:
    *earlier, now = anchorings
    return Doubt([each for each in earlier if each.is_trusted][-1], now)
