"""`lossquiz grade --out` over a class: killed, gone on with, marked, counted against a roster."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from in_process import lossquiz

RIGHT = """import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
SUM = RIGHT.replace(".mean()", ".sum()")
ANSWERS = {
    "right": RIGHT,
    "sum": SUM,
    "broken": "def huber_loss(:\n",
    "raises": "def huber_loss(a, b): raise OSError\n",
}
TIMES = {"seconds"}


def command(folder: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    settings = {"LOSSQUIZ_HOME": str(folder / "home"), "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    return [sys.executable, "-m", "lossquiz", "grade", *words], {**os.environ, **settings}


def grade(folder: Path, *words: str, code: int = 1) -> subprocess.CompletedProcess[str]:
    done = lossquiz(folder, "grade", *words, COLUMNS="100")
    assert done.returncode == code, done
    return done


def killed(folder: Path, rows: int, *words: str) -> None:
    """Grade until so many rows are in the folder R, and end the process as nothing can prevent."""
    line, environment = command(folder, *words)
    with subprocess.Popen(
        line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        results = folder / "R" / "results.jsonl"
        while not results.exists() or results.read_bytes().count(b"\n") < rows:
            assert running.poll() is None
        running.kill()


def stored(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return [{name: value for name, value in json.loads(line).items() if name not in TIMES} for line in lines]


@pytest.fixture
def hand_ins(tmp_path: Path) -> Path:
    """A dozen candidates."""
    names = list(ANSWERS)
    for number in range(12):
        place = tmp_path / "answers" / f"c{number:02}"
        place.mkdir(parents=True)
        (place / "huber.py").write_text(ANSWERS[names[number % 4]])
        os.utime(place / "huber.py", (1_700_000_000 + number,) * 2)
    return tmp_path / "answers"


def test_killed_again_and_again_it_ends_as_if_it_had_run_through(hand_ins: Path, tmp_path: Path) -> None:
    options = ("answers", "-q", "huber", "--seed", "5", "-j", "1")
    grade(tmp_path, *options, "--out", "whole")
    moments = sorted(random.Random(7).sample(range(1, 11), 3))  # noqa: S311 - moments, no secrets
    for rows in moments:
        killed(tmp_path, rows, *options, "--out", "R", "--resume")
        with (tmp_path / "R" / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"version": 2, "candidate": "c')  # as a crash in the middle of a row leaves it
    grade(tmp_path, *options, "--out", "R", "--resume")
    assert stored(tmp_path / "R") == stored(tmp_path / "whole")
    assert [row["candidate"] for row in stored(tmp_path / "R")] == sorted(path.name for path in hand_ins.iterdir())
    for name in ("summary.json",):
        assert (tmp_path / "R" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    runs = [json.loads((tmp_path / name / "run.json").read_bytes()) for name in ("R", "whole")]
    assert all({**run, "started": "", "command": ""} == {**runs[0], "started": "", "command": ""} for run in runs)
    kept = {path.name for path in (tmp_path / "R" / "sources").iterdir()}
    assert kept == {row["sha256"] for row in stored(tmp_path / "R")}


def test_only_what_has_changed_is_graded_again(hand_ins: Path, tmp_path: Path) -> None:
    shutil.rmtree(hand_ins)
    for name, answer in (("ann", RIGHT), ("bob", SUM), ("cem", SUM)):
        (hand_ins / name).mkdir(parents=True)
        (hand_ins / name / "huber.py").write_text(answer)
    grade(tmp_path, "answers", "-q", "huber", "--out", "R", "--seed", "5")
    results = tmp_path / "R" / "results.jsonl"
    results.write_text(results.read_text().replace('"fact": ""', '"fact": "from before"'))
    (hand_ins / "bob" / "huber.py").write_text(RIGHT)
    shutil.rmtree(hand_ins / "cem")
    told = grade(tmp_path, "answers", "--out", "R", "--resume")
    found = {row["candidate"]: (row["verdict"], row["fact"]) for row in stored(tmp_path / "R")}
    assert found == {"ann": ("passed", "from before"), "bob": ("passed", ""), "cem": ("failed", "from before")}
    assert told.stderr == "lossquiz: graded before, and not among these hand-ins; their rows are kept: cem\n"
    refused = grade(tmp_path, "answers", "--out", "R", "--resume", "--seed", "6", code=2)
    assert refused.stderr.count("\n") == 1
    assert "R: made with --seed 5, and now it is 6; --regrade grades everything anew" in refused.stderr
    grade(tmp_path, "answers", "-q", "huber", "--out", "R", "--regrade", "--seed", "6", code=0)
    assert {row["candidate"]: row["seed"] for row in stored(tmp_path / "R")} == {"ann": 6, "bob": 6}


def test_a_class_with_a_roster_and_marks(hand_ins: Path, tmp_path: Path) -> None:
    shutil.rmtree(hand_ins)
    for name, answer in (("ann", RIGHT), ("Bob", SUM), ("zoe", "def huber_loss(:\n")):
        (hand_ins / name).mkdir(parents=True)
        (hand_ins / name / "huber.py").write_text(answer)
        os.utime(hand_ins / name / "huber.py", (1_700_000_000,) * 2)  # 2023-11-14T22:13:20+00:00
    (hand_ins / "ann" / "huber (1).py").write_text(SUM)
    os.utime(hand_ins / "ann" / "huber (1).py", (1_600_000_000,) * 2)
    (tmp_path / "class.csv").write_text("id;name\nann;Ann A\nbob;Bob B\neve;Eve\nann;again\n", encoding="utf-8-sig")
    (tmp_path / "marks.yaml").write_text(
        "deadline: 2023-11-13T22:13Z\nquestions:\n  huber: {max: 8, checks: {value: 3, shape: 1}}\n"
    )
    words = ("answers", "-q", "huber", "--out", "R", "--seed", "5")
    told = grade(tmp_path, *words, "--roster", "class.csv", "--points", "marks.yaml")
    assert told.stderr.splitlines() == [
        "lossquiz: class.csv: more than once in the roster, and counted once: ann",
        "lossquiz: not in the roster, and graded all the same: zoe",
    ]
    rows = {row["candidate"]: row for row in stored(tmp_path / "R")}
    assert {name: (row["points"], row["max"], row["status"], row["late_days"]) for name, row in rows.items()} == {
        "ann": (8.0, 8.0, "graded", 2),
        "bob": (2.0, 8.0, "graded", 2),  # its shape is right: one of four
        "zoe": (None, 8.0, "needs_review", 2),
        "eve": (0.0, 8.0, "missing", None),
    }
    assert (rows["bob"]["name"], rows["bob"]["path"]) == ("Bob B", "Bob/huber.py")
    assert [other["file"] for other in rows["ann"]["others"]] == ["huber (1).py"]
    assert rows["eve"]["reason"] == "nothing was handed in"
    (tmp_path / "marks.yaml").write_text("questions:\n  huber: {max: 4}\n")
    (hand_ins / "eve").mkdir()
    (hand_ins / "eve" / "huber.py").write_text(RIGHT)
    grade(tmp_path, "answers", "--out", "R", "--resume", "--points", "marks.yaml")
    again = {row["candidate"]: (row["points"], row["max"]) for row in stored(tmp_path / "R")}
    assert {name: again[name] for name in ("ann", "eve", "zoe")} == {
        "ann": (4.0, 4.0),
        "eve": (4.0, 4.0),
        "zoe": (None, 4.0),
    }
    assert sorted(again) == ["ann", "bob", "eve", "zoe"]


def test_names_of_canvas_and_verdicts_that_are_held_against_other_seeds(hand_ins: Path, tmp_path: Path) -> None:
    shutil.rmtree(hand_ins)
    hand_ins.mkdir()
    (hand_ins / "doejane_11_101_huber.py").write_text(SUM)
    (hand_ins / "doejane_11_102_huber-1.py").write_text(RIGHT)
    (hand_ins / "roe_LATE_12_103_huber.py").write_text(SUM)
    (hand_ins / "notes.md").write_text("x")
    words = ("answers", "-q", "huber", "--candidate-pattern", "canvas", "--out", "R", "--seed", "5", "--repeat", "2")
    told = grade(tmp_path, *words)
    assert "a candidate of its own: notes.md" in told.stderr
    rows = {row["candidate"]: row for row in stored(tmp_path / "R")}
    assert rows.keys() == {"11", "12", "notes.md"}
    assert (rows["11"]["verdict"], rows["11"]["name"], rows["11"]["file"]) == ("passed", "doejane", "huber-1.py")
    assert (rows["11"]["repeats"], rows["11"]["held"]) == ([{"seed": 6, "verdict": "passed"}], True)
    assert (rows["12"]["repeats"], rows["12"]["held"]) == ([{"seed": 6, "verdict": "failed"}], True)
    assert (rows["11"]["late_days"], rows["12"]["late_days"], rows["11"]["submitted"]) == (0, 1, None)
    refused = grade(tmp_path, "answers", "--candidate-pattern", "moodle", code=2)
    assert "nothing in answers is named so" in refused.stderr


def test_an_assignment_tells_what_is_asked(hand_ins: Path, tmp_path: Path) -> None:
    shutil.rmtree(hand_ins)
    (hand_ins / "ann").mkdir(parents=True)
    (hand_ins / "ann" / "losses.py").write_text(RIGHT)
    (tmp_path / "task").mkdir()
    (tmp_path / "task" / "assignment.yaml").write_text(
        "title: Two losses\nseed: 9\npass_mark: 0.5\ndeadline: 2026-11-25\n"
        "for_candidate: {counterexamples: false}\nquestions:\n  huber: {max: 6}\n  mse: {max: 4}\n"
    )
    grade(tmp_path, "answers", "--assignment", "task", "--out", "R")
    rows = [(row["question"], row["status"], row["points"], row["max"], row["seed"]) for row in stored(tmp_path / "R")]
    assert rows == [("huber", "graded", 6.0, 6.0, 9), ("mse", "missing", 0.0, 4.0, 9)]
    run = json.loads((tmp_path / "R" / "run.json").read_bytes())
    assert (run["title"], run["questions"], run["pass_mark"], run["seed"]) == ("Two losses", ["huber", "mse"], 0.5, 9)
    assert run["for_candidate"]["counterexamples"] is False
    grade(tmp_path, "answers", "--out", "R", "--resume")  # without it: the folder knows
    assert json.loads((tmp_path / "R" / "run.json").read_bytes()) == run


def test_a_single_answer_is_held_against_other_seeds_too(tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text(RIGHT)
    assert "It held under 2 seeds." in grade(tmp_path, "huber.py", "--repeat", "2", "--seed", "1", code=0).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x.py", "--points", "m.yaml"), "--points goes with --out"),
        (("x.py", "--points", "m.yaml", "--assignment", "a.yaml", "--out", "R"), "--points and --assignment both say"),
        (("x.py", "--regrade"), "--regrade goes with --out"),
        (("x.py", "--out", "R", "--resume", "--regrade"), "give one of them"),
        (("x.py", "--out", "R", "--roster", "r.csv"), "--roster goes with one folder, or one archive"),
        (("x.py", "--candidate-pattern", "canvas"), "--candidate-pattern goes with one folder"),
        (("d", "--candidate-pattern", "("), "--candidate-pattern: missing )"),
        (("d", "--out", "R", "--points", "gone.yaml"), "gone.yaml: cannot be read: No such file"),
        (("d", "--out", "R", "--points", "m.yaml"), "m.yaml:1: questions.hubr: no such question; did you mean huber?"),
        (("d", "--out", "R", "--roster", "gone.csv"), "gone.csv: cannot be read: No such file"),
        (
            ("d", "--out", "R", "--assignment", "gone"),
            "gone: there is no such file; `lossquiz takehome new` writes one",
        ),
        (("d", "--out", "x.py"), "x.py: cannot be written: File exists"),
        (("d", "--out", "R", "-q", "hubr"), "did you mean huber?"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing_behind(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "x.py").write_text(RIGHT)
    (tmp_path / "d" / "ann").mkdir(parents=True)
    (tmp_path / "m.yaml").write_text("questions: {hubr: {}}\n")
    done = grade(tmp_path, *words, code=2)
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (tmp_path / "R").exists()
