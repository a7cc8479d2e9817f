"""A line for each row of a batch, as a terminal shows it."""

from __future__ import annotations

from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lossquiz.report.formats import Batch, Format
from lossquiz.report.terminal.grading import STYLES

_COLUMNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("submission", {"overflow": "fold", "ratio": 3}),
    ("question", {"no_wrap": True}),
    ("verdict", {"no_wrap": True}),
    ("score", {"justify": "right"}),
    ("why", {"overflow": "fold", "ratio": 3}),
)


def render(batch: Batch) -> Group:
    """Return a table, and how many passed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, options in _COLUMNS:
        table.add_column(name, **options)
    for row in batch.rows:
        verdict = Text(row["verdict"], style=STYLES.get(row["verdict"], "bold red"))
        reason = row["diagnosis"][0]["id"] if row["diagnosis"] else row["error"] or ""
        table.add_row(Text(row["path"]), row["question"], verdict, f"{row['score']:.2f}", Text(reason))
    share = f"{batch.passed} of {len(batch.rows)} passed. Seed {batch.seed}, isolation {batch.isolation}."
    return Group(table, Text(f"\n{share}"))


FORMAT = Format("a table", render)
