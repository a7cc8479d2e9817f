"""`lossquiz hint`: the next hint of a question."""

from __future__ import annotations

from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.progress import opened_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.store import Attempt
from lossquiz.questions.find import find_question
from lossquiz.report.terminal.hint import hint_pieces


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("hint", epilog=examples("lossquiz hint huber", "lossquiz hint huber-compute-two"))(hint)


def hint(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A question.", autocompletion=complete.questions)],
) -> None:
    """Give the next hint of a question.

    Hints go from gentle to telling; `lossquiz reset ID` begins anew.
    """
    settings = settings_of(ctx)
    bank = settings.load_bank()
    question = find_question(bank, name)
    hints = question.hints_in(bank)
    with opened_store("this is the first hint, and it is not recorded") as store:
        given = store.hints_given(question.id)
        if given >= len(hints):
            typer.echo(f"No more hints; the answer: {settings.told(f'lossquiz solution {question.id}')}")
            return
        store.record(Attempt(question.id, question.kind, "hinted", hints=given + 1))
    settings.write(hint_pieces(given + 1, len(hints), hints[given], settings.width))
