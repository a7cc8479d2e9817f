"""The proof of a bank finds what is wrong with a question: each fault is put in once."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.grading.proof.proofs import Proof
from lossquiz.grading.proof.prove import _deadline, prove
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import BankLoss, EquivalentMutant, ImplementTask, Misconception

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


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("    import no_such_package", "No module named 'no_such_package' (line 2)"),
        ("    raise SystemExit", "SystemExit (line 2)"),
        ("    return (", "SyntaxError"),
    ],
)
def test_an_author_s_code_that_raises_or_exits_is_a_fault_with_its_line(
    loss: BankLoss, tmp_path: Path, body: str, said: str
) -> None:
    code = f"def mse_loss(pred, target):\n{body}\n"
    wrong = Misconception("odd", "It is odd.", code)
    if "import" not in body:  # an answer that raises is graded, and is no fault of the file's
        assert "misconception odd" in faults(with_task(loss, misconceptions=(wrong,)))
        (tmp_path / "mse.py").write_text(code)
        assert f"the solution raises {said}" in faults(loss, tmp_path / "mse.py")
    at_the_top = replace(wrong, code=f"{body.strip()}\n")
    assert "misconception odd raises" in faults(with_task(loss, misconceptions=(at_the_top,)))


@pytest.mark.parametrize(("value", "said"), [("None", "TypeError"), ("pred * 2", "RuntimeError: grad can be")])
def test_a_reference_that_returns_no_number_is_a_fault(loss: BankLoss, tmp_path: Path, value: str, said: str) -> None:
    (tmp_path / "references.py").write_text(f"def odd(pred, target):\n    return {value}\n")
    broken = with_task(loss, id="odd_reference", reference="references.py:odd", bank=tmp_path)
    assert f"the reference raises {said}" in faults(broken)


def test_an_expression_that_raises_is_a_fault(loss: BankLoss) -> None:
    broken = replace(loss, card=replace(loss.card, expression="np.foo(pred)"))
    assert "card.expression raises AttributeError: module 'numpy' has no attribute 'foo'" in faults(broken)


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


def test_a_formula_that_disagrees_with_the_reference_is_found(loss: BankLoss) -> None:
    card = replace(loss.card, expression="np.mean((pred - target) ** 2) / 2")
    assert "card.expression gives" in faults(replace(loss, card=card))


def test_a_hint_that_gives_the_solution_away_is_found(loss: BankLoss) -> None:
    line = " ".join(SOLUTION.read_text().split("\n\n\n")[-1].split("\n")[:3])
    assert "hints[1] holds a piece of the solution" in faults(with_task(loss, hints=("Square it.", f"Write: {line}")))


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


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no alarms")
def test_what_hangs_is_stopped_and_what_only_waits_for_a_busy_machine_is_not() -> None:
    def spin() -> None:
        while True:
            pass

    with pytest.raises(TimeoutError), _deadline(0.1):
        spin()
    with _deadline(0.1):
        time.sleep(0.5)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
