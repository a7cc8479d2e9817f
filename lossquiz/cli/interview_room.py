"""Where a candidate sits in an interview: at a terminal, where time that runs out is told at once, or at a pipe."""

from __future__ import annotations

import contextlib
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.cli.confirm import is_person
from lossquiz.cli.typed import discard_more, edit_lines, more_is_there, typed_line
from lossquiz.practice.interview.sitting import SHORT_OF_TIME
from lossquiz.report.terminal import interview as shown

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.interview.mix import Item
    from lossquiz.practice.interview.scorecard import Entry
    from lossquiz.report.terminal.pieces import Pieces

TWO_MINUTES = "Two minutes are left."
TIME_IS_UP = "Time is up. You may finish this question; no other comes."


@dataclass(frozen=True, slots=True)
class Output:
    """Writes pieces of text.

    Attributes:
        settings: The global options.
        plain: Whether it is for a screen reader: without colours and lines.
    """

    settings: Settings
    plain: bool

    def write(self, pieces: Pieces) -> None:
        """Write pieces of styled text, and one line's end."""
        if self.plain:
            sys.stdout.write("".join(text for text, _ in pieces).rstrip("\n") + "\n")
        else:
            self.settings.write(pieces)

    @property
    def width(self) -> int:
        """The columns that there are."""
        return self.settings.width


class Room:
    """The candidate's seat: questions go to stdout, answers come from stdin.

    Attributes:
        interactive: Whether a person is there. From a pipe, answers are echoed, so that a transcript reads well.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._left: Callable[[], float] | None = None
        self.interactive = is_person()
        if self.interactive:
            edit_lines()

    def put(self, entry: Entry, item: Item, total: int, left: float, keys: str) -> None:
        """Show a question, and how many seconds are left."""
        width, plain = self._output.width, self._output.plain
        self._output.write(shown.question_pieces(entry, item, total, left, keys, width, plain=plain))

    def watch(self, left: Callable[[], float] | None) -> None:
        """Tell from now on, while a line is typed, when two minutes are left, and when none is; None stops that."""
        self._left = left

    def read(self, prompt: str) -> str:
        """Return a line.

        Raises:
            EOFError: There are no more.
        """
        if self.interactive:
            try:
                with self._again_after_a_stop(prompt):
                    return typed_line(prompt, self._bell(prompt))
            except EOFError:
                print()  # noqa: T201 - ends the line of the prompt
                raise
        sys.stdout.write(prompt)
        line = sys.stdin.readline()
        sys.stdout.write(f"{line.rstrip()}\n")
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def more_is_there(self) -> bool:
        """Tell whether more was typed or pasted than was read."""
        return more_is_there()

    def discard_more(self) -> None:
        """Discard what was typed or pasted beyond what was read."""
        discard_more()

    def _bell(self, prompt: str) -> Callable[[], None]:
        """Return what lets the clock speak up while a line is typed; what is typed so far is shown again below."""
        clock = self._left
        left = clock() if clock else 0.0
        rings = [mark for mark in (SHORT_OF_TIME, 0.0) if left > mark]

        def look() -> None:
            passed = [mark for mark in rings if clock and clock() <= mark]  # both, after a laptop has slept
            if passed:
                del rings[: len(passed)]
                _show_again(prompt, f"{TWO_MINUTES if passed[-1] else TIME_IS_UP}\n")

        return look

    @staticmethod
    @contextlib.contextmanager
    def _again_after_a_stop(prompt: str) -> Iterator[None]:
        """Show a prompt and what is typed so far again after Ctrl-Z and `fg`."""
        if not hasattr(signal, "SIGCONT"):
            yield
            return
        before = signal.signal(signal.SIGCONT, lambda *_: _show_again(prompt))
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, before)

    @staticmethod
    @contextlib.contextmanager
    def apart() -> Iterator[None]:
        """Keep the signals of the clock and of `fg` for the thread that reads, from threads that are started within.

        A signal that another thread is given would wait for the next key.
        """
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGCONT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def say(self, line: str) -> None:
        """Tell something."""
        # What is longer than a line, such as a path, is left whole: the terminal breaks it where it can be copied.
        wrapped = textwrap.TextWrapper(self._output.width, break_long_words=False, break_on_hyphens=False)
        self._output.write([(f"{part}\n", "") for one in line.split("\n") for part in wrapped.wrap(one)])

    def show_explanation(self, entry: Entry) -> None:
        """Show an explanation beside a good one, and the points to tick."""
        self._output.write(shown.explanation_pieces(entry, self._output.width))

    def show_points(self, entry: Entry) -> None:
        """Show the points, and which are ticked."""
        self._output.write(shown.points_pieces(entry, self._output.width))

    @contextlib.contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Show that something is being done, as long as it takes."""
        if not self.interactive:
            yield
            return
        if self._output.plain or not sys.stdout.isatty():
            self.say(f"{what}.")
            yield
            return
        with self._output.settings.console().status(what):
            yield


def _show_again(prompt: str, said: str = "") -> None:
    """Show, below something that is said, a prompt and what is typed so far, as far as that can be told."""
    readline = sys.modules.get("readline")
    typed = readline.get_line_buffer() if readline is not None else ""
    sys.stdout.write(f"\n{said}{prompt}{typed}")
    sys.stdout.flush()
