"""An interview as it runs: questions against a clock, no verdicts before the end, every answer recorded as it is given.

At its end explanations are ticked and mistakes are named; then the scorecard is drawn up.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from lossquiz.errors import InputError, LossquizError
from lossquiz.lookup import quote
from lossquiz.practice.editor import Editor, edit, editor
from lossquiz.practice.interview.marking import attempt_of, blank, graded, marked, mistaken
from lossquiz.practice.interview.scorecard import ANSWERED, Ending, Entry, Scorecard, card_text
from lossquiz.practice.marked import places_named
from lossquiz.practice.store import Attempt, Store, spare_store
from lossquiz.practice.workbench import Draft, draft_of
from lossquiz.questions.replies import UnclearAnswerError
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.practice.interview.mix import Item, Script
    from lossquiz.practice.workbench import Bench
    from lossquiz.questions.model import Bank

SHORT_OF_TIME = 120.0  # seconds from which each prompt tells how many are left
TICK = "Tick or untick points (1 3) · Enter: done > "
END = "y: end it · Enter: go on > "
NO_HELP = "No hints and no answers in an interview: they come at its end. s skips the question, q ends it all."
TIME_IS_UP = "Time is up: finish this question, or s leaves it; no other comes."
KEYS = "s skip · q end · ? help"
KEYS_BACK = "s skip · back to a skipped one · q end · ? help"
HELP_BACK = "back returns to the question skipped first, back 7 to number 7."
HELP_TEXT = "An empty line ends the answer, or a dot alone; a key of the list alone on a line is still a key."

Command = Literal["skip", "back", "quit", "no help", "help"]
COMMANDS: dict[str, Command] = {
    "s": "skip",
    "skip": "skip",
    "back": "back",
    "q": "quit",
    "quit": "quit",
    "h": "no help",
    "hint": "no help",
    "r": "no help",
    "reveal": "no help",
    "?": "help",
    "help": "help",
}


class Room(Protocol):
    """Where the candidate sits; the command line implements it."""

    @property
    def interactive(self) -> bool:
        """Whether a person is there."""

    def put(self, entry: Entry, item: Item, total: int, left: float, keys: str) -> None:
        """Show a question, and how many seconds are left."""

    def read(self, prompt: str) -> str:
        """Return a line.

        Raises:
            EOFError: There are no more.
        """

    def more_is_there(self) -> bool:
        """Tell whether more was typed or pasted at a terminal than was read."""

    def discard_more(self) -> None:
        """Discard what was typed or pasted at a terminal beyond what was read; what comes from a pipe is kept."""

    def say(self, line: str) -> None:
        """Tell something."""

    def show_explanation(self, entry: Entry) -> None:
        """Show an explanation beside a good one, and the points to tick."""

    def show_points(self, entry: Entry) -> None:
        """Show the points, and which are ticked."""

    def busy(self, what: str) -> contextlib.AbstractContextManager[object]:
        """Show that something is being done, as long as it takes."""


class _Over(Exception):  # noqa: N818 - not an error
    """The candidate ends the interview."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What an interview needs beside its questions.

    Attributes:
        session: The session's id.
        at: When it began, in UTC, ISO 8601.
        bank: The bank.
        room: Where the candidate sits.
        bench: Grades files.
        folder: Where files to fill in go.
        clock: Returns the clock's time in seconds; what passes while an answer is graded is not the candidate's.
    """

    session: str
    at: str
    bank: Bank
    room: Room
    bench: Bench
    folder: Path
    clock: Callable[[], float]


class Interview:
    """One interview.

    Attributes:
        entries: What became of each question so far, by its number.
    """

    def __init__(self, script: Script, store: Store, sitting: Sitting) -> None:
        self.entries: dict[int, Entry] = {item.number: blank(item) for item in script.items}
        self._script = script
        self._store = store
        self._sitting, self._room = sitting, sitting.room
        self._attempts: dict[int, tuple[Attempt, str]] = {}
        self._items = {item.number: item for item in script.items}
        self._seconds: dict[int, float] = {}
        self._next: int | None = None
        self._stood = 0.0
        self._began = self._now()
        self._ended: float | None = None

    def run(self) -> Ending:
        """Put the questions until they, the time or the answers end, or the candidate does."""
        self._began = self._now()
        try:
            return self._put_all()
        except _Over:
            return "quit" if self.left > 0 else "time"
        except EOFError:
            return "no more input"

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return self._began + 60 * self._script.brief.minutes - self._now()

    @property
    def skipped(self) -> list[int]:
        """The numbers of the questions that were skipped."""
        return [number for number, entry in self.entries.items() if entry.result == "skipped"]

    def close(self) -> None:
        """End it: what was skipped is recorded now, since until now it could be taken up again."""
        if self._ended is None:
            self._ended = self._now()
            for number in self.skipped:
                self._record(self.entries[number], "")

    def tick(self) -> None:
        """Let the candidate tick the points of each explanation; that is its mark."""
        if not self._room.interactive:
            return
        due = [number for number, entry in self.entries.items() if entry.points and entry.result in ANSWERED]
        if due:
            self._room.say(f"Tick what you said in your {'explanation' if len(due) == 1 else 'explanations'}:")
        for number in due:
            self._room.show_explanation(self.entries[number])
            with contextlib.suppress(EOFError):
                self._tick(number)

    def name_mistakes(self) -> None:
        """Find out which known mistake gives each wrong number; torch is loaded for that, and only for that."""
        wrong = [n for n, entry in self.entries.items() if entry.result == "wrong" and self._may_be_named(n)]
        if not wrong:
            return
        with self._room.busy("Working out which mistakes give the wrong numbers"):
            for number in wrong:
                with contextlib.suppress(LossquizError):
                    self._name(number)

    def card(self, ending: Ending) -> Scorecard:
        """Return the scorecard."""
        script, brief = self._script, self._script.brief
        return Scorecard(
            at=self._sitting.at,
            session=self._sitting.session,
            minutes=brief.minutes,
            level=brief.level,
            families=brief.families,
            seed=script.seed,
            seconds=round((self._now() if self._ended is None else self._ended) - self._began, 1),
            ending=ending,
            entries=tuple(self.entries[item.number] for item in script.items),
        )

    def keep(self, card: Scorecard) -> None:
        """Keep the scorecard beside the log."""
        try:
            self._store.keep_interview(card_text(card))
        except InputError as error:
            self._do_without(error)

    def _now(self) -> float:
        return self._sitting.clock() - self._stood

    def _put_all(self) -> Ending:
        while True:
            if self.left <= 0:
                return "time"
            item = self._choose()
            if item is None:
                return "done"
            self._put(item)

    def _choose(self) -> Item | None:
        """Return the question that comes next: one gone back to, the first unreached, or one that was skipped."""
        if self._next is not None:
            number, self._next = self._next, None
            return self._items[number]
        for number, entry in self.entries.items():
            if not entry.was_put:
                return self._items[number]
        return self._offer()

    def _offer(self) -> Item | None:
        """Offer what was skipped, at the end of the questions, as long as there is time."""
        while self.skipped and self._room.interactive:
            numbers = ", ".join(map(str, self.skipped))
            self._room.say(f"That was the last one. Skipped: {numbers}. {clock_text(self.left)} left.")
            typed = self._room.read("Enter: the first of them · its number · q: end > ").strip().lower()
            if COMMANDS.get(typed) == "quit" or self.left <= 0:
                return None
            number = self._skipped_one(typed.removeprefix("back"))
            if number is not None:
                return self._items[number]
        return None

    def _put(self, item: Item) -> None:
        number, since = item.number, self._now()
        self.entries[number] = replace(self.entries[number], result="left")
        keys = KEYS_BACK if self.skipped else KEYS
        self._room.put(self.entries[number], item, len(self._items), self.left, keys)
        try:
            draft = self._lay_out(item)
            while not self._turn(item, draft, since):
                if self.left <= 0:
                    self._room.say(TIME_IS_UP)
        finally:
            self._seconds[number] = self._spent(number, since)
            self.entries[number] = replace(self.entries[number], seconds=round(self._seconds[number], 1))

    def _spent(self, number: int, since: float) -> float:
        return self._seconds.get(number, 0.0) + self._now() - since

    def _turn(self, item: Item, draft: Draft | None, since: float) -> bool:
        """Take a line or an answer; return whether the question is over, for now at least."""
        try:
            typed = self._room.read(self._prompt(draft))
        except EOFError:
            if not self._room.interactive:
                raise
            self._end()
            return False
        over = self._obey(typed, item)
        if over is not None:
            return over
        if draft is not None:
            return self._hand_in(typed.strip(), item, draft, since)
        if not typed.strip():
            return False
        if item.takes == "text" and self._room.interactive:
            text = self._rest_of(typed, item)
            if text is None:
                return True
            typed = text
        return self._mark(typed, item, since)

    def _mark(self, typed: str, item: Item, since: float) -> bool:
        entry = self.entries[item.number]
        try:
            done = marked(entry, item, typed, self._spent(item.number, since))
        except UnclearAnswerError as unclear:
            self._room.say(str(unclear))
            return False
        self._record(done, typed)
        return True

    def _rest_of(self, first: str, item: Item) -> str | None:
        """Return an explanation up to an empty line or a dot; None where the question was left instead.

        An empty line behind which there is more already parts the paragraphs of a paste.
        """
        lines = [first]
        with contextlib.suppress(EOFError):
            while (line := self._room.read(". ")).strip() != "." and (line.strip() or self._room.more_is_there()):
                over = self._obey(line, item)
                if over:
                    return None
                if over is None:
                    lines.append(line)
        self._room.discard_more()
        return "\n".join(lines)

    def _prompt(self, draft: Draft | None) -> str:
        left = self.left
        clock = "" if left > SHORT_OF_TIME else f"{clock_text(left)} left " if left > 0 else "time is up "
        if draft is None:
            return f"{clock}> "
        if not self._room.interactive:
            return f"A file to hand in {clock}> "
        command = _editor()
        opening = f"e: edit in {command.name} · " if command else ""
        return f"{opening}Enter: hand it in {clock}> "

    def _obey(self, typed: str, item: Item) -> bool | None:
        """Do what a command says: True when the question is left with it, False when not, None when it is none."""
        words = typed.strip().lower().split()
        if not words or len(words) > 2:  # noqa: PLR2004 - `back 7`
            return None
        command = "back" if words[0] == "b" and not item.order else COMMANDS.get(words[0])
        if command is None or (len(words) > 1 and command != "back"):
            return None
        if command == "back":
            return self._go_back(words[1:], item)
        if command == "quit":
            self._end()
        elif command == "skip":
            self.entries[item.number] = replace(self.entries[item.number], result="skipped")
        else:
            self._room.say(NO_HELP if command == "no help" else _help(item))
        return command == "skip"

    def _go_back(self, words: list[str], item: Item) -> bool | None:
        number = self._skipped_one(" ".join(words))
        if number is None:
            if words and not words[0].isdecimal():
                return None  # a sentence that begins with this word
            numbers = ", ".join(map(str, self.skipped))
            self._room.say(f"Skipped so far: {numbers}." if numbers else "Nothing was skipped yet.")
            return False
        if self.left <= 0:
            return False
        self.entries[item.number] = replace(self.entries[item.number], result="skipped")
        self._next = number
        return True

    def _skipped_one(self, typed: str) -> int | None:
        """Return the number of a skipped question: the one typed, or the first where none is."""
        numbers = {str(number): number for number in self.skipped}
        return numbers.get(typed.strip()) if typed.strip() else next(iter(self.skipped), None)

    def _end(self) -> None:
        """End the interview, if that is meant."""
        open_ = sum(entry.result not in ANSWERED for entry in self.entries.values())
        if self._room.interactive and self.left > 0:
            all_ = counted(len(self.entries), "question is", "questions are")
            self._room.say(f"End the interview? {open_} of {all_} not answered.")
            try:
                if self._room.read(END).strip().lower() not in {"y", "yes", "q"}:
                    return
            except EOFError:
                pass
        raise _Over

    def _lay_out(self, item: Item) -> Draft | None:
        """Write the file to fill in, for a question that takes one."""
        if item.takes != "file":
            return None
        draft = draft_of(self._sitting.bank, item.question)
        if draft is not None and self._room.interactive:
            path = draft.path(self._sitting.folder)
            try:
                if not path.exists():
                    draft.write(path)
                self._room.say(f"Your file: {path}")
            except InputError as error:
                self._room.say(str(error))
        return draft

    def _hand_in(self, typed: str, item: Item, draft: Draft, since: float) -> bool:
        path = draft.path(self._sitting.folder)
        if typed.lower() in {"e", "edit"} and self._room.interactive:
            self._edit(path)
            return False
        if typed:
            path = Path(typed)
            with contextlib.suppress(RuntimeError):  # a user who is none
                path = path.expanduser()
        elif not self._room.interactive:
            return False
        elif draft.untouched(path):
            self._room.say("The file is as it was given to you; there is nothing to hand in yet.")
            return False
        try:
            code = path.read_bytes().decode("utf-8", "replace")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self._room.say(f"{quote(str(path))}: cannot be read ({reason}), and is no command either (? for help)")
            return False
        return self._grade(path, code, item, draft, since)

    def _grade(self, path: Path, code: str, item: Item, draft: Draft, since: float) -> bool:
        entry = self.entries[item.number]
        spent = self._spent(item.number, since)
        try:
            with (
                self._clock_stands(),
                self._room.busy("Handed in, and checked for the end; the clock stands meanwhile"),
            ):
                report = self._sitting.bench.grade(path, draft.task)
        except LossquizError as error:
            self._room.say(str(error))
            return False
        self._record(graded(entry, report, path, code, spent), "")
        return True

    def _edit(self, path: Path) -> None:
        found = _editor()
        try:
            if found:
                edit(found, path)
            else:
                self._room.say(f"No editor was found here; set EDITOR, or open the file yourself: {path}")
        except LossquizError as error:
            self._room.say(str(error))

    @contextlib.contextmanager
    def _clock_stands(self) -> Iterator[None]:
        since = self._sitting.clock()
        try:
            yield
        finally:
            self._stood += self._sitting.clock() - since

    def _record(self, entry: Entry, typed: str) -> None:
        """Write an answer down; where that fails, the interview goes on and says so."""
        self.entries[entry.number] = entry
        attempt = attempt_of(entry, self._sitting.session, typed)
        try:
            kept = self._store.record(attempt)
        except InputError as error:
            self._do_without(error)
            kept = self._store.record(attempt)
        self._attempts[entry.number] = kept, typed

    def _do_without(self, error: InputError) -> None:
        """Go on with a log in memory, where the one on disk can be written no more."""
        self._room.say(f"{error}; what follows is not kept")
        self._store = spare_store()

    def _amend(self, entry: Entry) -> None:
        """Write down what became of an answer since it was given."""
        self.entries[entry.number] = entry
        before, typed = self._attempts[entry.number]
        after = attempt_of(entry, self._sitting.session, typed, before.at)
        if after != before:
            try:
                self._store.amend(before, after)
            except InputError as error:
                self._do_without(error)
            self._attempts[entry.number] = after, typed

    def _tick(self, number: int) -> None:
        while typed := self._room.read(TICK).strip().lower():
            entry = self.entries[number]
            places = places_named(typed, len(entry.points))
            if places is None:
                self._room.say(f"type numbers from 1 to {len(entry.points)}, or press Enter")
                continue
            self._amend(replace(entry.ticked(places), own_mark=True))
            self._room.show_points(self.entries[number])
        self._amend(replace(self.entries[number], own_mark=True))

    def _may_be_named(self, number: int) -> bool:
        item = self._items[number]
        return item.takes == "line" and not item.order and item.question.loss in self._sitting.bank.tasks

    def _name(self, number: int) -> None:
        item, bench = self._items[number], self._sitting.bench
        task = self._sitting.bank.tasks[item.question.loss]
        typed = self._attempts[number][1]
        self._amend(
            mistaken(self.entries[number], item, typed, task, lambda sought: bench.misconception_values(task, sought))
        )


def clock_text(seconds: float) -> str:
    """Write what is left on a clock: `31:20`, `1:05:00`."""
    minutes, rest = divmod(max(0, math.ceil(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _help(item: Item) -> str:
    text = HELP_TEXT if item.takes == "text" else item.question.help
    if item.mend:
        text = "Mend the file, then hand it in; the name of another file hands that one in."
    return f"{text}\n{KEYS_BACK}\n{HELP_BACK}"


def _editor() -> Editor | None:
    """Return the candidate's editor; one that cannot be read as a command is none."""
    try:
        return editor()
    except InputError:
        return None
