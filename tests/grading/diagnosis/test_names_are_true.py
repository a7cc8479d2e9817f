"""No name is contradicted by the report beside it, and none depends on the seed; what has no name gets facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from derivation_lines import faults

from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.diagnosis.failing_cases import by_feature
from lossquiz.grading.diagnosis.precision import _nearly
from lossquiz.grading.grade import assess
from lossquiz.grading.grade_report import GradeReport
from lossquiz.grading.judging.compare import Comparison, Failure
from lossquiz.grading.judging.expectations import Expectations, Expected, expectations_of
from lossquiz.grading.judging.kinks import Slopes
from lossquiz.grading.judging.numbers import apart
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Returned, Run
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.model import Bank
from lossquiz.report.terminal.grading import example_rows, smallest_counterexample

Grade = Callable[..., GradeReport]
SEEDS = (0, 1, 2, 3)

MSE = "import torch\ndef mse_loss(pred, target):\n    e = pred - target\n"
SMOOTH = "import torch\ndef smooth_l1_loss(pred, target, beta=1.0):\n    e = (pred - target).abs()\n"
HUBER = "import torch\ndef huber_loss(pred, target, delta=1.0):\n    e = pred - target\n"
HINGE = "import torch\ndef hinge_loss(scores, target):\n"
LOGCOSH = (
    "import torch\nimport torch.nn.functional as F\ndef log_cosh_loss(pred, target):\n    e = (pred - target).abs()\n"
)
KL = "import torch\ndef kl_divergence_loss(log_q, p):\n    return (torch.xlogy(p, p) - p * {}).sum(1).mean()"
CATEGORICAL = "categorical_cross_entropy"
CCE = "import torch\ndef categorical_cross_entropy_loss(probs, target):\n    return -(target * {}).sum(1).mean()"
BCE = "import torch\ndef bce_loss(probs, target):\n"
CROSS = "import torch\ndef cross_entropy_loss(logits, target):\n    log_p = logits.log_softmax(1)\n"
OWN = "    own = log_p.gather(1, target[:, None])[:, 0]\n"

# question, answer, the names that are true of it, each of which must be given first or beside the first
TRUE = [
    ("smooth_l1", SMOOTH + "    return 0.5 * e**2 if e < beta else e - 0.5 * beta", ["raises"]),
    ("mse", MSE + "    return (e * e).mean() if e > 0 else (e * e).mean()", ["raises"]),
    ("mse", MSE + "    return (e ** torch.tensor(1.5)).mean()", ["not_finite"]),
    ("hinge", HINGE + "    return torch.relu(1 - scores.t() * target).mean()", ["every_pair"]),
    ("log_cosh", LOGCOSH + "    return (e + F.softplus(-2 * e) - 0.69315).mean()", ["rounded_constant"]),
    (
        "kl_div",
        KL.format("log_q.softmax(1).log()"),
        ["renormalises_log_q"],
    ),
    ("huber", HUBER + "    return (delta**2 * ((1 + (e / delta) ** 2).sqrt() - 1)).mean()", ["pseudo_huber_instead"]),
    ("mse", MSE + "    return (e * e).sum() / 32", ["fixed_divisor"]),
    ("mse", MSE + "    return 0.5 * (e * e).sum()", ["sum_instead_of_mean", "extra_half"]),
    ("mse", MSE + "    return e.bfloat16().float().square().mean().to(pred.dtype)", ["half_precision"]),
    ("mse", MSE + "    return torch.round((e * e).mean(), decimals=3)", ["rounded_result"]),
    ("mse", MSE + "    return e.clamp(-7, 7).square().mean()", ["error_clamped"]),
    ("cross_entropy", CROSS + OWN + "    return -(0.85 * own + 0.15 * log_p.mean(1)).mean()", ["label_smoothing"]),
    ("cross_entropy", CROSS + OWN + "    return -own.sum() / 0.6931471805599453", ["sum_instead_of_mean", "ln_2"]),
    (
        CATEGORICAL,
        CCE.format("(probs + 1e-5).log()"),
        ["epsilon_in_the_log"],
    ),
    (
        CATEGORICAL,
        CCE.format("(probs + 1e-10).log()"),
        ["epsilon_in_the_log"],
    ),
    (
        CATEGORICAL,
        CCE.format("probs.clamp(min=1e-3).log()"),
        ["probs_clamped"],
    ),
    (
        "bce",
        BCE + "    q = 1 - probs\n    return -(target * (probs + 1e-7).log() + (1 - target) * (q + 1e-7).log()).sum()",
        ["epsilon_in_the_log", "sum_instead_of_mean"],
    ),
]


@pytest.mark.parametrize(("question", "answer", "names"), TRUE)
def test_a_true_name_is_given_on_every_seed(question: str, answer: str, names: list[str], grade: Grade) -> None:
    for seed in SEEDS:
        found = [diagnosis.id for diagnosis in grade(question, answer, seed).diagnosis]
        assert sorted(found) == sorted(names), seed


LOGITS = "import torch\nimport torch.nn.functional as F\ndef bce_with_logits_loss(logits, target):\n"
UNROUNDED = "    value = (F.softplus(logits) - logits * target).mean()\n"


@pytest.mark.parametrize("seed", [27, 30])  # all labels fit large logits in one case: the loss is 1e-5 of such terms
@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (LOGITS + UNROUNDED + "    return value / 2", "half"),
        (LOGITS + UNROUNDED + "    return value / torch.log(torch.tensor(2.0))", "ln_2"),
    ],
)
def test_a_difference_that_rounds_to_nearly_nothing_hides_no_factor(
    answer: str, name: str, seed: int, grade: Grade
) -> None:
    # Nor does it let a mistake of gradients alone stand beside the factor: its values are the loss's own.
    assert [diagnosis.id for diagnosis in grade("bce_with_logits", answer, seed).diagnosis] == [name]


@pytest.mark.parametrize(("question", "answer", "_names"), TRUE)
def test_a_name_comes_with_a_term_and_two_numbers(question: str, answer: str, _names: list[str], grade: Grade) -> None:
    report = grade(question, answer, 1)
    term = r"(At|In another case, at) .+: the slope in|In (the counterexample|another case) the value"
    pattern = rf"({term}) .*should be \S+, and is \S+( \(\S+ and \S+ of \S+ × loss\))?\."
    raised = [diagnosis.id for diagnosis in report.diagnosis] == ["raises"]
    assert raised or all(re.fullmatch(pattern, diagnosis.derivation) for diagnosis in report.diagnosis)
    assert report.fact == ""


def test_the_slopes_of_a_derivation_are_those_of_the_loss(grade: Grade) -> None:
    report = grade("mse", MSE + "    return (e * e).sum()", 0)
    (diagnosis,) = report.diagnosis
    numbers = re.fullmatch(
        r"At pred\[([01])\] = (\S+), target\[\1\] = (\S+): the slope in pred\[\1\] should be (\S+), and is (\S+)\.",
        diagnosis.derivation,
    )
    assert numbers
    pred, target, due, had = map(float, numbers.groups()[1:])
    # By hand: with two elements the mean of (p - t)^2 has the slope 2(p - t)/2, and their sum 2(p - t).
    assert due == pytest.approx(pred - target)
    assert had == pytest.approx(2 * (pred - target))


def test_a_derivation_is_of_the_counterexample_that_is_shown(grade: Grade) -> None:
    report = grade("mse", MSE + "    return (e * e).sum()", 1)
    (diagnosis,) = report.diagnosis
    shown = smallest_counterexample(report)
    assert shown
    place, pred = re.match(r"At pred\[(\d)\] = (\S+),", diagnosis.derivation).groups()  # type: ignore[union-attr]
    assert shown.inputs["pred"][int(place)] == pytest.approx(float(pred))


def test_a_derivation_of_another_case_says_so(grade: Grade) -> None:
    # Of one element the slopes are right, but not the shape of the result: that case is the simplest.
    (diagnosis,) = grade("mse", MSE + "    return e * e", 1).diagnosis
    assert diagnosis.derivation.startswith("In another case, at pred[")


def test_a_derivation_is_of_the_loss_and_says_what_the_report_beside_it_shows(grade: Grade) -> None:
    # By hand: of f × (p - t)^2 the slope is 2f(p - t); with the factor twice it is 2f^2(p - t).
    answer = """
import torch
class Mse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return ((pred - target) ** 2).mean()
    @staticmethod
    def backward(ctx, up):
        pred, target = ctx.saved_tensors
        return 2 * (pred - target) / pred.numel() * up * up, None
def mse_loss(pred, target):
    return Mse.apply(pred, target)
"""
    said = next(d.derivation for d in grade("mse", answer, 2).diagnosis)
    found = re.search(r"should be (\S+), and is (\S+) \((\S+) and (\S+) of (\S+) × loss\)\.$", said)
    assert found, said
    due, had, due_times, had_times, factor = map(float, found.groups())
    assert had == pytest.approx(due * factor, rel=0.01)
    assert due_times == pytest.approx(due * factor, rel=0.01)
    assert had_times == pytest.approx(due * factor**2, rel=0.02)


def test_every_value_is_right_is_said_only_where_it_is(grade: Grade) -> None:
    answer = MSE + "    return (e * e).mean() + 0 * e.sum() + (e.detach() - e).sum() * (e.abs().max() < 1e3)"
    extreme = MSE + "    v = (e * e).mean() + (e.detach() - e).sum()\n    return v if e.abs().max() < 1e3 else v + 1e6"
    assert [d.id for d in grade("mse", answer, 0).diagnosis] == ["gradient_only"]
    assert "gradient_only" not in [d.id for d in grade("mse", extreme, 0).diagnosis]


def test_a_threshold_is_a_bracket_around_the_true_one(grade: Grade) -> None:
    question = "bce_with_logits_backward"
    answer = f"""
import torch
def {question}(logits, target):
    return (torch.where(logits.abs() < 6, logits, 0 * logits).sigmoid() - target) / target.numel()
"""
    found = [d for seed in range(6) for d in grade(question, answer, seed).diagnosis if d.id == "beyond_threshold"]
    assert found
    for diagnosis in found:
        numbers = re.search(r"is at most (\S+) in size, wrong wherever it is (\S+) or more:", diagnosis.message)
        assert numbers
        right, wrong = map(float, numbers.groups())
        assert right < 6 <= wrong


def test_without_a_name_it_is_said_how_often_and_where_alone_it_differs(grade: Grade) -> None:
    answer = MSE + "    return (e * e).mean() + (0.01 * torch.sin(pred).sum() if pred.dim() == 4 else 0)"
    report = grade("mse", answer, 0)
    assert report.diagnosis == ()
    failing = [check for check in report.checks if check.name == "value" and not check.passed]
    assert failing
    assert re.fullmatch(r"It agrees in \d+ of \d+ cases, and not in “random, scale 30”.", report.fact)
    large = MSE + "    return (e * e).mean() + (0.01 * torch.sin(pred).sum() if e.abs().max() > 20 else 0)"
    assert re.search(r"it differs only where .* is \d+(\.\d+)? or more in size\.$", grade("mse", large, 0).fact)
    everywhere = grade("mse", MSE + "    return 1.5 * (e * e).mean() + 1 + torch.sin(3 * e).abs().sum()", 0)
    assert everywhere.diagnosis == ()
    assert everywhere.fact.startswith("It agrees in none of ")


ONE_SIDED = """
import torch
import torch.nn.functional as F
def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    return -(levels * F.logsigmoid(logits)).sum(1).mean()
"""


def grades_of_single(task: ImplementTask, seed: int) -> set[float]:
    return {float(case.call.tensors[1].array[0]) for case in make_cases(task, seed) if case.size == 1}


def test_right_for_one_label_alone_is_not_right_for_a_single_element(bank: Bank) -> None:
    """Under some seeds all cases of a single logit have the grade 1; with 0 the answer would be wrong there."""
    task = replace(bank.tasks["coral"], misconceptions=())
    known = expectations_of(task, next(seed for seed in range(99) if grades_of_single(task, seed) == {1.0}))
    answer = compile_answer(ONE_SIDED, known.task)
    report = assess(known, "answer", Run(tuple(call_answer(answer, call) for call in known.calls)))
    assert "reduction" not in [diagnosis.id for diagnosis in report.diagnosis]


def test_a_smaller_failure_contradicts_a_name(expectations: Callable[[str, int], Expectations]) -> None:
    """What fails for two elements of one row is no matter of the rows, whatever the larger cases have in common."""
    known = expectations("mse", 1)
    wrong = Returned("tensor", "Tensor", "float32", (), np.array(-1.0, "float32"), requires_grad=True)
    comparisons = [
        Comparison(case, right, wrong, () if case.size == 1 else (Failure("value", "off"),))
        for case, right in zip(known.cases, known.expected, strict=True)
    ]
    alone = next(c for c in comparisons if c.passed and c.case.kind == "random")
    smaller = replace(alone, failures=(Failure("value", "off"),))
    assert "reduction" in dict(by_feature(known.task, comparisons, ()))
    assert "reduction" not in dict(by_feature(known.task, comparisons, (smaller,)))


SUBMISSIONS = Path(__file__).resolve().parents[2] / "submissions"

# An answer, and a name that is not true of it though it fits some of what came back.
UNTRUE = [
    # Its only mistake is that two means are added; the reference is detached.
    ("kto/wrong_two_means", "reference_not_detached"),
    # Values of a log-probability clamped to ±0.5, but a gradient of each: nothing is clamped.
    ("grpo/wrong_ratio", "input_clamped"),
    # Nothing is divided, so nothing can be 0/0.
    ("grpo/wrong_rloo", "constant_missing"),
    # The implicit quantile loss, where batch and quantiles are as many, and no loss of these shapes elsewhere.
    ("multi_quantile/wrong_target_along_the_columns", "iqloss_instead"),
    # Right for one row of one logit, by chance of what the loss is there.
    ("coral/wrong_grade_likelihood", "reduction"),
    # Right for one row, for which the loss is 0 whatever is computed.
    ("info_nce/wrong_own_key_left_out", "batch_reduction"),
    # Right in two or three cases of 45, that are the largest by chance.
    ("multi_margin/wrong_softplus", "below_threshold"),
    ("reverse_kl_kd/wrong_sampled", "below_threshold"),
]


@pytest.mark.parametrize(("answer", "name"), UNTRUE)
def test_a_name_that_fits_by_chance_is_not_given(answer: str, name: str, grade: Grade) -> None:
    source = (SUBMISSIONS / f"{answer}.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        report = grade(answer.split("/", maxsplit=1)[0], source, seed)
        assert report.verdict == "failed"
        assert name not in [diagnosis.id for diagnosis in report.diagnosis], seed


def test_a_clamp_that_lets_no_gradient_through_is_still_named(grade: Grade) -> None:
    """The other side of the two above: what is clamped is told by the gradient that is missing beyond the bound."""
    clamped = "import torch\ndef mse_loss(pred, target):\n    return (pred.clamp(-5, 5) - target).square().mean()"
    through = (
        "import torch\ndef mse_loss(pred, target):\n    p = pred + (pred.clamp(-5, 5) - pred).detach()\n"
        "    return (p - target).square().mean()"
    )
    for seed in SEEDS:
        assert [found.id for found in grade("mse", clamped, seed).diagnosis] == ["input_clamped"]
        assert "input_clamped" not in [found.id for found in grade("mse", through, seed).diagnosis]


def test_a_mistake_written_with_a_cancellation_is_still_told_under_every_seed(grade: Grade) -> None:
    """In single precision 1 − σ(9) has three digits; where both are right, that is no difference."""
    source = (SUBMISSIONS / "kto" / "wrong_sum.py").read_text(encoding="utf-8")
    text = source.replace(
        "torch.sigmoid(-beta * (2 * desirable - 1) * (h - z))",
        "(1 - torch.sigmoid(beta * (2 * desirable - 1) * (h - z)))",
    )
    assert text != source
    for seed in SEEDS:
        assert [found.id for found in grade("kto", text, seed).diagnosis] == ["sum_instead_of_mean"], seed


CASE = Case("random", "", Call((TensorInput("pred", np.ones(1)),)), {}, omitted=True)
LOST_DIGITS = [
    # What is left of the value, or of a slope, is so small that rounding shows in it.
    ("bce/wrong_first_element", 11, "first_element_only"),
    ("cross_entropy/wrong_last_row_dropped", 14, "only_one_row"),
    ("cross_entropy_backward/wrong_first_row_only", 21, "only_one_row"),
    ("triplet/wrong_backward_ignores_upstream", 12, "ignores_upstream"),
    ("mdn/wrong_ignores_grad_output", 14, "ignores_upstream"),
    # Single precision loses nearly all digits of one slope of the reference, too.
    ("negative_binomial_nll/wrong_single_precision_inside", 6, "wrong_dtype"),
    # Of what is inf or NaN the slopes are anything; that two are lost in one case says little of what is the same.
    ("cox_ph/wrong_no_guard", 24, "no_event_not_guarded"),
    ("orpo/wrong_unstable", 5, "log_of_sigmoid"),
]


@pytest.mark.parametrize(("answer", "seed", "name"), LOST_DIGITS)
def test_where_digits_are_lost_the_name_is_the_same_as_elsewhere(
    answer: str, seed: int, name: str, grade: Grade
) -> None:
    source = (SUBMISSIONS / f"{answer}.py").read_text()
    for each in (0, seed):
        assert [found.id for found in grade(answer.split("/", maxsplit=1)[0], source, each).diagnosis] == [name], each


@pytest.mark.parametrize("seed", [11, 13, 15, 16])
def test_few_cases_without_a_label_that_are_right_by_chance_name_no_label(seed: int, grade: Grade) -> None:
    """A smooth corner is right far from it, with either label: here that was so wherever the label 1 was missing."""
    source = (SUBMISSIONS / "hinge" / "wrong_smooth_corner.py").read_text()
    assert [found.id for found in grade("hinge", source, seed).diagnosis] == []


@pytest.mark.parametrize("seed", [51, 52])
def test_a_gradient_needs_no_other_where_extreme_cases_fail_with_all_of_them(seed: int, grade: Grade) -> None:
    """Of the ordinary cases only one is wrong, in which one input alone requires grad; extreme ones are too."""
    source = (SUBMISSIONS / "byol" / "wrong_product_eps.py").read_text()
    assert [found.id for found in grade("byol", source, seed).diagnosis] == []


@pytest.mark.parametrize(("got", "near"), [(np.inf, True), (1.0, False)])
def test_where_the_right_loss_is_infinite_no_tolerance_is(got: float, near: bool) -> None:
    right = Expected(np.asarray(np.inf), {}, 0.0, {}, np.asarray(0.0), {}, Slopes(lambda _: 0.0, CASE))
    outcome = Returned("tensor", "Tensor", "float64", (), np.asarray(got))
    assert _nearly(Comparison(CASE, right, outcome, ()), 1e-5) is near


def test_a_factor_beside_a_mistake_says_nothing_of_the_right_loss(grade: Grade) -> None:
    """A squared error that is neither clipped nor halved: where the clip does not matter it is twice what is due."""
    source = (SUBMISSIONS / "value_clip" / "wrong_whole_square_unclipped.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        first, other = grade("value_clip", source, seed).diagnosis
        assert first.id == "clip_missing"
        assert "half" not in first.message  # which the other says is missing
        assert other.message.startswith("Beside that mistake, and measured against it: ")


def test_two_batches_that_share_a_doubled_mean_have_no_factor_beside_that(grade: Grade) -> None:
    source = (SUBMISSIONS / "gan_hinge" / "wrong_pooled_and_doubled.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        assert [found.id for found in grade("gan_hinge", source, seed).diagnosis] == ["one_mean_over_both"]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("double_dqn/wrong_raises_when_all_are_done", "only_batch_of_one"),  # right for one row that is not done
        ("masked_cross_entropy/wrong_every_negative_id", "parameter_ignored"),  # right for another negative id
        ("logit_adjusted_ce/wrong_tau_inside_the_log", "tau_ignored"),  # NaN at tau = 0
    ],
)
def test_a_name_that_a_right_case_contradicts_is_not_given(answer: str, name: str, grade: Grade) -> None:
    source = (SUBMISSIONS / f"{answer}.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        found = grade(answer.split("/", maxsplit=1)[0], source, seed).diagnosis
        assert name not in [diagnosis.id for diagnosis in found], seed


def test_a_slope_beside_nan_is_written_as_the_counterexample_writes_it(grade: Grade) -> None:
    answer = (
        "import torch\ndef cross_entropy_loss(logits, target):\n    p = torch.softmax(logits, 1)\n"
        "    return -torch.log(p)[torch.arange(len(target)), target].mean()"
    )
    (found,) = grade("cross_entropy", answer, 1).diagnosis
    assert "e-5" not in found.derivation


def test_inputs_that_are_of_two_kinds_have_no_difference(grade: Grade) -> None:
    rounded = (
        "import torch\ndef bce_with_logits_backward(logits, target):\n    p = torch.sigmoid(logits.double())\n"
        "    e = 1e-12\n    slope = -target / (p + e) + (1 - target) / (1 - p + e)\n"
        "    return (slope * p * (1 - p) / logits.numel()).to(logits.dtype)"
    )
    for seed in SEEDS:
        report = grade("bce_with_logits_backward", rounded, seed)
        assert report.verdict == "failed"
        assert "difference" not in f"{report.fact} {report.diagnosis}"


def test_one_failing_case_tells_no_bound(grade: Grade) -> None:
    source = (SUBMISSIONS / "uncertainty_weighting" / "wrong_zero_losses_left_out.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        report = grade("uncertainty_weighting", source, seed)
        assert not report.diagnosis
        assert "in size" not in report.fact


@pytest.mark.parametrize(
    ("clamp", "said"),
    [
        ("e.clamp(max=7)", "The error is never more than 7 in the code; nothing bounds it."),
        ("e.clamp(min=-7)", "The error is never less than −7 in the code; nothing bounds it."),
        ("e.clamp(-7, 7)", "The error is clamped to ±7; nothing bounds it."),
    ],
)
def test_a_bound_is_told_of_the_side_on_which_it_shows(clamp: str, said: str, grade: Grade) -> None:
    report = grade("mse", MSE + f"    return ({clamp} ** 2).mean()", 1)
    assert [(d.id, d.message) for d in report.diagnosis] == [("error_clamped", said)]


def messages(report: GradeReport) -> list[tuple[str, str]]:
    return [(diagnosis.id, diagnosis.message) for diagnosis in report.diagnosis]


def test_a_zero_taken_for_none_is_named_by_itself(grade: Grade) -> None:
    # `epsilon or 0.5` is what people write for "not given"; a width of 0 is the absolute error.
    answer = (
        "import torch\ndef epsilon_insensitive_loss(pred, target, epsilon=0.1):\n    epsilon = epsilon or 0.1\n"
        "    return torch.relu((pred - target).abs() - epsilon).mean()"
    )
    (found,) = messages(grade("epsilon_insensitive", answer, 1))
    assert found[0] == "zero_replaced"
    assert found[1].startswith("epsilon = 0 is taken for none and replaced by the default, as `epsilon or 0.1` does;")


def test_what_changes_its_input_has_no_slopes_told_of_inputs_that_it_has_changed(grade: Grade) -> None:
    # Of the first call the gradient is right, and a second one takes what the first has left.
    answer = "def mse_backward(pred, target):\n    pred -= target\n    return 2 * pred / pred.numel()"
    report = grade("mse_backward", answer, 1)
    assert [(d.id, d.derivation) for d in report.diagnosis] == [("mutates_input", "")]


def test_nan_in_the_gradient_alone_is_told_as_that(grade: Grade) -> None:
    answer = LOGCOSH.replace("(pred - target).abs()", "((pred - target) ** 2).sqrt()")
    (found,) = messages(
        grade("log_cosh", answer + "    return (e + F.softplus(-2 * e) - 0.6931471805599453).mean()", 1)
    )
    assert found[0] == "unstable"
    assert found[1].startswith("Every value is right, but a gradient is inf or NaN in the case “")


def test_what_is_lost_at_ordinary_inputs_is_not_said_to_be_right_there(grade: Grade) -> None:
    parts = "    near, far = 0.5 * e * e / beta if beta else e, e - 0.5 * beta\n"
    answer = SMOOTH + parts + "    return torch.where(e == 0, e / e, torch.where(e < beta, near, far)).mean()"
    (found,) = messages(grade("smooth_l1", answer, 1))
    assert found[1].startswith("Right in most cases, but inf or NaN in the case “")


def test_a_clamp_far_out_is_no_matter_of_a_default(grade: Grade) -> None:
    # Every extreme case leaves delta at its default, and no other case fails.
    lines = "    a = e.abs().clamp(max=1000)\n    far = delta * (a - 0.5 * delta)\n"
    answer = HUBER + lines + "    return torch.where(a <= delta, 0.5 * a * a, far).mean()"
    failed = [check.name for check in grade("huber", answer, 1).checks if not check.passed]
    assert failed == ["stability"]


def test_which_ids_a_long_row_holds_is_no_mistake_by_itself(grade: Grade) -> None:
    """What is thrown away after the first padding holds an id in long sequences mostly: on seed 0 in all that fail."""
    source = (
        "import torch\ndef causal_lm_loss(logits, input_ids, pad_id=-100):\n    ids = input_ids[:, 1:]\n"
        "    keep = (ids != pad_id).long().cumprod(1).bool()\n"
        "    own = logits[:, :-1].log_softmax(-1).gather(-1, torch.where(keep, ids, 0)[..., None])[..., 0]\n"
        "    return -own[keep].sum() / keep.sum().clamp(min=1)\n"
    )
    reports = [grade("causal_lm_ce", source, seed) for seed in SEEDS]
    assert [report.verdict for report in reports] == ["failed"] * len(SEEDS)
    assert [d.id for report in reports for d in report.diagnosis] == []


KEYWORD_ONLY = "import torch\nimport torch.nn.functional as F\nfrom functools import partial\n"


def test_parameters_that_keywords_alone_reach_are_told_as_that(grade: Grade) -> None:
    source = KEYWORD_ONLY + (
        "def own(pred, target, delta):\n    return F.smooth_l1_loss(pred, target, beta=delta) * delta\n"
        "huber_loss = partial(own, delta=1.0)\n"
    )
    report = grade("huber", source, 0)
    assert (report.verdict, report.status, [d.id for d in report.diagnosis]) == ("failed", "graded", ["keyword_only"])


def test_a_guard_of_its_own_hides_no_known_mistake(grade: Grade) -> None:
    """Right for one row by a line of its own, or NaN for a row of zeros: the mistake is the same in all other cases."""
    head = "import torch\nimport torch.nn.functional as F\ndef info_nce_loss(query, key, temperature=0.07):\n"
    tail = (
        "    others = s.masked_fill(torch.eye(len(s), dtype=torch.bool), float('-inf'))\n"
        "    return (torch.logsumexp(others, 1) - s.diagonal()).mean()\n"
    )
    bare = "    s = (query / query.norm(dim=1, keepdim=True)) @ (key / key.norm(dim=1, keepdim=True)).T / temperature\n"
    safe = "    s = F.normalize(query, dim=1) @ F.normalize(key, dim=1).T / temperature\n"
    alone = "    if len(s) == 1:\n        return s.sum() * 0\n"
    for body in (bare, safe + alone, bare + alone):
        names = [[d.id for d in grade("info_nce", head + body + tail, seed).diagnosis] for seed in SEEDS]
        assert names == [["positive_left_out"]] * len(SEEDS), body


def test_a_value_that_is_a_multiple_says_so_of_its_gradient_only_where_it_is_one(grade: Grade) -> None:
    whole = "import torch\ndef mse_loss(pred, target):\n    e = pred - target\n    return 3 * (e * e).mean()\n"
    assert [d.id for d in grade("mse", whole, 0).diagnosis] == ["constant_factor"]
    half = "import torch\ndef mse_loss(pred, target):\n    e = pred - target\n    return (e * e.detach()).mean() / 2\n"
    names = [d.id for d in grade("mse", half, 0).diagnosis]
    assert names == ["half", "gradient_apart"]


def test_a_branch_by_the_mean_is_no_matter_of_rows(grade: Grade) -> None:
    source = (
        HUBER + "    a = e.abs()\n    return (0.5 * e**2 if a.mean() <= delta else delta * (a - 0.5 * delta)).mean()\n"
    )
    names = {d.id for seed in SEEDS for d in grade("huber", source, seed).diagnosis}
    assert names <= {"reduction"}


BOUNDED = {
    "quantile": "e = target - pred.clamp(-1, 1)\n    return torch.maximum(q * e, (q - 1) * e).mean()",
    "log_cosh": "e = pred.clamp(max=1.5) - target\n    return (e.abs() + F.softplus(-2 * e.abs()) - LOG_2).mean()",
    "poisson_nll": "x = log_rate.clamp(max=1.0)\n    return (x.exp() - target * x).mean()",
}
SIGNATURES = {
    "quantile": "quantile_loss(pred, target, q=0.5)",
    "log_cosh": "log_cosh_loss(pred, target)",
    "poisson_nll": "poisson_nll_loss(log_rate, target)",
}


@pytest.mark.parametrize("question", BOUNDED)
def test_a_bound_on_an_input_is_found_though_the_loss_rises_on_both_sides(question: str, grade: Grade) -> None:
    """The loss as a function of the bound turns, so that its ends do not tell of what lies between."""
    head = "import math\nimport torch\nimport torch.nn.functional as F\nLOG_2 = math.log(2)\n"
    source = f"{head}def {SIGNATURES[question]}:\n    {BOUNDED[question]}\n"
    for seed in SEEDS:
        assert [found.id for found in grade(question, source, seed).diagnosis] == ["input_clamped"]


def test_where_numbers_are_right_no_line_says_that_one_is_wrong(grade: Grade) -> None:
    report = grade("mse", MSE + "    return (e * e).mean().reshape(1)", 1)
    assert [(found.id, found.derivation) for found in report.diagnosis] == [("wrong_shape", "")]


def test_a_gradient_that_did_not_come_is_no_slope_of_0(grade: Grade) -> None:
    (found,) = grade("mse", MSE + "    return (e * e).mean().detach()", 1).diagnosis
    assert re.fullmatch(r"At .+: the slope in pred\S* should be \S+, and no gradient came\.", found.derivation)


def test_numbers_that_differ_are_written_with_digits_that_differ(grade: Grade) -> None:
    answer = (
        "import torch\ndef bpr_loss(pos_scores, neg_scores):\n"
        "    return -torch.log(1e-10 + torch.sigmoid(pos_scores - neg_scores)).mean()"
    )
    report = grade("bpr", answer, 1)
    value = next(check for check in report.checks if check.name == "value")
    told = re.match(r"value (\S+), expected (\S+), off by", value.message)
    assert told
    assert told.group(1) != told.group(2)
    assert value.counterexample
    shown = {label: text for label, text, _ in example_rows(value.counterexample)}
    assert shown["expected"] != shown["got"]


def test_an_input_that_was_changed_is_shown_as_it_is_after_the_call(grade: Grade) -> None:
    report = grade("mse", "def mse_loss(pred, target):\n    return (target.sub_(pred) ** 2).mean()", 1)
    shown = smallest_counterexample(report)
    assert shown
    assert ("target", "[-3] after the call", "red") in example_rows(shown)
    assert shown.inputs["target"] == [0.0]


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (10.585412, 10.585408, ("10.585412", "10.585408")),
        (1.0, 2.0, ("1", "2")),
        (float("nan"), float("nan"), ("nan", "nan")),
        (float("nan"), 0.1, ("nan", "0.1")),
        (0.0, -0.0, ("0", "0")),
    ],
)
def test_two_numbers_have_the_digits_that_tell_them_apart(one: float, two: float, told: tuple[str, str]) -> None:
    assert apart(one, two) == told


def test_what_is_right_in_training_alone_is_told_and_the_counterexample_says_that_it_is_evaluated(grade: Grade) -> None:
    source = (SUBMISSIONS / "custom_loss_module" / "wrong_second_term_in_training.py").read_text(encoding="utf-8")
    for seed in SEEDS:
        report = grade("custom_loss_module", source, seed)
        assert [found.id for found in report.diagnosis] == ["absolute_term_in_training_only"]
        shown = smallest_counterexample(report)
        assert shown
        assert shown.note.endswith("and at last the module in eval()")
        assert list(faults(report)) == []
        assert report.diagnosis[0].derivation.startswith("At pred[")
