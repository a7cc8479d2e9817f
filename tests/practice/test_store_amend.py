"""An attempt of which more is known later: the log keeps both lines and counts the second."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.practice.reviews import last_words
from lossquiz.practice.store import Attempt, open_store, progress_file


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))


def test_the_second_stands_in_the_place_of_the_first_and_no_other_is_touched() -> None:
    with open_store() as store:
        other = store.record(Attempt("q", "compute", "wrong", answer="3", session="s"))
        first = store.record(Attempt("p", "compute", "wrong", answer="3", session="s"))
        second = replace(first, mistake="summed")
        assert store.amend(first, second)
        assert store.attempts() == [other, second]
        assert last_words(store.attempts())["p"] == second
    lines = sqlite3.connect(progress_file()).execute("SELECT question, result, undoes FROM attempts ORDER BY id")
    assert lines.fetchall() == [("q", "wrong", None), ("p", "wrong", None), ("p", "undone", 2), ("p", "wrong", None)]


def test_what_is_there_no_more_is_not_written_anew() -> None:
    with open_store() as store:
        first = store.record(Attempt("p", "choose", "wrong"))
        store.forget()
        assert not store.amend(first, replace(first, result="right"))
        assert store.attempts() == []


def test_one_that_was_amended_can_be_amended_again_and_taken_back() -> None:
    with open_store() as store:
        first = store.record(Attempt("p", "explain", "wrong", session="s"))
        second, third = replace(first, score=0.5), replace(first, result="right", score=1.0)
        assert store.amend(first, second)
        assert not store.amend(first, third)
        assert store.amend(second, third)
        assert store.undo("s") == third
        assert store.attempts() == []
