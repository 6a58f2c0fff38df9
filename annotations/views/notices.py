"""Notices: what one should know of, and what one has seen."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from annotations.models import Claim, Notice
from annotations.views.access import signed_in_only

MOST = 50


@require_safe
@signed_in_only
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """One's notices, newest first, those not yet seen set off."""
    return render(request, "annotations/notices.html", _page(request))


@require_POST
@signed_in_only
def seen(request: HttpRequest) -> HttpResponse:
    """All of them, or those of one claim, are seen."""
    unseen = Notice.objects.of(request.user).unseen()
    about = _uuid(request.POST.get("claim", ""))
    (unseen.filter(claim__uuid=about) if about else unseen).see()
    if request.htmx:
        return render(request, "annotations/_notices.html", _page(request))
    if about:
        claim = Claim.objects.readable_by(request.user).filter(uuid=about).first()
        return redirect(claim or "annotations:notices")
    return redirect("annotations:notices")


def _page(request: HttpRequest) -> dict[str, object]:
    mine = Notice.objects.of(request.user)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        mine = mine.filter(pk__lt=int(before))
    shown = list(mine.still_known_to(request.user)[: MOST + 1])
    more = shown[MOST - 1].pk if len(shown) > MOST else 0
    unseen = Notice.objects.of(request.user).unseen().exists()
    return {"notices": shown[:MOST], "earlier": more, "unseen": unseen, "section": "notices"}


def _uuid(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:
        return None
