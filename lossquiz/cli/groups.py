"""Commands that have commands of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    import click


class Group(TyperGroup):
    """A group whose help says of each command what its first sentence says, whole: click cuts it where a line ends."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what they do."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_sentence(command.help or "")) for name, command in found if command])


def _first_sentence(told: str) -> str:
    return re.split(r"(?<=\.)\s", " ".join(told.split()), maxsplit=1)[0]
