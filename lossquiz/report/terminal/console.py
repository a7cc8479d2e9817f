"""The console of every report."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class PlainConsole(Console):
    """A console that prints text as it is: no markup, no guessed highlighting, no emoji codes.

    Args:
        stderr: Print to stderr.
        color: False for no colour; else the terminal and `NO_COLOR` decide.
    """

    def __init__(self, *, stderr: bool = False, color: bool = True) -> None:
        super().__init__(stderr=stderr, no_color=None if color else True, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> NoReturn:
        """Leave the reader's going to the one place that makes exit codes; Rich would exit with 1, "not passed"."""
        raise BrokenPipeError
