"""The child process in which foreign pages are parsed: a JSON line in, a JSON line out.

    python -m articles.parting_child MODULE:FUNCTION SECONDS BYTES

Started by `articles.killable` alone. It sets no Django up, is given no settings, and limits
itself: memory, no files written, and an alarm that ends it even in the middle of C code, should the
parent be gone.
"""

import gc
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable

from articles.parting.page import Refusal


def main(work: str, seconds: float, memory: int) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    module, _, name = work.partition(":")
    function = getattr(importlib.import_module(module), name)
    _limit(memory)
    gc.freeze()
    _say(answers.write, {"ready": True})
    answers.flush()
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        _say(answers.write, _answer(function, json.loads(line)))
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit(memory: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _answer(function: Callable[..., object], arguments: list[object]) -> dict[str, object]:
    try:
        return {"result": function(*arguments)}
    except Refusal as refusal:
        return {"refusal": refusal.code, "seen": refusal.seen}
    except RecursionError:
        return {"refusal": "too_deep", "seen": ""}
    except MemoryError:
        os._exit(1)
    except Exception as error:  # the parent says so; the child lives on
        return {"fault": f"{type(error).__name__}: {error}"}


def _say(write: Callable[[str], int], answer: dict[str, object]) -> None:
    write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
