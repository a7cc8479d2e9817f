"""A candidate's code line by line, whatever bytes it is made of."""

from __future__ import annotations

import json

import pytest
from sample_class import NOTEBOOK

from lossquiz.report.class_pages.source import LONGEST_LINE, MOST_COLOURED, MOST_LINES, Mark, Token, pieces_of


def texts(content: bytes, name: str = "huber.py") -> list[list[str]]:
    return [[line.text for line in piece.lines] for piece in pieces_of(content, name)]


def test_lines_are_numbered_as_python_counts_them() -> None:
    content = b"\n\nx = '''a\nb'''\r\ny = 1\rz = 2\n\n"
    (piece,) = pieces_of(content, "a.py")
    assert [(line.number, line.text) for line in piece.lines] == [
        (1, ""),
        (2, ""),
        (3, "x = '''a"),
        (4, "b'''"),
        (5, "y = 1"),
        (6, "z = 2"),
    ]


def test_words_are_coloured_and_a_text_over_two_lines_stays_one() -> None:
    (piece,) = pieces_of(b'def f(x):  # why\n    """a\n    b"""\n    return len(x) + 2.5\n', "a.py")
    first, second, third, fourth = (line.tokens for line in piece.lines)
    assert first[0] == Token("k", "def")
    assert Token("f", "f") in first
    assert first[-1] == Token("c", "# why")
    assert second[-1].style == third[-1].style == "s"
    assert {Token("k", "return"), Token("b", "len"), Token("m", "2.5")} <= set(fourth)


def test_a_mark_stands_at_its_line_and_cell_once() -> None:
    marks = [
        Mark(2, 2, "NameError"),
        Mark(2, 2, "NameError"),
        Mark(2, 2, "here"),
        Mark(0, 1, "lost"),
        Mark(9, 9, "lost"),
    ]
    first, second = pieces_of(NOTEBOOK, "ANSWERS.IPYNB", marks)
    assert (first.cell, second.cell) == (1, 2)
    assert [line.notes for line in first.lines] == [(), (), ()]
    assert [line.notes for line in second.lines] == [(), ("NameError", "here")]


def test_cells_count_as_grading_counts_them() -> None:
    cells = [
        {"cell_type": "code", "source": ""},
        {"cell_type": "raw", "source": "no"},
        {"cell_type": "code", "input": ["a\n", "b"]},
    ]
    old = json.dumps({"worksheets": [{"cells": cells}]}).encode("utf-16")
    (piece,) = pieces_of(old, "a.ipynb")
    assert piece.cell == 2
    assert [line.text for line in piece.lines] == ["a", "b"]


@pytest.mark.parametrize("content", [b"{", b"[" * 5_000, b"[]", b'{"cells": {"a": 1}}', b'{"cells": [3, null]}'])
def test_what_is_no_notebook_is_shown_as_it_is_or_not_at_all(content: bytes) -> None:
    shown = texts(content, "a.ipynb")
    assert shown in ([], [[content.decode()[:LONGEST_LINE] + "…" * (len(content) > LONGEST_LINE)]])


def test_nothing_that_a_terminal_or_browser_obeys_is_left() -> None:
    (shown,) = texts("a = '\x1b[31m\u202e'\n\x00\ttab\x0c\n".encode())
    assert shown == ["a = '\\x1b[31m\\u202e'", "\\x00   tab"]  # to the next column of four


def test_half_of_a_character_in_a_notebook_is_spelled_out() -> None:
    content = b'{"cells": [{"cell_type": "code", "source": "x = 1  # \\ud800 \\u2028."}]}'
    assert texts(content, "a.ipynb") == [["x = 1  # \\ud800 \\u2028."]]


def test_other_encodings_are_read_as_python_reads_them_and_what_is_none_is_escaped() -> None:
    assert texts("# coding: latin-1\nname = 'é'\n".encode("latin-1")) == [["# coding: latin-1", "name = 'é'"]]
    assert texts(b"\xef\xbb\xbfx = 1\n") == [["x = 1"]]
    assert texts(b"x = '\xff'\n") == [["x = '\\xff'"]]
    assert texts(b"# coding: nonsense\n") == [["# coding: nonsense"]]


def test_very_long_files_and_lines_are_cut_and_it_is_said() -> None:
    (piece,) = pieces_of(b"x = 1\n" * (MOST_LINES + 3) + b"y" * 2_000, "a.py")
    assert (len(piece.lines), piece.left_out) == (MOST_LINES, 4)
    (piece,) = pieces_of(b"y" * 2_000, "a.py")
    assert piece.lines[0].text == "y" * LONGEST_LINE + "…"


def test_what_was_written_to_be_long_is_shown_without_colours() -> None:
    (piece,) = pieces_of(b"@" * 400 + b"\n" + b"def\n" * (MOST_COLOURED // 4), "a.py")
    assert {token.style for line in piece.lines for token in line.tokens} >= {"k"}
    (piece,) = pieces_of((b"@" * 400 + b"\n") * (MOST_COLOURED // 400 + 1), "a.py")
    assert {token.style for line in piece.lines for token in line.tokens} == {""}
