"""The small markup in which curators edit a story's body, and its way to blocks and back.

Blocks stand apart by a blank line. `## ` heads a heading, `> ` a quotation, `- ` a list item,
`![alt](source) caption` is a picture, anything else a paragraph. Within a line `[words](address)`
is a link and `*words*` emphasis; a backslash takes the meaning from the character after it.
`to_blocks(to_markup(blocks)) == blocks` for every list of body blocks.
"""

import re
from collections.abc import Iterable

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
_ADDRESS_END = re.compile(rf"((?:[^\\)]|\\.){{0,{2 * LONGEST_ADDRESS}}})\)")
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
        elif sign == "[" and link_from is None and _address_after(text, at):
            link_from = size
            continue
        elif sign == "]" and link_from is not None:
            match = _ADDRESS_END.match(text, at + 1)
            assert match  # _address_after saw it
            links.append(Link(link_from, size, _bare(match[1])))
            link_from, at = None, match.end()
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


def _address_after(text: str, at: int) -> bool:
    words = _WORDS_END.match(text, at)
    address = _ADDRESS_END.match(text, words.end()) if words else None
    return address is not None and is_web_address(_bare(address[1]))


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
