"""`lossquiz start`: the file that an answer starts from."""

from __future__ import annotations

from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.answers import Into
from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.failures import say
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import InputError, LossquizError
from lossquiz.practice.answers import answers_home, kept_already
from lossquiz.practice.own import remember_started
from lossquiz.practice.workbench import draft_of
from lossquiz.questions.find import find_file_question
from lossquiz.wording import as_typed

_EXAMPLES = (
    "lossquiz start huber",
    "lossquiz start huber --into answers --force",
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
    into: Into = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write the file that an answer starts from.

    Of an implement question it holds the signature, the convention, and what is not allowed; of a debug question, the
    code to mend. Nothing is overwritten unasked. It goes into the folder of answers in the data folder, or into that of
    --into; wherever it lies, `lossquiz grade` of it is recorded in your progress.
    """
    settings = settings_of(ctx)
    bank = settings.load_bank()
    question = find_file_question(bank, name)
    draft = draft_of(bank, question)
    assert draft is not None  # noqa: S101 - only such questions are found
    path = draft.path(answers_home(into))
    if path.exists() and not force and kept_already(path) is None:
        if not is_person():
            raise InputError(f"{path}: is there already; --force overwrites it, --into writes elsewhere")
        if not confirm(f"{path} is there already. Overwrite it?"):
            typer.echo("Left as it is.", err=True)
            return
    draft.write(path)
    try:
        remember_started(path, question.id)
    except LossquizError as error:
        say(f"{error}; its grades will not be recorded")
    typer.echo(str(path))
    what = "Fill it in" if question.id == draft.task.id else "Mend it"
    grade, watch = (settings.told(f"lossquiz {word} {as_typed(path)}") for word in ("grade", "watch"))
    typer.echo(f"{what}, then: {grade}", err=True)
    typer.echo(f"Or have it graded at each save: {watch}", err=True)
