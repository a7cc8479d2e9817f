"""`grade --assignment` and `report --gradebook`: one file says what is asked, and marks go back whence they came."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lossquiz.cli.app import app

SOLUTIONS = Path(__file__).parents[2] / "solutions"
ASSIGNMENT = """\
title: Losses
deadline: "2026-12-10 18:00+00:00"
pass_mark: 0.5
seed: {seed}
for_candidate: {{points: false}}
questions:
  huber: {{max: 4, checks: {{value: 3, gradient: 1}}}}
  mse: {{max: 6}}
"""
SUMMED = "def mse_loss(pred, target):\n    return (pred - target).square().sum()\n"


def call(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = app(list(words), standalone_mode=False)
    out, err = capfd.readouterr()
    return int(code or 0), out, err


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assignment.yaml").write_text(ASSIGNMENT.format(seed=7), encoding="utf-8")
    hand_ins = tmp_path / "hand-ins"
    for name in ("alice", "bob"):
        (hand_ins / name).mkdir(parents=True)
    shutil.copy(SOLUTIONS / "regression" / "huber.py", hand_ins / "alice")
    shutil.copy(SOLUTIONS / "regression" / "mse.py", hand_ins / "alice")
    (hand_ins / "bob" / "mse.py").write_text(SUMMED, encoding="utf-8")
    return tmp_path


def run_of(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))
    return found


def rows_of(place: Path) -> dict[tuple[str, str], dict[str, Any]]:
    lines = (place / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {(row["candidate"], row["question"]): row for row in map(json.loads, lines)}


def test_questions_points_seed_and_what_candidates_see_come_from_the_assignment(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = call(capfd, "grade", "hand-ins", "--assignment", "assignment.yaml", "--out", "out")
    assert code == 1, err
    run = run_of(place)
    assert (run["questions"], run["seed"], run["title"], run["pass_mark"]) == (["huber", "mse"], 7, "Losses", 0.5)
    assert run["deadline"] == "2026-12-10T18:00:00+00:00"
    assert run["for_candidate"]["points"] is False
    rows = rows_of(place)
    assert {key: (row["points"], row["max"]) for key, row in rows.items() if key != ("bob", "mse")} == {
        ("alice", "huber"): (4, 4),
        ("alice", "mse"): (6, 6),
        ("bob", "huber"): (0, 4),
    }
    assert rows["bob", "huber"]["status"] == "missing"
    assert 0 < rows["bob", "mse"]["points"] < 6
    again = call(capfd, "grade", "hand-ins", "--assignment", ".", "--out", "out", "--resume")
    assert again[0] == 1, again[2]
    assert rows_of(place) == rows


def test_an_option_of_its_own_comes_before_the_assignment(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(capfd, "grade", "hand-ins", "--assignment", ".", "--seed", "8", "-q", "mse", "--out", "out")
    run = run_of(place)
    assert (run["questions"], run["seed"]) == (["mse"], 8)
    assert {question for _, question in rows_of(place)} == {"mse"}


def test_a_fault_of_the_assignment_is_told_before_anything_is_written(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "assignment.yaml").write_text("questions: {hubr: {}}\n", encoding="utf-8")
    code, _, err = call(capfd, "grade", "hand-ins", "--assignment", "assignment.yaml", "--out", "out")
    assert code == 2
    assert "assignment.yaml:1: questions.hubr" in err
    assert not (place / "out").exists()


def test_a_gradebook_is_filled_in_and_who_is_not_in_it_is_told(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(capfd, "grade", "hand-ins", "--assignment", ".", "--out", "out")
    book = "Student,ID,SIS User ID,SIS Login ID,Section,Losses (5)\n    Points Possible,,,,,10\nA,1,,alice,x,\n"
    (place / "book.csv").write_text(book, encoding="utf-8")
    code, _, err = call(capfd, "report", "out", "--format", "canvas", "--gradebook", "book.csv")
    assert code == 0, err
    assert "not in the gradebook, so not filled in: bob" in err
    assert "A,1,,alice,x,10" in (place / "out" / "report" / "canvas.csv").read_text(encoding="utf-8")
    assert call(capfd, "report", "out", "--gradebook", "book.csv")[0] == 2
    assert call(capfd, "report", "out", "--format", "canvas", "--gradebook", "nowhere.csv")[0] == 2
