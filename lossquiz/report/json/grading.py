"""The row of a grade report, version 1: the words that other programs rely on, in whatever format it is written."""

from __future__ import annotations

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
