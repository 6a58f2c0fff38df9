"""A claim's way to the reader: whom it rests on, and through whom it came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from annotations.coding import Link
from annotations.models.source import Source
from annotations.vocabulary import BASES, CHANNELS, VOICES


class Attribution(models.Model):
    """One link. 0 is whom the claim rests on, the last one told the reader."""

    claim = models.ForeignKey(
        "annotations.Claim", on_delete=models.CASCADE, related_name="attributions"
    )
    position = models.PositiveSmallIntegerField()
    voice = models.CharField(max_length=6, choices=list(VOICES.items()), default="source")
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="attributions"
    )
    mention = models.CharField(max_length=200, blank=True)
    cue = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, blank=True, choices=list(CHANNELS.items()))
    basis = models.CharField(max_length=10, blank=True, choices=list(BASES.items()))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("claim", "position", name="one_link_at_each_place"),
            models.UniqueConstraint(
                fields=["claim", "source"],
                condition=Q(source__isnull=False),
                name="a_source_stands_in_a_chain_once",
            ),
            models.CheckConstraint(
                condition=Q(voice="source", source__isnull=False)
                | Q(voice__in=["outlet", "none"], source=None),
                name="a_link_has_a_source_exactly_if_it_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(voice="none") | Q(position=0), name="none_stated_only_at_the_start"
            ),
        ]

    def __str__(self) -> str:
        return str(self.source.standing) if self.source else self.get_voice_display()

    @property
    def as_link(self) -> Link:
        return Link(
            voice=self.voice,
            source=self.source.uuid if self.source else None,
            mention=self.mention,
            cue=self.cue,
            channel=self.channel,
            basis=self.basis,
        )
