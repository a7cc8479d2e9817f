"""Files and folders as options and arguments take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lossquiz.errors import InputError, UsageError


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


def check_place(path: Path) -> None:
    """Check that the folder is there that a file is to be written into: a mistyped one would be made, and looked for.

    Raises:
        InputError: It is not.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: cannot be written: no such folder; make it, or write elsewhere")


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
