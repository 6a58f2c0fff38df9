"""How often somebody may do what costs the server time: counted in this process's memory."""

import threading
import time

from django.http import HttpRequest

from newsroom.client_address import client_address, network_of

MOST_KEPT = 10_000


class Meter:
    """At most so many tries in a window of so many seconds."""

    def __init__(self, most: int, seconds: int) -> None:
        self.most, self.seconds = most, seconds
        self._windows: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def spend(self, key: str, *, at: float | None = None) -> bool:
        """Count a try; False when there were too many in this window."""
        now = time.monotonic() if at is None else at
        with self._lock:
            if key not in self._windows and len(self._windows) >= MOST_KEPT:
                self._sweep(now)
            since, count = self._windows.get(key, (now, 0))
            if now - since >= self.seconds:
                since, count = now, 0
            self._windows[key] = since, count + 1
        return count < self.most

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._windows.clear()

    def _sweep(self, now: float) -> None:
        """Drop the windows that ended; all of them, if none did."""
        lasting = {
            key: window for key, window in self._windows.items() if now - window[0] < self.seconds
        }
        self._windows = lasting if len(lasting) < MOST_KEPT else {}


def who(request: HttpRequest) -> str:
    """The person asking, or the network that an unknown one asks from."""
    if request.user.is_authenticated:
        return str(request.user.uuid)
    return network_of(client_address(request))


searches = Meter(most=120, seconds=60)
