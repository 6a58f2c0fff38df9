"""Rows of a list of related stories whose links were lost."""

import re

from articles.parting import labels
from articles.parting.links import Item, is_heading
from articles.parting.node import HEADINGS, Node, words_of
from articles.parting.pieces import word_count

_RELATED = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|most-?(?:read|popular|viewed)|more-?stories|read-?next|also-?read)(?:$|[\s_-])"
)


def unlinked(root: Node) -> list[Item]:
    """Rows under a label for related stories whose links were lost, as items without address."""
    found: list[Item] = []
    for label in root.walk():
        if (
            label.end - label.order > 4
            or label.parent is None
            or label.tag in ("a", "body", "html")
        ):
            continue
        named = label.tag in HEADINGS and _RELATED.search(label.parent.names)
        if named or labels.is_related_label(words_of(label)):
            rows = _rows_after(label)
            found += [Item(row, row, f"#{row.order}", "") for row in rows if len(rows) > 1]
    return found


def _rows_after(label: Node) -> list[Node]:
    family = label.parent.children if label.parent else []
    after = [node for node in family if node.order > label.order and node.tag != "br"]
    if after and (after[0].tag in ("ul", "ol") or len(after) == 1):
        after = after[0].children
    rows = [node for node in after if node.tag == after[0].tag]
    bare = all(not node.get("href") for row in rows for node in row.walk())
    short = all(2 <= word_count(words_of(row)) <= 45 for row in rows)
    apart = bool(rows) and (rows[0].tag == "li" or any(map(is_heading, rows[0].walk())))
    stops = sum(words_of(row).endswith((".", "。")) for row in rows)
    apart = apart or (bool(rows) and rows[0].tag == "p" and stops <= len(rows) / 4)
    apart = apart or all(row.children and row.children[0].tag in ("b", "strong") for row in rows)
    return rows if bare and short and apart else []
