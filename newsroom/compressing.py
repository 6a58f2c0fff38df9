"""Pages compressed on their way out. Static files were compressed when they were collected."""

import re
import secrets
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from articles import parcels
from articles.parcels import Ready

# Deflated, with a name, at no time, on a system that is not told.
NAMED_HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
SMALLEST = 1_000
LONGEST_PADDING = 100

_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$))")


def compressed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Compress whole pages for browsers that take gzip."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or len(response.content) < SMALLEST:
            return response
        if response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
            response.content = packed(getattr(response, "pieces", [response.content]))
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
            if response.headers.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response

    return middleware


class Assembled(HttpResponse):
    """A page made of pieces, of which some were compressed before."""

    def __init__(self, pieces: Iterable[bytes | Ready]) -> None:
        self.pieces = list(pieces)
        super().__init__(parcels.plain(self.pieces))


def packed(pieces: Sequence[bytes | Ready]) -> bytes:
    """The pieces as gzip, with a name of random length in its header: lengths of answers must
    not tell what else stands in them beside words that the asker chose."""
    content = parcels.plain(pieces)
    padding = b"x" * secrets.randbelow(LONGEST_PADDING) + b"\0"
    foot = struct.pack("<LL", zlib.crc32(content), len(content) % 2**32)
    return b"".join([NAMED_HEAD, padding, parcels.stream(pieces), foot])
