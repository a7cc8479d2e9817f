"""`lossquiz watch`: a file, graded at each save."""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
import time
import uuid
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lossquiz import local_time
from lossquiz.cli import complete, failures
from lossquiz.cli.answers import Into
from lossquiz.cli.failures import INTERRUPTED, end_line, say
from lossquiz.cli.keyboard import can_be_drawn_on
from lossquiz.cli.paths import refuse_empty
from lossquiz.cli.progress import opened_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.cli.watch_faces import Drawn, Event, Events, Face, Plain
from lossquiz.errors import LossquizError
from lossquiz.grading.foreign_text import escape
from lossquiz.practice.answers import answers_home
from lossquiz.practice.record import pace_of, record_of
from lossquiz.practice.saves import Saves
from lossquiz.practice.store import Attempt, Store
from lossquiz.practice.watch import (
    Subject,
    Watching,
    next_to_write,
    subject_begun,
    subject_named,
    subject_newest,
)
from lossquiz.practice.workbench import Bench
from lossquiz.report.terminal import watch as shown

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.questions.model import Bank

PATIENCE_SECONDS = 0.4  # what takes longer is told
OVERDUE_SECONDS = 3.0  # a grade that takes longer is given up for a newer save: a new process is ready sooner
_WAKE_SECONDS = 1.0
_NO_DIFF = "d shows what differs from the model answer once yours passes; x reveals it (that counts as a miss)"
_SURE = "x again shows the model answer, which counts as a miss; any other key leaves it"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "watch",
        epilog=examples(
            "lossquiz watch huber",
            "lossquiz watch",
            "lossquiz watch work/huber.py",
            "lossquiz watch huber --into work --plain",
        ),
    )(watch)


def watch(
    ctx: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID|FILE]",
            help="A question, or a file; the newest answer if left out.",
            autocompletion=complete.file_questions,
        ),
    ] = None,
    into: Into = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Append lines and draw nothing over: for screen readers and pipes.")
    ] = False,
) -> None:
    """Grade a file each time it is saved, until it passes.

    Of a question the starter file is written, if there is none; open it in your editor beside this. Keys: n next
    question, h hint, d diff to the model answer after a pass, x reveal, q quit, ? help. Each verdict that differs from
    the one before is recorded; what passed is put aside, dated, when you leave or go on.

    From a pipe, and with --plain, keys are lines, and it ends at the end of input or, from a pipe, when the file
    passes: with 0 then, else with 1.
    """
    if what is not None:
        refuse_empty(what, "ID|FILE")
    settings = settings_of(ctx)
    bank = settings.load_bank()
    subject = subject_named(bank, what, into) if what else subject_newest(bank, answers_home(into))
    drawn = can_be_drawn_on() and not plain
    with ExitStack() as stack:
        stack.enter_context(failures.interruptible())
        store = stack.enter_context(opened_store("nothing of this is saved"))
        bench = stack.enter_context(Bench(subject.path.parent))
        events: Events = queue.SimpleQueue()
        face: Drawn | Plain = Drawn(settings, events) if drawn else Plain(settings, events)
        stack.enter_context(face)
        table = _Table(bank, store, bench, events, face, until_passed=not sys.stdin.isatty())
        code = table.sit(subject)
    if code == INTERRUPTED and not drawn:
        end_line()
    for line in table.parting:
        typer.echo(line)
    if code:
        if code == INTERRUPTED:
            say("interrupted; what was recorded is saved")
        raise typer.Exit(code)


class _Grading(threading.Thread):
    """One grade under way, in a thread of its own: its answer comes as an event."""

    def __init__(self, bench: Bench, subject: Subject, content: bytes, events: Events) -> None:
        super().__init__(daemon=True)
        self.content, self.begun = content, time.monotonic()
        self._bench, self._subject, self._events = bench, subject, events

    def run(self) -> None:
        """Grade, and tell what came of it."""
        answer: GradeReport | BaseException
        try:
            answer = self._bench.grade(self._subject.path, self._subject.draft.task, self.content)
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            answer = error
        self._events.put(("graded", (self, answer)))


class _Table:
    """One sitting: events come in, verdicts go out."""

    def __init__(
        self, bank: Bank, store: Store, bench: Bench, events: Events, face: Face, *, until_passed: bool
    ) -> None:
        self._bank, self._store, self._bench, self._events, self._face = bank, store, bench, events, face
        self._until_passed = until_passed
        self._session = uuid.uuid4().hex[:12]
        self._done: list[str] = []
        self._to_record: list[Attempt] = []
        self._grading: _Grading | None = None
        self._view = shown.View()
        self._ready = self._sure = self._ending = False
        self.parting: list[str] = []

    def sit(self, subject: Subject) -> int:
        """Watch one file after another until the candidate leaves; return the exit code."""
        following: Subject | None = subject
        code = 0
        try:
            while following is not None:
                following, code = self._watch(following)
        except KeyboardInterrupt:
            self._leave()
            return INTERRUPTED
        return code

    def _watch(self, subject: Subject) -> tuple[Subject | None, int]:
        before = self._store.attempts(subject.question.id)
        last = before[-1] if before else None
        self._watching = Watching(subject, self._bank, self._to_record.append, self._session, last=last)
        self._bench.warm(subject.draft.task)
        self._done.append(subject.question.id)
        self._view, self._grading, self._sure = shown.View(), None, False
        first = _content(subject.path)
        saves = Saves(subject.path, lambda content: self._events.put(("saved", (subject, content))), first)
        with saves:
            self._saved(first)
            self._face.show(self._watching, self._view)
            while True:
                event = self._next()
                following = self._take(event)
                # A verdict stands until the next one is there, or until that is late: nothing flickers.
                if event[0] != "saved" or not self._busy():
                    self._face.show(self._watching, self._view)
                if self._write_down():
                    self._face.show(self._watching, self._view)
                if following is not None:
                    self._leave()
                    return (following, 0) if isinstance(following, Subject) else (None, following)

    def _busy(self) -> bool:
        return self._grading is not None

    def _next(self) -> Event:
        """Return the next event; where a grade takes long, say so meanwhile."""
        if self._grading is None:
            return self._wait(None)
        taken = time.monotonic() - self._grading.begun
        try:
            return self._wait(max(0.0, PATIENCE_SECONDS - taken) or 1.0)
        except queue.Empty:
            return "tick", None

    def _wait(self, seconds: float | None) -> Event:
        # Looked at from time to time: not on every system can a wait without an end be interrupted.
        while seconds is None:
            with contextlib.suppress(queue.Empty):
                return self._events.get(timeout=_WAKE_SECONDS)
        return self._events.get(timeout=seconds)

    def _take(self, event: Event) -> Subject | int | None:
        """Do what an event asks for; return what to watch next, or the exit code, or None to go on."""
        name, given = event
        if name == "key":
            return self._key(given)
        if name == "end":
            self._ending = True
        elif name == "saved":
            subject, content = given
            if subject is self._watching.subject:
                self._saved(content)
        elif name == "graded":
            self._graded(*given)
        elif name == "tick" and self._grading is not None:
            taken = time.monotonic() - self._grading.begun
            self._view = replace(self._view, grading=taken, loading=not self._ready)
        elif name == "suspend":
            self._face.suspend()
        return self._over()

    def _over(self) -> int | None:
        """Return the exit code where it is over without a word: a pipe has ended, or what comes from one passes."""
        if self._until_passed and self._watching.passed:
            return 0
        if self._ending and self._grading is None:
            return 0 if self._watching.passed or not self._until_passed else 1
        return None

    def _saved(self, content: bytes | None) -> None:
        self._view = shown.View(notice=self._view.notice if content == self._watching.content else "")
        to_grade = self._watching.saved(content)
        if self._grading is not None:
            overdue = time.monotonic() - self._grading.begun > OVERDUE_SECONDS
            if not (overdue and self._ready):
                return  # what is under way, or loaded, is done soon; then what is there by now is graded
            self._bench.close()
            self._grading, self._ready = None, False
        if to_grade and content is not None:
            self._grade(content)

    def _grade(self, content: bytes) -> None:
        self._grading = _Grading(self._bench, self._watching.subject, content, self._events)
        self._grading.start()

    def _graded(self, which: _Grading, answer: GradeReport | BaseException) -> None:
        if which is not self._grading:
            return
        self._grading, self._ready = None, True
        now = self._watching.content
        if which.content != now:  # it has been saved again meanwhile
            if now is not None and not self._watching.untouched:
                self._grade(now)
            return
        self._view = replace(self._view, grading=None)
        if isinstance(answer, LossquizError):
            self._view = replace(self._view, notice=str(answer))
        elif isinstance(answer, BaseException):
            raise answer
        else:
            self._watching.graded(which.content, answer)

    def _key(self, key: str) -> Subject | int | None:
        sure, self._sure = self._sure, False
        watching = self._watching
        page = self._view.page
        self._view = replace(self._view, notice="", page=None, top=self._view.top if key in _SCROLLING else 0)
        if key in {"q", "quit"}:
            return 0
        if key in {"n", "next"}:
            return self._following()
        if key in _SCROLLING:
            self._view = self._face.scroll(watching, replace(self._view, page=page), _SCROLLING[key])
        elif key in {"h", "hint"}:
            self._hint()
        elif key in {"d", "diff"}:
            self._diff()
        elif key in {"x", "reveal"}:
            self._reveal(sure=sure)
        elif key in {"?", "help"}:
            self._view = replace(self._view, page=("Help", shown.help_pieces(watching.subject, 72)))
        return None

    def _hint(self) -> None:
        hint = self._watching.hint()
        if hint is None:
            self._view = replace(self._view, notice="There are no more hints; x reveals the model answer.")
            return
        number, total, text = hint
        self._view = replace(self._view, notice=f"Hint {number} of {total}: {text}")

    def _diff(self) -> None:
        watching = self._watching
        if not (watching.passed or watching.revealed) or not watching.model:
            self._view = replace(self._view, notice=_NO_DIFF)
            return
        theirs = (watching.content or b"").decode("utf-8", "replace")
        self._view = replace(self._view, page=("Yours and the model answer", shown.diff_pieces(theirs, watching.model)))

    def _reveal(self, *, sure: bool) -> None:
        watching = self._watching
        if not (watching.passed or watching.revealed or sure):
            self._sure = True
            self._view = replace(self._view, notice=_SURE)
            return
        code = watching.reveal()
        content = shown.code_pieces(code) if code else [("This bank has none.", "")]
        self._view = replace(self._view, page=("The model answer", content))

    def _following(self) -> Subject | None:
        self._write_down()
        today = local_time.today()
        record = record_of(self._store.attempts(), self._bank, pace_of(self._store), today)
        name = next_to_write(self._bank.labels, record, today, self._done)
        if name is None:
            self._view = replace(self._view, notice="There is nothing more to write: all of it is known.")
            return None
        try:
            return subject_begun(self._bank, self._bank.questions[name], self._watching.subject.path.parent)
        except LossquizError as error:
            self._view = replace(self._view, notice=str(error))
            return None

    def _write_down(self) -> bool:
        """Record what is to be recorded, once it is shown: a disk takes its time; tell whether something went wrong."""
        well = True
        while self._to_record:
            try:
                self._store.record(self._to_record.pop(0))
            except LossquizError as error:
                well = False
                self._view = replace(self._view, notice=f"not recorded: {error}")
        return not well

    def _leave(self) -> None:
        """Record what is left, put aside what passed, and keep the last line for when the screen is gone."""
        self._write_down()
        watching = self._watching
        name, report = watching.subject.question.id, watching.report
        path = escape(str(watching.subject.path))
        try:
            kept = watching.put_aside(local_time.today())
        except LossquizError as error:
            self.parting.append(f"{name}: passed; {error}")
            return
        if kept is not None:
            self.parting.append(f"{name}: passed, {shown.progress(watching)}; kept as {escape(str(kept))}")
        elif report is not None:
            self.parting.append(f"{name}: {report.verdict}, {shown.progress(watching)}; {path}")
        else:
            self.parting.append(f"{name}: {path}")


_SCROLLING = {" ": 1.0, "b": -1.0, "down": 0.2, "up": -0.2}


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None
    except OSError:
        return None
