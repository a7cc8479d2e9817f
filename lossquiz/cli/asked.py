"""What `lossquiz grade` is asked: its options, and where they are left out on going on, what the folder says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.cli import failures
from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from lossquiz.grading.worker import Recipe
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.report.keeping import Keeper
    from lossquiz.takehome.assignment import Assignment
    from lossquiz.takehome.candidates import Naming
    from lossquiz.takehome.marks import Scheme
    from lossquiz.takehome.roster import Roster
    from lossquiz.takehome.run import Asked

MOST_JOBS = 64
_SECONDS = 10.0
_WORTH_A_WORKER = 8  # hand-ins: a process that loads torch first takes as long as these take

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """The options of one call; None or "" where one was left out."""

    question: str
    seed: int | None
    seconds: float | None
    repeat: int | None
    points: Path | None
    roster: Path | None
    candidate_pattern: str
    accept_class: bool
    assignment: Path | None = None

    def naming(self, before: Stored, paths: Sequence[Path]) -> Naming | None:
        """Return what tells candidates apart, once it is seen to fit the names that there are.

        Raises:
            UsageError: It is no pattern, fits nothing, or there is no folder for it.
        """
        word = self.candidate_pattern or before.get("candidates", "")
        if (word or self.roster) and not (len(paths) == 1 and _holds_many(paths[0])):
            option = "--candidate-pattern" if word else "--roster"
            raise UsageError(f"{option} goes with one folder, or one archive, of hand-ins")
        if not word:
            return None
        from lossquiz.grading.intake.find import entries_of
        from lossquiz.takehome.candidates import check_naming, naming_of

        naming = naming_of(word)
        names = entries_of(paths[0])
        if names and (told := check_naming(naming, names, str(paths[0]))):
            failures.say(told)
        return naming

    def asked(self, before: Stored, bank: Bank) -> Asked:
        """Return what is asked of the run.

        Raises:
            UsageError: A question that is unknown.
            InputError: A file that cannot be read.
            BankError: With every fault of the file of `--points`.
        """
        from lossquiz.grading.sandbox.both.job import Limits
        from lossquiz.takehome.run import Asked, bank_hash

        assignment = self._assignment(bank)
        limits = before.get("limits", {})
        questions = list(assignment.questions) if assignment else before.get("questions", [])
        if self.question:
            questions = [_task(bank, self.question).id]
        tasks = {name: _task(bank, name) for name in questions} or bank.tasks
        return Asked(
            seeds=self._seeds(before, assignment),
            questions=questions,
            bank=bank_hash(tasks, questions),
            limits=Limits(self.seconds or limits.get("seconds", _SECONDS)),
            isolation="",
            scheme=self._scheme(before, bank, assignment),
            accept_class=self.accept_class or before.get("accept_class", False),
            candidates=self.candidate_pattern or before.get("candidates", ""),
            roster=self._roster(before),
            for_candidate=assignment.for_candidate if assignment else before.get("for_candidate"),
            title=assignment.title if assignment else before.get("title", ""),
        )

    def _assignment(self, bank: Bank) -> Assignment | None:
        from lossquiz.takehome.assignment import read_assignment

        return read_assignment(self.assignment, bank.tasks) if self.assignment else None

    def _seeds(self, before: Stored, assignment: Assignment | None) -> tuple[int, ...]:
        from lossquiz.grading.seeds import MAX_SEED, fresh_seed

        told = (self.seed, assignment.seed if assignment else None, before.get("seed"))
        first = next((seed for seed in told if seed is not None), None)
        first = fresh_seed() if first is None else first
        count = self.repeat or len(before.get("seeds", [first]))
        return (first, *((first + more) % MAX_SEED for more in range(1, count)))

    def _scheme(self, before: Stored, bank: Bank, assignment: Assignment | None) -> Scheme:
        from lossquiz.takehome.marks import read_scheme, scheme_of

        if self.points:
            return read_scheme(self.points, bank.tasks)
        return assignment.scheme() if assignment else scheme_of(before)

    def _roster(self, before: Stored) -> Roster | None:
        from lossquiz.takehome.roster import kept_roster, read_roster, said_of_doubles

        if self.roster is None:
            return kept_roster(before)
        roster = read_roster(self.roster)
        if told := said_of_doubles(roster):
            failures.say(f"{self.roster}: {told}")
        return roster


def run_before(out: Path) -> Stored:
    """Return what the run that a folder holds was asked, or nothing where there is none.

    Raises:
        InputError: It cannot be read, or was made by another release.
    """
    from lossquiz.takehome.records import has_rows, read_run

    return (read_run(out) or {}) if has_rows(out) else {}


def recipe_of(asked: Asked, bank: Bank, *, trust: bool, compared: bool) -> Recipe:
    """Return what every worker is told."""
    from lossquiz.grading.worker import Recipe

    due = len(asked.questions) > 1
    several = {name: bank.tasks[name] for name in asked.questions} if due else bank.tasks
    alone = bank.tasks[asked.questions[0]] if len(asked.questions) == 1 else None
    first, *again = asked.seeds
    return Recipe(
        several,
        alone,
        first,
        asked.limits,
        trust,
        asked.accept_class,
        compared,
        tuple(again),
        due=due,
    )


def keeper_of(out: Path, asked: Asked, tasks: Mapping[str, ImplementTask], *, resume: bool, regrade: bool) -> Keeper:
    """Open the folder that grades are kept in.

    Raises:
        InputError: It cannot be written, or holds what this run cannot go on with.
        BankError: With each line of `overrides.csv` that says no decision.
    """
    from lossquiz.report.keeping import Keeper
    from lossquiz.takehome import overrides
    from lossquiz.takehome.store import Store
    from lossquiz.takehome.versions import marked

    overrides.read(out)  # what people wrote is shown at the end: better told of before anything is graded

    def remark(row: Mapping[str, Any]) -> Mapping[str, Any]:
        return marked(row, asked.scheme)

    store = Store.open(out, asked.stored(), resume=resume, regrade=regrade, remark=remark)
    return Keeper(store, asked, tasks, asked.roster)


def default_jobs(paths: Sequence[Path]) -> int:
    """Return how many submissions to grade at a time: one for each core, where there is enough to do for it."""
    if not (len(paths) > 1 or _holds_many(paths[0])):
        return 1
    from lossquiz.grading.intake.find import count_entries

    cores = min(os.cpu_count() or 1, MOST_JOBS)
    count = count_entries(paths)
    return max(1, min(cores, count // _WORTH_A_WORKER)) if count else cores


def _holds_many(path: Path) -> bool:
    from lossquiz.grading.intake.find import holds_many

    return holds_many([path])


def _task(bank: Bank, word: str) -> ImplementTask:
    from lossquiz.questions.find import find_task

    return find_task(bank, word)
