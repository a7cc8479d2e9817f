"""`lossquiz list`: what there is to practise, and how far one has come."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from lossquiz.cli.filters import Difficulties, Families, Kinds
from lossquiz.cli.pager import show
from lossquiz.cli.progress import told_by_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.plan import Wanted, browse
from lossquiz.practice.reviews import known_of, last_words, reviews_of
from lossquiz.practice.store import Store
from lossquiz.report.json.list import list_json
from lossquiz.report.terminal import listing


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "list",
        epilog=examples(
            "lossquiz list", "lossquiz list --family regression", "lossquiz list --kind debug --difficulty hard --json"
        ),
    )(list_questions)


def list_questions(
    ctx: typer.Context,
    kind: Kinds = None,
    family: Families = None,
    difficulty: Difficulties = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print it at once, where a terminal would page it ($PAGER, or less).")
    ] = False,
) -> None:
    """List losses and questions, and what you know of them.

    Losses stand by family, with the kinds of their questions; with --kind or --difficulty, questions stand one by one.
    """
    settings = settings_of(ctx)
    bank = settings.load_bank()
    questions, cards = browse(bank, Wanted((), tuple(kind or ()), tuple(family or ()), tuple(difficulty or ())))
    attempts = told_by_store(Store.attempts, "this list is as if nothing was practised")
    latest = last_words(attempts)
    if as_json:
        typer.echo(json.dumps(list_json(questions, cards, latest), ensure_ascii=False))
        return
    if kind or difficulty:
        # Programs that read lines get a question on each.
        pieces = listing.list_questions(questions, latest, settings.width if sys.stdout.isatty() else None)
    else:
        pieces = listing.list_losses(questions, cards, latest, known_of(reviews_of(attempts)), settings.width)
    show(settings, pieces, paged=not no_pager)
