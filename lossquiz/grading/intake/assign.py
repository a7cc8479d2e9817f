"""Which questions a hand-in answers: told by what its files define, and by their names where that says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lossquiz.grading.intake.hand_in import Submission
from lossquiz.grading.intake.names import is_named_after, near_names, not_found
from lossquiz.grading.remarks import failure_text
from lossquiz.grading.sandbox.both.job import Entry, Job, Limits
from lossquiz.grading.sandbox.both.names import folded

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn, Unread
    from lossquiz.grading.sandbox.both.outcomes import LoadFailure
    from lossquiz.grading.sandbox.parent import Sandbox
    from lossquiz.questions.kinds.implement import ImplementTask

NO_SUCH_NAME = "_lossquiz_nothing_is_called_this"
_SHOWN = 3  # names of files
_COPY = "copy it into a .py file of the candidate's, and grade again"
_MOST_LOOKED_INTO = 30  # files of one hand-in that answers nothing
# What a text seems to define, a notebook's too, whose lines begin with a quotation mark.
_DEFINED = re.compile(r"\b(?:def|class)\s+(\w+)|^\s*\"?(\w+)\s*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A file and the question that it answers; where there is none, `reason` says why.

    Attributes:
        path: What reports call it.
        submission: The file, or None where the hand-in as a whole is meant.
        task: The question, or None.
        reason: Why it is not graded, or "".
        failure: Why the file could not be loaded, where that is the reason.
        near: What is nearly an answer, so that a person has to look: names, or a file that cannot be graded.
        passes_on: Whether the file has its answer from another one of the candidate's.
    """

    path: str
    submission: Submission | None
    task: ImplementTask | None
    reason: str = ""
    failure: LoadFailure | None = None
    near: tuple[str, ...] = ()
    passes_on: bool = False


@dataclass(slots=True)
class Assigner:
    """Pairs files with questions.

    Args:
        tasks: The questions that there are.
        asked: The question of `-q`, or None.
        sandbox: Where a file is run to see what it defines; foreign code is parsed nowhere else.
        limits: The limits of that run.
        accept_class: Whether a class of a loss's name stands for its function.
        due: Whether every hand-in should answer each of the questions.
    """

    tasks: Mapping[str, ImplementTask]
    asked: ImplementTask | None
    sandbox: Sandbox
    limits: Limits
    accept_class: bool = False
    due: bool = False
    _looks: dict[str, _Look] = field(default_factory=dict, init=False)

    def assign(self, hand_in: HandIn) -> tuple[Assignment, ...]:
        """Return at least one assignment for each hand-in."""
        self._looks.clear()
        pairs = _without_doubles([pair for file in hand_in.files for pair in self._pairs(hand_in, file)])
        pairs = self._with_texts(hand_in, pairs)
        if any(pair.task is not None and not pair.reason for pair in pairs):
            kept = [pair for pair in pairs if not (self.asked and pair.reason)]
            return (*kept, *self._nearly(hand_in, kept))
        return tuple(pair for pair in pairs if pair.reason) or (self._nothing(hand_in),)

    # --- one file -------------------------------------------------------------------------------------------------

    def _pairs(self, hand_in: HandIn, file: Submission) -> Iterator[Assignment]:
        wanted = [self.asked] if self.asked else list(self.tasks.values())
        if file.error:
            yield Assignment(file.path, file, self._by_name(file), file.error)
            return
        if self.asked and hand_in.named:
            yield Assignment(file.path, file, self.asked)
            return
        words = set(re.findall(r"\w+", file.text))
        likely = [task for task in wanted if self._mentioned(task, words)]
        named = [task for task in wanted if is_named_after(file.stem, task)]
        if len(named) == 1 and likely == named and _defines(file.text, named[0].name):
            yield Assignment(file.path, file, named[0])
        elif likely:
            yield from self._looked_into(file, likely, named)
        elif named and not file.tried:
            yield from self._looked_into(file, [], named)

    def _mentioned(self, task: ImplementTask, words: set[str]) -> bool:
        return task.name in words or (self.accept_class and any(folded(w) == folded(task.name) for w in words))

    def _looked_into(
        self, file: Submission, likely: list[ImplementTask], named: list[ImplementTask]
    ) -> Iterator[Assignment]:
        look = self._look(file)
        found = [task for task in likely if task.name in look.names or self._stands_for(task, look)]
        if not (found or look.imported) and look.failure is not None:
            if look.failure.stage in {"parse", "decode"}:
                if not file.tried:  # else it is a text like any other
                    yield Assignment(file.path, file, self._by_name(file), failure_text(look.failure), look.failure)
                return
            found = [task for task in likely if _defines(file.text, task.name)] or named[:1]
            if not found:
                yield Assignment(file.path, file, None, failure_text(look.failure), look.failure)
        passed_on = [task for task in likely if task not in found and task.name in look.imported]
        yield from (Assignment(file.path, file, task) for task in found)
        yield from (Assignment(file.path, file, task, passes_on=task not in named) for task in passed_on)
        if not (found or passed_on) and named:
            yield self._not_found(file, look, named[0])

    def _stands_for(self, task: ImplementTask, look: _Look) -> bool:
        return self.accept_class and any(folded(name) == folded(task.name) for name in look.names)

    def _by_name(self, file: Submission) -> ImplementTask | None:
        """Return the question of a file that cannot be run: by its name, unless its text speaks against it."""
        named = [task for task in self.tasks.values() if is_named_after(file.stem, task)]
        written = [task for task in self.tasks.values() if _defines(file.text, task.name)] if named or self.due else []
        return self.asked or next((tasks[0] for tasks in (written, named) if len(tasks) == 1), None)

    def _look(self, file: Submission) -> _Look:
        """Run a file to see what it defines."""
        if file.path not in self._looks:
            job = Job(
                file.source,
                file.path,
                Entry(NO_SUCH_NAME),
                (),
                source_format=file.source_format,
                limits=self.limits,
                place=file.place,
                companions=file.companions,
            )
            failure = self.sandbox.run(job).failure
            names = failure.defined if failure else ()
            reason = None if failure is None or failure.stage == "missing" else failure
            imported, unwritten = (failure.imported, failure.unwritten) if failure else ((), ())
            self._looks[file.path] = _Look(names, imported, reason, frozenset(unwritten))
        return self._looks[file.path]

    def _with_texts(self, hand_in: HandIn, pairs: list[Assignment]) -> list[Assignment]:
        """Add of each question that no file answers, starters apart, the text in which its answer is written."""
        wanted = [self.asked] if self.asked else self.tasks.values()
        texts = [found for task in wanted if (found := self._written_in_text(hand_in, task))]
        kept = self._without_unwritten([*pairs, *texts])
        answered = {pair.task.id for pair in kept if pair.task and pair not in texts and _may_be_an_answer(pair)}
        return [pair for pair in kept if not (pair in texts and pair.task and pair.task.id in answered)]

    def _written_in_text(self, hand_in: HandIn, task: ImplementTask) -> Assignment | None:
        """Return the text in which the answer to a question is written, and more of it than a signature."""
        for one in hand_in.unread:
            if any(_defines(piece, task.name) for piece in one.code) and task.name not in self._look_at(one).unwritten:
                said = f"no {task.name} is handed in as Python, but one is written in {one.path}: {_COPY}"
                return Assignment(hand_in.path, None, task, said, near=(one.path,))
        return None

    def _look_at(self, text: Unread) -> _Look:
        """Look at the code in a text as at the cells of a notebook, of which one that does not parse stops no other."""
        cells = [{"cell_type": "code", "source": piece} for piece in text.code]
        return self._look(Submission(text.path, json.dumps({"cells": cells}).encode(), "notebook"))

    def _without_unwritten(self, pairs: list[Assignment]) -> list[Assignment]:
        """Leave out files that only declare, as starters do, what another one of the candidate's may answer."""
        rivals: dict[str, list[Assignment]] = {}
        for pair in pairs:
            if pair.task and _may_be_an_answer(pair):
                rivals.setdefault(pair.task.id, []).append(pair)
        dropped: list[Assignment] = []
        for several in rivals.values():
            unwritten = [pair for pair in several if len(several) > 1 and self._is_unwritten(pair)]
            dropped += unwritten if len(unwritten) < len(several) else []
        return [pair for pair in pairs if pair not in dropped]

    def _is_unwritten(self, pair: Assignment) -> bool:
        if pair.task is None or pair.submission is None or pair.reason or pair.passes_on:
            return False
        look, wanted = self._look(pair.submission), pair.task.name
        names = {wanted}
        if self.accept_class and wanted not in look.names:
            names = {name for name in look.names if folded(name) == folded(wanted)} or names
        return names <= look.unwritten

    # --- nothing to grade -----------------------------------------------------------------------------------------

    def _nothing(self, hand_in: HandIn) -> Assignment:
        """Say why there is nothing to grade in a hand-in, as exactly as can be told."""
        if not hand_in.files:
            return Assignment(hand_in.path, None, self.asked, hand_in.nothing)
        looks = [(file, self._look(file)) for file in hand_in.files[:_MOST_LOOKED_INTO]]
        answers = [self._not_found(file, look, self.asked) for file, look in looks]
        for answer in answers:
            if answer.near:
                return answer
        for file, look in looks:
            if look.failure is not None and not (file.tried and look.failure.stage in {"parse", "decode"}):
                return Assignment(file.path, file, self.asked, failure_text(look.failure), look.failure)
        told = [(file, look) for file, look in looks if look.failure is None]
        if not told:
            names = ", ".join(file.place or file.path for file, _ in looks[:_SHOWN])
            return Assignment(hand_in.path, None, self.asked, f"nothing of Python in it: {names}")
        return self._not_found(*max(told, key=lambda pair: len(pair[1].names)), self.asked)

    def _not_found(self, file: Submission, look: _Look, task: ImplementTask | None) -> Assignment:
        wanted = [task] if task else list(self.tasks.values())
        near = near_names(look.names, [one.name for one in wanted])
        if self.due and near:
            tasks = [one for one in wanted if near_names(near, [one.name])]
            task = tasks[0] if len(tasks) == 1 else None
        classes = [name for name in near if name[0].isupper()]
        if task:  # without -q its name alone does not make a file an answer to a question
            said = not_found(task.name, look.names, near, classes[0] if classes and len(near) == 1 else "")
        else:
            said = not_found("function of a question", look.names, near)
            if classes:
                said += "; --accept-class grades a class where a function is asked for"
            elif not near:
                said += f"; -q ID names the question ({', '.join([*self.tasks][:6])}, …)"
        return Assignment(file.path, file, task if self.due else self.asked, said, near=near)

    # --- beside what is graded ------------------------------------------------------------------------------------

    def _nearly(self, hand_in: HandIn, pairs: Sequence[Assignment]) -> Iterator[Assignment]:
        """Yield of each question that is due and not answered what may be an answer: it is not called missing then."""
        answered = {pair.task.id for pair in pairs if pair.task}
        lacking = [task for task in self.tasks.values() if task.id not in answered] if self.due else []
        for task in lacking:
            found = self._written(hand_in, task) or _unread_of(hand_in, task)
            if found:
                yield found

    def _written(self, hand_in: HandIn, task: ImplementTask) -> Assignment | None:
        """Return what the text of a file defines under a question's name, or a near one, though it cannot be had."""
        others = {other.name for other in self.tasks.values() if other is not task}
        for file in hand_in.files:
            names = _defined_in(file.text)
            if task.name in names:
                said = f"{task.name} is written in the file, but nothing is called so once the file is loaded"
                return Assignment(file.path, file, task, said, near=(task.name,))
            near = near_names(sorted(names - others), [task.name])
            if near:
                return Assignment(file.path, file, task, not_found(task.name, near, near), near=near)
        return None


def _unread_of(hand_in: HandIn, task: ImplementTask) -> Assignment | None:
    """Return the file in which the answer to a question may lie and cannot be read."""
    named = [one for one in hand_in.unread if is_named_after(one.stem, task)]
    for one in (*named, *(one for one in hand_in.unread if one.archive)):
        said = f"no {task.name} is handed in as Python, but there is {one.path}: {one.reason}"
        return Assignment(hand_in.path, None, task, said, near=(one.path,))
    return None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file defines, what it has from others, what failed in it before it had defined all, and what it declares.

    `unwritten` are the names that it only declares, as a starter does.
    """

    names: tuple[str, ...]
    imported: tuple[str, ...]
    failure: LoadFailure | None
    unwritten: frozenset[str] = frozenset()


def _without_doubles(pairs: list[Assignment]) -> list[Assignment]:
    """Leave out files that only pass on what another one of the candidate's defines."""
    defined = {pair.task.id for pair in pairs if pair.task and not pair.passes_on and not pair.reason}
    return [pair for pair in pairs if not (pair.passes_on and pair.task and pair.task.id in defined)]


def _may_be_an_answer(pair: Assignment) -> bool:
    """Tell whether a file is graded for its question, or has to be looked at by a person."""
    unread = pair.failure is not None or (pair.submission is not None and pair.submission.error != "")
    return not pair.reason or bool(pair.near) or unread


def _defines(text: str, name: str) -> bool:
    """Tell whether a text seems to define a name; it is run before that is believed."""
    return name in _defined_in(text)


def _defined_in(text: str) -> set[str]:
    return {one or two for one, two in _DEFINED.findall(text)}
