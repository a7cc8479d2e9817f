"""`lossquiz start`: the file that an answer starts from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import InputError
from lossquiz.practice.workbench import draft_of
from lossquiz.questions.find import find_file_question

_EXAMPLES = (
    "lossquiz start huber",
    "lossquiz start huber --dir answers --force",
    "lossquiz start huber-debug-slope",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("start", epilog=examples(*_EXAMPLES))(start)


def start(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An implement question, or a debug question.", autocompletion=complete.file_questions
        ),
    ],
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="Where to write it.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write the file that an answer starts from.

    Of an implement question it holds the signature, the convention, and what is not allowed; of a debug question, the
    code to mend. Nothing is overwritten unasked.
    """
    bank = settings_of(ctx).load_bank()
    question = find_file_question(bank, name)
    draft = draft_of(bank, question)
    assert draft is not None  # noqa: S101 - only such questions are found
    path = draft.path(folder)
    if path.exists() and not force:
        if not is_person():
            raise InputError(f"{path}: is there already; --force overwrites it, --dir writes elsewhere")
        if not confirm(f"{path} is there already. Overwrite it?"):
            typer.echo("Left as it is.", err=True)
            return
    draft.write(path)
    typer.echo(str(path))
    what = "Fill it in" if question.id == draft.task.id else "Mend it"
    typer.echo(f"{what}, then: lossquiz grade {path}", err=True)
