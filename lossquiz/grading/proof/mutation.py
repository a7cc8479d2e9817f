"""The mutation score: how many small wrong changes of a solution some case catches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from lossquiz.grading.judging.compare import compare_case
from lossquiz.grading.proof.mutants import Mutant, make_mutants
from lossquiz.grading.proof.proofs import Proof, Survivor
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.authored import Piece, Watch, in_task
from lossquiz.questions.containing import Contained, EndlessError

if TYPE_CHECKING:
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

MUTANT_SECONDS = 5.0


def mutation_proof(
    watch: Watch, answer: Piece, task: ImplementTask, source: str, known: Sequence[Expectations]
) -> Proof:
    """Count the mutants of a solution that some case catches.

    Args:
        watch: Is told of each before it runs.
        answer: The solution.
        task: Its question.
        source: Its text.
        known: What is right, on some seeds.
    """
    named = {m.change: m.reason for m in task.equivalent_mutants}
    killed = 0
    equivalent: dict[str, str] = {}
    survivors: list[Survivor] = []
    mutants = make_mutants(source)
    for mutant in mutants:
        watch(answer, f"a mutant of the solution ({mutant.change})")
        if _caught(task, mutant, known):
            killed += 1
        elif mutant.change in named:
            equivalent[mutant.change] = named[mutant.change]
        else:
            survivors.append(Survivor(mutant.change, mutant.diff))
    counted = killed + len(survivors)
    stale = sorted(set(named) - set(equivalent))
    piece = in_task(task, "implement.equivalent_mutants")
    faults = tuple(
        str(piece.fault(f"equivalent_mutants names a change that is caught, or never made: {change}"))
        for change in stale
    )
    return Proof(task.id, faults, counted, killed, equivalent, tuple(survivors))


def _caught(task: ImplementTask, mutant: Mutant, known: Sequence[Expectations]) -> bool:
    """Whether some case on some seed fails a mutant."""
    try:
        with Contained(MUTANT_SECONDS):
            answer = compile_answer(mutant.code, task)
            return any(_fails(task, answer, e, first=e is known[0]) for e in known)
    except (Exception, SystemExit, EndlessError):  # noqa: BLE001 - a mutant may break in any way, and is caught then
        return True


def _fails(task: ImplementTask, answer: Callable[..., Any], known: Expectations, *, first: bool) -> bool:
    for case, expected in zip(known.cases, known.expected, strict=True):
        if case.written and not first:
            continue  # the same case did not fail it on the first seed
        outcome = call_answer(answer, case.call, kind=task.entry_kind)
        if not compare_case(task, case, expected, outcome).passed:
            return True
    return False
