"""Results for Gradescope, PrairieLearn and what reads JUnit: held against what each of them publishes."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from class_rows import HOSTILE, RUN, batch, check, failed, row

from lossquiz.report.formats import format_named

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
OUTPUT_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
# Gradescope, Autograder Specifications, "Output format".
GRADESCOPE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number", "minimum": 0},
        "output": {"type": "string"},
        "output_format": OUTPUT_FORMAT,
        "test_output_format": OUTPUT_FORMAT,
        "test_name_format": OUTPUT_FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "dependentRequired": {"max_score": ["score"]},
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": OUTPUT_FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": OUTPUT_FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
        "leaderboard": {"type": "array"},
    },
    "anyOf": [
        {"required": ["score"]},
        {"required": ["tests"], "properties": {"tests": {"items": {"required": ["score"]}}}},
    ],
}
# PrairieLearn, External grading, "Grading results".
PRAIRIELEARN = {
    "type": "object",
    "required": ["gradable"],
    "if": {"properties": {"gradable": {"const": True}}},
    "then": {"required": ["score"]},
    "else": {"required": ["format_errors"]},
    "properties": {
        "gradable": {"type": "boolean"},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "message": {"type": "string"},
        "output": {"type": "string"},
        "format_errors": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
        "images": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "dependentRequired": {"points": ["max_points"], "max_points": ["points"]},
                "properties": {
                    "name": {"type": "string"},
                    "description": {"type": "string"},
                    "points": {"type": "number"},
                    "max_points": {"type": "number", "exclusiveMinimum": 0},
                    "message": {"type": "string"},
                    "output": {"type": "string"},
                },
            },
        },
    },
}
SHUT = {**RUN, "for_candidate": {"points": False, "mistakes": False, "counterexamples": False, "output": False}}


def results(name: str, **more: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(str(format_named(name).render(batch(**more))))
    return whole


@pytest.mark.parametrize(("name", "schema"), [("gradescope", GRADESCOPE), ("prairielearn", PRAIRIELEARN)])
@pytest.mark.parametrize("run", [RUN, SHUT, {}])
def test_results_fit_what_is_published(name: str, schema: dict[str, Any], run: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    found = results(name, run=run)
    assert len(found) == 6
    for one in found.values():
        validator.validate(one)
    files = format_named(name).files(batch(run=run))
    assert len(files) == 6
    assert [json.loads(text) for text in files.values()] == list(found.values())
    assert f"{name}/alice.json" in files
    assert all(re.fullmatch(rf"{name}/[a-z0-9~-]+\.json", path) for path in files)


def test_gradescope_has_the_points_of_each_check_and_a_mark_by_hand_in_their_place() -> None:
    found = results("gradescope")
    alice = found["alice"]
    assert alice["score"] == 10
    scored = {test["name"]: (test["score"], test["max_score"]) for test in alice["tests"] if "score" in test}
    assert scored == {
        "huber: value": (3, 3),
        "huber: gradient": (2, 2),
        "mse: value": (3, 3),
        "mse: gradient": (2, 2),
    }
    assert sum(score for score, _ in scored.values()) == alice["score"]
    by_hand = {test["name"]: test for test in found["bob"]["tests"]}
    assert (by_hand["huber"]["score"], by_hand["huber"]["max_score"]) == (3, 5)
    assert "score" not in by_hand["huber: value"]
    assert by_hand["huber: value"]["status"] == "failed"
    assert "status" not in by_hand["huber: stability (not judged)"]
    assert (by_hand["mse"]["score"], by_hand["mse"]["max_score"]) == (1, 5)
    assert "The factor ½ is missing." in by_hand["huber"]["output"]
    assert "debug red <b>" in by_hand["huber"]["output"]
    hostile = {test["name"]: test.get("score") for test in found[HOSTILE]["tests"]}
    assert (hostile["huber: value"], hostile["huber: gradient"], hostile["mse"]) == (0, 2, 0)


def test_what_is_not_gradable_is_not_a_silent_0() -> None:
    cy = results("gradescope")["cy"]
    assert cy["score"] == 0
    assert cy["output"].startswith("Not graded yet: a person has to look at this.")
    assert "status" not in cy["tests"][0]
    other = results("prairielearn")
    assert other["cy"]["gradable"] is False
    assert any("no module named pandas" in line for line in other["cy"]["format_errors"])
    assert other["dee"]["gradable"] is False
    assert (other["alice"]["score"], other[HOSTILE]["score"]) == (1.0, 0.2)


def test_reduced_isolation_is_said() -> None:
    assert results("gradescope", isolation="reduced")["alice"]["output"] == "Isolation of this run: reduced."
    assert results("gradescope")["alice"]["output"] == ""


def test_what_a_candidate_may_not_see_is_nowhere() -> None:
    for name in ("gradescope", "prairielearn"):
        text = str(format_named(name).render(batch(run=SHUT, overrides={})))
        assert not re.search(r"factor ½|0\.125|debug|max_score|max_points", text)
        assert "not what is due in 4 of 10 cases" in text
        assert re.search(r"factor ½", str(format_named(name).render(batch(overrides={}))))


# --- JUnit: the rules of junit-10.xsd ---------------------------------------------------------------------------------

OUTCOME = ({"type", "message"}, set[str](), set[str](), True)
# Element: attributes that may stand, that must, children, and whether it holds text.
XSD: dict[str, tuple[set[str], set[str], set[str], bool]] = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set(), {"testsuite"}, False),
    "testsuite": (
        {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package"},
        {"name", "tests", "failures", "errors"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        False,
    ),
    "testcase": (
        {"name", "time", "classname", "group"},
        {"name"},
        {"skipped", "error", "failure", "system-out", "system-err"},
        False,
    ),
    "failure": OUTCOME,
    "error": OUTCOME,
    "skipped": OUTCOME,
    "system-out": (set(), set(), set(), True),
}
TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")


def validate(element: ET.Element) -> None:
    allowed, needed, children, holds_text = XSD[element.tag]
    assert needed <= set(element.attrib) <= allowed, (element.tag, element.attrib)
    assert TIME.fullmatch(element.get("time", ""))
    assert holds_text or not (element.text or "").strip(), element.tag
    if element.tag == "testsuite":  # Ant and others take them in this order, and one of each
        order = [child.tag for child in element if child.tag != "testcase"]
        assert order in ([], ["system-out"])
        assert not order or element[-1].tag == "system-out"
    for child in element:
        assert child.tag in children, (element.tag, child.tag)
        validate(child)


def junit(**more: Any) -> ET.Element:
    text = format_named("junit").files(batch(**more))["junit.xml"]
    root = ET.fromstring(text)  # noqa: S314 - ours, a line ago
    validate(root)
    return root


def test_junit_fits_its_schema_and_counts_right() -> None:
    root = junit()
    suites = {suite.attrib["name"]: suite for suite in root}
    assert list(suites) == ["alice", "bob", "cy", "dee", HOSTILE, "eve"]
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        for outcome, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[count]) == sum(case.find(outcome) is not None for case in cases)
    assert int(root.attrib["tests"]) == sum(int(suite.attrib["tests"]) for suite in root)
    bob = {(case.get("classname"), case.get("name")): case for case in suites["bob"].iter("testcase")}
    failure = bob["huber", "value"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == (
        "missing_half",
        "the value is 0.25, not 0.125 (4 of 10 cases)",
    )
    assert not list(bob["huber", "gradient"])
    assert bob["huber", "stability"].find("skipped") is not None
    cy = {(case.get("classname"), case.get("name")): case for case in suites["cy"].iter("testcase")}
    assert [child.tag for child in cy["mse", "runs"]] == ["error"]
    assert [case.get("name") for case in suites["dee"]] == ["handed in", "handed in"]
    assert float(root.attrib["time"]) == pytest.approx(sum(float(suite.attrib["time"]) for suite in root))


def test_what_is_printed_by_several_answers_stands_together() -> None:
    root = junit(rows=[row("ann", name, "passed", output=f"of {name}") for name in ("huber", "mse")])
    assert root[0].findtext("system-out") == "of huber\nof mse"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1b[31m", "\ufffe", "\ud800", "\x7f"])
def test_junit_holds_no_character_that_xml_forbids(character: str) -> None:
    bad = f"a{character}b"
    rows = [failed(bad, "huber"), row(bad, "mse", "error", output=bad, error={"message": bad})]
    rows[0]["checks"] = [check("value", passed=False, message=bad)]
    rows[0]["diagnosis"] = [{"id": "x", "message": bad}]
    root = junit(rows=rows, run={**RUN, "questions": []})
    assert root[0].get("name") == "ab"
    assert root[0].findtext("system-out") == "debug red <b>\nab"
    assert [failure.get("message") for failure in root.iter("failure")] == ["ab"]
