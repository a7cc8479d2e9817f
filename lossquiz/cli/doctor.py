"""`lossquiz doctor`: what this machine gives."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from lossquiz.cli.settings import examples, settings_of
from lossquiz.grading.sandbox.parent import probe
from lossquiz.report.doctor import examine
from lossquiz.report.json.doctor import doctor_json
from lossquiz.report.terminal.doctor import render_doctor


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", epilog=examples("lossquiz doctor", "lossquiz doctor --json"))(doctor)


def doctor(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False
) -> None:
    """Show Python, torch, the isolation of submitted code, and the terminal."""
    console = settings_of(ctx).console()
    found = examine(probe(), console)
    if as_json:
        typer.echo(json.dumps(doctor_json(found), ensure_ascii=False))
    else:
        render_doctor(found, console)
