"""Mail, handed to a thread: no answer waits for it, and none tells by its pace whether there was
anything to send."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string

log = logging.getLogger("sayso")
posting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_later(to: str, subject: str, template: str, words: dict[str, Any]) -> Future[None]:
    """Send a plain message soon; what goes wrong is told in the log."""
    return posting.submit(_send, to, subject, template, words)


def _send(to: str, subject: str, template: str, words: dict[str, Any]) -> None:
    try:
        send_mail(subject, render_to_string(template, words), None, [to])
    except Exception:
        log.exception("A message could not be sent: %s", subject)
