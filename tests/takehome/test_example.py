"""The example class: its hand-out is what the command writes, its hand-ins get the verdicts written down for them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.report.formats import Batch
from lossquiz.report.standing import Standing, standings
from lossquiz.takehome.assignment import read_assignment
from lossquiz.takehome.new import Plan, write_takehome

pytestmark = pytest.mark.xdist_group("example")

EXAMPLE = Path(__file__).parents[2] / "examples" / "takehome"
TASKS = load_bank(()).tasks
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = {(row["candidate"], row["question"]): row for row in table("expected.csv")}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Standing]:
    assignment = read_assignment(EXAMPLE, TASKS)
    words = ("grade", "hand-ins", "--json", "--seed", str(assignment.seed), "--seconds", "2")
    command = [sys.executable, "-m", "lossquiz", *words]
    settings = {**os.environ, "LOSSQUIZ_HOME": str(tmp_path_factory.mktemp("home")), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=EXAMPLE, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    rows = [{**row, "points": None, "max": None} for row in json.loads(done.stdout)["submissions"]]
    run: dict[str, Any] = {
        "questions": list(assignment.questions),
        "points": {
            name: {"max": worth.max, "checks": worth.checks, "forbidden": worth.forbidden}
            for name, worth in assignment.questions.items()
        },
    }
    batch = Batch(rows, assignment.seed or 0, "full", run)
    return {one.candidate.removesuffix(".zip"): one for one in standings(batch)}


def test_what_is_handed_out_is_what_the_command_writes_today(tmp_path: Path) -> None:
    assignment = read_assignment(EXAMPLE, TASKS)
    tasks = [TASKS[name] for name in assignment.questions]
    plan = Plan(assignment.title, tasks, "py", assignment.deadline, assignment.pass_mark, assignment.seed)
    for name in write_takehome(tmp_path / "d", plan):
        assert (EXAMPLE / name).read_text(encoding="utf-8") == (tmp_path / "d" / name).read_text(encoding="utf-8"), name


def test_the_class_is_a_class() -> None:
    there = {path.name.removesuffix(".zip") for path in (EXAMPLE / "hand-ins").iterdir()}
    enrolled = {row["id"] for row in table("roster.csv")}
    assert enrolled - there == {"eva"}
    assert not there - enrolled
    assert len(there) >= 12
    assert set(EXPECTED) == {(name, question) for name in enrolled for question in ("huber", "bce_with_logits")}


def test_every_hand_in_gets_the_verdict_that_was_written_down_for_it(standing: dict[str, Standing]) -> None:
    for (candidate, question), expected in EXPECTED.items():
        if candidate == "eva":
            continue
        (part,) = (part for part in standing[candidate].parts if part.question == question)
        named = "+".join(found["id"] for found in part.row["diagnosis"])
        got = (part.row["verdict"], part.row["status"], named)
        assert got == (expected["verdict"], expected["status"], expected["mistake"]), (candidate, question)


def test_points_follow_the_assignment(standing: dict[str, Standing]) -> None:
    points = {name: one.points for name, one in standing.items()}
    assert {name for name, value in points.items() if value == 20} == {"ada", "ben", "dan", "lou"}
    assert points["hugo"] == 10  # nothing for what is forbidden
    assert points["jon"] is None  # a person has to look at what does not parse
    assert points["mia"] == 0
    # Value and gradient are wrong in kim's, which are 6.5 of ten; stability too, and nothing else.
    assert points["kim"] == pytest.approx(12.5)


def test_the_sample_tests_tell_right_hand_ins_from_wrong_ones(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "handout" / "sample_tests.py", tmp_path)
    for name, code in (("ada", 0), ("dan", 0), ("finn", 1), ("kim", 1), ("jon", 1)):
        done = subprocess.run(
            [sys.executable, tmp_path / "sample_tests.py", EXAMPLE / "hand-ins" / name],
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, (name, done.stdout)
        assert "Traceback" not in done.stdout + done.stderr
