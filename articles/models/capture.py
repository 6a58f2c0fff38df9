"""Captures: what was imported, byte for byte."""

from __future__ import annotations

import uuid
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models.article import Article


class CaptureQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> CaptureQuerySet:
        """Captures of stories whose page the person may open."""
        stories = Article.objects.visible_to(person).filter(pk=OuterRef("article"))
        return self.filter(Exists(stories))

    def pack(self, data: bytes, **fields: Any) -> Capture:
        """A capture of the bytes, compressed but not stored: before a transaction begins."""
        return self.model(packed=zlib.compress(data, 6), size=len(data), **fields)

    def keep(self, data: bytes, **fields: Any) -> Capture:
        """Store the bytes, compressed."""
        capture = self.pack(data, **fields)
        capture.save(force_insert=True)
        return capture

    def listed(self) -> CaptureQuerySet:
        """Without the bytes, newest first."""
        return self.defer("packed").select_related("by").order_by("-id")


class Capture(models.Model):
    """`decisions` are the importer's: [{"about", "rule", "confidence", "index"}]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="captures"
    )
    kind = models.CharField(max_length=8, choices=[("text", "Text"), ("html", "HTML")])
    packed = models.BinaryField()
    size = models.PositiveIntegerField()
    address = models.CharField(max_length=2048, blank=True)
    importer_version = models.CharField(max_length=20)
    decisions = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    captured_at = models.DateTimeField(default=timezone.now)

    objects = CaptureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind}, {self.size} bytes"

    @property
    def data(self) -> bytes:
        """The bytes as they came; empty after a withdrawal."""
        return zlib.decompress(bytes(self.packed)) if self.packed else b""
