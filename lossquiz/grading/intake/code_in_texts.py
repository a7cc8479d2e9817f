"""Code that stands in a text: in the fences of Markdown, and in the cells of a notebook that was exported as a page.

It is not graded, since a text says nothing of what belongs together; but nobody whose answer lies there is missing.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Iterator

from lossquiz.grading.intake.kinds import suffix_of, text_of
from lossquiz.grading.intake.reading import MAX_NOTEBOOK, MAX_SOURCE
from lossquiz.grading.intake.trees import Found

_MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".qmd", ".rmd"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*\{?\s*\.?(\w*)")
_LANGUAGES = frozenset({"", "python", "python3", "py", "ipython", "ipython3"})
_OPENED, _CLOSED = re.compile(r"<pre\b", re.IGNORECASE), re.compile(r"</pre", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def code_in(file: Found, answers_something: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the pieces of code in a text, where one of them has the name of a question's function; else none."""
    suffix = suffix_of(file.place.rpartition("/")[2])
    if file.problem or suffix not in _MARKDOWN | _PAGES:
        return ()
    try:
        text = text_of(file.read(MAX_NOTEBOOK if suffix in _PAGES else MAX_SOURCE))
    except (OSError, ValueError):
        return ()
    pieces = tuple(_of_page(text) if suffix in _PAGES else _of_fences(text))
    telling = tuple(piece for piece in pieces if answers_something(piece))
    return pieces if telling and sum(map(len, pieces)) <= MAX_SOURCE else telling


def _of_fences(text: str) -> Iterator[str]:
    piece: list[str] | None = None  # None outside of a fence
    mark, is_python = "", False
    for line in text.splitlines():
        found = _FENCE.match(line)
        if piece is None and found:
            piece, mark, is_python = [], found[1], found[2].lower() in _LANGUAGES
        elif piece is not None and line.strip().startswith(mark) and not line.strip().strip(mark[0]):
            if is_python:
                yield textwrap.dedent("\n".join(piece))
            piece = None
        elif piece is not None:
            piece.append(line)
    if piece is not None and is_python:
        yield textwrap.dedent("\n".join(piece))


def _of_page(text: str) -> Iterator[str]:
    end = 0
    while (opened := _OPENED.search(text, end)) and (closed := _CLOSED.search(text, opened.end())):
        end = closed.end()
        yield html.unescape(_TAG.sub("", text[opened.start() : closed.start()]))
