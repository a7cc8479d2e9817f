"""The home screen of bare `lossquiz` in a terminal: what today holds, and one key for each thing to do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from lossquiz import local_time
from lossquiz.cli.failures import say
from lossquiz.cli.practice import UNSAVED, day_to_keep, sit
from lossquiz.cli.progress import opened_store
from lossquiz.cli.typed import edit_lines, typed_line
from lossquiz.errors import LossquizError, UsageError
from lossquiz.practice.plan import DEFAULT_COUNT, Wanted, minutes_of, share_of
from lossquiz.practice.record import INTERVIEW, NONE, pace_of, record_of
from lossquiz.practice.summary import progress
from lossquiz.report.terminal.home import home_pieces
from lossquiz.report.terminal.pieces import wrap

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.store import Store
    from lossquiz.questions.model import Bank

ASK = "When is your interview? Such as 2030-05-17; Enter for none > "
KEYS = "Enter start · m mock interview · l list · s stats · d interview date · q quit"
MORE = f"Enter {DEFAULT_COUNT} more · m mock interview · l list · s stats · d interview date · q quit"
COMMANDS = {"m": "interview", "l": "list", "s": "stats"}


Load = Callable[[str], click.Command]


def home(settings: Settings, load: Load) -> None:
    """Show the home screen until the candidate leaves.

    Args:
        settings: The global options.
        load: Returns the command of a name.

    Raises:
        BankError: With every fault of every file.
    """
    edit_lines()
    bank = settings.load_bank()
    with opened_store(UNSAVED) as store:
        if store.setting(INTERVIEW) is None:
            _ask(store, settings.width)
        while _once(settings, bank, store, load):
            pass


def _once(settings: Settings, bank: Bank, store: Store, load: Load) -> bool:
    """Show the screen, and do what a key says; return whether the candidate stays."""
    today = local_time.today()
    attempts = store.attempts()
    record = record_of(attempts, bank, pace_of(store), today)
    share = share_of(bank, record, today)
    minutes = minutes_of(bank.labels[name] for name in (*share.due, *share.new))
    stands = progress(bank, attempts, record, today)
    settings.write(home_pieces(share, stands, minutes, today, settings.width, shaded=settings.unicode))
    typed = _read(f"\n{KEYS if share.left else MORE}\n> ", settings.width)
    if typed is None or typed in {"q", "quit"}:
        return False
    try:
        if not typed:
            sit(settings, bank, store, Wanted() if share.left else Wanted(count=DEFAULT_COUNT), record, today)
        elif typed == "d":
            _ask(store, settings.width)
        elif typed[0] in COMMANDS and typed in {typed[0], COMMANDS[typed[0]], "mock"}:
            _run(load(COMMANDS[typed[0]]), settings)
        else:
            say(f'"{typed}" is no key here')
    except LossquizError as error:
        say(str(error))
    return True


def _ask(store: Store, width: int) -> None:
    """Ask for the day of the interview until there is one, or none."""
    while True:
        typed = _read(ASK, width)
        if typed is None:
            return
        try:
            store.keep(INTERVIEW, _kept(typed))
        except UsageError as error:
            say(str(error))
            continue
        return


def _kept(typed: str) -> str:
    today: date = local_time.today()
    return (day_to_keep(typed, today) if typed else None) or NONE


def _read(prompt: str, width: int) -> str | None:
    """Return what was typed, or None at the end of input."""
    try:
        return typed_line("\n".join(wrap(prompt, width)) + " ").strip().lower()
    except EOFError:
        print()  # noqa: T201 - ends the line of the prompt
        return None


def _run(command: click.Command, settings: Settings) -> None:
    name = command.name or ""
    with contextlib.suppress(click.exceptions.Exit), command.make_context(name, [], obj=settings) as context:
        command.invoke(context)
