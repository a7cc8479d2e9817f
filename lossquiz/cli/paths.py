"""Files and folders as options and arguments take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lossquiz.errors import UsageError


def refuse_empty(word: str, where: str) -> None:
    """Refuse a path without a character: Python takes it for the current folder, which nobody asked for.

    Args:
        word: What was typed.
        where: The option or argument, as the help names it.

    Raises:
        UsageError: It is empty.
    """
    if not word:
        raise UsageError(f"{where}: an empty path names nothing; the current folder is .")


def name_of(param: click.Parameter) -> str:
    """Return what the help calls an option or an argument."""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


class GivenPath(click.Path):
    """A path that has a character at least. Every path of the command line is of this type; a test holds them to it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        refuse_empty(str(value) if isinstance(value, Path) else value, name_of(param) if param else "a path")
        return super().convert(value, param, ctx)


PATH = GivenPath()
