"""Text as pieces, each with its style, that are laid out without Rich: a pipe need not wait for it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

Piece = tuple[str, str]
Pieces = list[Piece]


@dataclass(frozen=True, slots=True)
class Code:
    """Python code, which stays Python however narrow it gets, and what there is to say of it."""

    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A few columns with a head; the last, which holds sentences, takes the room that the others leave.

    Where there is no room for columns, its rows are sentences.
    """

    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


Content = str | Code | Table | Sequence[str]
"""What stands beside a label: a text, code, a table, or sentences with a dot before each."""

_GAP = 2
_SHARE = 0.42  # of the width, at most, for a column of names
_DOT = "•  "
_UNDER = 4
_COLUMNS = 48  # below so many columns a table is no help
_COMMENT = re.compile(r"(?:\S.*?  )?# +")
_WORDS, _PARTS = re.compile(r"[^. ]+[. ]?"), re.compile(r"[^_]+_*|_+")


def wrap(text: str, width: int) -> list[str]:
    """Break a text between words into lines of so many columns; its own lines stay, and a longer word stays whole."""
    wrapped = textwrap.TextWrapper(max(width, 1), break_on_hyphens=False, break_long_words=False)
    broken = (wrapped.wrap(line) or [""] for line in text.split("\n"))
    return [part for parts in broken for part in parts]


def lead(head: str, style: str, text: str, width: int) -> Pieces:
    """Return a text that begins with a styled head, wrapped as a whole."""
    whole = "\n".join(wrap(head + text, width))
    return [(whole[: len(head)], style), (whole[len(head) :], "")]  # a line may end where the head does


def block(text: str, width: int, style: str = "", indent: int = _GAP) -> Pieces:
    """Return an indented text, each line with its end."""
    return [(f"{' ' * indent}{line}\n", style) for line in wrap(text, width - indent)]


def rows(labelled: Sequence[tuple[str, Content]], width: int, style: str = "") -> Pieces:
    """Return rows of a short styled label and what stands beside it, each line with its end."""
    indent = max((len(label) for label, _ in labelled), default=0) + _GAP
    return [piece for label, content in labelled for piece in _row(label, content, indent, width, style)]


def _row(label: str, content: Content, indent: int, width: int, style: str) -> Iterator[Piece]:
    head = label
    if isinstance(content, Code) and _longest(content) > width - indent:
        # Under its label there is more room than beside it.
        yield f"{label}\n", style
        yield from ((f"{' ' * _UNDER}{line}\n", "") for line in _code(content, width - _UNDER))
        return
    if isinstance(content, Table) and width - indent >= _COLUMNS:
        yield from _table(label, content, indent, width, style)
        return
    for mark, line in _lines(content, width - indent):
        yield head.ljust(indent), style
        yield mark, "dim"
        yield f"{line}\n", ""
        head = ""


def _table(label: str, table: Table, indent: int, width: int, style: str) -> Iterator[Piece]:
    """Lay out a table beside its label: its head is dim, and what is long goes on below itself."""
    room = width - indent
    *firsts, _ = zip(table.head, *table.rows, strict=True)
    sizes = [max(len(line) for cell in column for line in folded(cell, int(room * _SHARE))) for column in firsts]
    sizes.append(max(room - sum(sizes) - _GAP * len(sizes), 1))
    head = label
    for row in (table.head, *table.rows):
        shade = "dim" if row is table.head else ""
        cells = [*map(folded, row[:-1], sizes), wrap(row[-1], sizes[-1])]
        for line in zip_longest(*cells, fillvalue=""):
            names = "".join(cell.ljust(size + _GAP) for cell, size in zip(line, sizes[:-1], strict=False))
            yield head.ljust(indent), style
            # A last piece of its own, under which a line goes on that spelling makes too long.
            yield (names if line[-1] else names.rstrip()), shade
            yield f"{line[-1]}\n", shade
            head = ""


def folded(name: str, width: int) -> list[str]:
    """Break a dotted name into lines of so many columns: after a dot or a blank, or else after an underscore."""
    words = _WORDS.findall(name)
    parts = [part for word in words for part in ([word] if len(word.rstrip()) <= width else _PARTS.findall(word))]
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _longest(code: Code) -> int:
    return max(map(len, code.source.split("\n")))


def respelled(pieces: Sequence[Piece], width: int, encoding: str) -> Pieces:
    """Return pieces as a stream of an encoding writes them; a line that spelling makes too long is broken anew."""
    from lossquiz.report.spelling import spelled

    told = [(spelled(text, encoding), style) for text, style in pieces]
    laid: Pieces = []
    for before, line in zip(_rows_of(pieces), _rows_of(told), strict=True):
        long = sum(len(text) for text, _ in line) > width and line != before
        laid += [*(_broken(line, width) if long else line), ("\n", "")]
    return laid[:-1]


def _rows_of(pieces: Sequence[Piece]) -> list[Pieces]:
    """Return the pieces line by line, without line ends."""
    rows: list[Pieces] = [[]]
    for text, style in pieces:
        first, *others = text.split("\n")
        rows[-1].append((first, style))
        rows += [[(part, style)] for part in others]
    return rows


def _broken(line: Pieces, width: int) -> Pieces:
    """Break a line that is too long; it goes on under its last piece, which may stand behind a label."""
    *heads, (text, style) = [piece for piece in line if piece[0]]
    own = len(text) - len(text.lstrip(" "))
    indent = sum(len(head) for head, _ in heads) + own
    text = text.lstrip(" ")
    comment = _COMMENT.match(text)
    first = comment[0] if comment else ""  # a comment of code goes on as a comment
    again = " " * first.index("#") + first[first.index("#") :] if comment else ""
    parts = wrap(text[len(first) :], width - indent - len(first))
    under = f"\n{' ' * indent}{again}"
    return [*heads, (f"{' ' * own}{first}{under.join(parts)}", style)]


def _lines(content: Content, width: int) -> Iterable[Piece]:
    """Return the lines of a content, each with what stands before it."""
    if isinstance(content, str):
        return [("", line) for line in wrap(content, width)]
    if isinstance(content, Code):
        return [("", line) for line in _code(content, width)]
    if isinstance(content, Table):
        content = [f"{', '.join(filter(None, row[:-1]))}: {row[-1]}" for row in content.rows]
    return [
        (" " * len(_DOT) if place else _DOT, line)
        for sentence in content
        for place, line in enumerate(wrap(sentence, width - len(_DOT)))
    ]


def _code(code: Code, width: int) -> list[str]:
    from lossquiz.report.terminal.python_lines import fitted

    lines = fitted(code.source, width)
    if not code.note:
        return lines
    last = f"{lines[-1]} {code.note}"
    return [*lines[:-1], last] if len(last) <= width else [*lines, *wrap(code.note, width)]
