"""The small markup in which curators edit a story's body, and its way to blocks and back.

Blocks stand apart by a blank line. `## ` heads a heading, `> ` a quotation, `- ` a list item,
`![alt](source) caption` is a picture, anything else a paragraph. Within a line `[words](address)`
is a link and `*words*` emphasis; a backslash takes the meaning from the character after it.
`to_blocks(to_markup(blocks)) == blocks` for every list of body blocks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from articles.blocks import (
    BETWEEN,
    LONGEST_ADDRESS,
    Block,
    Link,
    is_web_address,
    one_line,
    runs,
    tidy,
)

_MARKS = {"heading": "## ", "quote": "> ", "list_item": "- "}
_SPECIAL = re.compile(r"[\\*\[\]]")
_LEADING = re.compile(r"(?:#|>|-|!)")
_PICTURE = re.compile(r"!\[((?:[^\\\]]|\\.)*)\]\(((?:[^\\)]|\\.)+)\)(.*)", re.DOTALL)
_CLOSING = re.compile(r"\\.|\)", re.DOTALL)
_STRESS_END = re.compile(r"(?:[^\\*]|\\.)+\*")
_WORDS_END = re.compile(r"(?:[^\\\][]|\\.)+\]\(")
_LINE = re.compile(r"\r\n|\r|\n")


def to_markup(blocks: Iterable[Block]) -> str:
    """The body blocks as markup. Headline and standfirst are fields of their own."""
    return BETWEEN.join(_marked(block) for block in blocks)


def to_blocks(markup: str) -> tuple[Block, ...]:
    """Body blocks from markup. Any text is accepted; what is not markup is a paragraph's words."""
    blocks: list[Block] = []
    lines: list[str] = []

    def close() -> None:
        block = _read(" ".join(lines))
        if block:
            blocks.append(block)
        lines.clear()

    for line in _LINE.split(markup):
        line = line.strip(" \t")
        if not line:
            close()
            continue
        if line.startswith(tuple(_MARKS.values())):
            close()
        lines.append(line)
    close()
    return tuple(blocks)


def inline(text: str) -> tuple[str, tuple[Link, ...], tuple[tuple[int, int], ...]]:
    """One line of markup as (plain text, links, emphasis), in normal form."""
    plain: list[str] = []
    links: list[Link] = []
    emphasis: list[tuple[int, int]] = []
    size = 0
    stress_from: int | None = None
    link_from: int | None = None
    addresses = _Addresses(text)
    at = 0
    while at < len(text):
        sign = text[at]
        at += 1
        if sign == "\\" and at < len(text):
            sign = text[at]
            at += 1
        elif sign == "*" and (stress_from is not None or _closes(text, at)):
            if stress_from is None:
                stress_from = size
            else:
                emphasis.append((stress_from, size))
                stress_from = None
            continue
        elif sign == "[" and link_from is None and addresses.after_words_at(at):
            link_from = size
            continue
        elif sign == "]" and link_from is not None:
            address, at = addresses.at(at + 1)
            links.append(Link(link_from, size, address))
            link_from = None
            continue
        plain.append(sign)
        size += 1
    return _trimmed("".join(plain), links, emphasis)


def inline_markup(block: Block) -> str:
    """A block's words with links and emphasis as one line of markup."""
    written: list[str] = []
    href = ""
    stressed = False
    for run in runs(block):
        if run.href != href or run.stressed != stressed:
            written.append("*" if stressed else "")
            written.append(f"]({_escaped_address(href)})" if href and run.href != href else "")
            written.append("[" if run.href and run.href != href else "")
            written.append("*" if run.stressed else "")
        href, stressed = run.href, run.stressed
        written.append(_SPECIAL.sub(r"\\\g<0>", run.text))
    written.append("*" if stressed else "")
    written.append(f"]({_escaped_address(href)})" if href else "")
    return "".join(written)


def _marked(block: Block) -> str:
    if block.kind == "picture":
        alt = re.sub(r"[\\\]]", r"\\\g<0>", block.alt)
        source = _escaped_address(block.source)
        return f"![{alt}]({source}) {block.caption}".rstrip(" ")
    line = inline_markup(block)
    if block.kind in _MARKS:
        return _MARKS[block.kind] + line
    return "\\" + line if _LEADING.match(line) else line


def _read(line: str) -> Block | None:
    picture = _PICTURE.fullmatch(line)
    if picture and one_line(_bare(picture[2])):
        alt, source = one_line(_bare(picture[1])), one_line(_bare(picture[2]))
        return Block("picture", source=source, alt=alt, caption=one_line(picture[3]))
    for kind, mark in _MARKS.items():
        if line.startswith(mark):
            return _written(kind, line.removeprefix(mark))
    return _written("paragraph", line)


def _written(kind: str, line: str) -> Block | None:
    text, links, emphasis = inline(one_line(line))
    return Block(kind, text, links, emphasis) if text else None


def _closes(text: str, at: int) -> bool:
    return _STRESS_END.match(text, at) is not None


class _Addresses:
    """The addresses in a line of markup. Where they may end is found in one pass, so that a line
    full of openings costs no more than another."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def closings(self) -> list[int]:
        return [found.start() for found in _CLOSING.finditer(self.text) if found[0] == ")"]

    def at(self, start: int) -> tuple[str, int]:
        """The web address that is written from `start` on, and where the text goes on after it;
        "" if there is none."""
        place = bisect_left(self.closings, start)
        end = self.closings[place] if place < len(self.closings) else -1
        if not 0 < end - start <= 2 * LONGEST_ADDRESS:
            return "", start
        address = _bare(self.text[start:end])
        return (address, end + 1) if is_web_address(address) else ("", start)

    def after_words_at(self, start: int) -> bool:
        """Whether words stand here, closed by a bracket, and a web address after them."""
        words = _WORDS_END.match(self.text, start)
        return words is not None and self.at(words.end())[0] != ""


def _bare(escaped: str) -> str:
    return re.sub(r"\\(.)", r"\1", escaped)


def _escaped_address(address: str) -> str:
    return re.sub(r"[\\)]", r"\\\g<0>", address)


def _trimmed(
    text: str, links: list[Link], emphasis: list[tuple[int, int]]
) -> tuple[str, tuple[Link, ...], tuple[tuple[int, int], ...]]:
    shift = len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    moved = [Link(link.start - shift, link.end - shift, link.href) for link in links]
    return text, *tidy(text, moved, [(start - shift, end - shift) for start, end in emphasis])
