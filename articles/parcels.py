"""Parts of a page that are kept ready to send: as bytes, and compressed once. A page that holds
them costs little to send again, however long it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, zip_longest

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# As small as level 6, within 3 %, in half the time; and twice as fast, for what is sent once.
LEVEL, FAST = 4, 1
# Shorter ones compress better together with what is around them.
WORTH_KEEPING = 16_384
STAND_IN = re.compile(r"<!--parcel-(\d+)-->")


class Parcel:
    """Safe markup, ready to send."""

    def __init__(self, markup: SafeString) -> None:
        self.plain = markup.encode()
        self._compressed = b""
        self._is_small = False

    def __str__(self) -> SafeString:
        """The markup again, as safe as it was."""
        return SafeString(self.plain.decode())

    @property
    def deflated(self) -> bytes:
        """Compressed fast the first time, since many pages are asked for once; well, and for
        good, from the second time on."""
        if not self._is_small:
            self._is_small = bool(self._compressed)
            self._compressed = deflated(self.plain, LEVEL if self._is_small else FAST)
        return self._compressed


class Blank:
    """What a blank is filled in with."""

    def __init__(self, plain: bytes) -> None:
        self.plain, self.deflated = plain, deflated(plain)


class Form:
    """Safe markup with blanks, all of one size in bytes. It is compressed once for all that are
    filled in later: where a blank is, the compressor is shown bytes that occur in no text, so that
    nothing it writes refers to what will stand there."""

    def __init__(self, parts: Sequence[SafeString], size: int) -> None:
        self.parts = [part.encode() for part in parts]
        self.size = size

    def filled(self, blanks: Sequence[Blank]) -> Filled:
        return Filled(self, blanks)

    @cached_property
    def blocks(self) -> list[bytes]:
        """What is between the blanks, compressed; each ends at a whole byte."""
        compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)

        def written(plain: bytes) -> bytes:
            return compressor.compress(plain) + compressor.flush(zlib.Z_SYNC_FLUSH)

        found = []
        for part in self.parts:
            if found:
                written(b"\xff" * self.size)  # thrown away: the blank's own words come here
            found.append(written(part))
        return found


class Filled:
    """A form with its blanks filled in, as a parcel."""

    def __init__(self, form: Form, blanks: Sequence[Blank]) -> None:
        self.form, self.blanks = form, blanks
        self.plain = b"".join(_between(form.parts, (blank.plain for blank in blanks)))

    def __str__(self) -> SafeString:
        return SafeString(self.plain.decode())

    @property
    def deflated(self) -> bytes:
        return b"".join(_between(self.form.blocks, (blank.deflated for blank in self.blanks)))


def _between(parts: Iterable[bytes], blanks: Iterable[bytes]) -> Iterator[bytes]:
    return chain.from_iterable(zip_longest(parts, blanks, fillvalue=b""))


def deflated(plain: bytes, level: int = LEVEL) -> bytes:
    """Compressed blocks that may stand anywhere in a stream: they look back at nothing before
    them, and end at a whole byte."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(plain) + compressor.flush(zlib.Z_FULL_FLUSH)


Ready = Parcel | Filled


class Assembly:
    """A page's template gets a stand-in for each parcel; in what it made, they are put back."""

    def __init__(self) -> None:
        self.parcels: list[Ready] = []

    def stand_in(self, parcels: Iterable[Ready]) -> SafeString:
        first = len(self.parcels)
        self.parcels += parcels
        numbers = ((number,) for number in range(first, len(self.parcels)))
        return format_html_join("", "<!--parcel-{}-->", numbers)

    def pieces(self, page: str) -> Iterator[bytes | Ready]:
        """What the template made, in order; short parcels are bytes like what is around them."""
        waiting: list[bytes] = []
        for number, words in enumerate(STAND_IN.split(page)):
            parcel = self.parcels[int(words)] if number % 2 else None
            if parcel is None or len(parcel.plain) < WORTH_KEEPING:
                waiting.append(parcel.plain if parcel else words.encode())
            else:
                yield b"".join(waiting)
                waiting = []
                yield parcel
        yield b"".join(waiting)


def plain(pieces: Sequence[bytes | Ready]) -> bytes:
    return b"".join(piece if isinstance(piece, bytes) else piece.plain for piece in pieces)


def stream(pieces: Sequence[bytes | Ready]) -> bytes:
    """The pieces as one compressed stream, without head and foot."""
    blocks = (deflated(each) if isinstance(each, bytes) else each.deflated for each in pieces)
    end = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS).flush(zlib.Z_FINISH)
    return b"".join([*blocks, end])
