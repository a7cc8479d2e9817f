"""What the global options say, and what every command makes of it: the bank and the console."""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lossquiz.wording import as_typed

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.questions.model import Bank


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options of one call.

    Attributes:
        banks: Folders of further banks, of `--bank`.
        color: False after `--no-color`; `NO_COLOR` is Rich's own business.
        plain: Whether only lines of text are shown: no rules, no columns, nothing redrawn.
    """

    banks: tuple[Path, ...] = ()
    color: bool = True
    plain: bool = False

    def told(self, command: str) -> str:
        """Return a command that a message tells, as it is to be typed here: about the same banks."""
        return " ".join((command, *(f"--bank {as_typed(folder)}" for folder in self.banks)))

    def made_plain(self) -> Settings:
        """Return the same, for a screen reader: lines of text, one thing after another."""
        return replace(self, color=False, plain=True)

    def load_bank(self) -> Bank:
        """Read the shipped bank and those of `--bank`.

        Raises:
            BankError: With every fault of every file.
            InputError: A folder that is not there.
        """
        from lossquiz.questions.bank import load_bank

        return load_bank(self.banks)

    def console(self, *, stderr: bool = False) -> Console:
        """Return a console that prints text as it is: no markup, no guessed highlighting."""
        from lossquiz.report.terminal.console import PlainConsole

        return PlainConsole(stderr=stderr, color=self.color, plain=self.plain)

    def write(self, pieces: Sequence[tuple[str, str]], console: Console | None = None) -> None:
        """Write pieces of styled text to stdout, and one line's end; where no colour is shown, Rich is not loaded."""
        if not self.unicode:
            from lossquiz.report.terminal.pieces import respelled

            pieces = respelled(pieces, self.width, sys.stdout.encoding)
        if console is None and not sys.stdout.isatty() and not os.environ.get("FORCE_COLOR"):
            sys.stdout.write("".join(text for text, _ in pieces).rstrip("\n") + "\n")
            return
        from rich.text import Text

        text = Text.assemble(*pieces)
        text.rstrip()
        (console or self.console()).print(text, soft_wrap=True)

    @property
    def width(self) -> int:
        """The columns of the terminal, or what `COLUMNS` says, or 80."""
        return shutil.get_terminal_size().columns

    @property
    def unicode(self) -> bool:
        """Whether stdout takes every character."""
        return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


def settings_of(ctx: click.Context) -> Settings:
    """Return the settings of a command's context."""
    return ctx.find_object(Settings) or Settings()


def finite(param: click.Parameter, value: float | None) -> float | None:
    """Refuse what is a number by name alone: no bound of an option keeps out NaN.

    Raises:
        BadParameter: It is NaN or infinite.
    """
    if value is not None and not math.isfinite(value):
        raise click.BadParameter(f"{value} is not a valid float.", param=param)
    return value


def examples(*lines: str) -> str:
    """Return the end of a command's help: its examples, one to a line."""
    # \b keeps click from joining the lines into a paragraph.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
