"""What can be guessed from the look of options alone; shares counted by hand."""

from __future__ import annotations

import random

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.guessing import LIMIT, guessed, shares
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.options import Option


def question(number: int, right: str, *wrong: str, prompt: str = "Which?") -> ChooseQuestion:
    options = (Option(right, True, ""), *(Option(text, False, "") for text in wrong))
    return ChooseQuestion(f"q{number}", "T", "f", "easy", "", prompt, options, "E.", (), ())


def test_each_strategy_by_hand() -> None:
    asked = [
        question(1, "the longest of all, and with commas", "short", "middling one"),
        question(2, "word", "a word that is longer", "longer", prompt="Is there a word?"),
        question(3, "3.5", "1", "27"),
    ]
    found = guessed(asked)
    assert found["longest"] == pytest.approx((1 + 0 + 1) / 3)
    assert found["shortest"] == pytest.approx((0 + 1 + 0) / 3)
    assert found["second longest"] == pytest.approx(0)
    assert found["most commas"] == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)
    assert found["most digits"] == pytest.approx((1 / 3 + 1 / 3 + 1 / 2) / 3)
    assert found["shares most words"] == pytest.approx((1 / 3 + 1 / 2 + 1 / 3) / 3)


def test_equally_long_options_are_picked_by_lot() -> None:
    assert guessed([question(1, "abcd", "efgh", "ij", "kl")])["longest"] == pytest.approx(1 / 2)
    assert guessed([question(1, "abcd", "efgh", "ij", "abcdef")])["second longest"] == pytest.approx(1 / 2)


def test_the_middle_number_is_looked_for_where_there_are_numbers_enough() -> None:
    numbers = [question(n, "5", "1", "9") for n in range(15)]
    assert guessed(numbers)["middle number"] == 1.0
    assert guessed(numbers[:14])["middle number"] == 0.0
    outer = [question(n, "9", "1", "5") for n in range(15)]
    assert guessed(outer)["middle number"] == 0.0


def test_what_right_options_have_in_common_is_learnt() -> None:
    """Neither longest nor shortest, but always the one with a colon: only the model sees it."""
    rng = random.Random(0)  # noqa: S311 - no secret

    def words(count: int) -> str:
        return "".join(rng.choice("abcdefgh ") for _ in range(count))

    asked = [question(n, f"{words(20)}: b", words(rng.randint(15, 25)), words(26), words(14)) for n in range(60)]
    assert guessed(asked)["learnt from the others"] > 0.9
    plain = [question(n, words(20), words(20), words(20), words(20)) for n in range(60)]
    assert guessed(plain)["learnt from the others"] < 0.45


def test_the_bank_cannot_be_guessed() -> None:
    beyond = {
        (kind, strategy): round(share, 3)
        for kind, found in shares(load_bank()).items()
        for strategy, share in found.items()
        if share > LIMIT
    }
    assert beyond == {}
