"""Addresses that are told outside a request, or that must not be what a request claims."""

import os

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def site_address() -> str:
    """Where the site is, without a slash at the end: its first host, else this machine. The port
    is ours only where no proxy stands in front."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    if named and (settings.HTTPS or settings.PROXIES):
        return f"{'https' if settings.HTTPS else 'http'}://{named[0]}"
    host = named[0] if named else "127.0.0.1"
    return f"http://{host}:{os.environ.get('PORT', '8000')}"


def full_address(request: HttpRequest, path: str) -> str:
    """The path as a whole address: as the person asking reached us, if the host is one we name.

    Where any host is allowed, the one in the request may have been made up to catch a link.
    """
    host, _ = split_domain_port(request.get_host())
    if host in settings.ALLOWED_HOSTS:
        return request.build_absolute_uri(path)
    return site_address() + path
