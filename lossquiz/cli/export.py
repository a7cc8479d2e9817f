"""`lossquiz export`: a deck for Anki, and the progress as a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from lossquiz.cli import complete
from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.filters import Difficulties, Families
from lossquiz.cli.groups import Group
from lossquiz.cli.paths import PATH, check_place
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import InputError, UsageError
from lossquiz.practice.store import read_store
from lossquiz.report.anki import KINDS as CARD_KINDS
from lossquiz.wording import counted

STDOUT = "-"

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Label

Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        cls=Group,
        help="Write a deck for Anki, or your progress, to a file.",
        no_args_is_help=True,
        epilog=examples("lossquiz export anki losses.apkg", "lossquiz export progress progress.jsonl"),
    )
    group.command(
        "anki",
        epilog=examples(
            "lossquiz export anki losses.apkg", "lossquiz export anki dpo.apkg --loss dpo --loss ipo --kind compute"
        ),
    )(anki)
    group.command(
        "progress",
        epilog=examples("lossquiz export progress progress.jsonl", "lossquiz export progress - | gzip > p.gz"),
    )(progress)
    app.add_typer(group, name="export")


def anki(
    ctx: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", click_type=PATH, help="The deck; - is standard output.", show_default=False),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", click_type=click.Choice(CARD_KINDS, case_sensitive=False), help="Only this kind; repeatable."
        ),
    ] = None,
    family: Families = None,
    difficulty: Difficulties = None,
    loss: Annotated[
        list[str] | None,
        typer.Option(
            "--loss", metavar="LOSS", help="Only questions about this loss; repeatable.", autocompletion=complete.losses
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write a deck for Anki from the questions that are chosen, computed or explained.

    A deck for each family, tags for family, kind, difficulty and loss. A deck written later renews the cards of an
    earlier one, and leaves their schedule.
    """
    from lossquiz.practice.plan import Wanted, select
    from lossquiz.report.anki import deck_file, note_of

    bank = settings_of(ctx).load_bank()
    wanted = Wanted(kinds=tuple(kind or CARD_KINDS), families=tuple(family or ()), difficulties=tuple(difficulty or ()))
    labels = _about(select(bank, wanted), bank, loss or ())
    notes = [note_of(bank.questions[label.id], bank) for label in labels]
    content = deck_file(notes)
    if write_out(path, content, force=force):
        decks = len({note.family for note in notes})
        typer.echo(f"Wrote {counted(len(notes), 'card')} in {counted(decks, 'deck')} to {_shown(path)}.", err=True)


def _about(labels: Sequence[Label], bank: Bank, words: Sequence[str]) -> Sequence[Label]:
    """Return those of some questions that are about the losses that words name; all where no loss is named.

    Raises:
        UsageError: An unknown loss, or nothing fits.
    """
    from lossquiz.questions.find import find_losses

    if not words:
        return labels
    losses = {loss.id for loss in find_losses(bank, words)}
    found = [label for label in labels if label.loss in losses]
    if not found:
        raise UsageError("no question fits all of that; leave an option out")
    return found


def progress(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", click_type=PATH, help="The file; - is standard output.", show_default=False),
    ],
    force: Force = False,
) -> None:
    """Write your progress as JSON Lines, for `lossquiz import`.

    It holds every attempt, what you told about yourself, and the scorecards of interviews. Nothing is overwritten
    unasked.
    """
    from lossquiz.practice.transfer import counted, lines_of

    with read_store() as store:
        history = store.history()
    content = "".join(f"{line}\n" for line in lines_of(history)).encode()
    if write_out(path, content, force=force):
        typer.echo(f"Wrote {counted(history)} to {_shown(path)}.", err=True)


def write_out(path: Path, content: bytes, *, force: bool) -> bool:
    """Write a file, whole or not at all, or standard output; return False where the one that is there was to stay.

    Raises:
        InputError: It cannot be written, or is there already and nobody can be asked.
    """
    if str(path) == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return True
    with _explained(path):
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name a file")
        check_place(path)
        if path.exists() and not path.is_file():  # a pipe, a device: there is nothing to lose
            path.write_bytes(content)
            return True
    if path.exists() and not force:
        if not is_person():
            raise InputError(f"{path}: is there already; --force overwrites it")
        if not confirm(f"{path} is there already. Overwrite it?"):
            typer.echo("Left as it is.", err=True)
            return False
    with _explained(path):
        _replace(path.resolve(), content)  # what a link points at, not the link
    return True


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _shown(path: Path) -> str:
    return "standard output" if str(path) == STDOUT else str(path)
