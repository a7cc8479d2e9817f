"""`lossquiz interview`: a timed mock interview, its scorecard, and the scorecards that were kept."""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import click
import typer

from lossquiz import local_time
from lossquiz.cli.confirm import confirm, is_person
from lossquiz.cli.failures import INTERRUPTED, end_line, say
from lossquiz.cli.filters import Families
from lossquiz.cli.interview_room import Output, Room
from lossquiz.cli.paths import PATH, check_place
from lossquiz.cli.progress import opened_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import InputError, UsageError
from lossquiz.practice.interview.mix import LEVELS, LONGEST, SHORTEST, Brief, draw_up
from lossquiz.practice.interview.scorecard import Scorecard, card_json, read_card
from lossquiz.practice.interview.sitting import Interview, Sitting
from lossquiz.practice.store import read_store
from lossquiz.practice.workbench import Bench
from lossquiz.report.interview_pages import page_of, pages
from lossquiz.report.terminal import interview as shown
from lossquiz.resources import data_home
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.practice.interview.mix import Level, Script
    from lossquiz.practice.interview.scorecard import Ending
    from lossquiz.practice.store import Attempt, Store
    from lossquiz.questions.model import Bank

START = "Enter: start the clock · q: not now > "
ONE_BY_ONE = "Enter: the questions one by one · q: done > "
NEXT = "Enter: next · q: done > "
_EXAMPLES = (
    "lossquiz interview",
    "lossquiz interview --minutes 20 --level hard --family multiclass",
    "lossquiz interview --seed 7 --into ~/mock --export card.html",
    "lossquiz interview --last --export card.md",
    "lossquiz interview --list --json",
)
clock = time.monotonic


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("interview", epilog=examples(*_EXAMPLES))(interview)


def interview(
    ctx: typer.Context,
    minutes: Annotated[
        int, typer.Option(min=SHORTEST, max=LONGEST, help="How long it is, in minutes.", metavar="N")
    ] = 45,
    level: Annotated[
        str, typer.Option(click_type=click.Choice([*LEVELS], case_sensitive=False), help="How hard it is.")
    ] = "medium",
    family: Families = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, help="The same questions for the same seed, whatever you met before.", show_default=False),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            click_type=PATH,
            help="Where files to fill in go, in a folder of their own.",
            show_default=False,
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", click_type=PATH, help="Write the scorecard, as .md or .html.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file of --export.")] = False,
    last: Annotated[bool, typer.Option("--last", help="Show the last scorecard again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the interviews that are kept.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --last or --list: print one JSON object.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: no lines, colours or spinner.")] = False,
) -> None:
    """Hold a mock interview against the clock, with a scorecard at its end.

    Questions follow on one another. There are no hints and no verdicts until the end. At any prompt: s skip, back to a
    skipped question, q end, ? help. Answers may come from a pipe, a line each. Each is recorded as it is given, and
    what was missed comes back in practice.
    """
    output = Output(settings_of(ctx), plain)
    if last and listed:
        raise UsageError("--last and --list: choose one of them")
    if as_json and not (last or listed):
        raise UsageError("--json goes with --last or --list")
    if listed and export:
        raise UsageError("--export goes with --last, or with an interview; --list writes no file")
    if listed:
        _list(output, as_json=as_json)
    elif last:
        _last(output, export, as_json=as_json, force=force)
    else:
        brief = Brief(minutes, cast("Level", level), tuple(family or ()), mending=is_person())
        _hold(output, brief, seed, into, _export_to(export, force=force))


def _hold(output: Output, brief: Brief, seed: int | None, into: Path | None, export: Path | None) -> None:
    """Hold an interview, from its opening to its debriefing."""
    bank = output.settings.load_bank()
    with opened_store("nothing of this interview is kept") as store:
        # Whoever names a seed wants the interview that others had of it: what was met before does not count.
        log: Sequence[Attempt] = store.attempts() if seed is None else ()
        script = draw_up(
            bank, brief, log, datetime.now(timezone.utc), secrets.randbelow(10**6) if seed is None else seed
        )
        _sit(output, bank, store, script, into, export)


def _sit(output: Output, bank: Bank, store: Store, script: Script, into: Path | None, export: Path | None) -> None:
    room = Room(output)
    output.write(shown.opening_pieces(script, output.width))
    folder = _folder(into) if any(item.takes == "file" for item in script.items) else Path()
    with Bench(folder) as bench:
        if room.interactive:
            with contextlib.suppress(EOFError):
                if room.read(START).strip().lower() not in {"q", "quit"}:
                    _run(output, room, script, store, Sitting(_id(), _now(), bank, room, bench, folder, clock), export)
            return
        _run(output, room, script, store, Sitting(_id(), _now(), bank, room, bench, folder, clock), export)


def _run(output: Output, room: Room, script: Script, store: Store, sitting: Sitting, export: Path | None) -> None:
    held = Interview(script, store, sitting)
    room.watch(lambda: held.left)
    if room.interactive:
        with room.apart():
            sitting.bench.warm()
    ending: Ending = "interrupted"
    try:
        ending = held.run()
        room.watch(None)
        held.close()
        if any(entry.answer for entry in held.entries.values()):
            output.write([("\n", ""), (f"{shown.ENDINGS[ending]}\n", "bold")])
            held.tick()
            held.name_mistakes()
    except KeyboardInterrupt:
        held.close()
        print()  # noqa: T201 - ends the line of the prompt
        card = held.card(ending)
        if card.answered:
            held.keep(card)
            _write(export, card, output.settings.told)
        kept = counted(len(card.entries), "answer is", "answers are")
        say(f"interrupted; {card.answered} of {kept} kept{_where(store, card)}")
        raise typer.Exit(INTERRUPTED) from None
    card = held.card(ending)
    if not card.answered:
        output.write([("Nothing was answered, so there is no scorecard.", "")])
        return
    held.keep(card)
    output.write(shown.card_pieces(card, output.width, output.settings.told))
    _write(export, card, output.settings.told)
    if room.interactive:
        _one_by_one(output, room, card)


def _where(store: Store, card: Scorecard) -> str:
    kept = store.path != Path(":memory:")
    return "; lossquiz interview --last shows the scorecard" if card.answered and kept else ""


def _one_by_one(output: Output, room: Room, card: Scorecard) -> None:
    """Show the questions again, each with its answers, as long as they are wanted."""
    prompt = ONE_BY_ONE
    for entry in card.put:
        try:
            if room.read(prompt).strip().lower() in {"q", "quit"}:
                return
        except EOFError:
            return
        except KeyboardInterrupt:
            end_line()
            return
        output.write(shown.entry_pieces(entry, output.width))
        prompt = NEXT


def _folder(into: Path | None) -> Path:
    """Make a folder for the files of one interview: none of an earlier one lies in it.

    Raises:
        InputError: It cannot be made.
    """
    place = (into.expanduser() if into else data_home() / "answers").absolute()
    name = f"interview-{local_time.now():%Y-%m-%d-%H%M%S}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        for suffix in ("", *(f"-{number}" for number in range(2, 100))):
            folder = place / f"{name}{suffix}"
            with contextlib.suppress(FileExistsError):
                folder.mkdir()
                return folder
    except OSError as error:
        raise InputError(f"{place}: cannot be written: {error.strerror}; choose a folder with --into") from error
    raise InputError(f"{place}: too many interviews began in this second; choose a folder with --into")


def _id() -> str:
    return uuid.uuid4().hex[:12]


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def _export_to(path: Path | None, *, force: bool) -> Path | None:
    """Return the file to write the scorecard to, once it is clear that it can be, and may be overwritten.

    Raises:
        UsageError: Its name says neither Markdown nor HTML.
        InputError: Its folder is not there, or it is there already.
    """
    if path is None:
        return None
    path = path.expanduser()
    if path.suffix.lower() not in pages():
        raise UsageError(f"--export {path}: give a file that ends in {' or '.join(pages())}")
    check_place(path)
    if path.exists() and not force:
        if not is_person():
            raise InputError(f"{path}: is there already; --force overwrites it")
        if not confirm(f"{path} is there already. Overwrite it?"):
            typer.echo("Left as it is; nothing is exported.", err=True)
            return None
    return path


def _write(path: Path | None, card: Scorecard, told: Callable[[str], str]) -> None:
    """Write the scorecard to a file, whole or not at all.

    Raises:
        InputError: It cannot be written.
    """
    if path is None:
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(page_of(path.suffix.lower(), card, told), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error.strerror}; `--last --export` tries again") from error
    typer.echo(f"Written: {path}", err=True)


def _last(output: Output, export: Path | None, *, as_json: bool, force: bool) -> None:
    """Show the last scorecard."""
    with read_store() as store:
        kept = store.interviews()
    if not kept:
        raise InputError("no interview is kept yet; begin one with `lossquiz interview`")
    card = read_card(kept[-1][1])
    path = _export_to(export, force=force)
    if as_json:
        typer.echo(json.dumps({"kept": kept[-1][0], **card_json(card)}, ensure_ascii=False))
    elif path is None:
        output.write([(f"{shown.day(card.at)}\n", "dim"), *shown.card_pieces(card, output.width, output.settings.told)])
    _write(path, card, output.settings.told)
    if not as_json and path is None and is_person() and sys.stdout.isatty():
        _one_by_one(output, Room(output), card)


def _list(output: Output, *, as_json: bool) -> None:
    """List the interviews that are kept, the newest first."""
    with read_store() as store:
        kept = store.interviews()[::-1]
    cards = [(at, _readable(text)) for at, text in kept]
    if as_json:
        rows = [_row(at, card) for at, card in cards if card is not None]
        typer.echo(json.dumps({"version": 1, "interviews": rows}, ensure_ascii=False))
        return
    output.write(shown.list_pieces([(card.at if card else at, card) for at, card in cards], output.width))


def _readable(text: str) -> Scorecard | None:
    try:
        return read_card(text)
    except InputError:
        return None


def _row(at: str, card: Scorecard) -> dict[str, object]:
    whole = card_json(card)
    names = ("at", "session", "minutes", "level", "families", "seed", "seconds", "ending", "score", "asked", "right")
    return {"kept": at, **{name: whole[name] for name in names}}
