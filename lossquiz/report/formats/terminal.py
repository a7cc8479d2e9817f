"""A line for each row of a batch, as a terminal shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Group
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from lossquiz.report.formats import Batch, Format
from lossquiz.report.json.grading import printed_row
from lossquiz.report.terminal.grading import STYLES

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

_PARTS = (re.compile(r"[^/]*/|[^/]+"), re.compile(r"\.?[^ ._-]+[ _-]*|[ ._-]"), re.compile(r"."))
_AT_ONCE = 50
_NAME = 16  # columns, of a path at the least
_STATUSES = {"graded": "graded", "needs_review": "that need you", "missing": "with nothing to grade"}
_COLUMNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("submission", {"ratio": 3}),
    ("question", {"no_wrap": True}),
    ("verdict", {"no_wrap": True}),
    ("score", {"justify": "right"}),
    ("why", {"overflow": "fold", "ratio": 3}),
)


def render(batch: Batch) -> Group:
    """Return a table, and how many passed."""
    return Group(*parts(batch))


def parts(batch: Batch) -> Iterator[RenderableType]:
    """Go through the same, so many rows at a time as can be laid out at once; their columns stand below one another."""
    widths = {"question": 0, "verdict": 0}
    for row in batch.rows:
        widths = {name: max(width, cell_len(row[name] or "")) for name, width in widths.items()}
    rows = iter(batch.rows)
    first = True
    while (some := list(islice(rows, _AT_ONCE))) or first:
        yield _table(some, widths, header=first)
        first = False
    yield Text(f"\n{_account(batch)}")


def _table(rows: Iterable[Mapping[str, Any]], widths: Mapping[str, int], *, header: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=header)
    for name, options in _COLUMNS:
        table.add_column(name, min_width=max(len(name), widths.get(name, 0)), **options)
    for row in rows:
        verdict = Text(row["verdict"], style=STYLES.get(row["verdict"], "bold red"))
        score = "" if row["score"] is None else f"{row['score']:.2f}"
        table.add_row(Place(row["path"]), row["question"] or "", verdict, score, Text(_why(row)))
    return table


class Place:
    """A path in a cell of a table: broken after a slash, or after a mark within a name that is too long."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Say how much room it takes at the least, and at the most."""
        del console, options
        longest = max(map(cell_len, _PARTS[0].findall(self._path)), default=1)
        return Measurement(min(longest, _NAME), max(cell_len(self._path), 1))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Lay it out."""
        del console
        yield Text("\n".join(_broken(self._path, options.max_width)))


def _broken(text: str, width: int, level: int = 0) -> list[str]:
    """Break a text into lines of so many columns; a part that is too long is broken by smaller ones."""
    lines = [""]
    for part in _PARTS[level].findall(text):
        if cell_len(lines[-1] + part) <= width:
            lines[-1] += part
        elif cell_len(part) <= width or level + 1 == len(_PARTS):
            lines.append(part)
        else:
            lines += _broken(part, width, level + 1)
    return [line for line in lines if line]


def _why(row: Mapping[str, Any]) -> str:
    """Return the mistake, or why there was nothing to judge, or which built-in was used, or what is to be noted."""
    if row["diagnosis"] and row["status"] != "needs_review":
        return f"{row['diagnosis'][0]['id']}{_in_place(row)}"
    failed = next((check["message"] for check in row["checks"] if check["judged"] and not check["passed"]), "")
    wrong = str(printed_row(row)["error"] or failed)
    if row["status"] == "needs_review":
        return f"needs you: {row['reason'] or wrong or _noted(row.get('warnings', ()))}{_in_place(row)}"
    return f"{wrong}{_in_place(row)}" if wrong else _noted(row.get("warnings", ()))


def _in_place(row: Mapping[str, Any]) -> str:
    """Say which class was graded in place of a function, beside what was wrong; a right one says so in a note."""
    return f" (graded: the class {row['stand_in']})" if row.get("stand_in") else ""


def _noted(notes: Sequence[str]) -> str:
    """Return the first note, and how many more there are."""
    more = f" (and {len(notes) - 1} more: --json)" if len(notes) > 1 else ""
    return f"note: {notes[0]}{more}" if notes else ""


def _account(batch: Batch) -> str:
    """Return one line in which every row is counted once."""
    counts = Counter(row["status"] for row in batch.rows)
    said = f"{batch.passed} of {len(batch.rows)} passed"
    shares = [f"{counts[status]} {words}" for status, words in _STATUSES.items() if counts[status]]
    whole = f"; {len(batch.rows)} = {' + '.join(shares)}" if counts["graded"] < len(batch.rows) else ""
    return f"{said}{whole}. Seed {batch.seed}, isolation {batch.isolation}."


def of_class(batch: Batch) -> Group:
    """Return all that the class of a folder of results came to; without a folder, the rows alone."""
    if not batch.folder:
        return render(batch)
    from lossquiz.report.class_pages.overview import overview_of
    from lossquiz.report.terminal.class_results import whole

    return whole(overview_of(batch))


FORMAT = Format("the class, or rows alone, as a table", of_class)
