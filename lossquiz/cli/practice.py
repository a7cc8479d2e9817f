"""`lossquiz practice`: a session of questions in a terminal, or answered line by line from a pipe."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from lossquiz.cli.failures import INTERRUPTED, say
from lossquiz.cli.settings import examples, settings_of
from lossquiz.questions.model import DIFFICULTIES, KINDS

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.desk import Asked
    from lossquiz.practice.plan import Wanted
    from lossquiz.practice.store import Store
    from lossquiz.questions.model import Bank, Question

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Ask these questions only.", show_default=False)
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", click_type=click.Choice(KINDS, case_sensitive=False), help="Only this kind; repeatable."),
]
Families = Annotated[list[str] | None, typer.Option("--family", metavar="F", help="Only this family; repeatable.")]
Difficulties = Annotated[
    list[str] | None,
    typer.Option(
        "--difficulty",
        click_type=click.Choice(DIFFICULTIES, case_sensitive=False),
        help="Only this difficulty; repeatable.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "practice",
        epilog=examples(
            "lossquiz practice",
            "lossquiz practice huber-compute-two huber",
            "lossquiz practice --kind compute --family regression --count 5",
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
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="Where starter files go.")] = Path(),
) -> None:
    """Drill what was missed, then what is new, then the rest.

    Answers are typed, or come from a pipe, a line each. At any prompt: h hint, s skip, r reveal, q quit, ? help.
    Progress is saved after every answer.
    """
    import secrets

    from lossquiz.practice.plan import Wanted
    from lossquiz.practice.store import open_store

    settings = settings_of(ctx)
    wanted = Wanted(tuple(ids or ()), tuple(kind or ()), tuple(family or ()), tuple(difficulty or ()))
    bank = settings.load_bank()
    chosen = secrets.randbelow(10**6) if seed is None else seed
    with open_store() as store:
        asked = _choose(bank, store, wanted, count, chosen, interview_date.date() if interview_date else None)
        _sit(settings, bank, store, asked, folder)


def _choose(
    bank: Bank, store: Store, wanted: Wanted, count: int | None, seed: int, interview: date | None
) -> list[Asked]:
    import random

    from lossquiz.practice.desk import Asked
    from lossquiz.practice.plan import DEFAULT_COUNT, arrange, order_options, plan, select
    from lossquiz.questions.prompts import options_of

    pool, latest = select(bank, wanted), store.latest()
    limit = count or (len(pool) if wanted.ids else DEFAULT_COUNT)
    if interview:
        today = plan(pool, latest, interview, datetime.now().astimezone().date())
        limit = count or today.count
        say(f"{_days(today.days)} until the interview, {today.left} questions not known yet; today {limit}")
    rng = random.Random(seed)  # noqa: S311 - an order to repeat, not a secret
    questions = list(pool) if wanted.ids else arrange(pool, latest, rng)
    questions = questions[:limit]
    say(f"{len(questions)} of {len(pool)} questions, seed {seed}")

    def put(number: int, question: Question) -> Asked:
        order = order_options(len(options_of(question)), rng)
        return Asked(question, number, len(questions), order, latest.get(question.id))

    return [put(number, question) for number, question in enumerate(questions, 1)]


def _days(days: int) -> str:
    return {0: "no day", 1: "1 day"}.get(days, f"{days} days")


def _sit(settings: Settings, bank: Bank, store: Store, asked: list[Asked], folder: Path) -> None:
    from lossquiz.cli.desk import TerminalDesk
    from lossquiz.practice.session import Session
    from lossquiz.practice.summary import summarise
    from lossquiz.practice.workbench import Bench
    from lossquiz.report.terminal.questions import render_summary

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
