"""`lossquiz list`: what there is to practise, and how far one has come."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from lossquiz.cli.practice import Difficulties, Families, Kinds
from lossquiz.cli.settings import examples, settings_of

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.plan import Wanted
    from lossquiz.questions.model import Bank, Question


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
) -> None:
    """List losses and questions, and what you know of them.

    Losses stand by family, with the kinds of their questions; with --kind or --difficulty, questions stand one by one.
    """
    from lossquiz.practice.plan import Wanted
    from lossquiz.practice.store import read_store

    settings = settings_of(ctx)
    bank = settings.load_bank()
    wanted = Wanted((), tuple(kind or ()), tuple(family or ()), tuple(difficulty or ()))
    questions, cards = _matching(bank, wanted)
    with read_store() as store:
        latest = store.latest()
    if as_json:
        from lossquiz.report.json.reader import list_json

        typer.echo(json.dumps(list_json(questions, bank, cards, latest), ensure_ascii=False))
        return
    from lossquiz.report.terminal import listing

    if kind or difficulty:
        settings.write(listing.list_questions(questions, latest))
    else:
        settings.write(listing.list_losses(questions, cards, latest, shutil.get_terminal_size().columns))


def _matching(bank: Bank, wanted: Wanted) -> tuple[tuple[Question, ...], tuple[Loss, ...]]:
    """Return the questions that fit, and the losses of the catalogue that have no file in the bank, so only a card."""
    from lossquiz.errors import UsageError
    from lossquiz.losses.catalogue import catalogue
    from lossquiz.practice.plan import find_families, matching

    families = [*(q.family for q in bank.questions.values()), *(loss.family for loss in catalogue().values())]
    wanted = replace(wanted, families=find_families(wanted.families, families))
    questions = matching(bank.questions.values(), wanted)
    cards = tuple(
        loss
        for loss in catalogue().values()
        if loss.id not in bank.losses
        and not (wanted.kinds or wanted.difficulties)
        and (not wanted.families or loss.family in wanted.families)
    )
    if not questions and not cards:
        raise UsageError("no question fits all of that; leave an option out")
    return questions, cards
