"""`lossquiz import`: progress that was exported elsewhere, or earlier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lossquiz.cli.export import STDOUT as STDIN
from lossquiz.cli.paths import PATH
from lossquiz.cli.settings import examples
from lossquiz.errors import InputError
from lossquiz.lookup import quote
from lossquiz.practice.store import open_store
from lossquiz.practice.transfer import counted, read_history


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", epilog=examples("lossquiz import progress.jsonl", "gunzip < p.gz | lossquiz import -"))(
        import_progress
    )


def import_progress(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", click_type=PATH, help="The file; - is standard input.", show_default=False)
    ],
) -> None:
    """Add progress that `lossquiz export progress` wrote.

    All of it or nothing; what is here already is not added again, and settings that are here stay. Attempts at
    questions that this bank has not are kept too.
    """
    content, name = _read(path)
    history = read_history(content, name)
    with open_store() as store:
        here = store.settings()
        added = store.merge(history)
    typer.echo(f"Imported {counted(added)}{_rest(len(history.attempts) - len(added.attempts))}.")
    for setting, value in history.settings.items():
        if here.get(setting, value) != value:
            typer.echo(f"{quote(setting)} stays {quote(here[setting])} here; the file says {quote(value)}.", err=True)


def _rest(count: int) -> str:
    return f"; {count} {'attempt was' if count == 1 else 'attempts were'} here already" if count else ""


def _read(path: Path) -> tuple[bytes, str]:
    """Return a file's content, and what messages call it.

    Raises:
        InputError: It cannot be read.
    """
    if str(path) == STDIN:
        return sys.stdin.buffer.read(), "standard input"
    try:
        return path.read_bytes(), str(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
