"""How many submissions got which verdict, by question too: `summary.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from lossquiz.report.formats import Batch, Format
from lossquiz.report.json.grading import VERSION


def render(batch: Batch) -> str:
    """Return the counts as one JSON object."""
    verdicts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    questions: dict[str, Counter[str]] = {}
    for row in batch.rows:
        verdicts[row["verdict"]] += 1
        statuses[row["status"]] += 1
        if row["question"]:
            questions.setdefault(row["question"], Counter())[row["verdict"]] += 1
    whole = {
        "version": VERSION,
        "seed": batch.seed,
        "isolation": batch.isolation,
        "submissions": verdicts.total(),
        "verdicts": _sorted(verdicts),
        "status": _sorted(statuses),
        "questions": {question: _sorted(counts) for question, counts in sorted(questions.items())},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def files(batch: Batch) -> Mapping[str, str]:
    """Return `summary.json`."""
    return {"summary.json": render(batch) + "\n"}


FORMAT = Format("how many got which verdict, as JSON", render, files, always=True)
