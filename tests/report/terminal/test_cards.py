"""Cards fit their columns and lose nothing."""

from __future__ import annotations

import pytest

from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank
from lossquiz.questions.find import Subject
from lossquiz.report.terminal.cards import card_pieces

BANK = load_bank()
SUBJECTS = [Subject(name, BANK.losses.get(name), catalogue().get(name)) for name in {**BANK.losses, **catalogue()}]


def lines(subject: Subject, width: int, *, curve: bool = True) -> list[str]:
    return "".join(text for text, _ in card_pieces(subject, width, curve=curve)).splitlines()


@pytest.mark.parametrize("width", [80, 50])
def test_every_card_fits_its_columns(width: int) -> None:
    for subject in SUBJECTS:
        assert max(map(len, lines(subject, width)[1:])) <= width, subject.id


def test_a_card_says_the_same_however_wide_it_is() -> None:
    for subject in SUBJECTS:
        narrow, wide = (
            "".join(lines(subject, width, curve=False)).replace(" ", "").replace("•", "") for width in (50, 300)
        )
        assert sorted(narrow) == sorted(wide), subject.id


def test_without_unicode_there_is_no_curve() -> None:
    (huber,) = (subject for subject in SUBJECTS if subject.id == "huber")
    assert any("│" in line for line in lines(huber, 80))
    assert not any("│" in line for line in lines(huber, 80, curve=False))
