"""The screens of an interview: no line is wider than the terminal, and a narrow one breaks none that are right."""

from __future__ import annotations

import pytest

from lossquiz.practice.interview.marking import blank
from lossquiz.practice.interview.mix import Item
from lossquiz.practice.interview.sitting import KEYS_BACK
from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.interview import entry_pieces, question_pieces
from lossquiz.report.terminal.pieces import lead


@pytest.mark.parametrize("width", [60, 80])
def test_every_question_of_the_bank_fits(width: int) -> None:
    for question in load_bank().questions.values():
        options = tuple(range(len(question.choices())))
        item = Item(question, 10, 60, 1, "And its gradient?", options)
        entry = blank(item)
        code = {line for source in (entry.code, entry.right_code) for line in source.split("\n") if line}
        for pieces in (
            question_pieces(entry, item, 15, 3000.0, KEYS_BACK, width),
            entry_pieces(entry, width),
        ):
            lines = "".join(text for text, _ in pieces).split("\n")
            # Code, and a single word that is longer than the line, are left whole.
            long = [line for line in lines if len(line) > width and len(line.split()) > 1]
            wide = [line for line in long if not any(one in line for one in code)]
            assert not wide, question.id


def test_a_line_may_end_where_the_head_of_a_text_does() -> None:
    assert lead("One two: ", "bold", "threefour", 12) == [("One two:\n", "bold"), ("threefour", "")]
