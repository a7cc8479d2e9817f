"""`lossquiz solution`: the model answer of a question."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.progress import opened_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.store import Attempt
from lossquiz.questions.find import find_question
from lossquiz.report.terminal.questions import render_answer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("solution", epilog=examples("lossquiz solution huber", "lossquiz solution huber > huber_model.py"))(
        solution
    )


def solution(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A question.", autocompletion=complete.questions)],
) -> None:
    """Show the model answer of a question.

    It is recorded: the question comes back as one that was missed.
    """
    settings = settings_of(ctx)
    question = find_question(settings.load_bank(), name)
    source = question.answer().code
    with opened_store("this is not recorded") as store:
        given = store.hints_given(question.id)
        store.record(Attempt(question.id, question.kind, "revealed", hints=given))
    if source and not sys.stdout.isatty():
        typer.echo(source, nl=False)
    else:
        render_answer(question, settings.console())
