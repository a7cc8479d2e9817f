"""Batches on worker processes: the same reports in the same order as in one process, whatever happens to a worker."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest
import torch

from lossquiz.errors import BankError, Fault, IsolationError, MissingExtraError
from lossquiz.grading import batch
from lossquiz.grading.batch import Processes, grade_all
from lossquiz.grading.grade import grade_function, one_thread
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.worker import Beside, Recipe
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank

RIGHT = b"def mse_loss(pred, target):\n    return (pred - target).pow(2).mean()\n"
WRONG = b"def mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n"
BROKEN = b"def mse_loss(pred, target):\n    raise ValueError('no')\n"
SOURCES = [RIGHT, WRONG, BROKEN, RIGHT, WRONG, RIGHT, b"def mse_loss(:\n", RIGHT, WRONG]
LIMITS = Limits(seconds=20.0)


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return recipe_of(load_bank())


def recipe_of(bank: Bank) -> Recipe:
    return Recipe({"mse": bank.tasks["mse"]}, None, 5, LIMITS)


def hand_ins(sources: list[bytes], name: str = "mse") -> Iterator[HandIn]:
    for number, source in enumerate(sources):
        file = Submission(f"{number}/{name}.py", source, "python", f"{name}.py", stem=name)
        yield HandIn(str(number), str(number), (file,))


def test_the_reports_are_the_same_in_the_same_order_with_any_number_of_jobs(recipe: Recipe) -> None:
    rows = {
        jobs: [
            (r.path, r.verdict, r.score, [d.id for d in r.diagnosis])
            for reports in grade_all(hand_ins(SOURCES), recipe, jobs)
            for r in reports
        ]
        for jobs in (1, 2, 8)
    }
    assert [row[1] for row in rows[1]] == [
        *("passed", "failed", "error", "passed", "failed", "passed", "error", "passed", "failed"),
    ]
    assert rows[1] == rows[2] == rows[8]


def test_a_slow_answer_has_its_time_however_many_share_the_processors(recipe: Recipe) -> None:
    """Each uses a fifth of its limit: of the processor's time, and of nobody's clock."""
    burn = b"import time\nstart = time.process_time()\nwhile time.process_time() < start + 0.3: pass\n"
    strict = replace(recipe, limits=Limits(seconds=1.5))
    verdicts = {
        jobs: [report.verdict for some in grade_all(hand_ins([burn + RIGHT] * 16), strict, jobs) for report in some]
        for jobs in (1, 16)
    }
    assert verdicts == {1: ["passed"] * 16, 16: ["passed"] * 16}


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(recipe: Recipe) -> None:
    with closing(Processes(recipe, 2, 1)) as place:

        def killing() -> Iterator[HandIn]:
            for number, hand_in in enumerate(hand_ins([RIGHT] * 6)):
                if number == 3:
                    os.kill(place.pids[0], signal.SIGKILL)
                yield hand_in

        reports = [report for some in place.grade(killing()) for report in some]
    assert [(report.path, report.verdict) for report in reports] == [(f"{n}/mse.py", "passed") for n in range(6)]


def test_a_worker_that_is_killed_before_it_has_begun_is_replaced_too(recipe: Recipe) -> None:
    with closing(Processes(recipe, 2, 1)) as place:
        first = place.pids
        os.kill(first[0], signal.SIGKILL)  # it has not even imported torch
        reports = [report for some in place.grade(hand_ins([RIGHT] * 3)) for report in some]
        assert place.pids[0] != first[0]
        assert place.pids[1] == first[1]
    assert [(report.path, report.verdict) for report in reports] == [(f"{n}/mse.py", "passed") for n in range(3)]


def test_what_ends_every_worker_is_reported_and_the_batch_goes_on(recipe: Recipe, tmp_path: Path) -> None:
    shipped = recipe.tasks["mse"]
    (tmp_path / "references.py").write_text("import os\n\ndef mse_loss(pred, target):\n    os._exit(7)\n")
    changes: dict[str, Any] = {"id": "fatal", "name": "fatal_loss", "reference": "references.py:mse_loss"}
    fatal = replace(shipped, **changes, bank=tmp_path)
    both = Recipe({"mse": shipped, "fatal": fatal}, None, 5, LIMITS)
    both_ways = [*hand_ins([RIGHT.replace(b"mse", b"fatal")], "fatal"), *hand_ins([RIGHT])]
    reports = [report for some in grade_all(both_ways, both, 2) for report in some]
    assert [report.verdict for report in reports] == ["crashed", "passed"]
    assert "the grader's own process" in (reports[0].error or "")


class Full:
    """A system that starts what it is asked for in some turns, and has no room in the others."""

    def __init__(self, start: Callable[..., object], refused: set[int], error: Exception) -> None:
        self.start, self.refused, self.error = start, refused, error
        self.turn = 0

    def __call__(self, *arguments: object) -> object:
        self.turn += 1
        if self.turn in self.refused:
            raise self.error
        return self.start(*arguments)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[set[int]], Full]:
    def make(refused: set[int]) -> Full:
        system = Full(SpawnProcess.start, refused, BlockingIOError(11, "full"))
        monkeypatch.setattr(SpawnProcess, "start", lambda process, *_: system(process))
        return system

    return make


def test_a_worker_for_which_there_is_no_process_is_done_without(
    recipe: Recipe, full: Callable[[set[int]], Full]
) -> None:
    full({1, 3})  # the first is waited for, the second not
    with closing(Processes(recipe, 2, 1)) as place:
        assert len(place.pids) == 1
        assert [report.verdict for some in place.grade(hand_ins([RIGHT] * 3)) for report in some] == ["passed"] * 3


def test_a_worker_that_cannot_be_replaced_leaves_its_work_to_the_others(
    recipe: Recipe, full: Callable[[set[int]], Full]
) -> None:
    full({3})
    with closing(Processes(recipe, 2, 1)) as place:

        def killing() -> Iterator[HandIn]:
            for number, hand_in in enumerate(hand_ins([RIGHT] * 5)):
                if number == 3:
                    os.kill(place.pids[0], signal.SIGKILL)
                yield hand_in

        reports = [report for some in place.grade(killing()) for report in some]
        assert len(place.pids) == 1
    assert [(report.path, report.verdict) for report in reports] == [(f"{n}/mse.py", "passed") for n in range(5)]


def test_without_any_process_the_batch_says_so(
    recipe: Recipe, full: Callable[[set[int]], Full], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_PATIENCE_SECONDS", 0.1)
    full(set(range(1, 1000)))
    with pytest.raises(IsolationError, match="no worker process could be started"):
        list(grade_all(hand_ins([RIGHT]), recipe, 2))


@pytest.mark.parametrize(("refused", "count"), [({1, 2}, 3), ({2}, 1), (set(range(1, 10**4)), 0)])
def test_a_worker_s_threads_are_as_many_as_there_are(
    monkeypatch: pytest.MonkeyPatch, refused: set[int], count: int
) -> None:
    monkeypatch.setattr(batch, "_PATIENCE_SECONDS", 0.1)
    begun: list[int] = []
    system = Full(lambda _thread: begun.append(1), refused, RuntimeError("can't start new thread"))
    monkeypatch.setattr(threading.Thread, "start", lambda thread, *_: system(thread))
    with nullcontext() if count else pytest.raises(RuntimeError):
        batch._start_threads(3, lambda: None)
    assert len(begun) == count


class Fatal:
    """Ends whichever process it is sent to."""

    def __init__(self, function: Callable[[int], object], argument: int) -> None:
        self.call = (function, (argument,))

    def __reduce__(self) -> tuple[Any, ...]:
        return self.call


@pytest.mark.parametrize(
    ("fatal", "told"),
    [
        (Fatal(os._exit, 3), "does not start; use --jobs 1"),
        (
            Fatal(signal.raise_signal, signal.SIGKILL),
            "is killed by signal 9 each time before it can begin; use --jobs 1",
        ),
    ],
    ids=["ends by itself", "killed each time"],
)
def test_workers_that_do_not_start_end_the_batch(recipe: Recipe, fatal: Any, told: str) -> None:
    fatal = {"mse": fatal}
    with pytest.raises(IsolationError, match=told):
        list(grade_all(hand_ins([RIGHT] * 3), replace(recipe, tasks=fatal), 2))


def test_what_answers_nothing_has_a_row_too(recipe: Recipe) -> None:
    named = HandIn("thing.py", "thing.py", (Submission("thing.py", b"def thing(): pass\n", "python", "thing.py"),))
    ((report,),) = grade_all([named], recipe, 2)
    assert (report.verdict, report.status, report.question) == ("not_found", "missing", "")
    assert "it defines thing; -q ID names the question" in report.reason


@pytest.mark.parametrize(
    "error", [BankError((Fault("a.yaml", 3, "id", "missing"),)), MissingExtraError("parquet", "reading")]
)
def test_errors_travel_between_processes(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_one_thread_is_for_the_block_only() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        with one_thread():
            assert torch.get_num_threads() == 1
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


def test_a_thread_that_waits_for_the_sandbox_gets_its_turn_soon_and_only_then() -> None:
    before = sys.getswitchinterval()
    with closing(Beside()) as beside:
        assert beside.start(sys.getswitchinterval)() <= 0.001
    assert sys.getswitchinterval() == before


def test_a_function_of_one_s_own_leaves_torch_as_it_was() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    seen: list[int] = []

    def mse_loss(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        seen.append(torch.get_num_threads())
        return (pred - target).pow(2).mean()

    try:
        assert grade_function(mse_loss, load_bank().tasks["mse"], seed=1).verdict == "passed"
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    assert set(seen) == {1}
