"""`lossquiz report`: what a folder of results says, for people and for other systems."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import click
import typer

from lossquiz.cli import failures
from lossquiz.cli.paths import PATH, check_place
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError
from lossquiz.report.formats import BOTH, format_named, format_names

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.report.formats import Audience, Batch, Format
    from lossquiz.takehome.overrides import Override

HTML = "html"
FILLED = ("canvas", "moodle")  # formats that fill in what a learning platform exported
STDOUT = "-"
_FILES = frozenset({".csv", ".tsv", ".txt", ".xml", ".json", ".html", ".htm", ".md"})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "report",
        epilog=examples(
            "lossquiz report results",
            "lossquiz report results --format markdown --for candidate",
            "lossquiz report results --format csv --to marks.csv",
            'lossquiz report results --set alice:huber=4.5 --comment "The idea is right."',
        ),
    )(report)


def report(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", click_type=PATH, help="What `lossquiz grade --out DIR` wrote.", show_default=False
        ),
    ],
    names: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            click_type=click.Choice(format_names(), case_sensitive=False),
            help="What to make; repeatable.  [default: html]",
            show_choices=True,
        ),
    ] = None,
    audience: Annotated[
        str,
        typer.Option(
            "--for",
            click_type=click.Choice(BOTH, case_sensitive=False),
            help="Who reads it. Candidates see themselves alone, and what the assignment lets them see.",
        ),
    ] = "instructor",
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            click_type=PATH,
            help="Write there: a folder, or a file where a format makes one; - is standard output.  "
            "[default: DIR/report]",
        ),
    ] = None,
    gradebook: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            click_type=PATH,
            help="The gradebook or worksheet that Canvas or Moodle exported, for their formats to fill in.",
        ),
    ] = None,
    decided: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="CANDIDATE:QUESTION=POINTS",
            help="First record a mark given by hand; without POINTS a comment alone. Repeatable.",
        ),
    ] = None,
    comment: Annotated[str, typer.Option(metavar="TEXT", help="What to say with --set; the candidate reads it.")] = "",
    by: Annotated[str, typer.Option(metavar="WHO", help="Who decides.  [default: your user name]")] = "",
) -> None:
    """Make reports of graded hand-ins: pages, tables, files for other systems.

    All comes from the folder that `lossquiz grade --out` filled; nothing is run again. Marks given by hand stay when
    hand-ins are graded again.
    """
    from lossquiz.report.gradebook import gradebook_text
    from lossquiz.report.standing import doubts
    from lossquiz.report.stored import read_batch

    settings = settings_of(ctx)
    if (comment or by) and not decided:
        raise UsageError("--comment and --by go with --set")
    wanted = [(name, format_named(name)) for name in dict.fromkeys(names or [HTML])]
    _check(wanted, audience, to)
    if gradebook and not set(FILLED) & {name for name, _ in wanted}:
        raise UsageError(f"--gradebook goes with --format {' or '.join(FILLED)}")
    table = gradebook_text(gradebook) if gradebook else ""
    batch = read_batch(folder)
    if decided:
        _decide(batch, folder, decided, comment, by)
        batch = read_batch(folder)
    batch = replace(
        batch, folder=str(folder), gradebook=table, audience=cast("Audience", audience), bank=settings.load_bank()
    )
    for name, found in wanted:
        _make(name, found, batch, to, settings)
        for note in found.notes(batch):
            failures.say(note)
    for doubt in doubts(batch):
        failures.say(doubt)
    if sys.stdout.isatty() and all(found.makes_files for _, found in wanted) and str(to) != STDOUT:
        from lossquiz.report.class_pages.overview import overview_of
        from lossquiz.report.terminal.class_results import summary

        settings.console().print(summary(overview_of(batch)))


def _check(wanted: list[tuple[str, Format]], audience: str, to: Path | None) -> None:
    """Refuse what cannot be, before anything is written.

    Raises:
        UsageError: With what to do instead.
    """
    for name, found in wanted:
        if audience not in found.audiences:
            fit = " or ".join(other for other in format_names() if "candidate" in format_named(other).audiences)
            raise UsageError(f"{name} shows the whole class; --for candidate goes with --format {fit}")
        if to is not None and len(wanted) > 1 and not found.makes_files:
            raise UsageError(f"{name} is one text; give --to with one --format")
    if to is not None and str(to) == STDOUT and len(wanted) > 1:
        raise UsageError("--to - takes one --format")
    if to is not None and len(wanted) > 1 and _names_file(to):
        raise UsageError(f"--to {to} names a file; with several --format name a folder")
    if to is not None and str(to) != STDOUT and (_names_file(to) or not all(found.makes_files for _, found in wanted)):
        check_place(to)
    for name, found in wanted:
        if found.many is not None and to is not None and _names_file(to):
            raise UsageError(f"{name} makes several files; give --to a folder, not {to}")


def _names_file(to: Path) -> bool:
    """Tell whether a path is meant for one file: by its ending, unless a folder is there."""
    return to.suffix.lower() in _FILES and not to.is_dir()


def _make(name: str, found: Format, batch: Batch, to: Path | None, settings: Settings) -> None:
    """Make one format: write its files and say where, or print it."""
    from lossquiz.report.terminal.working import Working

    if str(to) == STDOUT or (to is None and not found.makes_files):
        _print(found, batch, settings)
        return
    with Working(f"making {name}"):
        written = _write(found, batch, to)
    if not written:
        failures.say(f"{name}: there is nothing to write")
    elif len(written) == 1:
        failures.say(f"wrote {written[0]}")
    else:
        failures.say(f"wrote {written[0]} and {len(written) - 1} more")


def _write(found: Format, batch: Batch, to: Path | None) -> list[Path]:
    """Write the files of one format, and return their paths."""
    from lossquiz.report.files import remove_stale, write_file, write_files

    if to is not None:
        text = _single(found, batch, to) if found.makes_files else _text(found, batch)
        if text is not None:
            write_file(to, text)
            return [to]
    written = write_files(to or Path(batch.folder) / "report", found.each_file(batch))
    if to is None and found.many is not None:
        remove_stale(written)
    return written


def _single(found: Format, batch: Batch, to: Path) -> str | None:
    """Return the text of a format's only file where a path names a file; None where it names a folder."""
    if found.many is not None or not _names_file(to):
        return None
    files = dict(found.files(batch))
    if len(files) > 1:
        raise UsageError(f"--to {to} names a file, and {len(files)} are to be written; name a folder")
    return next(iter(files.values()), None)


def _print(found: Format, batch: Batch, settings: Settings) -> None:
    rendered = found.render(batch)
    if isinstance(rendered, str):
        typer.echo(rendered.rstrip("\n"))
    else:
        settings.console().print(rendered)


def _text(found: Format, batch: Batch) -> str:
    """Return what a format prints as text."""
    rendered = found.render(batch)
    if isinstance(rendered, str):
        return rendered if rendered.endswith("\n") else f"{rendered}\n"
    from io import StringIO

    from rich.console import Console

    page = Console(file=StringIO(), width=120, no_color=True, markup=False, highlight=False, emoji=False)
    with page.capture() as caught:
        page.print(rendered)
    return "\n".join(line.rstrip() for line in caught.get().split("\n"))


def _decide(batch: Batch, folder: Path, words: list[str], comment: str, by: str) -> None:
    """Record what a person decided, all of it or nothing.

    Raises:
        UsageError: A candidate or question that is not in the results, or nothing to record.
    """
    from lossquiz.lookup import quote, suggest
    from lossquiz.takehome.overrides import append, parse_set
    from lossquiz.wording import as_typed

    answered: dict[str, dict[str, None]] = {}
    for row in batch.rows:
        answered.setdefault(row["candidate"], {})[row["question"] or ""] = None
    made: list[Override] = []
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    for word in words:
        one = replace(parse_set(word), comment=comment, by=by or _user(), at=now)
        if one.candidate not in answered:
            near = suggest(one.candidate, answered, f"lossquiz report {as_typed(folder)} --format terminal lists them")
            raise UsageError(f"--set: no candidate {quote(one.candidate)} in {folder}; {near}")
        if one.question not in answered[one.candidate] and one.question not in (batch.run.get("questions") or ()):
            known = [question for question in answered[one.candidate] if question]
            raise UsageError(
                f"--set: {quote(one.candidate)} has no {quote(one.question)}; {suggest(one.question, known)}"
            )
        if one.points is None and not one.comment:
            raise UsageError(f"--set {word}: give points, or a --comment")
        made.append(one)
    for one in made:
        append(folder, one)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "")
