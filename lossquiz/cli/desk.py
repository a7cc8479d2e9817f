"""The candidate's desk at a terminal or a pipe: questions go to stdout, answers come from stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lossquiz.cli.typed import discard_more, edit_lines, more_is_there, typed_line
from lossquiz.report.spelling import spelled
from lossquiz.report.terminal import questions as shown
from lossquiz.report.terminal.pieces import wrap
from lossquiz.report.terminal.working import Working

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.desk import Asked
    from lossquiz.questions.model import Bank
    from lossquiz.questions.replies import Verdict


class TerminalDesk:
    """Shows questions with Rich and reads lines from stdin.

    Args:
        console: Where to.
        bank: Where the cards of losses are found.
        told: Has a command as it is to be typed.

    Attributes:
        interactive: Whether stdin is a terminal. From a pipe, answers are echoed, so that a transcript reads well.
    """

    def __init__(self, console: Console, bank: Bank, told: Callable[[str], str] = str) -> None:
        self._console = console
        self._bank = bank
        self._told = told
        self.interactive = sys.stdin.isatty()
        if self.interactive:
            edit_lines()

    def put(self, asked: Asked) -> None:
        """Show a question."""
        shown.render_question(asked, self._console)

    def read(self, prompt: str) -> str:
        """Return a line.

        Raises:
            EOFError: There are no more.
        """
        if self.interactive:
            return typed_line(prompt)
        self._console.print(prompt, end="")
        line = sys.stdin.readline()
        if not line:
            self._console.print()
            raise EOFError
        line = line.rstrip("\r\n")
        self._console.print(line, soft_wrap=True)
        return line

    def more_is_there(self) -> bool:
        """Tell whether more was typed or pasted than was read."""
        return more_is_there()

    def discard_more(self) -> None:
        """Discard what was typed or pasted beyond what was read."""
        discard_more()

    def say(self, line: str) -> None:
        """Tell something."""
        # What is longer than a line, such as a path, is left whole: the terminal breaks it where it can be copied.
        lines = wrap(spelled(line, self._console.encoding), self._console.width)
        self._console.print("\n".join(lines), soft_wrap=True)

    def hint(self, number: int, total: int, text: str) -> None:
        """Show a hint."""
        shown.render_hint(number, total, text, self._console)

    def show_verdict(self, asked: Asked, verdict: Verdict) -> None:
        """Show what was made of an answer."""
        shown.render_verdict(asked, verdict, self._console)

    def show_points(self, verdict: Verdict) -> None:
        """Show which points of an explanation are ticked."""
        shown.render_points(verdict, self._console)

    def show_report(self, report: GradeReport) -> None:
        """Show what was made of a file."""
        from lossquiz.report.terminal.grading import render

        self._console.print()
        render(report, self._console)

    def celebrate(self, report: GradeReport, tries: int, seconds: float, theirs: str, model: str) -> None:
        """Show that a file passed, and the model answer beside it."""
        from lossquiz.report.terminal.grading import render_pass

        self._console.print()
        render_pass(report, tries, seconds, (theirs, model), self._console)

    def working(self, what: str) -> Working:
        """Say what is being done, while it is done, where that takes long enough to be wondered about."""
        return Working(what, shown=self.interactive)

    def reveal(self, asked: Asked) -> None:
        """Show the answer."""
        shown.render_answer(asked.question, self._console, asked.order)

    def show_card(self, asked: Asked) -> bool:
        """Show the card of the question's loss; return whether there is one."""
        from rich.text import Text

        from lossquiz.questions.find import Subject, find_subject
        from lossquiz.report.terminal.cards import card_pieces

        found = find_subject(self._bank, asked.question.loss) if asked.question.loss else None
        if not isinstance(found, Subject):
            return False
        curve = not self._console.options.ascii_only
        self._console.print(Text.assemble(*card_pieces(found, self._console.width, curve=curve, told=self._told)))
        return True
