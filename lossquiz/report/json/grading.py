"""The row of a grade report, version 1: the words that other programs rely on, in whatever format it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.grading.checks import Check
    from lossquiz.grading.grade_report import Fault, GradeReport

VERSION = 1
STORED = 2


def report_row(report: GradeReport) -> dict[str, Any]:
    """Return one submission's row; in a batch it says whose it is, and what it was made of."""
    origin = report.origin
    handed_in = {"path": origin.hand_in_path, "sha256": origin.hand_in, "rows": origin.rows} if origin else None
    return {
        "path": report.path,
        "question": report.question or None,
        "verdict": report.verdict,
        "score": report.score,
        "seconds": report.seconds,
        "checks": [_check(check) for check in report.checks],
        "diagnosis": [
            {"id": found.id, "message": found.message, "derivation": found.derivation} for found in report.diagnosis
        ],
        "fact": report.fact,
        "error": report.error,
        "status": report.status,
        "reason": report.reason,
        "warnings": list(report.warnings),
        **({"candidate": origin.candidate, "file": origin.file, "sha256": origin.sha256} if origin else {}),
        **({"hand_in": handed_in} if handed_in else {}),
        **({"stand_in": report.stand_in} if report.stand_in else {}),
        **(_repeats(report) if report.repeats else {}),
    }


def stored_row(report: GradeReport) -> dict[str, Any]:
    """Return the row of a folder of results, version 2: all that a report of a batch may need, so that none runs again.

    It has the words of `report_row`; `error` is an object here. What is the same for the whole run is in `run.json`.
    """
    fault, traits, row = report.fault, report.traits, report_row(report)
    counts = ({"failed": check.failed, "not_judged": check.not_judged} for check in report.checks)
    return {
        "version": STORED,
        **row,
        "checks": [{**check, **more} for check, more in zip(row["checks"], counts, strict=True)],
        "error": _fault(fault) if fault else None,
        "output": report.output,
        "uses": [{"name": use.name, "line": use.line, "cell": use.cell, "file": use.file} for use in report.forbidden],
        "alike": traits.alike,
        "shape": traits.shape,
        "shape_size": traits.shape_size,
        "curve": _parts(traits.curve) if traits.curve else None,
        "seed": report.seed,
        **_repeats(report),
    }


def _repeats(report: GradeReport) -> dict[str, Any]:
    others = [{"seed": seed, "verdict": verdict} for seed, verdict in report.repeats]
    return {"repeats": others, "held": report.held}


def printed_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row as `--json` prints it, where an error is text."""
    return {**row, "error": row["error"]["message"]} if isinstance(row["error"], Mapping) else row


def _parts(value: Any) -> dict[str, Any]:
    """Return a dataclass by the names of its fields; `asdict` would copy every number in it."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _fault(fault: Fault) -> dict[str, Any]:
    row = _parts(fault)
    return {"kind": row.pop("kind"), "type": row.pop("type_name"), **row}


def _check(check: Check) -> dict[str, Any]:
    example = _parts(check.counterexample) if check.counterexample else None
    return {
        "name": check.name,
        "passed": check.passed,
        "judged": check.judged,
        "cases": check.cases,
        "message": check.message,
        "counterexample": example,
    }
