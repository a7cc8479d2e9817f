"""`lossquiz show`: the card of a loss, or a question without its answer."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.settings import examples, settings_of
from lossquiz.lookup import plain
from lossquiz.questions.find import Subject, find_subject
from lossquiz.report.json.show import card_json, question_json
from lossquiz.report.terminal.cards import card_pieces


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "show", epilog=examples("lossquiz show huber", "lossquiz show huber-compute-two", "lossquiz show mse --json")
    )(show)


def show(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A loss, by id, alias or title, or a question.", autocompletion=complete.subjects
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the card of a loss, or a question.

    A card has the formula, a curve, when to use the loss, what it takes, its convention, its sources and questions.
    A question is shown without its answer.
    """
    settings = settings_of(ctx)
    found = find_subject(settings.load_bank(), name)
    if as_json:
        row = card_json(found) if isinstance(found, Subject) else question_json(found)
        typer.echo(json.dumps({"version": 1, **row}, ensure_ascii=False))
    elif isinstance(found, Subject):
        if found.entry and plain(name) in found.entry.near:
            typer.echo(f"lossquiz: {name} has no card of its own; this is its nearest relative.", err=True)
        settings.write(card_pieces(found, settings.width, curve=settings.unicode, told=settings.told))
    else:
        from lossquiz.report.terminal.questions import render_alone  # with Rich, which a card in a pipe does without

        render_alone(found, settings.console(), settings.told)
