"""Static files: stylesheets and custom elements, each joined into one hashed file.

The lists say the order. In the sources one file holds one component; a page asks for two files,
and for two more where somebody is signed in.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = [
    "layers", "tokens", "reset", "base", "confidence", "bar", "button", "field", "menu", "chip",
    "facets", "notice", "story", "highlight", "card", "card-talk", "margin", "claims-map",
    "claims-sheet", "related", "revision", "front", "teaser", "account", "print",
]  # fmt: skip
ELEMENTS = [
    "open-menu", "search-key", "reader-settings", "paragraph-cursor", "reading-position",
    "remember-open", "copy-text", "live-story", "story-news", "active-claim", "margin-cards",
    "claim-filter", "claims-map", "claims-sheet", "card-talk", "live-claims", "gradual-layout",
]  # fmt: skip
# What only those need who are signed in.
WORK_STYLES = ["toolbar", "presence", "composer", "marking", "claim-page", "import", "review"]
WORK_ELEMENTS = [
    "import-review", "review-rows", "review-keys", "review-counts", "rich-paste", "keep-typed",
    "reading-place", "story-presence", "selected-words", "selection-bar", "sentence-steps",
    "cue-words", "source-choice", "chain-steps", "claim-levels", "claim-troubles", "claim-composer",
    "composer-place", "claim-outbox", "arriving-card", "mention-names", "take-selection",
]  # fmt: skip
JOINED = {
    "sayso.css": [f"css/{name}.css" for name in STYLES],
    "sayso.js": [f"js/{name}.js" for name in ELEMENTS],
    "work.css": [f"css/{name}.css" for name in WORK_STYLES],
    "work.js": [f"js/{name}.js" for name in WORK_ELEMENTS],
}
# A joined file stands one folder above its sources.
_UPWARD = re.compile(r"url\(([\"']?)\.\./")


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Writes each joined file beside its sources before names are hashed and files compressed."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator:
        if not dry_run:
            for name, parts in JOINED.items():
                joined = "\n".join(self._source(paths, part) for part in parts)
                if self.exists(name):
                    self.delete(name)
                self._save(name, ContentFile(joined.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def _source(self, paths: dict[str, Any], part: str) -> str:
        storage, path = paths[part]
        with storage.open(path) as file:
            return _UPWARD.sub(r"url(\1", file.read().decode())
