"""`junit.xml`: a suite for each candidate and a case for each check, for what shows the results of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lossquiz.report.formats import Batch, Format
from lossquiz.report.standing import Part, Standing, error_of, plain, standings, words

_UNRUN = frozenset({"error", "timeout", "crashed", "out_of_memory"})


class _Case(NamedTuple):
    """A test case: what it is about, and its outcome: `failure`, `error`, `skipped`, or "" for passed."""

    name: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    more: str = ""


def render(batch: Batch) -> str:
    """Return the XML."""
    root = Element("testsuites", name="lossquiz")
    counts = {"tests": 0, "failures": 0, "errors": 0}
    seconds = 0.0
    for standing in standings(batch):
        suite = _suite(standing)
        seconds += float(suite.get("time", 0))
        counts = {name: count + int(suite.get(name, 0)) for name, count in counts.items()}
        root.append(suite)
    for name, count in counts.items():
        root.set(name, str(count))
    root.set("time", f"{seconds:.3f}")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _suite(standing: Standing) -> Element:
    suite = Element("testsuite", name=plain(standing.candidate))
    counts = dict.fromkeys(("tests", "failure", "error", "skipped"), 0)
    for part in standing.parts:
        for place, case in enumerate(_cases(part)):
            seconds = (part.row.get("seconds") or 0.0) if place == 0 else 0.0  # the run is one, whatever it is asked
            suite.append(_case(case, plain(part.question) or "hand-in", seconds))
            counts["tests"] += 1
            if case.outcome:
                counts[case.outcome] += 1
    if printed := [plain(part.row["output"]) for part in standing.parts if part.row.get("output")]:
        SubElement(suite, "system-out").text = "\n".join(printed)  # once, at the end: most readers take it nowhere else
    suite.set("tests", str(counts["tests"]))
    suite.set("failures", str(counts["failure"]))
    suite.set("errors", str(counts["error"]))
    suite.set("skipped", str(counts["skipped"]))
    suite.set("time", f"{sum(part.row.get('seconds') or 0.0 for part in standing.parts):.3f}")
    return suite


def _case(case: _Case, question: str, seconds: float) -> Element:
    made = Element("testcase", classname=question, name=case.name, time=f"{seconds:.3f}")
    if case.outcome:
        child = SubElement(made, case.outcome, message=plain(case.message))
        if case.kind:
            child.set("type", plain(case.kind))
        child.text = plain(case.more) or None
    return made


def _cases(part: Part) -> Iterator[_Case]:
    """Go through the cases of a question: whether it ran at all, and each check."""
    row = part.row
    named = [found["id"] for found in row["diagnosis"]]
    why = "\n".join(str(found["message"]) for found in row["diagnosis"])
    if row["status"] == "missing":
        yield _Case("handed in", "failure", "missing", row.get("reason") or error_of(row))
    elif row["verdict"] in _UNRUN or not row["checks"]:
        yield _Case("runs", "error", row["verdict"], row.get("reason") or error_of(row))
    for check in row["checks"]:
        name = words(check["name"])
        if not check["judged"]:
            yield _Case(name, "skipped", "", check["message"])
        elif check["passed"]:
            yield _Case(name)
        else:
            yield _Case(name, "failure", next(iter(named), check["name"]), check["message"], why)


def files(batch: Batch) -> Mapping[str, str]:
    """Return `junit.xml`."""
    return {"junit.xml": render(batch) + "\n"}


FORMAT = Format("JUnit XML, a suite for each candidate", render, files)
