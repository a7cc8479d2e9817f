"""Progress in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from lossquiz.report.terminal.layout import labelled
from lossquiz.report.terminal.questions import duration, share

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.practice.summary import Progress

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
