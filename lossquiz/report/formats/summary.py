"""How many submissions got which verdict, by question too: `summary.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from lossquiz.report.formats import Batch, Format
from lossquiz.report.json.grading import VERSION


def render(batch: Batch) -> str:
    """Return the counts as one JSON object."""
    questions = sorted({row["question"] for row in batch.rows if row["question"]})
    whole = {
        "version": VERSION,
        "seed": batch.seed,
        "isolation": batch.isolation,
        "submissions": len(batch.rows),
        "verdicts": _verdicts(batch.rows),
        "status": dict(sorted(Counter(row["status"] for row in batch.rows).items())),
        "questions": {q: _verdicts(row for row in batch.rows if row["question"] == q) for q in questions},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _verdicts(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return dict(sorted(Counter(row["verdict"] for row in rows).items()))


def files(batch: Batch) -> Mapping[str, str]:
    """Return `summary.json`."""
    return {"summary.json": render(batch) + "\n"}


FORMAT = Format("how many got which verdict, as JSON", render, files, always=True)
