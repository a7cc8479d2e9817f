"""Grading: a submission and a question become a report. The pipeline is `Grader.grade`, read from top to bottom."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.grading.cases.from_scratch import forbid
from lossquiz.grading.foreign_text import clean
from lossquiz.grading.grade_report import GradeReport, Traits, load_failed, make_report, unrunnable, verdict_of
from lossquiz.grading.intake.hand_in import Submission
from lossquiz.grading.judging.compare import compare_all
from lossquiz.grading.sandbox.both.job import Entry, Job, Limits
from lossquiz.grading.sandbox.both.outcomes import Run
from lossquiz.grading.seeds import fresh_seed
from lossquiz.questions.starter import is_untouched

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.named import Diagnosis
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.grading.sandbox.both.outcomes import Outcome
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.grading.shrinking import Again
    from lossquiz.questions.kinds.implement import ImplementTask

Start = Callable[[Callable[[], Run]], Callable[[], Run]]

# Memory comes in pieces that are larger than a tensor: the heap grows by 128 KiB more, and in whole pages.
_STACK, _BESIDE = 9 << 20, 256 << 10
_SHAPE = re.compile(r"[0-9a-f]{32}")  # all that is believed of what the far side says of a shape
UNTOUCHED = "the starter file is as it was: there is nothing to grade yet"


def at_once(run: Callable[[], Run]) -> Callable[[], Run]:
    """Run a submission now, and return what gives its outcomes."""
    came = run()
    return lambda: came


class Grader:
    """Grades submissions against questions under one seed; cases and references are worked out once per question.

    Args:
        sandbox: Where submissions run.
        seed: The seed of the cases.
        limits: What one submission may use.
        accept_class: Whether an `nn.Module` class of a loss's name is graded in place of its function.
        compared: Whether the answers are to be compared with one another: then reports have `traits`.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        seed: int,
        limits: Limits | None = None,
        *,
        accept_class: bool = False,
        compared: bool = False,
    ) -> None:
        self.sandbox = sandbox
        self.seed = seed
        self.limits = limits or Limits()
        self._accept_class = accept_class
        self._compared = compared
        self._known: dict[str, Expectations] = {}
        self._lock = threading.Lock()

    def grade(self, submission: Submission, task: ImplementTask) -> GradeReport:
        """Grade one submission against one question."""
        return self.begin(submission, task)()

    def begin(self, submission: Submission, task: ImplementTask, start: Start = at_once) -> Callable[[], GradeReport]:
        """Run a submission, and return what judges it.

        Args:
            submission: The submission.
            task: The question.
            start: How to run it: now, or beside what the caller does before it judges.
        """
        if submission.error:
            return partial(unrunnable, submission.path, task.id, submission.error, self.seed)
        if is_untouched(submission.text, task):
            return partial(unrunnable, submission.path, task.id, UNTOUCHED, self.seed, status="graded")
        known = self.expectations(task)
        run = partial(self._run, submission, task)
        return partial(self._judge, submission, known, run, start(partial(run, known.calls)))

    def _judge(
        self,
        submission: Submission,
        known: Expectations,
        run: Callable[[tuple[Call, ...]], Run],
        ran: Callable[[], Run],
    ) -> GradeReport:
        report = assess(known, submission.path, ran(), lambda calls: run(calls).outcomes, compared=self._compared)
        return replace(report, warnings=(submission.said, *report.warnings)) if submission.said else report

    def _run(self, submission: Submission, task: ImplementTask, calls: tuple[Call, ...]) -> Run:
        return self.sandbox.run(self._job(submission, task, calls))

    def _job(self, submission: Submission, task: ImplementTask, calls: tuple[Call, ...]) -> Job:
        return Job(
            submission.source,
            submission.path,
            _entry(task, accepts_class=self._accept_class, shape=self._compared),
            calls,
            forbid(task.forbidden),
            submission.source_format,
            replace(self.limits, piece_bytes=_piece(task)),
            submission.place,
            submission.companions,
        )

    def expectations(self, task: ImplementTask) -> Expectations:
        """Return the cases of a question with their right answers."""
        from lossquiz.grading.judging.expectations import expectations_of

        with self._lock:
            if task.id not in self._known:
                self._known[task.id] = expectations_of(task, self.seed)
            return self._known[task.id]


def _piece(task: ImplementTask) -> int:
    """Return the largest piece of memory that an answer may ask for, in bytes of single precision; 0 for any size.

    A piece as small as a thread's stack cannot be refused; there the watch inside the process is all there is.
    """
    size = task.memory.largest * 4 + _BESIDE
    return size if size > _STACK else 0


def _entry(task: ImplementTask, *, accepts_class: bool = False, shape: bool = False) -> Entry:
    return Entry(task.name, task.entry_kind, parameter_names(task), len(task.inputs), accepts_class, shape)


def parameter_names(task: ImplementTask) -> tuple[str, ...]:
    """Return the names of what a function is called with, in their order; a class is built by name only."""
    if task.entry_kind == "module":
        return ()
    return (*(given.name for given in task.inputs), *(given.name for given in task.parameters))


def assess(
    known: Expectations, path: str, run: Run, again: Again | None = None, *, compared: bool = False
) -> GradeReport:
    """Judge what came back from a run of every case: compare, diagnose, report.

    Args:
        known: The cases.
        path: The submission, as reports call it.
        run: What came back.
        again: Runs the answer on other calls, for smaller counterexamples.
        compared: Whether the answer is to be compared with others.
    """
    if run.failure is not None:
        return load_failed(path, known.task, run, known.seed)
    comparisons = compare_all(known, run.outcomes)
    failed = verdict_of(comparisons, run) == "failed"
    smaller = _smaller(known, comparisons, again) if failed and again is not None else ()
    report = make_report(known, path, comparisons, run, smaller)
    if compared:
        report = replace(report, traits=_traits(known, comparisons, run))
    if not failed:
        return report
    names, fact = name_mistakes(known, comparisons, smaller)
    if not names and again is not None:
        names = _not_repeated(comparisons, again)
        fact = "" if names else fact
    return replace(report, diagnosis=names, fact=fact)


def _traits(known: Expectations, comparisons: tuple[Comparison, ...], run: Run) -> Traits:
    """Tell what an answer has in common with others, and how its loss looks beside the right one."""
    from lossquiz.grading.diagnosis.fingerprint import fingerprint
    from lossquiz.grading.judging.curve import curve_of

    shapes = [remark for remark in run.remarks if remark.kind == "shape" and _SHAPE.fullmatch(remark.text)]
    of, size = (shapes[0].text, shapes[0].line) if shapes else ("", 0)
    return Traits(fingerprint(run.outcomes).hex(), of, size, curve_of(known, comparisons))


def _smaller(known: Expectations, comparisons: tuple[Comparison, ...], again: Again) -> tuple[Comparison, ...]:
    from lossquiz.grading.shrinking import smaller_failures

    return smaller_failures(known, comparisons, again)


def _not_repeated(comparisons: tuple[Comparison, ...], again: Again) -> tuple[Diagnosis, ...]:
    from lossquiz.grading.diagnosis.repeats import not_repeated

    return not_repeated(comparisons, again)


def name_mistakes(
    known: Expectations, comparisons: tuple[Comparison, ...], smaller: tuple[Comparison, ...]
) -> tuple[tuple[Diagnosis, ...], str]:
    """Diagnose failed comparisons, once for all submissions whose outcomes are the same to the last bit.

    Returns:
        The names of the mistakes, and where there are none what is certain all the same.
    """
    from lossquiz.grading.diagnosis.diagnose import diagnose
    from lossquiz.grading.diagnosis.facts import agreement_of
    from lossquiz.grading.diagnosis.fingerprint import fingerprint

    key = ("diagnosis", fingerprint(comparison.outcome for comparison in (*comparisons, *smaller)))
    if key not in known.memory:
        found = diagnose(known, comparisons, smaller)
        names = tuple(replace(diagnosis, message=clean(diagnosis.message)) for diagnosis in found)
        known.memory[key] = names, "" if names else agreement_of(known.task, comparisons, smaller)
    said: tuple[tuple[Diagnosis, ...], str] = known.memory[key]
    return said


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch work on one thread, and leave the caller's setting as it was.

    The losses graded are small: on a busy machine a pool of threads spends ten times the work on waiting for itself.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def grade_path(
    path: Path, task: ImplementTask, *, seed: int | None = None, sandbox: Sandbox | None = None
) -> GradeReport:
    """Grade one file; a sandbox of its own is started and closed when none is given."""
    from lossquiz.grading.sandbox.parent import Sandbox

    chosen = fresh_seed() if seed is None else seed
    if sandbox is None:
        with Sandbox() as own:
            own.start()
            return grade_path(path, task, seed=chosen, sandbox=own)
    return grade_file(path, task, Grader(sandbox, chosen))


def grade_file(path: Path, task: ImplementTask, grader: Grader, content: bytes | None = None) -> GradeReport:
    """Grade one file with a grader that may know the cases already.

    Args:
        path: The file.
        task: The question.
        grader: The grader.
        content: What was in the file when it was looked at; by default it is read.
    """
    from lossquiz.grading.intake.archives import Unpacker
    from lossquiz.grading.intake.find import Search, find_hand_ins

    with closing(Unpacker()) as unpack:
        (hand_in,) = islice(find_hand_ins([path], Search(frozenset({task.name}), (), unpack)), 1)
    if not hand_in.files:
        return unrunnable(hand_in.path, task.id, hand_in.nothing, grader.seed)
    submission = hand_in.files[0]
    if content is not None and not submission.error:
        submission = replace(submission, source=content)
    with one_thread():
        return grader.grade(submission, task)


def grade_function(function: Callable[..., Any], task: ImplementTask, *, seed: int | None = None) -> GradeReport:
    """Grade what can be called, of the caller's own, in this process and with its rights.

    Whatever is set in this process (gradients off, a default device or dtype, an open mode) changes no verdict, and is
    as it was afterwards.

    Raises:
        UsageError: It is not what the question asks for.
    """
    from lossquiz.grading.own_answer import called, file_of, name_of, refuse_misfit, unfolded
    from lossquiz.grading.plain_thread import in_plain_thread

    refuse_misfit(function, task)
    chosen = fresh_seed() if seed is None else seed

    def work() -> GradeReport:
        from lossquiz.grading.judging.expectations import expectations_of
        from lossquiz.grading.sandbox.child.entry import fitted
        from lossquiz.grading.watched_calls import WatchedCalls

        with one_thread():
            known = expectations_of(task, chosen)
            found = fitted(unfolded(function), _entry(task), ())

            def run(calls: tuple[Call, ...]) -> tuple[Outcome, ...]:
                return tuple(called(found.answer, call, task.entry_kind) for call in calls)

            outcomes = run(known.calls)
            watch = WatchedCalls(forbid(task.forbidden), _entry(task), file_of(function))
            for call in known.calls:  # once more, since not torch's every feature works while it is watched
                called(found.answer, call, task.entry_kind, watch.around)
            return assess(known, name_of(function), Run(outcomes, forbidden=watch.uses, remarks=found.remarks), run)

    return in_plain_thread(work)
