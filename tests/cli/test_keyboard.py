"""What a terminal sends, as keys."""

from __future__ import annotations

import pytest

from lossquiz.cli.keyboard import keys_of


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("nq", ["n", "q"]),
        ("\033[A\033[B", ["up", "down"]),
        ("\033[6~x", [" ", "x"]),
        ("\x04", ["q"]),
        ("\r", ["\n"]),
        ("\033", ["escape"]),
        ("h\033[15~", ["h", "escape"]),
        ("", []),
    ],
)
def test_keys_are_told_apart(sent: str, keys: list[str]) -> None:
    assert list(keys_of(sent)) == keys
