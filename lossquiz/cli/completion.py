"""`lossquiz completion`: what a shell needs to complete commands, options and ids."""

from __future__ import annotations

from typing import Annotated

import click
import typer

from lossquiz.cli import complete
from lossquiz.cli.settings import examples


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "completion",
        epilog=examples(
            "lossquiz completion bash >> ~/.bashrc",
            "lossquiz completion fish > ~/.config/fish/completions/lossquiz.fish",
            'eval "$(lossquiz completion zsh)"',
        ),
    )(completion)


def completion(
    shell: Annotated[
        str,
        typer.Argument(metavar="SHELL", click_type=click.Choice(complete.SHELLS), help="bash, zsh or fish."),
    ],
) -> None:
    """Print the script with which a shell completes commands and ids.

    `lossquiz --install-completion` adds it to the start of the shell that it is called from.
    """
    typer.echo(complete.script(shell))
