"""`lossquiz start`: the starter file of an implement question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import InputError
from lossquiz.practice.workbench import starter_path, write_starter
from lossquiz.questions.find import find_task


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("start", epilog=examples("lossquiz start huber", "lossquiz start huber --dir answers --force"))(start)


def start(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="An implement question.")],
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="Where to write it.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write the starter file of an implement question.

    It holds the signature, the convention, and what is not allowed. Nothing is overwritten unasked.
    """
    task = find_task(settings_of(ctx).load_bank(), name)
    path = starter_path(task, folder)
    if path.exists() and not force:
        if not is_person():
            raise InputError(f"{path}: is there already; --force overwrites it, --dir writes elsewhere")
        if not confirm(f"{path} is there already. Overwrite it?"):
            typer.echo("Left as it is.", err=True)
            return
    write_starter(task, path)
    typer.echo(str(path))
    typer.echo(f"Fill it in, then: lossquiz grade {path}", err=True)
