"""The list: within its columns, in a terminal and in a pipe, with what its signs mean."""

from __future__ import annotations

import pytest

from lossquiz.losses.catalogue import catalogue
from lossquiz.practice.store import Attempt
from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.listing import LEGEND, list_losses, list_questions
from lossquiz.report.terminal.pieces import Pieces

BANK = load_bank()
LABELS = tuple(BANK.labels.values())
CARDS = tuple(loss for loss in catalogue().values() if loss.id not in BANK.losses)
TRIED = {label.id: Attempt(label.id, label.kind, "revealed") for label in LABELS}


def text(pieces: Pieces) -> str:
    return "".join(part for part, _ in pieces)


@pytest.mark.parametrize("width", [80, 60, 50])
@pytest.mark.parametrize("latest", [{}, TRIED])
def test_no_line_is_longer_than_the_terminal_is_wide(width: int, latest: dict[str, Attempt]) -> None:
    for pieces in (list_losses(LABELS, CARDS, latest, (), width), list_questions(LABELS, latest, width)):
        for line in text(pieces).splitlines():
            assert len(line) <= width, line
            assert line == line.rstrip(), line


@pytest.mark.parametrize("width", [80, 60, 50])
def test_nothing_is_lost_where_it_is_narrow(width: int) -> None:
    said = " ".join(text(list_losses(LABELS, CARDS, {}, (), width)).split())
    for label in LABELS:
        for word in (label.loss or label.title).split():
            assert word in said
    assert LEGEND in said
    listed = text(list_questions(LABELS, TRIED, width)).split()
    for label in LABELS:
        assert {label.id, label.kind, label.difficulty, label.family} <= set(listed)
    assert listed.count("revealed") == len(LABELS)


def test_where_nobody_looks_a_question_has_one_line() -> None:
    assert text(list_questions(LABELS, TRIED)).count("\n") == len(LABELS)


def test_one_is_one() -> None:
    (label,) = (label for label in LABELS if label.id == "huber-compute-two")
    assert "1 loss, 1 question, 0 known; 0 more" in text(list_losses([label], [], {}, (), 80))
