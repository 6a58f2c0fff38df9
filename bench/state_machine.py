"""Several people at the claims of one story, for long: python -m bench.state_machine [STEPS]

After every step it is checked that no claim is lost or doubled, that each is anchored to its words
or says otherwise, and that rows, events and what was done agree.
"""

import os
import sys
import tempfile
import time

import django
from hypothesis import HealthCheck, settings

STEPS_A_RUN = 60


def main(steps: int) -> int:
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        os.environ.update(SAYSO_DATA=folder, DJANGO_SETTINGS_MODULE="newsroom.settings")
        django.setup()
        return run(steps)


def run(steps: int) -> int:
    from django.core.management import call_command
    from hypothesis.stateful import run_state_machine_as_test

    from bench.floor import report
    from tests.many_hands import ManyHands

    call_command("migrate", verbosity=0)
    began = time.monotonic()
    while ManyHands.steps < steps:
        many = settings(
            max_examples=100, stateful_step_count=STEPS_A_RUN, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(ManyHands, settings=many)
        print(f"{ManyHands.steps} steps", flush=True)
    report("state_machine", {
        "steps": ManyHands.steps, "faults": 0, "seconds": round(time.monotonic() - began),
    })  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
