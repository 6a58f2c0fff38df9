"""Replies to a claim, and the same reading written by another hand."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from annotations.answers import ReplyForm
from annotations.claim_page import ClaimPage
from annotations.models import Claim, Reply
from annotations.views.access import signed_in_only
from annotations.views.answering import answerable, giving_back, part, refused
from articles.models.refusal import NotAllowed


@require_POST
@signed_in_only
@giving_back
def replies(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Answer it; those mentioned and its author are told."""
    found = answerable(request, claim)
    form = ReplyForm(request.POST, claim=found)
    if not form.is_valid():
        return part(request, found, "replies", 422, reply=form)
    Reply.write(found, form.cleaned_data["text"], by=request.user)
    return part(request, found, "replies")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
@giving_back
def edit_reply(request: HttpRequest, reply: uuid.UUID) -> HttpResponse:
    """Change one's own reply."""
    found = mine(request, reply)
    if request.method != "POST":
        form = ReplyForm(initial={"text": found.text}, claim=found.claim)
        return _edit_page(request, found, form)
    form = ReplyForm(request.POST, claim=found.claim)
    if not form.is_valid():
        return _edit_page(request, found, form, status=422)
    found.edit(form.cleaned_data["text"], by=request.user)
    return part(request, found.claim, "replies")


@require_POST
@signed_in_only
def delete_reply(request: HttpRequest, reply: uuid.UUID) -> HttpResponse:
    found = mine(request, reply)
    found.delete_softly(by=request.user)
    return part(request, found.claim, "replies")


@require_POST
@signed_in_only
def readings(request: HttpRequest, claim: uuid.UUID) -> HttpResponse:
    """Write the same reading as one's own claim."""
    found = answerable(request, claim)
    try:
        made = Claim.objects.read_alike(found, by=request.user)
    except NotAllowed as refusal:
        return refused(request, found, str(refusal))
    if request.htmx:
        page = ClaimPage(made, request.user)
        answer = render(request, "annotations/_read_alike.html", {"page": page}, status=201)
        return trigger_client_event(answer, "claims:changed")
    messages.success(request, "Yours now too: the same reading, in your name.")
    return redirect(made)


def mine(request: HttpRequest, reply: uuid.UUID) -> Reply:
    rows = Reply.objects.editable_by(request.user).select_related("claim__article")
    return get_object_or_404(rows.select_related("claim__author", "claim__project"), uuid=reply)


def _edit_page(
    request: HttpRequest, reply: Reply, form: ReplyForm, status: int = 200
) -> HttpResponse:
    name = "_reply_form" if request.htmx and status >= 400 else "reply"
    page = {"reply": reply, "form": form, "page": ClaimPage(reply.claim, request.user)}
    return render(request, f"annotations/{name}.html", page, status=status)
