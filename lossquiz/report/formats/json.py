"""The whole answer of `lossquiz grade --json`: one object, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import indent
from typing import Any

from lossquiz.report.formats import Batch, Format
from lossquiz.report.json.grading import VERSION, printed_row


def render(batch: Batch) -> str:
    """Return the batch as one JSON object."""
    return "".join(pieces(batch))


def pieces(batch: Batch) -> Iterator[str]:
    """Go through the text of that object, a row at a time."""
    head, tail = _dumped(
        {"version": VERSION, "seed": batch.seed, "isolation": batch.isolation, "submissions": []}
    ).split("[]")
    yield f"{head}["
    between = _FIRST
    for row in batch.rows:
        yield between + indent(_dumped(printed_row(row)), "    ")
        between = ",\n"
    yield f"{'' if between == _FIRST else _FIRST + '  '}]{tail}"


_FIRST = "\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


FORMAT = Format("one JSON object", render)
