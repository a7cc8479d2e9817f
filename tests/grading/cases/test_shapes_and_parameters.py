"""Questions over more than one named dimension, with whole numbers, constants and tensors that are single numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from lossquiz.errors import BankError
from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.compute_numbers import misconception_values, reference_value
from lossquiz.grading.judging.compare import compare_all
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.question import Sought

MakeTask = Callable[..., ImplementTask]
SEEDS = (0, 1, 2)
FILE = """
title: Test
card: {{formula: f, input_form: x, when: [a], when_not: [b], sources: [c]}}
implement:
  difficulty: easy
  defines: answer
  reference: "references.py:answer"
  convention: c
  inputs: {inputs}
  parameters: {parameters}
  dimensions: {dimensions}
  cases: {{worked: [{{given: {given}}}]}}
  memory: {memory}
  hints: ["One.", "Two."]
  misconceptions:
    - {{id: doubled, says: "It is doubled.", code: "{wrong}"}}
"""


@pytest.fixture
def make_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeTask:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))

    def make(
        reference: str,
        inputs: str,
        given: str,
        parameters: str = "{}",
        dimensions: str = "{}",
        wrong: str = "",
        memory: str = "",
    ) -> ImplementTask:
        bank = tmp_path / "bank"
        (bank / "custom").mkdir(parents=True)
        (bank / "references.py").write_text(reference, encoding="utf-8")
        text = FILE.format(
            inputs=inputs,
            given=given,
            parameters=parameters,
            dimensions=dimensions,
            memory=memory,
            wrong=wrong or "def answer(*a):\\n    return 0",
        )
        text = text if memory else text.replace("  memory: \n", "")
        (bank / "custom" / "tested.yaml").write_text(text, encoding="utf-8")
        return load_bank(root=bank).tasks["tested"]

    return make


def arrays(case: Case) -> dict[str, np.ndarray]:
    return {tensor.name: tensor.array for tensor in case.call.tensors}


def all_cases(task: ImplementTask) -> list[Case]:
    return [case for seed in SEEDS for case in make_cases(task, seed)]


def test_a_dimension_may_be_worked_out_of_others(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, y, group_size): return x.mean()",
        "{x: {sampler: normal, shape: 'M*G', gradient: true}, y: {sampler: normal, shape: 'M, G+1'}}",
        "{x: [1.0, 2.0], y: [[1.0, 2.0, 3.0]], group_size: 2}",
        "{group_size: {dimension: G}}",
        "{M: [1, 50], G: [2, 5]}",
    )
    assert task.signature == "answer(x, y, group_size)"
    drawn = [case for case in all_cases(task) if case.kind != "worked"]
    for case in drawn:
        rows, columns = arrays(case)["y"].shape
        assert arrays(case)["x"].shape == (rows * (columns - 1),)
        assert case.values == {"group_size": columns - 1}
        assert type(case.values["group_size"]) is int
        assert not case.omitted
    assert len({case.values["group_size"] for case in drawn}) > 2


def test_further_dimensions_are_the_same_for_all_inputs_that_have_them(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, y, s): return x.mean()",
        "{x: {sampler: normal, shape: 'N, *', gradient: true}, y: {sampler: binary, shape: 'N, *'},"
        " s: {sampler: normal, shape: N}}",
        "{x: [[1.0, 2.0]], y: [[1.0, 0.0]], s: [1.0]}",
        dimensions="{N: [1, 400]}",
    )
    shapes = {arrays(case)["x"].shape for case in all_cases(task)}
    assert {len(shape) for shape in shapes} == {2, 3, 4, 6}
    assert max(np.prod(shape) for shape in shapes) <= 2000
    for case in all_cases(task):
        given = arrays(case)
        assert given["x"].shape == given["y"].shape
        assert given["s"].shape == given["x"].shape[:1]


def test_a_single_number_may_be_a_tensor(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, scale): return (x * scale).mean()",
        "{x: {sampler: normal, shape: 'N', gradient: true}, scale: {sampler: positive, shape: scalar, gradient: true}}",
        "{x: [1.0, 2.0], scale: 3.0}",
        dimensions="{N: [1, 400]}",
    )
    assert {arrays(case)["scale"].shape for case in all_cases(task)} == {()}


def test_whole_numbers_stay_ints_and_meet_both_ends(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, k=2): return x.mean()",
        "{x: {sampler: normal, shape: '*', gradient: true}}",
        "{x: [1.0]}",
        "{k: {default: 2, range: [1, 4], whole: true}}",
    )
    assert task.signature == "answer(x, k=2)"
    values = [case.values["k"] for case in all_cases(task)]
    assert set(values) == {1, 2, 3, 4}
    assert {type(value) for value in values} == {int}


def test_a_parameter_without_a_default_is_always_given(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, lam, k=1.0): return x.mean() * lam",
        "{x: {sampler: normal, shape: '*', gradient: true}}",
        "{x: [1.0], lam: 0.5}",
        "{lam: {range: [0.0, 1.0]}, k: {default: 1.0, range: [0.5, 2.0]}}",
    )
    assert task.signature == "answer(x, lam, k=1.0)"
    for case in all_cases(task):
        named = [argument.name for argument in (*case.call.positional, *case.call.keyword)]
        assert "lam" in named
        assert named == sorted(named, key=["x", "lam", "k"].index)
    assert not any(case.omitted for case in all_cases(task))


def test_ids_that_do_not_count_are_those_of_the_parameter(make_task: MakeTask) -> None:
    task = make_task(
        "def answer(x, t, ignored=-100): return x.mean()",
        "{x: {sampler: normal, shape: 'N, C', gradient: true},"
        " t: {sampler: some_ids, shape: N, options: {ignored: ignored, share: 0.4}}}",
        "{x: [[1.0, 2.0]], t: [1]}",
        "{ignored: {default: -100, range: [-9, -1], whole: true}}",
        "{N: [1, 400], C: [2, 9]}",
    )
    seen = set()
    for case in all_cases(task):
        given = arrays(case)
        assert given["t"].dtype == np.int64
        ids = set(given["t"].tolist())
        seen |= {value for value in ids if value < 0}
        assert {value for value in ids if value < 0} <= {case.values["ignored"]}
        assert max(ids) < given["x"].shape[1]
    assert -100 in seen
    assert len(seen) > 3


STOP = "def answer(x, y): return ((x - y.detach()) ** 2).mean()"
STOPPED = "{x: {sampler: normal, shape: '*', gradient: true}, y: {sampler: normal, shape: '*', gradient: stopped}}"


def judged(known: Expectations, code: str) -> list[str]:
    space: dict[str, object] = {}
    exec("import torch\n" + code, space)  # noqa: S102 - the code of these tests
    comparisons = compare_all(known, [call_answer(space["answer"], call) for call in known.calls])
    return [failure.message for comparison in comparisons for failure in comparison.failures]


def test_no_gradient_may_reach_what_is_stopped(make_task: MakeTask) -> None:
    known = expectations_of(make_task(STOP, STOPPED, "{x: [1.0], y: [3.0]}"), 1)
    assert all(tensor.requires_grad for tensor in known.calls[0].tensors)
    assert judged(known, STOP) == []
    assert judged(known, "def answer(x, y): return ((x - y.detach()) ** 2 + 0 * y).mean()") == []
    leak = judged(known, "def answer(x, y): return ((x - y) ** 2).mean()")
    # By hand: the derivative by y at x = 1, y = 3 is -2(x - y) = 4.
    assert leak[0] == "a gradient reaches y (4); it counts as a constant: detach it"
    other = judged(known, "def answer(x, y): return ((x.detach() - y) ** 2).mean()")
    assert any(message.startswith("no gradient for x") or "gradient of x" in message for message in other)


def test_log_probabilities_are_judged_at_the_logits(make_task: MakeTask) -> None:
    """Two gradients that differ at log-probabilities agree at the logits behind them."""
    reference = "def answer(x): return -x[..., 0].mean()"
    known = expectations_of(
        make_task(
            reference,
            "{x: {sampler: log_simplex, shape: 'N, C', gradient: at_logits}}",
            "{x: [[-0.6931472, -0.6931472]]}",
            dimensions="{N: [1, 400], C: [2, 9]}",
        ),
        1,
    )
    # By hand: the gradient of -log softmax(z)_0 at the logits is softmax - one-hot, here (0.5, 0.5) - (1, 0).
    assert known.expected[0].gradients["x"] == pytest.approx(np.array([[-0.5, 0.5]]))
    assert judged(known, reference) == []
    assert judged(known, "def answer(x): return (-x[..., 0] + x.logsumexp(-1)).mean()") == []
    assert judged(known, "def answer(x): return -x[..., 1].mean()") != []
    halved = "def answer(x): return -(x[..., 0] + x[..., 0].detach()).mean() / 2"
    assert any("gradient of x" in message for message in judged(known, halved))


OUTER = "def answer(x, y): return torch.stack([(row * y).sum() for row in x]).sum() / len(x)"


def test_the_largest_tensor_is_measured_forward_and_backward(make_task: MakeTask) -> None:
    known = expectations_of(
        make_task(
            "import torch\n" + OUTER,
            "{x: {sampler: normal, shape: N, gradient: true}, y: {sampler: normal, shape: M}}",
            "{x: [1.0], y: [3.0]}",
            dimensions="{N: [1, 30], M: [1, 9]}",
            memory="{of: N*M, share: 0.5, sizes: [{N: 40, M: 60}]}",
        ),
        1,
    )
    (case,) = (case for case in known.cases if case.kind == "memory")
    assert (case.call.most, case.size) == (40 * 60 // 2, 60)
    assert judged(known, OUTER) == []
    view = "x.detach()[:, None].expand(-1, len(y)).numel()"
    assert judged(known, f"def answer(x, y): return x.sum() * y.sum() / len(x) + 0 * {view}") == []
    table = judged(known, "def answer(x, y): return (x[:, None] * y).sum() / len(x)")
    assert table == ["made a tensor of 2400 elements where 1200 are allowed; work in blocks, backward too"]
    backward = """
class Sum(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x.sum() * y.sum() / len(x)
    @staticmethod
    def backward(ctx, upstream):
        x, y = ctx.saved_tensors
        return upstream * y.repeat(len(x), 1).sum(dim=1) / len(x), None
def answer(x, y):
    return Sum.apply(x, y)
"""
    assert judged(known, backward) == table


def test_a_gradient_is_worked_out_and_so_is_that_of_a_mistake(make_task: MakeTask) -> None:
    wrong = "def answer(x, y):\\n    return (x - y).square().sum()"
    task = make_task(STOP, STOPPED, "{x: [1.0], y: [3.0]}", wrong=wrong)
    sought = Sought({"x": [1.0, 0.0], "y": [3.0, 5.0]}, "x", (1,))
    assert reference_value(task, sought) == -5.0  # 2(0 - 5)/2
    assert misconception_values(task, sought) == {"doubled": -10.0}
    assert misconception_values(task, Sought(sought.given)) == {"doubled": 29.0}


@pytest.mark.parametrize(
    ("inputs", "parameters", "dimensions", "given", "told"),
    [
        ("{x: {sampler: normal, shape: 'N*', gradient: true}}", "{}", "{N: [1, 3]}", "{x: [1.0]}", "expected a shape"),
        (
            "{x: {sampler: normal, shape: 'N, *'}, y: {sampler: normal, shape: '*'}}",
            "{}",
            "{N: [1, 3]}",
            "{x: [[1.0]], y: [[1.0]]}",
            'the shape "*" is for all inputs or for none',
        ),
        (
            "{x: {sampler: normal, shape: 'N'}}",
            "{k: {dimension: G}}",
            "{N: [1, 3]}",
            "{x: [1.0], k: 1}",
            "no dimension G",
        ),
        ("{x: {sampler: normal, shape: 'N'}}", "{k: {}}", "{N: [1, 3]}", "{x: [1.0], k: 1}", "expected the least"),
        (
            "{x: {sampler: normal, shape: 'N'}}",
            "{k: {range: [0, 2.5], whole: true}}",
            "{N: [1, 3]}",
            "{x: [1.0], k: 1}",
            "expected whole numbers",
        ),
        (
            "{x: {sampler: normal, shape: 'N'}}",
            "{k: {default: 1.5, range: [0, 2], whole: true}}",
            "{N: [1, 3]}",
            "{x: [1.0]}",
            "expected a whole number as Python writes it",
        ),
        ("{x: {sampler: normal, shape: 'N'}}", "{k: {range: [0, 2]}}", "{N: [1, 3]}", "{x: [1.0]}", "no value for k"),
        ("{x: {sampler: normal, shape: 'N', gradient: halted}}", "{}", "{N: [1, 3]}", "{x: [1.0]}", "true or false"),
        (
            "{x: {sampler: some_ids, shape: 'N', options: {ignored: k, classes: N}}}",
            "{}",
            "{N: [1, 3]}",
            "{x: [1]}",
            'no parameter "k"',
        ),
        ("{x: {sampler: normal, shape: 'N, *'}}", "{}", "{N: [1, 3]}", "{x: [1.0]}", "expected further ones"),
        (
            "{x: {sampler: normal, shape: 'N, *'}, y: {sampler: normal, shape: 'N, *'}}",
            "{}",
            "{N: [1, 3]}",
            "{x: [[1.0]], y: [[1.0, 2.0]]}",
            "expected the dimensions of the input before it, [1], got [2]",
        ),
        (
            "{x: {sampler: normal, shape: 'M'}, y: {sampler: normal, shape: 'M+1'}}",
            "{}",
            "{M: [1, 3]}",
            "{x: [1.0], y: [1.0]}",
            "expected 2 for M+1",
        ),
    ],
)
def test_what_does_not_fit_is_told(
    make_task: MakeTask, inputs: str, parameters: str, dimensions: str, given: str, told: str
) -> None:
    with pytest.raises(BankError) as error:
        make_task("def answer(x): return x", inputs, given, parameters, dimensions)
    assert told in str(error.value)
