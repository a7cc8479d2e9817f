"""The console of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

if TYPE_CHECKING:
    from rich.align import AlignMethod
    from rich.style import Style
    from rich.text import TextType


class PlainConsole(Console):
    """A console that prints text as it is: no markup, no guessed highlighting, no emoji codes.

    Args:
        stderr: Print to stderr.
        color: False for no colour; else the terminal and `NO_COLOR` decide.
        plain: Lines of text alone, as a screen reader reads them: no rules and no columns.
    """

    def __init__(self, *, stderr: bool = False, color: bool = True, plain: bool = False) -> None:
        super().__init__(
            stderr=stderr,
            no_color=None if color else True,
            color_system=None if plain else "auto",
            markup=False,
            highlight=False,
            emoji=False,
        )
        self.plain = plain

    def rule(
        self,
        title: TextType = "",
        *,
        characters: str = "─",
        style: str | Style = "rule.line",
        align: AlignMethod = "center",
    ) -> None:
        """Draw a line with a title in it; plain, the title alone."""
        if self.plain:
            self.print(title)
        else:
            super().rule(title, characters=characters, style=style, align=align)

    def on_broken_pipe(self) -> NoReturn:
        """Leave the reader's going to the one place that makes exit codes; Rich would exit with 1, "not passed"."""
        raise BrokenPipeError
