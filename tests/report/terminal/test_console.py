"""A terminal without Unicode: what it cannot write is spelled before it is laid out."""

from __future__ import annotations

import io

import pytest
from rich.padding import Padding
from rich.text import Text

from lossquiz.report.terminal.console import PlainConsole
from lossquiz.report.terminal.layout import labelled

LINE = "δ·(|e| − δ/2) beyond the threshold δ, σ(x) ≤ 1 and ∇L → 0 as x → ∞; " * 4


def printed(encoding: str, *renderables: object, width: int = 60) -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    console = PlainConsole()
    console.file, console.width = stream, width
    for renderable in renderables:
        console.print(renderable)
    stream.flush()
    stream.seek(0)
    return stream.read().splitlines()


def test_lines_keep_within_their_columns_and_say_the_same() -> None:
    shown = (Text(LINE), Padding(Text(LINE), (0, 4)), labelled([("label", LINE)]))
    lines = printed("ascii", *shown)
    assert max(map(len, lines)) <= 60
    assert " ".join(" ".join(lines).split()).count("delta*(|e| - delta/2) beyond the threshold delta,") == 12


def test_a_terminal_with_unicode_is_left_alone() -> None:
    assert " ".join(printed("utf-8", Text(LINE))).split() == LINE.split()


def test_styles_stay_on_their_words() -> None:
    console = PlainConsole()
    console.file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    text = Text.assemble(("δ", "bold"), " is ", ("≤", "cyan"), " 1")
    segments = [(segment.text, str(segment.style)) for segment in console.render(text)]
    assert {("delta", "bold"), ("<=", "cyan")} <= set(segments)


@pytest.mark.parametrize("term", ["dumb", "xterm"])
@pytest.mark.parametrize("columns", [40, 132])
def test_a_dumb_terminal_has_the_columns_that_it_has(monkeypatch: pytest.MonkeyPatch, term: str, columns: int) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "30")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    console = PlainConsole()
    console.file = stream
    assert console.is_dumb_terminal is (term == "dumb")
    assert (console.width, console.options.max_width, console.height) == (columns, columns, 30)
    console.print("word " * 200)
    longest = max(len(line.rstrip()) for line in stream.getvalue().splitlines())
    assert columns - 5 < longest <= columns
    console.width = 20
    assert console.size == (20, 30)
    console.size = (50, 10)
    assert console.size == (50, 10)
