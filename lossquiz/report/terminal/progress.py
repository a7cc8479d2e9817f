"""Progress in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import Pieces, lead, rows
from lossquiz.wording import percent, whole

if TYPE_CHECKING:
    from lossquiz.practice.summary import Progress, Tally
    from lossquiz.questions.model import Bank

SHOWN_MISSED = 12
SHADES = " ░▒▓█"
ASCII_SHADES = " .:*#"
BUSY = (1, 5, 15, 30)  # so many answers a day take the next darker shade
DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
BAR = 24


def progress_pieces(progress: Progress, bank: Bank, width: int, *, shaded: bool = True) -> Pieces:
    """Return where the candidate stands.

    Args:
        progress: Where they stand.
        bank: Says what a mistake's id means.
        width: The columns there are.
        shaded: Whether the terminal has the characters of the heat map and the bars; else ASCII does.
    """
    if not progress.answers.asked:
        return [("Nothing is recorded yet. Begin with: lossquiz practice", "")]
    return [
        *rows(_totals(progress), width, "bold"),
        *_calendar(progress.calendar, shaded=shaded),
        *_forecast(progress.forecast, shaded=shaded),
        *_tallied("Last answers by kind", progress.kinds, width),
        *_families(progress, width),
        *_mistakes(progress, bank, width),
        *_best(progress, width),
        *_missed(progress.missed, width),
    ]


def _totals(progress: Progress) -> list[tuple[str, str]]:
    streak = f", {progress.streak} in a row" if progress.streak > 1 else ""
    days = f"{progress.days} {'day' if progress.days == 1 else 'days'}"
    return [
        ("Known", f"{progress.known} of {progress.questions} questions, right on two days; {progress.shaky} shaky"),
        ("Answers", share(progress.answers)),
        ("Time", f"{duration(progress.seconds)} on {days}{streak}"),
        *([("Interview", progress.interview)] if progress.interview else []),
    ]


def _calendar(calendar: Mapping[str, int], *, shaded: bool) -> Pieces:
    """Return twelve weeks as columns, a row for each day of the week."""
    shades = SHADES if shaded else ASCII_SHADES
    marks = [shades[sum(count >= least for least in BUSY)] for count in calendar.values()]
    weeks = [marks[start : start + 7] for start in range(0, len(marks), 7)]
    lines = [
        (f"  {name:<4}" + " ".join(week[day] if day < len(week) else " " for week in weeks)).rstrip()
        for day, name in enumerate(DAYS)
    ]
    key = " ".join(f"{shades[place]} {least}+" for place, least in enumerate(BUSY, 1))
    return [(f"\nAnswers a day, {len(weeks)} weeks\n", "bold"), ("\n".join(lines), "green"), (f"\n  {key}\n", "dim")]


def _forecast(forecast: Sequence[int], *, shaded: bool) -> Pieces:
    """Return how many questions come back on each of the next days, as bars."""
    most = max(forecast, default=0)
    if not most:
        return []
    mark = "█" if shaded else "#"
    pieces: Pieces = [("\nComing back\n", "bold")]
    for day, count in enumerate(forecast):
        name = {0: "today", 1: "tomorrow"}.get(day, f"in {day} days")
        bar = mark * max(round(BAR * count / most), count > 0)
        pieces += [(f"  {name:<10} ", ""), (bar, "cyan"), (f" {count}\n" if count else "0\n", "")]
    return pieces


def _families(progress: Progress, width: int) -> Pieces:
    """Return accuracy and coverage of each family that was met."""
    lines = [
        (f"  {family}", f"{share(progress.families[family])}; {seen} of {total} met")
        for family, (seen, total) in progress.coverage.items()
        if family in progress.families
    ]
    unmet = [family for family in progress.coverage if family not in progress.families]
    pieces: Pieces = [("\nLast answers by family, and how much of it was met\n", "bold"), *rows(lines, width)]
    return [*pieces, *lead("  Not begun: ", "dim", ", ".join(unmet), width), ("\n", "")] if unmet else pieces


def _mistakes(progress: Progress, bank: Bank, width: int) -> Pieces:
    if not progress.mistakes:
        return []
    lines = [(f"  {loss} × {count}", _says(bank, loss, name)) for loss, name, count in progress.mistakes]
    return [("\nMistakes that you showed most\n", "bold"), *rows(lines, width)]


def _says(bank: Bank, loss: str, name: str) -> str:
    """Return the sentence of a mistake where the loss's questions have one, else its id in words."""
    task = bank.tasks.get(loss)
    sentences = {one.id: one.says for one in task.misconceptions} if task else {}
    return sentences.get(name, name.replace("_", " "))


def _best(progress: Progress, width: int) -> Pieces:
    if not progress.best:
        return []
    lines = []
    for name, best in progress.best.items():
        time = f"{duration(best.seconds)}, " if best.seconds else ""
        tries = "first try" if best.tries == 1 else f"{best.tries} tries"
        lines.append((f"  {name}", f"{time}{tries}; passed {'once' if best.passes == 1 else f'{best.passes} times'}"))
    return [("\nWritten: best time and fewest tries\n", "bold"), *rows(lines, width)]


def _tallied(title: str, tallies: Mapping[str, Tally], width: int) -> Pieces:
    if not tallies:
        return [(f"\n{title}\n", "bold")]
    return [(f"\n{title}\n", "bold"), *rows([(f"  {name}", share(tally)) for name, tally in tallies.items()], width)]


def _missed(missed: tuple[str, ...], width: int) -> Pieces:
    if not missed:
        return []
    more = len(missed) - SHOWN_MISSED
    rest = f" and {more} more" if more > 0 else ""
    return [("\n", ""), *lead("To come back to: ", "bold", " ".join(missed[:SHOWN_MISSED]) + rest, width)]


def share(tally: Tally) -> str:
    """Write a tally: `3 of 4 right (75%)`."""
    told = f" ({percent(tally.right / tally.asked)})" if tally.asked else ""
    return f"{tally.right} of {tally.asked} right{told}"


def duration(seconds: float) -> str:
    """Write a time span: `45 s`, `3 min 20 s`, `2 h 5 min`."""
    minutes, rest = divmod(whole(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
