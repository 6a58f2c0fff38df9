"""What we think of a claim and its source, and what speaks for it, against it, or beside it."""

import uuid
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from annotations.answers import AssessmentForm, EvidenceForm, RelationForm
from annotations.claim_page import ClaimPage
from annotations.models import Assessment, Claim, Evidence, Relation
from annotations.views.access import signed_in_only
from annotations.views.answering import answerable, giving_back, part


@require_POST
@signed_in_only
@giving_back
def assessment(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """One's own judgement, in place of one's earlier one; left empty it is taken back."""
    found = answerable(request, claim)
    form = AssessmentForm(request.POST, claim=found)
    if not form.is_valid():
        return part(request, found, "assessment", 422, assessment=form)
    _judge(found, form.cleaned_data, by=request.user)
    return part(request, found, "assessment")


@require_POST
@signed_in_only
@giving_back
def evidence(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Add what speaks for or against it: a page elsewhere, or another claim."""
    found = answerable(request, claim)
    form = EvidenceForm(request.POST, **_pointing(request, found))
    if not form.is_valid():
        return part(request, found, "evidence", 422, evidence=form)
    given = form.cleaned_data
    fields = {name: given[name] for name in ("stance", "address", "quote", "archived", "accessed")}
    Evidence.add(found, by=request.user, other=given["claim"], **fields)
    return part(request, found, "evidence")


@require_POST
@signed_in_only
def delete_evidence(request: HttpRequest, evidence: uuid.UUID) -> HttpResponse:
    piece = get_object_or_404(Evidence.objects.removable_by(request.user), uuid=evidence)
    piece.remove(by=request.user)
    return part(request, _whole(piece.claim), "evidence")


@require_POST
@signed_in_only
@giving_back
def relations(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Say how it stands to another claim of its project."""
    found = answerable(request, claim)
    form = RelationForm(request.POST, **_pointing(request, found))
    if not form.is_valid():
        return part(request, found, "relations", 422, relation=form)
    Relation.relate(found, form.cleaned_data["kind"], form.cleaned_data["claim"], by=request.user)
    return part(request, found, "relations")


@require_POST
@signed_in_only
def delete_relation(request: HttpRequest, relation: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Relation.objects.removable_by(request.user), uuid=relation)
    found.remove(by=request.user)
    return part(request, _whole(found.claim), "relations")


def _judge(claim: Claim, given: dict[str, Any], *, by: Any) -> None:
    told = {name: given[name] for name in ("credibility", "verdict", "reason")}
    with transaction.atomic():
        Assessment.make(claim, by=by, **told)
        if claim.source is not None:
            claim.source.assess(given["reliability"], by=by)


def _pointing(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    offered = ClaimPage(claim, request.user).offered
    return {"claim": claim, "person": request.user, "offered": offered}


def _whole(claim: models.Model) -> Claim:
    return Claim.objects.with_parts().get(pk=claim.pk)
