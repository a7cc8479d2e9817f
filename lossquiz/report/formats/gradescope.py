"""`gradescope/<candidate>.json`: results as an autograder of Gradescope gives them, a file for each candidate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lossquiz.report.class_pages.names import file_name
from lossquiz.report.formats import Batch, Format
from lossquiz.report.standing import (
    Part,
    Standing,
    amount,
    check_message,
    error_of,
    feedback,
    plain,
    sees,
    standings,
    words,
)
from lossquiz.takehome.marks import scheme_of

_PLACEHOLDER = (
    "Not graded yet: a person has to look at this. Gradescope asks for a number; the 0 stands for none, and is no mark."
)


def results_of(standing: Standing, batch: Batch) -> dict[str, Any]:
    """Return the results of one candidate.

    Gradescope takes no results without a score: where a person has yet to decide, the first words say that the 0 is
    none.
    """
    said = _PLACEHOLDER if standing.points is None else ""
    seconds = sum(part.row.get("seconds") or 0.0 for part in standing.parts)
    return {
        "score": standing.points or 0.0,
        "execution_time": round(seconds, 3),
        "output": "\n".join(filter(None, [said, *_notes(standing, batch)])),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test for place, part in enumerate(standing.parts, 1) for test in _tests(place, part, batch)],
        "extra_data": {"seed": batch.seed, "isolation": batch.isolation, "status": standing.status},
    }


def _notes(standing: Standing, batch: Batch) -> Iterator[str]:
    if batch.isolation != "full":
        yield f"Isolation of this run: {batch.isolation}."
    if standing.late_days:
        yield f"Handed in {standing.late_days} {'day' if standing.late_days == 1 else 'days'} late."


def _tests(place: int, part: Part, batch: Batch) -> Iterator[dict[str, Any]]:
    """Go through the tests of a question: one for it as a whole, and one for each check that was made."""
    row, mark = part.row, part.mark
    shares = part.shares(scheme_of(batch.run)) if sees(batch, "points") else {}
    name = plain(part.question) or "Your hand-in"
    told = feedback(part, batch)
    if sees(batch, "output") and row.get("output"):
        told += ["It printed:", plain(row["output"])]
    scored = {} if shares or mark.max is None or not sees(batch, "points") else _score(mark.points or 0.0, mark.max)
    status = {} if part.status == "needs_review" else _status(passed=row["verdict"] == "passed")
    yield {**scored, **status, "name": name, "number": f"{place}", "output": "\n".join(told), **_common(row)}
    for number, check in enumerate(row["checks"], 1):
        judged = check["judged"]
        outcome = {**(_score(*shares[check["name"]]) if check["name"] in shares else {}),
                   **(_status(passed=check["passed"]) if judged else {})}  # fmt: skip
        message = "" if check["passed"] else plain(check_message(check, numbers=sees(batch, "counterexamples")))
        label = f"{name}: {words(check['name'])}" + ("" if judged else " (not judged)")
        yield {**outcome, "name": label, "number": f"{place}.{number}", "output": message, **_common(row)}


def _score(points: float, most: float) -> dict[str, Any]:
    return {"score": points, "max_score": most}


def _status(*, passed: bool) -> dict[str, Any]:
    return {"status": "passed" if passed else "failed"}


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name_format": "text",
        "output_format": "text",
        "tags": [row["question"]] if row["question"] else [],
        "visibility": "visible",
    }


def summary(standing: Standing) -> str:
    """Return a line for whoever runs the autograder."""
    return f"{plain(standing.candidate)}: {amount(standing.points) or 'open'} of {amount(standing.max)}" + "".join(
        f"; {plain(error_of(part.row))}" for part in standing.parts if error_of(part.row)
    )


def render(batch: Batch) -> str:
    """Return the results of all candidates as one JSON object, by candidate."""
    return _json({one.candidate: results_of(one, batch) for one in standings(batch)})


def files(batch: Batch) -> Mapping[str, str]:
    """Return a file for each candidate."""
    return {
        f"gradescope/{file_name(one.candidate)}.json": _json(results_of(one, batch)) + "\n" for one in standings(batch)
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


FORMAT = Format("results for Gradescope, a file for each candidate", render, files)
