"""A batch on a Dask cluster: the rows of a local one, whatever becomes of workers; else one clear line."""

from __future__ import annotations

import builtins
import logging
import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lossquiz.errors import InputError, UsageError
from lossquiz.grading import cluster as module
from lossquiz.grading.cluster import CHUNK, Cluster, Place, versions
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.worker import Recipe, Worker
from lossquiz.questions.bank import load_bank
from lossquiz.report.json.grading import stored_row

distributed: Any = pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.filterwarnings("default")]

BANK = load_bank()
RECIPE = Recipe({"huber": BANK.tasks["huber"]}, BANK.tasks["huber"], 1, Limits(), compared=True)
ANSWER = "def huber_loss(pred, target, delta=1.0):\n    return {}\n"
BODIES = (
    "(((e := (pred - target).abs()).clamp(max=delta)) * (e - e.clamp(max=delta) / 2)).mean()",
    "((pred - target) ** 2).mean() / 2",
    "(pred - target).abs().sum()",
    "1 / 0",
    "__import__('os')._exit(0)",
    "missing_name",
)


def hand_ins(count: int) -> list[HandIn]:
    sources = [ANSWER.format(body).encode() for body in BODIES]
    files = [
        Submission("huber.py", sources[i % len(sources)], "python", "huber.py", stem="huber") for i in range(count)
    ]
    return [HandIn(f"c{i:02}", f"c{i:02}", (file,)) for i, file in enumerate(files)]


def rows(reports: Any) -> list[dict[str, Any]]:
    return [{**stored_row(report), "seconds": 0} for group in reports for report in group]


@pytest.fixture(scope="module")
def local() -> list[dict[str, Any]]:
    with Worker(RECIPE) as worker:
        worker.warm_up()
        return rows(worker.grade_each(hand_ins(45)))


@pytest.fixture
def workers() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as made:
        yield made


def test_the_rows_are_those_of_this_process_in_order(workers: Any, local: list[dict[str, Any]]) -> None:
    with Cluster(workers.scheduler_address, RECIPE) as found:
        assert found.level in {"full", "reduced", "none"}
        assert rows(found.grade(hand_ins(45))) == local


def test_a_worker_that_is_killed_costs_nothing(workers: Any, local: list[dict[str, Any]]) -> None:
    with Cluster(workers.scheduler_address, RECIPE) as found:
        going = found.grade(hand_ins(45))
        first = [next(going) for _ in range(CHUNK + 1)]
        os.kill(workers.workers[0].pid, signal.SIGKILL)
        assert rows([*first, *going]) == local


def test_hand_ins_that_kill_their_workers_are_told_one_by_one() -> None:
    class Future:
        def __init__(self, chunk: tuple[HandIn, ...]) -> None:
            self.chunk = chunk

        def result(self) -> list[Any]:
            if any(one.candidate == "c03" for one in self.chunk):
                raise distributed.KilledWorker("task", SimpleNamespace(address="tcp://there"), 2)
            return [(one.candidate,) for one in self.chunk]

    found: Any = Cluster.__new__(Cluster)
    found._recipe = RECIPE
    found._submit = Future
    found._most = lambda: 2
    came = list(found.grade(hand_ins(25)))
    assert len(came) == 25
    assert [one for one in came if isinstance(one[0], str)] == [(f"c{i:02}",) for i in range(25) if i != 3]
    assert (came[3][0].verdict, came[3][0].origin.candidate) == ("crashed", "c03")


def test_where_no_scheduler_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 0.2)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError, match=r"127\.0\.0\.1:\d+: no Dask scheduler answers there"):
        Cluster(address, RECIPE)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({}, "has no workers"),
        ({"tcp://b:1": Place("full", ("lossquiz 0.0.1", "torch 1", "Python 3"))}, "tcp://b:1: it has lossquiz 0.0.1"),
    ],
)
def test_workers_that_would_not_do(monkeypatch: pytest.MonkeyPatch, places: dict[str, Place], said: str) -> None:
    closed = []
    client = SimpleNamespace(
        run=lambda _: places, close=lambda: closed.append(1), unregister_worker_plugin=lambda _: None
    )
    monkeypatch.setattr(module, "_connected", lambda _: client)
    with pytest.raises(InputError, match=said):
        Cluster("tcp://a:1", RECIPE)
    assert closed


def test_the_lowest_isolation_of_all_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {f"tcp://b:{i}": Place(level, versions()) for i, level in enumerate(("full", "reduced", "full"))}
    client = SimpleNamespace(
        run=lambda _: places,
        close=lambda: None,
        register_plugin=lambda *_, **__: None,
        unregister_worker_plugin=lambda _: None,
    )
    monkeypatch.setattr(module, "_connected", lambda _: client)
    with Cluster("tcp://a:1", RECIPE) as found:
        assert found.level == "reduced"


def test_a_bank_of_ones_own_does_not_travel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        module, "_connected", lambda _: SimpleNamespace(close=lambda: None, unregister_worker_plugin=lambda _: None)
    )
    own = replace(BANK.tasks["huber"], bank=tmp_path)
    with pytest.raises(UsageError, match="huber: --cluster grades the shipped questions only"):
        Cluster("tcp://a:1", replace(RECIPE, asked=own))


def test_without_the_package_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(module, "import_module", without)
    with pytest.raises(UsageError, match=r'pip install "lossquiz\[cluster\]"'):
        Cluster("tcp://a:1", RECIPE)
