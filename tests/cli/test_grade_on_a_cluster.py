"""`lossquiz grade --cluster`: the rows of a local run, and one clear line where there is no cluster."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

distributed: Any = pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.filterwarnings("default")]

RIGHT = """
def huber_loss(pred, target, delta=1.0):
    error = (pred - target).abs()
    small = error.clamp(max=delta)
    return (small * (error - small / 2)).mean()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as made:
        yield made.scheduler_address


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    for number in range(12):
        file = tmp_path / "answers" / f"c{number:02}" / "huber.py"
        file.parent.mkdir(parents=True)
        file.write_text(RIGHT if number % 3 else RIGHT.replace(".mean()", ".sum()"), encoding="utf-8")
    (tmp_path / "answers" / "c99").mkdir()
    (tmp_path / "answers" / "c99" / "huber.py").write_text("def huber_loss(:\n", encoding="utf-8")
    return tmp_path / "answers"


def grade(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lossquiz", "grade", str(folder), "-q", "huber", "--seed", "3", *words]
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=env)


def rows(out: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{**row, "seconds": 0} for row in found]


def test_the_rows_are_those_of_a_local_run_with_their_repeats(address: str, answers: Path, tmp_path: Path) -> None:
    there = grade(answers, "--out", str(tmp_path / "there"), "--repeat", "2", "--cluster", address)
    here = grade(answers, "--out", str(tmp_path / "here"), "--repeat", "2", "--jobs", "1")
    assert there.returncode == here.returncode == 1, there.stderr
    assert there.stderr == ""
    assert there.stdout == here.stdout
    assert rows(tmp_path / "there") == rows(tmp_path / "here")
    assert [row["verdict"] for row in rows(tmp_path / "there")].count("passed") == 8


def test_where_there_is_none_one_line_says_so_and_nothing_is_left(answers: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    done = grade(answers, "--out", str(tmp_path / "out"), "--cluster", address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"lossquiz: {address}: no Dask scheduler answers there; start one with")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_jobs_are_for_this_machine(answers: Path) -> None:
    done = grade(answers, "--cluster", "tcp://127.0.0.1:1", "--jobs", "2")
    assert done.returncode == 2
    assert "--jobs is for this machine" in done.stderr
