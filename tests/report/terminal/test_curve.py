"""Curves in characters, held against points worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.curve import DOTS, HEIGHT, curve_of, draw


def dots(lines: list[str]) -> set[tuple[int, int]]:
    """Return the (column, height) of every dot, heights from 0 at the bottom."""
    found = set()
    for row, line in enumerate(lines[:HEIGHT]):
        for cell, character in enumerate(line.split("│", 1)[1]):
            for down, pair in enumerate(DOTS):
                for right, bit in enumerate(pair):
                    if (ord(character) - 0x2800) & bit:
                        found.add((cell * 2 + right, HEIGHT * 4 - 1 - (row * 4 + down)))
    return found


def test_a_straight_line_goes_from_corner_to_corner() -> None:
    count = HEIGHT * 4
    found = dots(draw(list(range(count)), [float(i) for i in range(count)]))
    assert {(i, i) for i in range(count)} <= found
    assert all(abs(column - height) <= 1 for column, height in found)


def test_a_constant_is_level_and_zero_is_at_the_bottom() -> None:
    assert {height for _, height in dots(draw([0.0, 1.0, 2.0], [0.0, 0.0, 0.0]))} == {0}
    assert {height for _, height in dots(draw([0.0, 1.0, 2.0], [5.0, 5.0, 5.0]))} == {HEIGHT * 4 - 1}


def test_a_jump_is_drawn_without_a_gap() -> None:
    heights = {height for column, height in dots(draw([0.0, 1.0], [0.0, 1.0])) if column == 1}
    assert heights == set(range(HEIGHT * 4))


def test_the_ends_of_the_axes_are_written() -> None:
    lines = draw([-3.0, *[0.0] * 30, 3.0], [4.5, *[0.0] * 30, 4.5])
    assert lines[0].startswith("4.5 │")
    assert lines[HEIGHT - 1].startswith("  0 │")
    assert lines[-1].split() == ["-3", "3"]


def test_huber_is_drawn_from_its_card() -> None:
    drawn = curve_of(load_bank().losses["huber"]).splitlines()
    assert drawn[0] == "against pred, at target = 0, delta = 1"
    assert drawn[1].startswith("2.5 │")  # at |e| = 3 and δ = 1: 3 − ½


def test_a_loss_of_vectors_has_no_curve() -> None:
    assert curve_of(load_bank().losses["triplet"]) == ""


@pytest.mark.parametrize("columns", [76, 50, 30])
def test_every_curve_fits_its_columns(columns: int) -> None:
    for loss in load_bank().losses.values():
        drawing = curve_of(loss, columns).splitlines()[1:]
        assert all(len(line) <= columns for line in drawing), loss.id
    assert curve_of(load_bank().losses["huber"], 29) == ""


def test_a_curve_that_was_drawn_before_needs_no_numpy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path))
    loss = load_bank().losses["huber"]
    drawn = curve_of(loss)
    with monkeypatch.context() as patched:
        patched.setattr("lossquiz.report.terminal.curve._evaluate", lambda *_: pytest.fail("worked out again"))
        assert curve_of(loss) == drawn
    twice = replace(loss, card=replace(loss.card, expression=f"2 * ({loss.card.expression})"))
    assert curve_of(twice) != drawn
