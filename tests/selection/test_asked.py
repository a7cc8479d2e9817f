"""Questions that people asked in public, each in one line with its address, put to the command as it is typed.

`asked.csv` holds what the answers there and the literature accept as a first choice, what is plainly wrong, and words
of which an expert's warning has at least one.
"""

from __future__ import annotations

import csv
import functools
import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lossquiz.cli.app import app
from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.facts import find_task, tasks

ROWS = list(csv.DictReader(Path(__file__).with_name("asked.csv").read_text(encoding="utf-8").splitlines()))


@functools.cache
def answers() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return what the command answers to each question, by its id; nothing for one that it refuses."""
    done = {row["id"]: CliRunner().invoke(app, ["recommend", *shlex.split(row["args"]), "--json"]) for row in ROWS}
    return {name: json.loads(result.stdout) for name, result in done.items() if result.exit_code == 0}


def firsts(name: str, count: int) -> set[str]:
    return {choice["loss"] for choice in answers()[name]["recommendations"][:count]} if name in answers() else set()


def words(row: dict[str, str], column: str) -> set[str]:
    return set(row[column].split(";"))


def share(right: list[str]) -> float:
    return len(right) / len(ROWS)


def others(right: list[str]) -> list[str]:
    return [f"{row['id']} {row['args']}" for row in ROWS if row["id"] not in right]


def test_no_question_is_refused() -> None:
    assert others(list(answers())) == []


def test_no_plainly_wrong_loss_comes_first() -> None:
    assert [row["id"] for row in ROWS if firsts(row["id"], 1) & words(row, "forbid")] == []


@pytest.mark.parametrize(("count", "least"), [(1, 0.97), (3, 0.99)])
def test_an_acceptable_loss_is_among_the_first(count: int, least: float) -> None:
    right = [row["id"] for row in ROWS if firsts(row["id"], count) & words(row, "accept")]
    assert share(right) >= least, others(right)


def test_what_an_expert_would_warn_of_is_said() -> None:
    told = {name: " ".join(w["text"] for w in answer["warnings"]).lower() for name, answer in answers().items()}
    right = [
        row["id"] for row in ROWS if any(word.lower() in told.get(row["id"], "") for word in words(row, "warn_words"))
    ]
    assert share(right) >= 0.97, others(right)


def test_the_questions_are_whole_and_about_every_task() -> None:
    assert len({row["id"] for row in ROWS}) == len({row["question"] for row in ROWS}) == len(ROWS) >= 120
    for row in ROWS:
        assert all(row.values()), row["id"]
        assert row["source"].startswith("https://"), row["id"]
        assert words(row, "accept") <= set(catalogue()), row["id"]
        assert not words(row, "accept") & words(row, "forbid"), row["id"]
    asked = {find_task(shlex.split(row["args"])[1]) for row in ROWS}
    assert asked == {task for task in tasks() if task != "other"}
