from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.grade_report import GradeReport
from lossquiz.report.formats import Batch
from lossquiz.report.formats.json import render as as_json
from lossquiz.report.json.grading import report_row

SMOOTH_L1 = """
import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a / delta, a - 0.5 * delta).mean()
"""
RIGHT = """
import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""


def test_smooth_l1_for_huber_is_named_and_shown_on_one_element(grade: Callable[..., GradeReport]) -> None:
    report = grade("huber", SMOOTH_L1)
    assert report.verdict == "failed"
    assert [d.id for d in report.diagnosis] == ["smooth_l1_instead"]
    value = next(check for check in report.checks if check.name == "value")
    example = value.counterexample
    assert example is not None
    assert example.shapes["pred"] in {(), (1,)}
    assert example.parameters["delta"] != 1.0
    # delta = 0.5, e = 2: Huber 0.5 · (2 − 0.25) = 0.875; smooth L1 2 − 0.25 = 1.75
    assert example.inputs == {"pred": 2.0, "target": 0.0}
    assert example.expected["value"] == 0.875
    assert example.got["value"] == 1.75


def test_a_right_answer_has_all_checks_and_the_full_score(grade: Callable[..., GradeReport]) -> None:
    report = grade("huber", RIGHT)
    assert report.verdict == "passed"
    assert report.score == 1.0
    names = [check.name for check in report.checks]
    assert names == ["shape", "dtype", "value", "gradient", "stability", "defaults", "contract", "from_scratch"]


def test_a_wrong_default_fails_that_check_and_no_other(grade: Callable[..., GradeReport]) -> None:
    report = grade("huber", RIGHT.replace("delta=1.0", "delta=1.5"))
    assert [check.name for check in report.checks if not check.passed] == ["defaults"]
    assert report.diagnosis[0].id == "wrong_default"


@pytest.mark.parametrize(
    ("body", "verdict", "diagnosis"),
    [
        ("raise ValueError('no')", "error", None),
        ("raise NotImplementedError", "error", None),
        ("return None", "failed", "not_a_tensor"),
        ("return 1.0", "failed", "not_a_tensor"),
        ("return (pred - target).abs().detach().numpy()", "failed", "not_a_tensor"),
        ("return (pred - target).abs()", "failed", "wrong_shape"),
        ("return right(pred, target, delta).detach()", "failed", "detached_gradient"),
        ("return right(pred, target, delta).reshape(1)", "failed", "wrong_shape"),
        ("target.mul_(2)\n    return right(pred, target / 2, delta)", "failed", "mutates_input"),
        ("return -right(pred, target, delta)", "failed", "sign_flipped"),
        ("return right(pred, target, delta) * 3", "failed", "constant_factor"),
        ("return right(pred, target, delta) + 0.25", "failed", "constant_offset"),
        ("return right(pred, target, 1.0)", "failed", "delta_ignored"),
        ("return right(pred, target, delta) * pred.numel()", "failed", "sum_instead_of_mean"),
    ],
)
def test_every_kind_of_wrong_answer_gets_its_verdict_and_its_name(
    grade: Callable[..., GradeReport], body: str, verdict: str, diagnosis: str | None
) -> None:
    source = RIGHT.replace("huber_loss", "right") + f"\ndef huber_loss(pred, target, delta=1.0):\n    {body}\n"
    report = grade("huber", source)
    assert report.verdict == verdict
    assert [d.id for d in report.diagnosis][:1] == ([diagnosis] if diagnosis else [])
    assert report.score < 1


def test_the_json_has_the_words_of_the_contract(grade: Callable[..., GradeReport]) -> None:
    report = grade("huber", SMOOTH_L1, 7)
    whole = json.loads(as_json(Batch([report_row(report)], 7, "full")))
    assert whole.keys() >= {"version", "seed", "isolation", "submissions"}
    assert (whole["version"], whole["seed"], whole["isolation"]) == (1, 7, "full")
    row = whole["submissions"][0]
    assert row.keys() >= {"path", "question", "verdict", "score", "seconds", "checks", "diagnosis", "error"}
    assert row["checks"][0].keys() >= {"name", "passed", "cases", "message", "counterexample"}


def test_json_never_holds_numbers_that_json_has_not(grade: Callable[..., GradeReport]) -> None:
    source = "def huber_loss(pred, target, delta=1.0):\n    return (pred - target).mean() * float('nan')\n"
    whole = as_json(Batch([report_row(grade("huber", source))], 0, "full"))
    assert "NaN" not in whole
    assert json.loads(whole)["submissions"][0]["checks"]


@pytest.mark.parametrize(
    "body",
    ["return torch.zeros((), device='meta')", "return torch.zeros((), device='meta', requires_grad=True)"],
)
def test_a_result_without_numbers_is_never_right(grade: Callable[..., GradeReport], body: str) -> None:
    report = grade("huber", f"import torch\ndef huber_loss(pred, target, delta=1.0):\n    {body}\n")
    assert report.verdict == "failed"
    assert report.score == 0


@pytest.mark.parametrize(
    "body",
    [
        "return torch.complex(pred.sum(), target.sum())",
        "return pred.abs().mean() + 1 if pred.numel() > 24 else right(pred, target, delta)",
        "return (pred - target).expand(40, *pred.shape) if pred.dim() else right(pred, target, delta)",
        "return pred.to(torch.int32).expand(40, *pred.shape)",
        "return torch.zeros((), dtype=torch.complex32)",
    ],
)
def test_any_numbers_can_be_written_as_json(grade: Callable[..., GradeReport], body: str) -> None:
    source = RIGHT.replace("huber_loss", "right") + f"\ndef huber_loss(pred, target, delta=1.0):\n    {body}\n"
    whole = as_json(Batch([report_row(grade("huber", source))], 0, "full"))
    assert json.loads(whole)["submissions"][0]["verdict"] == "failed"


def test_messages_are_one_line_without_control_characters_and_not_too_long() -> None:
    text = clean("red \x1b[31m\nnext\x00 right\u202eleft" + "x" * 5000)
    assert "\x1b" not in text
    assert "\n" not in text
    assert "\u202e" not in text
    assert len(text) == 2000


@pytest.mark.parametrize("seed", range(5))
def test_single_precision_inside_is_seen_and_a_constant_in_it_is_forgiven(
    grade: Callable[..., GradeReport], seed: int
) -> None:
    helper = RIGHT.replace("huber_loss", "right")
    call = "right(pred.float(), target.float(), delta).to(pred.dtype)"
    inside = f"\ndef huber_loss(pred, target, delta=1.0):\n    return {call}\n"
    report = grade("huber", helper + inside, seed)
    assert report.verdict == "failed"
    assert [d.id for d in report.diagnosis] == ["wrong_dtype"]
    constant = "\ndef huber_loss(pred, target, delta=1.0):\n    return right(pred, target, torch.tensor(delta))\n"
    assert grade("huber", helper + constant, seed).verdict == "passed"


@pytest.mark.parametrize("seed", range(12))
def test_an_answer_that_only_takes_contiguous_inputs_never_passes(grade: Callable[..., GradeReport], seed: int) -> None:
    source = RIGHT.replace("(pred - target).abs()", "(pred.view(-1) - target.reshape(-1)).abs()")
    report = grade("huber", source, seed)
    assert report.verdict == "failed"


def test_what_most_cases_do_is_told_first_and_the_others_are_counted_apart(grade: Callable[..., GradeReport]) -> None:
    body = "    assert pred.numel() != 1\n    return ((pred - target) ** 2).sum()"
    report = grade("mse", f"import torch\ndef mse_loss(pred, target):\n{body}")
    value = next(check for check in report.checks if check.name == "value")
    assert (told := re.search(r"^value .*\((\d+) of (\d+) cases; (\d+) more raised AssertionError\)$", value.message))
    assert int(told[1]) + int(told[3]) == value.failed
    assert value.counterexample is not None
    assert "raised" not in value.counterexample.got


def test_a_check_that_fails_in_one_way_counts_once(grade: Callable[..., GradeReport]) -> None:
    report = grade("mse", "import torch\ndef mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()")
    value = next(check for check in report.checks if check.name == "value")
    assert value.message.endswith(f"({value.failed} of {value.cases} cases)")
