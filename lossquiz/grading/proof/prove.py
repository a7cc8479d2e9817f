"""Proof of a bank: every question is shown to accept its solution and to catch its wrong answers."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.errors import BankError
from lossquiz.grading.compute_numbers import misconception_values, reference_value
from lossquiz.grading.diagnosis.misconceptions import replay
from lossquiz.grading.grade import assess
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.proof.mutation import mutation_proof
from lossquiz.grading.proof.proofs import Proof
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Returned, Run
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.authored import Blamed, Piece, Watch, in_task, reference_of
from lossquiz.questions.solutions import solution_path
from lossquiz.questions.starter import starter_text

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.grading.sandbox.both.outcomes import Outcome
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import Misconception
    from lossquiz.questions.model import BankLoss
    from lossquiz.questions.question import Question, Sought

# On how many seeds misconceptions are named and mutants caught: they differ less from seed to seed than they cost.
WRONG_SEEDS, WRONG_PART = 3, 10
FORMULA_RTOL = 1e-5
FORMULA_ATOL = 1e-6
SHARED_TOKENS = 10  # a hint that shares so many tokens in a row with the solution gives it away


def _unwatched(_piece: Piece, _what: str) -> None:
    """Take no notice."""


def prove(
    loss: BankLoss,
    solution: Path | None = None,
    *,
    seeds: int = 50,
    mutate: bool = True,
    watch: Watch = _unwatched,
) -> Proof:
    """Prove one loss file of a bank.

    Args:
        loss: The loss; one without an implement task is proved by having been read.
        solution: The model answer's file; by default the bank's own.
        seeds: On how many seeds the solution must pass.
        mutate: Whether to work out the mutation score.
        watch: Is told which of the author's code is about to run, which may not come back.
    """
    task = loss.task
    if task is None:
        return Proof(loss.id, ())
    steps = _Steps(watch)
    answer = _solution_piece(task, solution or solution_path(task))
    try:
        source = answer.path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Proof(task.id, (f"no solution at {answer.shown}",))
    except (OSError, UnicodeDecodeError) as error:
        return Proof(task.id, (str(answer.raised(error, "the solution")),))
    known: list[Expectations] = []
    wrong = max(WRONG_SEEDS, seeds // WRONG_PART)
    expecting = (partial(_expect, task, seed, known, strict=seed >= wrong) for seed in range(max(seeds, wrong)))
    broken = tuple(steps.told(reference_of(task), "the reference", expecting))
    if broken:
        return Proof(task.id, broken)
    faults = [
        *steps.told(answer, "the solution", (partial(_solution_fault, source, task, e) for e in known[:seeds])),
        *steps.told(in_task(task), "the starter", (partial(_starter_fault, task, known[0]),)),
        *_misconception_faults(steps, task, known[:wrong]),
        *steps.told(_expression_piece(loss, task), "card.expression", (partial(_formula_fault, loss, task, known[0]),)),
        *_hint_faults(task, source),
        *_question_faults(steps, loss, task),
        *_mend_faults(steps, loss, task, known[0]),
    ]
    if faults or not mutate:
        return Proof(task.id, tuple(faults))
    return mutation_proof(watch, answer, task, source, known[:WRONG_SEEDS])


def _solution_piece(task: ImplementTask, path: Path) -> Piece:
    home = task.bank if path.is_relative_to(task.bank) else task.bank.parent
    shown = path.relative_to(home.parent).as_posix() if path.is_relative_to(home) else f"{path.parent.name}/{path.name}"
    return Piece(path, shown, source=in_task(task).source)


def _expression_piece(loss: BankLoss, task: ImplementTask) -> Piece:
    return replace(in_task(task, "card.expression"), source=f"<{loss.id}: card.expression>")


@dataclass(frozen=True, slots=True)
class _Steps:
    """Runs an author's code step by step; what it breaks is a fault at its place."""

    watch: Watch

    def told(self, piece: Piece, what: str, steps: Iterable[Callable[[], str]]) -> Iterator[str]:
        """Yield the first fault of some steps, each of which gives one, or "".

        Args:
            piece: The code that runs in them.
            what: What it is called.
            steps: The steps; after one with a fault no further one is taken.
        """
        for step in steps:
            self.watch(piece, what)
            try:
                with Blamed(piece, what):
                    found = step()
            except BankError as error:
                yield from map(str, error.faults)
                return
            if found:
                yield str(piece.fault(found))
                return


def _expect(task: ImplementTask, seed: int, known: list[Expectations], *, strict: bool) -> str:
    """Work out what is right on a seed; numbers that are none are a fault."""
    found = expectations_of(task, seed, strict=strict, like=known[0] if known else None)
    known.append(found)
    for case, expected in zip(found.cases, found.expected, strict=True):
        if np.isnan(expected.value).any():
            return f"in the case “{case.note}”, seed {seed}, the reference gives nan"
    return ""


def run_trusted(task: ImplementTask, source: str, known: Expectations) -> GradeReport:
    """Grade code of the bank in this process."""
    return assess(known, task.id, Run(_outcomes(task, source, known)))


def _outcomes(
    task: ImplementTask, source: str, known: Expectations, written: Sequence[Outcome] = ()
) -> tuple[Outcome, ...]:
    """Call code of the bank on all cases; `written` is what came of those that an author wrote, if that is known."""
    answer = compile_answer(source, task)
    own = {in_task(task).source: 0}
    before = iter(written)
    return tuple(
        next(before) if written and case.written else call_answer(answer, call, kind=task.entry_kind, filenames=own)
        for case, call in zip(known.cases, known.calls, strict=True)
    )


def _solution_fault(source: str, task: ImplementTask, known: Expectations) -> str:
    report = run_trusted(task, source, known)
    if report.verdict != "passed":  # on most seeds less was forgiven than is forgiven a candidate
        report = run_trusted(task, source, expectations_of(task, known.seed))
    return "" if report.verdict == "passed" else f"the solution does not pass on seed {known.seed}: {_reasons(report)}"


def _reasons(report: GradeReport) -> str:
    reasons = "; ".join(f"{c.name}: {c.message}" for c in report.checks if not c.passed)
    return reasons or report.error or ""


def _starter_fault(task: ImplementTask, known: Expectations) -> str:
    verdict = run_trusted(task, starter_text(task), known).verdict
    return "" if verdict == "error" else f"the starter file should fail with an error, and is {verdict}"


def _misconception_faults(steps: _Steps, task: ImplementTask, known: Sequence[Expectations]) -> Iterator[str]:
    for index, misconception in enumerate(task.misconceptions):
        piece = in_task(task, f"implement.misconceptions[{index}].code")
        what = f"misconception {misconception.id}"
        written: list[Outcome] = []
        yield from steps.told(
            piece, what, (partial(_misconception_fault, misconception, task, e, written) for e in known)
        )


def _misconception_fault(
    misconception: Misconception, task: ImplementTask, known: Expectations, written: list[Outcome]
) -> str:
    """Grade the code of a misconception, on the first seed apart from its own replay: two runs of it are compared.

    They are of the cases that are drawn. What comes of those that an author wrote fills `written`, for other seeds.
    """
    outcomes = _outcomes(task, misconception.code, known, written)
    first = not written
    if first:
        written += (outcome for case, outcome in zip(known.cases, outcomes, strict=True) if case.written)
    replay(known, misconception.code).take(
        {index: outcome for index, outcome in enumerate(outcomes) if not first or known.cases[index].written}
    )
    report = assess(known, task.id, Run(outcomes))
    about = f"misconception {misconception.id}, seed {known.seed}:"
    if report.verdict != "failed":
        return f"{about} it should fail, and is {report.verdict}{f' ({report.error})' if report.error else ''}"
    if all(map(_is_nan, outcomes)):
        return f"{about} it gives nan in every case, as do many other mistakes"
    found = report.diagnosis[0].id if report.diagnosis else "unnamed"
    return "" if found == misconception.id else f"{about} it should be diagnosed as itself, and is {found}"


def _is_nan(outcome: Outcome) -> bool:
    return isinstance(outcome, Returned) and outcome.value is not None and bool(np.isnan(outcome.value).all())


def _formula_fault(loss: BankLoss, task: ImplementTask, known: Expectations) -> str:
    """Hold the card's plain formula against the reference on ordinary cases."""
    if not loss.card.expression or task.entry_kind == "backward":
        return ""
    code = compile(loss.card.expression, f"<{loss.id}: card.expression>", "eval")
    for case, expected in zip(known.cases, known.expected, strict=True):
        if case.kind not in {"worked", "random"} or case.scale != 1:
            continue
        inputs = case.in_float64()
        with np.errstate(all="ignore"):
            value = eval(code, {"np": np, **inputs, **case.values})  # noqa: S307 - code of the bank, not of a candidate
        if np.shape(value):
            return f"card.expression gives the shape {np.shape(value)}; expected one number ({case.note})"
        if not np.allclose(value, expected.value, rtol=FORMULA_RTOL, atol=FORMULA_ATOL):
            both = f"{float(value):.7g} and the reference {float(expected.value):.7g}"
            return f"card.expression gives {both} ({case.note})"
    return ""


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
            piece = in_task(task, f"implement.hints[{index}]")
            yield str(piece.fault(f"hints[{index}] holds a piece of the solution"))


def _question_faults(steps: _Steps, loss: BankLoss, task: ImplementTask) -> Iterator[str]:
    for index, question in enumerate(loss.questions):
        piece = in_task(task, f"questions[{index}]")
        yield from steps.told(piece, question.id, (partial(_question_fault, question, task),))


def _question_fault(question: Question, task: ImplementTask) -> str:
    def mistakes(sought: Sought) -> list[tuple[str, str, float]]:
        return task.mistakes_that_give(misconception_values(task, sought))

    return "; ".join(question.faults(partial(reference_value, task), mistakes))


def _mend_faults(steps: _Steps, loss: BankLoss, task: ImplementTask, known: Expectations) -> Iterator[str]:
    """Hold the code that a question has mended to its one mistake: without it, it passes."""
    for index, question in enumerate(loss.questions):
        if question.mended():
            piece = in_task(task, f"questions[{index}].mend")
            what = f"{question.id}, mended"
            yield from steps.told(piece, what, (partial(_mend_fault, question, task, known),))


def _mend_fault(question: Question, task: ImplementTask, known: Expectations) -> str:
    report = run_trusted(task, question.mended(), known)
    if report.verdict == "passed":
        return ""
    return f"{question.id}: with its mistake mended, the code does not pass: {_reasons(report)}"
