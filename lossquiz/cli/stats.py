"""`lossquiz stats`: how far one has come."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.store import read_store
from lossquiz.practice.summary import progress
from lossquiz.report.json.stats import progress_json
from lossquiz.report.terminal.progress import progress_pieces


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats", epilog=examples("lossquiz stats", "lossquiz stats --json"))(stats)


def stats(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False
) -> None:
    """Show your progress, and what to come back to."""
    settings = settings_of(ctx)
    bank = settings.load_bank()
    with read_store() as store:
        attempts = store.attempts()
    found = progress(bank, attempts, datetime.now().astimezone().date())
    if as_json:
        typer.echo(json.dumps(progress_json(found), ensure_ascii=False))
    else:
        settings.write(progress_pieces(found, settings.width))
