"""Cards fit their columns and lose nothing."""

from __future__ import annotations

import ast
import itertools
import re
import textwrap

import pytest

from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank
from lossquiz.questions.find import Subject
from lossquiz.report.spelling import spelled
from lossquiz.report.terminal.cards import card_pieces
from lossquiz.report.terminal.pieces import respelled
from lossquiz.report.terminal.python_lines import fitted

BANK = load_bank()
SUBJECTS = [Subject(name, BANK.losses.get(name), catalogue().get(name)) for name in {**BANK.losses, **catalogue()}]


def lines(subject: Subject, width: int, *, curve: bool = True) -> list[str]:
    return "".join(text for text, _ in card_pieces(subject, width, curve=curve)).splitlines()


def code_of(subject: Subject) -> str:
    return subject.bank.card.torch if subject.bank else subject.entry.code if subject.entry else ""


@pytest.mark.parametrize("width", [80, 50])
def test_every_card_fits_its_columns_but_for_code_and_words_that_cannot_be_broken(width: int) -> None:
    for subject in SUBJECTS:
        code = set(map(str.strip, fitted(code_of(subject), width - 4)))
        for line in lines(subject, width)[1:]:
            word = line[13:].removeprefix("•").strip()
            assert len(line) <= width or " " not in word or line.strip() in code, (subject.id, line)


@pytest.mark.parametrize("width", [80, 60])
def test_code_on_a_card_is_the_same_python_however_narrow_it_is(width: int) -> None:
    for subject in SUBJECTS:
        source = code_of(subject)
        if not source:
            continue
        shown = lines(subject, width, curve=False)
        (place,) = (n for n, line in enumerate(shown) if line.startswith("PyTorch"))
        first = shown[place].removeprefix("PyTorch")
        rest = itertools.takewhile(lambda line: not line or line[0] == " ", shown[place + 1 :])
        told = textwrap.dedent("\n".join(filter(str.strip, [" " * len("PyTorch") + first, *rest])))
        assert ast.dump(ast.parse(told)) == ast.dump(ast.parse(source)), subject.id


def test_an_address_stays_whole() -> None:
    (huber,) = (subject for subject in SUBJECTS if subject.id == "huber")
    assert huber.bank is not None
    for address in huber.bank.card.links:
        assert any(address in line for line in lines(huber, 50))


def test_a_card_says_the_same_however_wide_it_is() -> None:
    for subject in SUBJECTS:
        narrow, medium, wide = (
            "".join(lines(subject, width, curve=False)).replace(" ", "").replace("•", "") for width in (50, 80, 300)
        )
        assert sorted(medium) == sorted(wide), subject.id
        # A table without room is sentences: without its head, and with commas and colons between what stood in columns.
        for column in ("classorfunction", "version", "conventionanddefaults") if "Elsewhere" in wide else ():
            wide = wide.replace(column, "", 1)
        assert sorted(re.sub("[,:]", "", narrow)) == sorted(re.sub("[,:]", "", wide)), subject.id


@pytest.mark.parametrize("width", [80, 50])
def test_spelled_in_ascii_a_card_keeps_within_its_columns_and_says_the_same(width: int) -> None:
    for subject in SUBJECTS:
        pieces = card_pieces(subject, width, curve=False)
        told = "".join(text for text, _ in respelled(pieces, width, "ascii"))
        assert told.isascii()
        whole = "".join(text for text, _ in pieces)
        words = [[word for word in text.split() if word != "#"] for text in (told, spelled(whole, "ascii"))]
        assert words[0] == words[1], subject.id  # but for the sign of a comment that goes on
        before = {spelled(line, "ascii") for line in whole.split("\n")}
        for line in told.split("\n")[1:]:
            assert len(line) <= width or line in before or " " not in line[13:].strip(), (subject.id, line)


def test_without_unicode_there_is_no_curve() -> None:
    (huber,) = (subject for subject in SUBJECTS if subject.id == "huber")
    assert any("│" in line for line in lines(huber, 80))
    assert not any("│" in line for line in lines(huber, 80, curve=False))
