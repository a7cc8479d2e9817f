"""`lossquiz practice`: a session of questions in a terminal, or answered line by line from a pipe."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lossquiz import local_time
from lossquiz.cli import complete
from lossquiz.cli.answers import Into
from lossquiz.cli.desk import TerminalDesk
from lossquiz.cli.failures import INTERRUPTED, say
from lossquiz.cli.filters import Difficulties, Families, Kinds, Losses
from lossquiz.cli.progress import opened_store
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError
from lossquiz.practice.answers import answers_home
from lossquiz.practice.paths import PATHS, step_on
from lossquiz.practice.plan import Wanted, draw_up
from lossquiz.practice.record import INTERVIEW, NONE, pace_of, record_of
from lossquiz.practice.session import Session
from lossquiz.practice.store import OUTCOMES
from lossquiz.practice.summary import summarise
from lossquiz.practice.workbench import Bench
from lossquiz.report.terminal.questions import render_summary
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.desk import Asked
    from lossquiz.practice.record import Record
    from lossquiz.practice.store import Store
    from lossquiz.questions.model import Bank

Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help="Ask these only: questions, losses, or titles of groups.",
        show_default=False,
        autocompletion=complete.questions,
    ),
]

UNSAVED = "practice goes on, and nothing of it is saved"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "practice",
        epilog=examples(
            "lossquiz practice",
            "lossquiz practice --loss huber --minutes 15",
            "lossquiz practice huber-compute-two huber",
            "lossquiz practice --kind compute --family regression --count 5",
            "lossquiz practice --path ten-days",
            "lossquiz practice huber --into ~/answers",
            "lossquiz practice --interview-date 2030-05-17",
            "printf 'b\\n0.5\\n' | lossquiz practice --seed 1 --kind choose --kind compute --count 2",
        ),
    )(practice)


def practice(
    ctx: typer.Context,
    ids: Ids = None,
    loss: Losses = None,
    kind: Kinds = None,
    family: Families = None,
    difficulty: Difficulties = None,
    count: Annotated[
        int | None, typer.Option(min=1, help="How many questions; 10, or all that are named.", show_default=False)
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, help="For so long; the question at hand is finished.", show_default=False)
    ] = None,
    path: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"Go on along a path through the bank: {', '.join(PATHS)}.",
            autocompletion=lambda: list(PATHS),
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Repeat an order of questions and options.", show_default=False)
    ] = None,
    interview_date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Share the questions out up to that day; kept. `none` forgets it."),
    ] = None,
    into: Into = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="For screen readers: no rules, columns, boxes or colour.")
    ] = False,
) -> None:
    """Drill what is due, then what is new.

    What you miss comes back in the same session, and then after days, as far apart as you know it. Answers are typed,
    or come from a pipe, a line each. At any prompt: h hint, s skip, r reveal, u undo, q quit, ? help. Progress is saved
    after every answer.
    """
    settings = settings_of(ctx).made_plain() if plain else settings_of(ctx)
    today = local_time.today()
    day = day_to_keep(interview_date, today, "--interview-date: ")
    bank = settings.load_bank()
    wanted = Wanted(
        ids=tuple(ids or ()),
        kinds=tuple(kind or ()),
        families=tuple(family or ()),
        difficulties=tuple(difficulty or ()),
        losses=tuple(loss or ()),
        count=count,
        minutes=minutes,
    )
    with opened_store(UNSAVED) as store:
        if day:
            store.keep(INTERVIEW, day)
        record = record_of(store.attempts(), bank, pace_of(store), today)
        sit(settings, bank, store, wanted, record, today, seed, answers_home(into), path)


def sit(
    settings: Settings,
    bank: Bank,
    store: Store,
    wanted: Wanted,
    record: Record,
    today: date,
    seed: int | None = None,
    folder: Path | None = None,
    path: str | None = None,
) -> None:
    """Hold a session.

    Raises:
        UsageError: Nothing fits.
        Exit: It was interrupted.
    """
    if path is not None:
        step = step_on(bank, path, record.now)
        if step is None:
            say(f"the path {path} is done: every question on it was met; plain `lossquiz practice` keeps it fresh")
            return
        new = counted(step.left, "question of it is", "questions of it are")
        say(f"{path}, day {step.number} of {step.total}: {step.title}; {new} new")
        wanted = replace(wanted, among=step.questions)
    agenda = draw_up(bank, wanted, record, secrets.randbelow(10**6) if seed is None else seed, today)
    for note in agenda.notes:
        say(note)
    if agenda.asked:
        _hold(settings, bank, store, agenda.asked, folder or answers_home(None), wanted.minutes, record)


def _hold(
    settings: Settings,
    bank: Bank,
    store: Store,
    asked: Sequence[Asked],
    folder: Path,
    minutes: int | None,
    record: Record,
) -> None:
    console = settings.console()
    with Bench(folder) as bench:
        desk = TerminalDesk(console, bank, settings.told)
        session = Session(asked, bank, store, desk, bench, minutes=minutes, record=record)
        try:
            ending = session.run()
        except KeyboardInterrupt:
            answers = len({attempt.question for attempt in session.recorded if attempt.result in OUTCOMES})
            console.print()
            say(f"interrupted; {answers} of {counted(len(asked), 'question is', 'questions are')} saved")
            raise typer.Exit(INTERRUPTED) from None
        if ending == "time is up":
            say(f"the {minutes} minutes are over")
        render_summary(summarise(session.recorded), console, settings.told)


def day_to_keep(typed: str | None, today: date, where: str = "") -> str | None:
    """Return a day to keep, as it is written in the settings.

    Raises:
        UsageError: It is no date, or over.
    """
    if typed is None or typed.strip().lower() == NONE:
        return typed and NONE
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise UsageError(f'{where}"{typed}" is no date; write it as 2030-05-17, or as none') from None
    if day < today:
        raise UsageError(f"{where}{day} was {counted((today - day).days, 'day')} ago; give a date to come")
    return day.isoformat()
