"""Text laid out without Rich."""

from __future__ import annotations

from lossquiz.report.terminal.hint import hint_pieces
from lossquiz.report.terminal.pieces import Pieces, Table, block, folded, lead, rows, wrap


def text(pieces: Pieces) -> str:
    return "".join(part for part, _ in pieces)


def test_a_lead_is_styled_and_wrapped_with_what_follows() -> None:
    pieces = lead("Hint: ", "bold", "one two three four", 12)
    assert text(pieces) == "Hint: one\ntwo three\nfour"
    assert pieces[0] == ("Hint: ", "bold")


def test_labels_stand_in_a_column_and_texts_wrap_beside_them() -> None:
    pieces = rows([("a", "one two"), ("bcd", "three")], 10, "bold")
    assert text(pieces) == "a    one\n     two\nbcd  three\n"
    assert [part for part, style in pieces if style == "bold"] == ["a    ", "     ", "bcd  "]


def test_a_terminal_of_no_width_is_no_reason_to_fail() -> None:
    assert text(rows([("label", "a b")], 3)) == "label  a\n       b\n"


def test_a_hint_says_its_place() -> None:
    assert text(hint_pieces(2, 3, "Mind the mean.", 80)) == "Hint 2 of 3: Mind the mean."


def test_sentences_have_dots_and_their_own_lines_hang_together() -> None:
    pieces = rows([("When", ("one two", "three")), ("Code", "a = 1\n  b")], 14)
    assert text(pieces) == "When  •  one\n         two\n      •  three\nCode  a = 1\n        b\n"


LIBRARIES = Table(
    ("who", "version", "what"),
    [("torch.nn.HuberLoss", "2.13", "the mean of all elements of both tensors"), ("optax.huber_loss", "", "no mean")],
)


def test_a_table_has_a_head_and_its_last_column_takes_the_room_that_is_left() -> None:
    pieces = rows([("Elsewhere", LIBRARIES)], 64, "bold")
    assert text(pieces).splitlines() == [
        "Elsewhere  who                 version  what",
        "           torch.nn.HuberLoss  2.13     the mean of all elements",
        "                                        of both tensors",
        "           optax.huber_loss             no mean",
    ]
    assert [part.rstrip() for part, style in pieces if style == "dim"] == ["who                 version", "what"]


def test_a_table_without_room_is_sentences() -> None:
    assert text(rows([("On", LIBRARIES)], 50)).splitlines() == [
        "On  •  torch.nn.HuberLoss, 2.13: the mean of all",
        "       elements of both tensors",
        "    •  optax.huber_loss: no mean",
    ]


def test_a_name_is_broken_after_a_dot_or_else_after_an_underscore() -> None:
    assert folded("optax.losses.triplet_margin_loss", 20) == ["optax.losses.", "triplet_margin_loss"]
    assert folded("triplet_margin_loss", 15) == ["triplet_margin_", "loss"]
    assert folded("Megatron Core", 9) == ["Megatron", "Core"]
    assert folded("FlowMatchEuler", 9) == ["FlowMatchEuler"]


def test_an_id_is_not_broken_at_its_hyphens() -> None:
    assert wrap("see huber-compute-two", 20) == ["see", "huber-compute-two"]
    assert wrap("", 20) == [""]


def test_a_block_is_indented() -> None:
    assert block("one two", 6, "cyan") == [("  one\n", "cyan"), ("  two\n", "cyan")]
