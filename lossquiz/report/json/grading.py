"""Grade reports as JSON, version 1: the words that other programs rely on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import Check, GradeReport

VERSION = 1


def report_row(report: GradeReport) -> dict[str, Any]:
    """Return one submission's row."""
    return {
        "path": report.path,
        "question": report.question,
        "verdict": report.verdict,
        "score": report.score,
        "seconds": report.seconds,
        "checks": [_check(check) for check in report.checks],
        "diagnosis": [{"id": found.id, "message": found.message} for found in report.diagnosis],
        "error": report.error,
    }


def _check(check: Check) -> dict[str, Any]:
    example = asdict(check.counterexample) if check.counterexample else None
    return {
        "name": check.name,
        "passed": check.passed,
        "cases": check.cases,
        "message": check.message,
        "counterexample": example,
    }


def reports_json(rows: Iterable[dict[str, Any]], seed: int, isolation: str) -> str:
    """Return the whole answer of `lossquiz grade --json`."""
    whole = {"version": VERSION, "seed": seed, "isolation": isolation, "submissions": list(rows)}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)


def summary_json(rows: Sequence[dict[str, Any]], seed: int, isolation: str) -> str:
    """Return how many submissions got which verdict, by question too."""
    questions = sorted({row["question"] for row in rows})
    whole = {
        "version": VERSION,
        "seed": seed,
        "isolation": isolation,
        "submissions": len(rows),
        "verdicts": dict(sorted(Counter(row["verdict"] for row in rows).items())),
        "questions": {
            q: dict(sorted(Counter(r["verdict"] for r in rows if r["question"] == q).items())) for q in questions
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
