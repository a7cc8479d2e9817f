"""`lossquiz practice`: a session of questions in a terminal, or answered line by line from a pipe."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lossquiz.cli.answers import Into
from lossquiz.cli.desk import TerminalDesk
from lossquiz.cli.failures import INTERRUPTED, say
from lossquiz.cli.filters import Difficulties, Families, Kinds
from lossquiz.cli.settings import examples, settings_of
from lossquiz.practice.answers import answers_home
from lossquiz.practice.plan import Wanted, draw_up
from lossquiz.practice.session import Session
from lossquiz.practice.store import open_store
from lossquiz.practice.summary import summarise
from lossquiz.practice.workbench import Bench
from lossquiz.report.terminal.questions import render_summary

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.desk import Asked
    from lossquiz.practice.store import Store
    from lossquiz.questions.model import Bank

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Ask these questions only.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "practice",
        epilog=examples(
            "lossquiz practice",
            "lossquiz practice huber-compute-two huber",
            "lossquiz practice --kind compute --family regression --count 5",
            "lossquiz practice huber --into ~/answers",
            "lossquiz practice --interview-date 2030-05-17",
            "printf 'b\\n0.5\\n' | lossquiz practice --seed 1 --kind choose --kind compute --count 2",
        ),
    )(practice)


def practice(
    ctx: typer.Context,
    ids: Ids = None,
    kind: Kinds = None,
    family: Families = None,
    difficulty: Difficulties = None,
    count: Annotated[
        int | None, typer.Option(min=1, help="How many questions; 10, or all that are named.", show_default=False)
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Repeat an order of questions and options.", show_default=False)
    ] = None,
    interview_date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Ask enough today to know all by that day."),
    ] = None,
    into: Into = None,
) -> None:
    """Drill what was missed, then what is new, then the rest.

    Answers are typed, or come from a pipe, a line each. At any prompt: h hint, s skip, r reveal, q quit, ? help.
    Progress is saved after every answer.
    """
    settings = settings_of(ctx)
    day = interview_date.date() if interview_date else None
    wanted = Wanted(tuple(ids or ()), tuple(kind or ()), tuple(family or ()), tuple(difficulty or ()), count, day)
    bank = settings.load_bank()
    with open_store() as store:
        today = datetime.now().astimezone().date()
        agenda = draw_up(bank, wanted, store.latest(), secrets.randbelow(10**6) if seed is None else seed, today)
        for note in agenda.notes:
            say(note)
        _sit(settings, bank, store, agenda.asked, answers_home(into))


def _sit(settings: Settings, bank: Bank, store: Store, asked: Sequence[Asked], folder: Path) -> None:
    console = settings.console()
    with Bench(folder) as bench:
        session = Session(asked, bank, store, TerminalDesk(console), bench)
        try:
            session.run()
        except KeyboardInterrupt:
            answers = len({attempt.question for attempt in session.recorded})
            console.print()
            say(f"interrupted; {answers} of {len(asked)} questions are saved")
            raise typer.Exit(INTERRUPTED) from None
        render_summary(summarise(session.recorded), console)
