"""The console of every report."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console, ConsoleDimensions
from rich.text import Text

from lossquiz.report.spelling import spelled

if TYPE_CHECKING:
    from rich.align import AlignMethod
    from rich.console import ConsoleOptions, RenderableType
    from rich.segment import Segment
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

    @property
    def size(self) -> ConsoleDimensions:
        """The columns and rows; Rich takes every terminal that is called dumb for one of 80 columns."""
        if not self.is_dumb_terminal:
            return super().size
        columns, rows = shutil.get_terminal_size((80, 25))
        return ConsoleDimensions(self._width or columns, self._height or rows)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self.width, self.height = new_size

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

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Spell a text as the terminal's alphabet can before it is laid out, so that it keeps within its columns."""
        if isinstance(renderable, Text) and not self.encoding.lower().startswith("utf"):
            renderable = _spelled(renderable, self)
        return super().render(renderable, options)

    def on_broken_pipe(self) -> NoReturn:
        """Leave the reader's going to the one place that makes exit codes; Rich would exit with 1, "not passed"."""
        raise BrokenPipeError


def _spelled(text: Text, console: Console) -> Text:
    told = Text(style=text.style, justify=text.justify, overflow=text.overflow, no_wrap=text.no_wrap, end=text.end)
    plain = text.copy()
    plain.end, plain.style = "", ""
    for part in plain.render(console):
        told.append(spelled(part.text, console.encoding), part.style)
    return told
