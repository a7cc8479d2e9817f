"""The worker for systems without fork, forced here: the same protocol, the same ends, no isolation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.sandbox.parent import Sandbox

MakeJob = Callable[..., Job]


@pytest.fixture(scope="module")
def spawning() -> Iterator[Sandbox]:
    with Sandbox(trust=True) as sandbox:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOSSQUIZ_ISOLATION", "spawn")
            sandbox.start()
        yield sandbox


def test_a_spawned_worker_speaks_the_same_protocol(spawning: Sandbox, sandbox: Sandbox, make_job: MakeJob) -> None:
    source = """
        import sys
        print("hello")
        def answer(pred, target):
            print("to stderr", file=sys.stderr)
            return ((pred - target) ** 2).mean()
        """
    spawned, forked = spawning.run(make_job(source)), sandbox.run(make_job(source))
    assert sorted(spawned.output.split("\n")) == sorted(forked.output.split("\n"))
    assert isinstance(spawned.outcomes[0], Returned)
    assert isinstance(forked.outcomes[0], Returned)
    assert spawned.outcomes[0].value == forked.outcomes[0].value
    assert spawned.outcomes[0].gradients["pred"].tobytes() == forked.outcomes[0].gradients["pred"].tobytes()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "told", "limits"),
    [
        ("while True: pass", "TimedOut(seconds=0.5, limit='processor')", {"seconds": 0.5}),
        ("while True: print('x' * 10000)", "TimedOut", {"seconds": 0.5}),
        ("os.kill(os.getpid(), signal.SIGSTOP)", "TimedOut(seconds=0.5, limit='idle')", {"seconds": 0.5}),
        ("os._exit(3)", "exited with status 3", {}),
        ("bytearray(8 << 30)", "OutOfMemory", {}),
        (
            "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)",
            "TimedOut(seconds=0.5, limit='idle')",
            {"seconds": 0.5},
        ),
    ],
)
def test_a_spawned_worker_meets_the_same_ends(
    spawning: Sandbox, make_job: MakeJob, line: str, told: str, limits: dict[str, float]
) -> None:
    source = f"import os, signal, subprocess, sys, time\ndef answer(pred, target):\n    {line}\n    return pred.sum()\n"
    assert told in repr(spawning.run(make_job(source, **limits)).outcomes[0])


def test_a_spawned_worker_stops_what_waits_after_the_answer(spawning: Sandbox, make_job: MakeJob) -> None:
    source = "import time\ndef answer(pred, target):\n    return pred.sum()\ntime.sleep(600)\n"
    done = spawning.run(make_job(source, seconds=1.0))
    assert isinstance(done.outcomes[0], Returned)
    assert [remark.kind for remark in done.remarks] == ["stopped"]


def test_a_large_source_and_large_inputs_pass(spawning: Sandbox, sandbox: Sandbox, make_job: MakeJob) -> None:
    source = "# " + "x" * 3_000_000 + "\ndef answer(pred, target):\n    return pred.sum()\n"
    for used in (spawning, sandbox):
        (outcome,) = used.run(make_job(source)).outcomes
        assert isinstance(outcome, Returned)
        assert outcome.value == 7.0
