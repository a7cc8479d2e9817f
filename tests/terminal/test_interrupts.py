"""Ctrl-C at a prompt: what is told of it stands on a line of its own, whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pseudo_terminal import plain

from lossquiz.practice.store import Attempt, open_store

if TYPE_CHECKING:
    from pseudo_terminal import Open


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("", "Enter for none > "),
        ("interview --minutes 10 --seed 1", "q: not now > "),
        ("reset", "[y/N] "),
        ("recommend", "in your own words) "),
        ("practice --count 1 --kind choose --seed 1", "? help"),
        ("watch huber --plain", "Waiting for your first save"),
    ],
)
def test_what_is_told_begins_a_line(words: str, prompt: str, terminal: Open) -> None:
    with open_store() as store:
        store.record(Attempt("huber", "implement", "right"))
    child = terminal(*words.split())
    child.wait(prompt)
    child.type("\x03")
    child.wait("lossquiz: interrupted")
    assert child.end() == 130
    lines = plain(child.text).replace("\r", "").split("\n")
    assert any(line.startswith("lossquiz: interrupted") for line in lines)
    assert not [line for line in lines if "^C" in line and not line.endswith("^C")]
