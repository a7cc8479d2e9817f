"""Progress in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import Pieces, lead, rows

if TYPE_CHECKING:
    from lossquiz.practice.summary import Progress, Tally

SHOWN_MISSED = 12


def progress_pieces(progress: Progress, width: int) -> Pieces:
    """Return where the candidate stands."""
    if not progress.answers.asked:
        return [("Nothing is recorded yet. Begin with: lossquiz practice", "")]
    return [
        *rows(_totals(progress), width, "bold"),
        *_tallied("Last answers by kind", progress.kinds, width),
        *_tallied("Last answers by family", progress.families, width),
        *_missed(progress.missed, width),
    ]


def _totals(progress: Progress) -> list[tuple[str, str]]:
    streak = f", {progress.streak} in a row" if progress.streak > 1 else ""
    days = f"{progress.days} {'day' if progress.days == 1 else 'days'}"
    return [
        ("Known", f"{progress.known} of {progress.questions} questions"),
        ("Answers", share(progress.answers)),
        ("Time", f"{duration(progress.seconds)} on {days}{streak}"),
    ]


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
    percent = f" ({100 * tally.right / tally.asked:.0f}%)" if tally.asked else ""
    return f"{tally.right} of {tally.asked} right{percent}"


def duration(seconds: float) -> str:
    """Write a time span: `45 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
