"""What tests of importing share."""

import pytest

from articles import taking_apart


@pytest.fixture
def slow(monkeypatch):
    """HTML that takes too long: the child is given no time at all."""
    monkeypatch.setattr(taking_apart.dissect, "seconds", 0.0)
