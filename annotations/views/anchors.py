"""Claims whose words changed or are gone: a person says where they stand."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from annotations.doubts import PlaceForm
from annotations.models import Claim
from annotations.views.access import signed_in_only
from annotations.views.answering import CHANGED, expected, part, readable, refused
from articles.models.refusal import NotAllowed, Stale


@require_POST
@signed_in_only
def confirmation(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """The claim holds for the words as they are now."""
    found = get_object_or_404(Claim.objects.anchorable_by(request.user), uuid=claim)
    try:
        found.confirm(by=request.user, expected=expected(request))
    except Stale:
        return refused(request, found, CHANGED, 409)
    except NotAllowed as refusal:
        return refused(request, found, str(refusal))
    return part(request, readable(request, claim), "anchor")


@require_POST
@signed_in_only
def place(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Put the claim back by hand, at words that were selected or typed."""
    found = get_object_or_404(Claim.objects.anchorable_by(request.user).with_parts(), uuid=claim)
    form = PlaceForm(request.POST, claim=found)
    if not form.is_valid():
        return part(request, found, "anchor", 422, place=form)
    try:
        found.reattach(form.cleaned_data["anchored"], by=request.user, expected=expected(request))
    except Stale:
        return refused(request, found, CHANGED, 409)
    except NotAllowed as refusal:
        return refused(request, found, str(refusal))
    return part(request, readable(request, claim), "anchor")
