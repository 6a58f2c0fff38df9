"""How often one may try: counted in the database, so by every process alike.

Keys are keyed hashes, so that the table tells neither names nor addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import salted_hmac

from articles.models import RateLimit

MINUTES, HOUR = timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """At most so many tries in a window of time, for each distinct set of words."""

    about: str
    most: int
    within: timedelta

    def spend(self, *words: str) -> int:
        """Count a try; 0, or the seconds to wait when there were too many."""
        key = self._key(words)
        if RateLimit.objects.spend(key, most=self.most, within=self.within):
            return 0
        wait = RateLimit.objects.wait(key, within=self.within)
        return max(1, round(wait.total_seconds()))

    def give_back(self, *words: str) -> None:
        """A try that was no failure does not count."""
        RateLimit.objects.give_back(self._key(words))

    def forgive(self, *words: str) -> None:
        """Forget the tries."""
        RateLimit.objects.forgive(self._key(words))

    def _key(self, words: tuple[str, ...]) -> str:
        digest = salted_hmac(self.about, "\0".join(words), algorithm="sha256").hexdigest()
        return f"{self.about} {digest}"


SIGN_IN = Limit("sign in", most=5, within=MINUTES)  # of a name, from a network
SIGN_IN_FROM = Limit("sign in from", most=50, within=HOUR)  # a client
CONFIRM = Limit("confirm", most=5, within=MINUTES)  # with the password, of a person
JOIN_FROM = Limit("join from", most=60, within=HOUR)  # a client
SIGN_UP_FROM = Limit("sign up from", most=10, within=HOUR)  # a client
ASK_RESET = Limit("ask for reset", most=3, within=HOUR)  # of a name
ASK_RESET_FROM = Limit("ask for reset from", most=10, within=HOUR)  # a client
RESET_FROM = Limit("reset from", most=20, within=HOUR)  # a client
DOWNLOAD = Limit("download", most=6, within=HOUR)  # a person
TELL_FAILURE = Limit("tell failure", most=60, within=HOUR)  # of a person, or of all unknown
