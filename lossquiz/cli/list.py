"""`lossquiz list`: what there is to practise, and how far one has come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from lossquiz.cli.practice import Difficulties, Families, Kinds
from lossquiz.cli.settings import examples, settings_of

if TYPE_CHECKING:
    from lossquiz.losses.names import Loss
    from lossquiz.practice.pick import Wanted
    from lossquiz.questions.model import Bank


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
    """List the losses by family with their questions; with --kind or --difficulty, the questions one by one."""
    from lossquiz.practice.pick import Wanted, select
    from lossquiz.practice.store import read_store
    from lossquiz.report import listing

    settings = settings_of(ctx)
    wanted = Wanted((), tuple(kind or ()), tuple(family or ()), tuple(difficulty or ()))
    bank = settings.load_bank()
    cards = _cards(bank, wanted)
    questions = () if cards and not _has_family(bank, wanted) else select(bank, wanted)
    with read_store() as store:
        latest = store.latest()
    if as_json:
        typer.echo(json.dumps(listing.list_json(questions, bank, cards, latest), ensure_ascii=False))
    elif kind or difficulty:
        listing.render_questions(questions, latest, settings.console())
    else:
        listing.render_losses(questions, cards, latest, settings.console())


def _cards(bank: Bank, wanted: Wanted) -> tuple[Loss, ...]:
    """Return the losses of the catalogue that have no file in the bank, and so only a card."""
    from lossquiz.losses.names import catalogue

    if wanted.kinds or wanted.difficulties:
        return ()
    return tuple(
        loss
        for loss in catalogue().values()
        if loss.id not in bank.losses and (not wanted.families or loss.family in wanted.families)
    )


def _has_family(bank: Bank, wanted: Wanted) -> bool:
    return not wanted.families or any(q.family in wanted.families for q in bank.questions.values())
