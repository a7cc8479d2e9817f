"""The proof of a bank finds what is wrong with a question: each fault is put in once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.grading.proof.proofs import Proof
from lossquiz.grading.proof.prove import prove
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.compute import ComputeQuestion
from lossquiz.questions.kinds.debug import DebugQuestion
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.kinds.implement.parts import EquivalentMutant, Misconception
from lossquiz.questions.model import BankLoss

SOLUTION = Path(__file__).resolve().parents[3] / "solutions" / "regression" / "mse.py"


@pytest.fixture(scope="module")
def loss() -> BankLoss:
    return load_bank().losses["mse"]


def with_task(loss: BankLoss, **changes: object) -> BankLoss:
    assert isinstance(loss.task, ImplementTask)
    return replace(loss, task=replace(loss.task, **changes))  # type: ignore[arg-type]


def faults(loss: BankLoss, solution: Path = SOLUTION) -> str:
    return " | ".join(prove(loss, solution, seeds=2, mutate=False).faults)


def test_the_shipped_question_has_none(loss: BankLoss) -> None:
    assert faults(loss) == ""


def test_a_wrong_solution_is_found(loss: BankLoss, tmp_path: Path) -> None:
    wrong = tmp_path / "mse.py"
    wrong.write_text("def mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n")
    assert "the solution does not pass on seed 0" in faults(loss, wrong)
    assert "no solution at" in faults(loss, tmp_path / "gone.py")


def test_a_misconception_that_is_right_is_found(loss: BankLoss) -> None:
    right = Misconception(
        "fine", "It is fine.", "def mse_loss(pred, target):\n    return (pred - target).pow(2).mean()\n"
    )
    assert "misconception fine, seed 0: it should fail, and is passed" in faults(
        with_task(loss, misconceptions=(right,))
    )


def test_two_misconceptions_that_are_the_same_are_found(loss: BankLoss) -> None:
    code = "def mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n"
    twins = (Misconception("one", "The elements are summed.", code), Misconception("two", "It is summed.", code))
    assert "misconception two, seed 0: it should be diagnosed as itself, and is one" in faults(
        with_task(loss, misconceptions=twins)
    )


def test_a_misconception_that_is_another_each_time_is_found(loss: BankLoss) -> None:
    code = (
        "CALLS = []\n\ndef mse_loss(pred, target):\n"
        "    CALLS.append(1)\n    return (pred - target).pow(2).sum() * len(CALLS)\n"
    )
    moody = Misconception("moody", "It grows with the calls.", code)
    assert "misconception moody, seed 0: it should be diagnosed as itself" in faults(
        with_task(loss, misconceptions=(moody,))
    )


def test_a_formula_that_disagrees_with_the_reference_is_found(loss: BankLoss) -> None:
    card = replace(loss.card, expression="np.mean((pred - target) ** 2) / 2")
    assert "card.expression gives" in faults(replace(loss, card=card))


def test_a_known_mistake_that_is_marked_right_is_found(loss: BankLoss) -> None:
    two = next(q for q in loss.questions if isinstance(q, ComputeQuestion) and not q.gradient)
    # A hit and an error of 0.1: their mean square is 0.005, and their sum, 0.01, lies within the tolerance of 0.005.
    near = replace(two, given={"pred": [0.1, 0.0], "target": [0.0, 0.0]}, value=0.005, tolerance=0.005, fresh={})
    found = faults(replace(loss, questions=(near,)))
    assert f"{two.id}: 0.01, which the mistake sum_instead_of_mean gives, is marked right, as the answer 0.005" in found
    assert faults(replace(loss, questions=(replace(near, tolerance=0.001),))) == ""


def test_a_hint_that_gives_the_solution_away_is_found(loss: BankLoss) -> None:
    line = " ".join(SOLUTION.read_text().split("\n\n\n")[-1].split("\n")[:3])
    assert "hints[1] holds a piece of the solution" in faults(with_task(loss, hints=("Square it.", f"Write: {line}")))


def test_code_with_a_second_mistake_beside_the_one_that_is_mended_is_found(loss: BankLoss) -> None:
    """`(pred - target) ** 2` becomes right, and a sum stays."""
    asked = next(question for question in loss.questions if question.broken())
    assert isinstance(asked, DebugQuestion)
    two = replace(asked, mended_code="def mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n")
    told = faults(replace(loss, questions=(two,)))
    assert f"{asked.id}: with its mistake mended, the code does not pass: value:" in told
    assert "questions[0].mend" in told


def test_mutants_are_caught_and_survivors_are_shown(loss: BankLoss, tmp_path: Path) -> None:
    whole = prove(loss, SOLUTION, seeds=1)
    assert whole.mutants == whole.killed > 10
    either_way = tmp_path / "mse.py"
    either_way.write_text(
        "import torch\n\ndef mse_loss(pred, target):\n    return torch.sub(pred, target).pow(2).mean()\n"
    )
    line = "return torch.sub(target, pred).pow(2).mean()"
    survived = prove(loss, either_way, seeds=1)
    assert [survivor.change for survivor in survived.survivors] == [line]
    assert f"+    {line}" in survived.survivors[0].diff
    named = with_task(loss, equivalent_mutants=(EquivalentMutant(line, "The square forgets the sign."),))
    assert prove(named, either_way, seeds=1).equivalent == {line: "The square forgets the sign."}


def test_an_equivalent_mutant_must_survive(loss: BankLoss) -> None:
    stale = with_task(loss, equivalent_mutants=(EquivalentMutant("return 0", "No such thing."),))
    proof: Proof = prove(stale, SOLUTION, seeds=1)
    assert "names a change that is caught, or never made: return 0" in " ".join(proof.faults)
