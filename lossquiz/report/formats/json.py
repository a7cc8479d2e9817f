"""The whole answer of `lossquiz grade --json`: one object, version 1."""

from __future__ import annotations

import json

from lossquiz.report.formats import Batch, Format
from lossquiz.report.json.grading import VERSION


def render(batch: Batch) -> str:
    """Return the batch as one JSON object."""
    whole = {
        "version": VERSION,
        "seed": batch.seed,
        "isolation": batch.isolation,
        "submissions": list(batch.rows),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)


FORMAT = Format("one JSON object", render)
