"""Proof of a bank: every question is shown to accept its solution and to catch its wrong answers."""

from __future__ import annotations

import io
import signal
import sys
import tokenize
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.compute_numbers import reference_value
from lossquiz.grading.grade import assess
from lossquiz.grading.judging.compare import compare_case
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.proof.mutants import Mutant, make_mutants
from lossquiz.grading.proof.proofs import Proof, Survivor
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Run
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.solutions import solution_path
from lossquiz.questions.starter import starter_text

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.questions.model import BankLoss, ImplementTask, Misconception

MISCONCEPTION_SEEDS = 5
MUTANT_SEEDS = 3
MUTANT_SECONDS = 5.0
FORMULA_RTOL = 1e-5
FORMULA_ATOL = 1e-6
_PACKAGE = str(Path(__file__).resolve().parents[2])
SHARED_TOKENS = 10  # a hint that shares so many tokens in a row with the solution gives it away


def prove(loss: BankLoss, solution: Path | None = None, *, seeds: int = 50, mutate: bool = True) -> Proof:
    """Prove one loss file of a bank.

    Args:
        loss: The loss; one without an implement task is proved by having been read.
        solution: The model answer's file; by default the bank's own.
        seeds: On how many seeds the solution must pass.
        mutate: Whether to work out the mutation score.
    """
    task = loss.task
    if task is None:
        return Proof(loss.id, ())
    solution = solution or solution_path(task)
    if not solution.is_file():
        return Proof(task.id, (f"no solution at {solution.parent.name}/{solution.name}",))
    source = solution.read_text(encoding="utf-8")
    known: list[Expectations] = []
    broken = tuple(_told("the reference", partial(_expect, task, seeds, known)))
    if broken:
        return Proof(task.id, broken)
    faults = [
        *_told("the solution", lambda: _solution_faults(source, task, known[:seeds])),
        *_starter_faults(task, known[0]),
        *_misconception_faults(task, known[:MISCONCEPTION_SEEDS]),
        *_told("card.expression", lambda: _formula_faults(loss, task, known[0])),
        *_hint_faults(task, source),
        *_told("a question", lambda: _question_faults(loss, task)),
    ]
    if faults or not mutate:
        return Proof(task.id, tuple(faults))
    return _mutation_proof(task, source, known[:MUTANT_SEEDS])


def _expect(task: ImplementTask, seeds: int, known: list[Expectations]) -> Iterator[str]:
    """Work out what is right on all seeds that are needed; there is no fault but an error of the reference's."""
    yield from ()
    known += [expectations_of(task, seed) for seed in range(max(seeds, MISCONCEPTION_SEEDS, MUTANT_SEEDS))]


def _told(what: str, faults: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Go through faults; where the author's own code raises, or exits, that is one more."""
    try:
        yield from faults()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an author's code may raise anything
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        yield f"{what} raises {said}{_line_of(error)}"


def _line_of(error: BaseException) -> str:
    """Return the line of the author's code that raised, in brackets, or "" where it was none of it."""
    if isinstance(error, SyntaxError) and error.lineno:
        return f" (line {error.lineno})"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith("<") or not _is_installed(frame.filename)]
    return f" (line {own[-1].lineno})" if own else ""


def _is_installed(filename: str) -> bool:
    return filename.startswith((_PACKAGE, *map(str, {sys.prefix, sys.base_prefix})))


def run_trusted(task: ImplementTask, source: str, known: Expectations) -> GradeReport:
    """Grade code of the bank in this process."""
    answer = compile_answer(source, task)
    outcomes = tuple(call_answer(answer, case.call, kind=task.entry_kind) for case in known.cases)
    return assess(known, task.id, Run(outcomes))


def _solution_faults(source: str, task: ImplementTask, known: Sequence[Expectations]) -> Iterator[str]:
    for expectations in known:
        report = run_trusted(task, source, expectations)
        if report.verdict != "passed":
            reasons = "; ".join(f"{c.name}: {c.message}" for c in report.checks if not c.passed)
            yield f"the solution does not pass on seed {expectations.seed}: {reasons or report.error}"
            return


def _starter_faults(task: ImplementTask, known: Expectations) -> Iterator[str]:
    verdict = run_trusted(task, starter_text(task), known).verdict
    if verdict != "error":
        yield f"the starter file should fail with an error, and is {verdict}"


def _misconception_faults(task: ImplementTask, known: Sequence[Expectations]) -> Iterator[str]:
    for misconception in task.misconceptions:
        yield from _told(f"misconception {misconception.id}", partial(_faults_of, misconception, task, known))


def _faults_of(misconception: Misconception, task: ImplementTask, known: Sequence[Expectations]) -> Iterator[str]:
    for expectations in known:
        report = run_trusted(task, misconception.code, expectations)
        fault = _misconception_fault(misconception.id, report)
        if fault:
            yield f"misconception {misconception.id}, seed {expectations.seed}: {fault}"
            return


def _misconception_fault(name: str, report: GradeReport) -> str:
    if report.verdict != "failed":
        return f"it should fail, and is {report.verdict}{f' ({report.error})' if report.error else ''}"
    found = [diagnosis.id for diagnosis in report.diagnosis]
    return "" if found[:1] == [name] else f"it should be diagnosed as itself, and is {found[0] if found else 'unnamed'}"


def _formula_faults(loss: BankLoss, task: ImplementTask, known: Expectations) -> Iterator[str]:
    """Hold the card's plain formula against the reference on ordinary cases."""
    if not loss.card.expression or task.entry_kind == "backward":
        return
    code = compile(loss.card.expression, f"<{loss.id}: card.expression>", "eval")
    for case, expected in zip(known.cases, known.expected, strict=True):
        if case.kind not in {"worked", "random"} or case.scale != 1:
            continue
        inputs = case.in_float64()
        with np.errstate(all="ignore"):
            value = eval(code, {"np": np, **inputs, **case.values})  # noqa: S307 - code of the bank, not of a candidate
        if not np.allclose(value, expected.value, rtol=FORMULA_RTOL, atol=FORMULA_ATOL):
            both = f"{float(value):.7g} and the reference {float(expected.value):.7g}"
            yield f"card.expression gives {both} ({case.note})"
            return


def _tokens(text: str) -> list[str]:
    try:
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return text.split()
    kept = (tokenize.NAME, tokenize.OP, tokenize.NUMBER)
    return [token.string for token in found if token.type in kept]


def _hint_faults(task: ImplementTask, source: str) -> Iterator[str]:
    answer = _tokens(source)
    runs = {tuple(answer[i : i + SHARED_TOKENS]) for i in range(len(answer) - SHARED_TOKENS + 1)}
    for index, hint in enumerate(task.hints):
        words = _tokens(hint)
        if any(tuple(words[i : i + SHARED_TOKENS]) in runs for i in range(len(words) - SHARED_TOKENS + 1)):
            yield f"hints[{index}] holds a piece of the solution"


def _question_faults(loss: BankLoss, task: ImplementTask) -> Iterator[str]:
    for question in loss.questions:
        yield from question.faults(lambda given: reference_value(task, given))


def _mutation_proof(task: ImplementTask, source: str, known: Sequence[Expectations]) -> Proof:
    named = {m.change: m.reason for m in task.equivalent_mutants}
    killed = 0
    equivalent: dict[str, str] = {}
    survivors: list[Survivor] = []
    mutants = make_mutants(source)
    for mutant in mutants:
        if caught(task, mutant, known):
            killed += 1
        elif mutant.change in named:
            equivalent[mutant.change] = named[mutant.change]
        else:
            survivors.append(Survivor(mutant.change, mutant.diff))
    counted = killed + len(survivors)
    stale = sorted(set(named) - set(equivalent))
    faults = tuple(f"equivalent_mutants names a change that is caught, or never made: {change}" for change in stale)
    return Proof(task.id, faults, counted, killed, equivalent, tuple(survivors))


def caught(task: ImplementTask, mutant: Mutant, known: Sequence[Expectations]) -> bool:
    """Whether some case on some seed fails a mutant."""
    try:
        with _deadline(MUTANT_SECONDS):
            answer = compile_answer(mutant.code, task)
            return any(_fails(task, answer, expectations) for expectations in known)
    except Exception:  # noqa: BLE001 - a mutant may break in any way, and is caught then
        return True


def _fails(task: ImplementTask, answer: Callable[..., Any], known: Expectations) -> bool:
    for index, case in enumerate(known.cases):
        outcome = call_answer(answer, case.call, kind=task.entry_kind)
        if not compare_case(task, case, known.expected[index], outcome).passed:
            return True
    return False


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Stop the block with a TimeoutError after some seconds of this process's own time, where the platform has alarms.

    Processor time and not the clock's: on a busy machine an honest mutant would seem to hang.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
