"""`lossquiz reset`: forget progress, after asking."""

from __future__ import annotations

from typing import Annotated

import typer

from lossquiz.cli import complete
from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError
from lossquiz.lookup import plain
from lossquiz.practice.store import open_store
from lossquiz.questions.find import find_question


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reset", epilog=examples("lossquiz reset huber", "lossquiz reset --yes"))(reset)


def reset(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The question; all of them by default.",
            show_default=False,
            autocompletion=complete.questions,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forget your progress on a question, or on all; it asks first."""
    with open_store() as store:
        question = None if name is None else _known(ctx, name, {a.question for a in store.attempts()})
        count = len(store.attempts(question))
        what = f"{count} {'entry' if count == 1 else 'entries'} of {question or 'all questions'}"
        if not count:
            typer.echo(f"Nothing is recorded of {question or 'any question'}.")
            return
        if not yes:
            if not is_person():
                raise UsageError(f"reset would forget {what}; say --yes, or call it from a terminal")
            if not confirm(f"Forget {what}?"):
                typer.echo("Nothing was forgotten.")
                return
        typer.echo(f"Forgot {store.forget(question)} {'entry' if count == 1 else 'entries'}.")


def _known(ctx: typer.Context, word: str, recorded: set[str]) -> str:
    """Return the id that a word names; one that only the log knows, of a bank no longer there, is fine too."""
    kept = {plain(name): name for name in recorded}.get(plain(word))
    return kept or find_question(settings_of(ctx).load_bank(), word).id
