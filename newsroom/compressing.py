"""Pages compressed on their way out. Static files were compressed when they were collected."""

import gzip
import io
import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# As small as level 6, within 3 %, in half the time.
LEVEL = 4
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
            response.content = packed(response.content)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
            if response.headers.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response

    return middleware


def packed(content: bytes) -> bytes:
    """The content as gzip, with a name of random length in its header: lengths of answers must
    not tell what else stands in them beside words that the asker chose."""
    padding = "x" * secrets.randbelow(LONGEST_PADDING)
    buffer = io.BytesIO()
    with gzip.GzipFile(padding, "wb", LEVEL, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()
