"""`marks.csv`: a line for each candidate and question, with all that a spreadsheet needs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from lossquiz.report.formats import Batch, Format
from lossquiz.report.gradebook import passed_on
from lossquiz.report.standing import Part, Standing, amount, error_of, standings

COLUMNS = (
    "candidate",
    "name",
    "question",
    "status",
    "verdict",
    "points",
    "max",
    "graded_points",
    "score",
    "late_days",
    "submitted",
    "mistake",
    "reason",
    "comment",
    "by",
    "at",
    "held",
    "file",
    "sha256",
    "seed",
)
# Excel reads a file without it in the code page of the machine; other programs know what it means.
_MARK = "\ufeff"


def render(batch: Batch) -> str:
    """Return the table, as RFC 4180 has it, without a byte-order mark."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for standing in standings(batch):
        for part in standing.parts:
            cells = _cells(standing, part, batch)
            writer.writerow([passed_on(str(cells[name])) for name in COLUMNS])
    return made.getvalue()


def _cells(standing: Standing, part: Part, batch: Batch) -> Mapping[str, Any]:
    row, mark = part.row, part.mark
    last = mark.history[-1] if mark.history else None
    held = row.get("held")
    return {
        "candidate": standing.candidate,
        "name": standing.name,
        "question": part.question,
        "status": part.status,
        "verdict": row["verdict"],
        "points": amount(mark.points),
        "max": amount(mark.max),
        "graded_points": amount(mark.graded),
        "score": "" if row.get("score") is None else f"{row['score']:g}",
        "late_days": _or_empty(row.get("late_days")),
        "submitted": row.get("submitted") or "",
        "mistake": ", ".join(found["id"] for found in row["diagnosis"]),
        "reason": _reason(row),
        "comment": mark.comment,
        "by": last.by if last else "",
        "at": last.at if last else "",
        "held": "" if held is None else "yes" if held else "no",
        "file": row.get("file") or row["path"],
        "sha256": row.get("sha256") or "",
        "seed": _or_empty(row.get("seed", batch.seed)),
    }


def _reason(row: Mapping[str, Any]) -> str:
    """Return why there is no verdict, or what failed first."""
    failed: Iterator[str] = (c["message"] for c in row["checks"] if c["judged"] and not c["passed"])
    return str(row.get("reason") or error_of(row) or next(failed, ""))


def _or_empty(value: object) -> object:
    return "" if value is None else value


def files(batch: Batch) -> Mapping[str, str]:
    """Return `marks.csv`, with the mark by which spreadsheets know UTF-8."""
    return {"marks.csv": _MARK + render(batch)}


FORMAT = Format("a table for spreadsheets", render, files)
