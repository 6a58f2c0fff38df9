"""A short run of what `python -m bench.state_machine` does for long."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.many_hands import ManyHands


@pytest.mark.slow
def test_no_order_of_acts_loses_a_claim_or_its_words(db):
    few = settings(
        max_examples=8, stateful_step_count=30, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(ManyHands, settings=few)
    assert ManyHands.steps > 100
