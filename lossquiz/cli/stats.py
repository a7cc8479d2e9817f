"""`lossquiz stats`: how far one has come."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from lossquiz import local_time
from lossquiz.cli.pager import show
from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.record import pace_of, record_of
from lossquiz.practice.store import read_store
from lossquiz.practice.summary import progress
from lossquiz.report.json.stats import progress_json
from lossquiz.report.terminal.progress import progress_pieces


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats", epilog=examples("lossquiz stats", "lossquiz stats --json"))(stats)


def stats(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print it at once, where a terminal would page it ($PAGER, or less).")
    ] = False,
) -> None:
    """Show your progress: what you know, by family and kind, when you practised, and what comes back."""
    settings = settings_of(ctx)
    bank = settings.load_bank()
    today = local_time.today()
    with read_store() as store:
        attempts, pace = store.attempts(), pace_of(store)
    found = progress(bank, attempts, record_of(attempts, bank, pace, today), today)
    if as_json:
        typer.echo(json.dumps(progress_json(found), ensure_ascii=False))
    else:
        pieces = progress_pieces(found, bank, settings.width, shaded=settings.unicode)
        show(settings, pieces, paged=not no_pager)
