"""Rows of a small class, by hand, in the form in which a folder of results keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lossquiz.report.formats import Batch
from lossquiz.takehome.overrides import Override

WORTH = {"max": 5.0, "checks": {"value": 3.0, "gradient": 2.0}, "forbidden": 1.0}
RUN: Mapping[str, Any] = {
    "version": 2,
    "title": "Losses",
    "questions": ["huber", "mse"],
    "points": {"huber": WORTH, "mse": WORTH},
    "pass_mark": 0.6,
    "deadline": None,
    "for_candidate": None,
}
EXAMPLE = {
    "kind": "worked",
    "note": "inside δ = 1",
    "inputs": {"pred": [0.5], "target": [0.0]},
    "shapes": {"pred": [1], "target": [1]},
    "parameters": {},
    "defaults": {"delta": 1.0},
    "upstream": 1.0,
    "expected": {"value": 0.125, "gradient": {"pred": [0.5]}},
    "got": {"value": 0.25, "gradient": {"pred": [1.0]}},
    "dtype": "float32",
    "formula": "mean of …",
    "terms": [],
}


def check(name: str, *, passed: bool = True, judged: bool = True, message: str = "", example: Any = None) -> Any:
    return {
        "name": name,
        "passed": passed and judged,
        "judged": judged,
        "cases": 10,
        "failed": 0 if passed else 4,
        "not_judged": 0,
        "message": message if judged else "not judged: no case gave a result",
        "counterexample": example,
    }


def row(candidate: str, question: str | None, verdict: str, **more: Any) -> dict[str, Any]:
    checks = [check("value"), check("gradient")] if verdict == "passed" else []
    points = {"passed": 5.0, "forbidden": 1.0}.get(verdict, 0.0)
    whole: dict[str, Any] = {
        "version": 2,
        "candidate": candidate,
        "question": question,
        "path": f"{candidate}/{question}.py",
        "file": f"{question}.py",
        "sha256": "ab" * 32,
        "status": "graded",
        "reason": "",
        "verdict": verdict,
        "score": 1.0 if verdict == "passed" else 0.0,
        "points": points if question else None,
        "max": 5.0 if question else None,
        "checks": checks,
        "diagnosis": [],
        "fact": "",
        "error": None,
        "warnings": [],
        "output": "",
        "seconds": 0.25,
        "seed": 7,
        "late_days": None,
        "submitted": None,
        "held": None,
        "hand_in": {"path": candidate, "sha256": "cd" * 32, "rows": 2},
    }
    return {**whole, **more}


def failed(candidate: str, question: str) -> dict[str, Any]:
    """Return a row whose value is wrong and whose gradient is right: 2 of 5 points."""
    return row(
        candidate,
        question,
        "failed",
        score=0.6,
        points=2.0,
        checks=[
            check("value", passed=False, message="the value is 0.25, not 0.125 (4 of 10 cases)", example=EXAMPLE),
            check("gradient"),
            check("stability", judged=False),
        ],
        diagnosis=[{"id": "missing_half", "message": "The factor ½ is missing.", "derivation": ""}],
        output="debug\x1b[31m red\x1b[0m <b>",
    )


HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script>'
ROWS = [
    row("alice", "huber", "passed"),
    row("alice", "mse", "passed"),
    failed("bob", "huber"),
    row("bob", "mse", "forbidden", checks=[check("from_scratch", passed=False, message="uses mse_loss")]),
    row(
        "cy",
        "huber",
        "error",
        status="needs_review",
        reason="no module named pandas",
        score=None,
        points=None,
        error={"kind": "load", "message": "no module named pandas", "type": "ModuleNotFoundError"},
    ),
    row("cy", "mse", "timeout", error={"kind": "timeout", "message": "did not end in 10 s", "type": ""}),
    row("dee", None, "not_found", status="missing", reason="nothing was handed in"),
    failed(HOSTILE, "huber"),
    row("eve", "huber", "passed", late_days=2, submitted="2026-12-12T10:00:00+00:00"),
]
OVERRIDES = {
    ("eve", "mse"): (Override("eve", "mse", 4.5, "by mail; @ the desk", "Ann", "2026-12-13T09:00:00+00:00"),),
    ("bob", "huber"): (
        Override("bob", "huber", 3.0, "", "Ann", "2026-12-12T09:00:00+00:00"),
        Override("bob", "huber", None, "=HYPERLINK(1)", "Ben", "2026-12-13T09:00:00+00:00"),
    ),
}


def batch(rows: list[dict[str, Any]] | None = None, **more: Any) -> Batch:
    fields: dict[str, Any] = {"run": RUN, "overrides": OVERRIDES, **more}
    return Batch(ROWS if rows is None else rows, 7, fields.pop("isolation", "full"), **fields)
