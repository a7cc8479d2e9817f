"""`prairielearn/<candidate>.json`: results as an external grader of PrairieLearn gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lossquiz.report.class_pages.names import file_name
from lossquiz.report.formats import Batch, Format
from lossquiz.report.standing import Part, Standing, check_message, feedback, plain, sees, standings, words
from lossquiz.takehome.marks import scheme_of


def results_of(standing: Standing, batch: Batch) -> dict[str, Any]:
    """Return the results of one candidate; what a person has to look at is not gradable there, and costs no attempt."""
    told = [line for part in standing.parts for line in _told(part, batch)]
    if standing.points is None or not standing.max or standing.status == "missing":
        return {"gradable": False, "format_errors": told}
    tests = [test for part in standing.parts for test in _tests(part, batch)]
    return {
        "gradable": True,
        "score": min(1.0, round(standing.points / standing.max, 6)),
        "message": "\n".join(told),
        "output": "\n".join(_printed(standing, batch)),
        "images": [],
        "tests": tests,
    }


def _told(part: Part, batch: Batch) -> list[str]:
    head, *rest = feedback(part, batch)
    return [f"{plain(part.question)}: {head}" if part.question else head, *rest]


def _printed(standing: Standing, batch: Batch) -> Iterator[str]:
    for part in standing.parts:
        if sees(batch, "output") and part.row.get("output"):
            yield f"{plain(part.question)} printed:\n{plain(part.row['output'])}"


def _tests(part: Part, batch: Batch) -> Iterator[dict[str, Any]]:
    """Go through the checks of a question, or give the question as one test where its mark is no sum of them."""
    name = plain(part.question) or "Your hand-in"
    shares = part.shares(scheme_of(batch.run))
    shown = sees(batch, "points")
    if not shares:
        points = {"points": part.mark.points or 0.0, "max_points": part.mark.max or 0.0} if shown else {}
        yield {"name": name, "description": "", **points, "message": "\n".join(_told(part, batch)), "output": ""}
    for check in part.row["checks"]:
        message = "" if check["passed"] else plain(check_message(check, numbers=sees(batch, "counterexamples")))
        share = shares.get(check["name"])
        if share is not None:
            points = {"points": share[0], "max_points": share[1]} if shown else {}
            label = f"{name}: {words(check['name'])}"
            yield {"name": label, "description": "", **points, "message": message, "output": ""}


def render(batch: Batch) -> str:
    """Return the results of all candidates as one JSON object, by candidate."""
    return _json({one.candidate: results_of(one, batch) for one in standings(batch)})


def files(batch: Batch) -> Mapping[str, str]:
    """Return a file for each candidate."""
    return {
        f"prairielearn/{file_name(one.candidate)}.json": _json(results_of(one, batch)) + "\n"
        for one in standings(batch)
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


FORMAT = Format("results for PrairieLearn, a file for each candidate", render, files)
