"""Progress in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from lossquiz.report.questions import duration, share
from lossquiz.report.text import labelled

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.practice.summary import Progress, Tally

SHOWN_MISSED = 12


def render_progress(progress: Progress, console: Console) -> None:
    """Show where the candidate stands."""
    if not progress.answers.asked:
        console.print("Nothing is recorded yet. Begin with: lossquiz practice")
        return
    streak = f", {progress.streak} in a row" if progress.streak > 1 else ""
    rows = [
        ("Known", f"{progress.known} of {progress.questions} questions"),
        ("Answers", share(progress.answers)),
        ("Time", f"{duration(progress.seconds)} on {progress.days} {'day' if progress.days == 1 else 'days'}{streak}"),
    ]
    console.print(labelled(rows))
    for title, tallies in (("Last answers by kind", progress.kinds), ("Last answers by family", progress.families)):
        console.print()
        console.print(Text(title, style="bold"))
        console.print(labelled([(f"  {name}", share(tally)) for name, tally in tallies.items()], style=""))
    if progress.missed:
        console.print()
        more = len(progress.missed) - SHOWN_MISSED
        rest = f" and {more} more" if more > 0 else ""
        console.print(Text.assemble(("To come back to: ", "bold"), " ".join(progress.missed[:SHOWN_MISSED]), rest))


def progress_json(progress: Progress) -> dict[str, Any]:
    """Return the same as one JSON object."""
    return {
        "version": 1,
        "questions": progress.questions,
        "known": progress.known,
        "missed": list(progress.missed),
        "answers": _tally(progress.answers),
        "kinds": _tallies(progress.kinds),
        "families": _tallies(progress.families),
        "seconds": round(progress.seconds, 1),
        "days": progress.days,
        "streak": progress.streak,
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"asked": tally.asked, "right": tally.right}


def _tallies(tallies: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    return {name: _tally(tally) for name, tally in tallies.items()}
