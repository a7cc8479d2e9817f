"""docs/bank.md says of each loss what the bank holds; `make bank-page` writes it anew."""

from __future__ import annotations

import pytest
from bank_page import COLUMNS, HELD_TO, INDEPENDENT, PAGE, rows, words

from lossquiz.questions.bank import load_bank


def lines() -> dict[str, list[str]]:
    """Return the cells of each loss."""
    table = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    cells = [line.strip("| ").split(" | ") for line in table]
    return {row[0]: row for row in cells}


@pytest.fixture(scope="module")
def page() -> dict[str, list[str]]:
    return lines()


def test_the_page_is_that_of_the_bank(page: dict[str, list[str]]) -> None:
    said = {loss: " | ".join([*row[1:4], row[5]]) for loss, row in page.items()}
    assert said == {row.id: words(row) for row in rows(load_bank())}, "run `make bank-page`"


def test_every_mutant_that_is_a_mistake_is_caught(page: dict[str, list[str]]) -> None:
    assert {loss: row[4] for loss, row in page.items()} == {loss: row[3].split(" (")[0] for loss, row in page.items()}


def test_every_reference_is_held_to_something_that_is_not_ours(page: dict[str, list[str]]) -> None:
    held = {loss: row[COLUMNS.index("held to")].split(", ") for loss, row in page.items()}
    assert {word for words_ in held.values() for word in words_} <= set(HELD_TO)
    assert [loss for loss, words_ in held.items() if not INDEPENDENT & set(words_)] == []
