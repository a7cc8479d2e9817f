"""The home screen, as pieces of styled text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import wrap

if TYPE_CHECKING:
    from datetime import date

    from lossquiz.practice.schedule import Today
    from lossquiz.practice.summary import Progress
    from lossquiz.report.terminal.pieces import Pieces

BAR, NARROW, LEAST = 24, 12, 5  # columns of a bar, on a narrow terminal, and with something beside it
WIDE = 72


def home_pieces(
    share: Today, progress: Progress, minutes: int, today: date, width: int, *, shaded: bool = True
) -> Pieces:
    """Lay out where the candidate stands today.

    Args:
        share: The day's share.
        progress: Where they stand in all.
        minutes: How long what is left takes.
        today: The day.
        width: The columns there are.
        shaded: Whether the terminal has the characters of bars; else ASCII does.
    """
    bars = (
        _Bar("Today", share.done, share.share, f"{len(share.due)} due · {len(share.new)} new"),
        _Bar("Known", progress.known, progress.questions, f"{progress.shaky} shaky"),
    )
    beside = width - max(len(bar.told) + len(bar.more) for bar in bars)
    room = beside if beside >= LEAST else width - max(len(bar.told) for bar in bars)
    length = max(min(BAR if width >= WIDE else NARROW, room), 0)
    head = "lossquiz"
    day = f"{today:%A} {today.day} {today:%B}"
    between = " " * (width - len(head) - len(day) - 1) or "\n"
    return [
        ("\n", ""),
        (head, "bold"),
        (f"{between}{day}\n", "dim"),
        ("".join(f"{line}\n" for line in wrap(_sentence(share, progress, minutes), width)), ""),
        ("\n", ""),
        *(piece for bar in bars for piece in bar.pieces(length, apart=beside < LEAST, shaded=shaded)),
        ("\n", ""),
    ]


@dataclass(frozen=True, slots=True)
class _Bar:
    """How much of something is done, and what there is to say beside it, or below it where there is no room."""

    name: str
    part: int
    whole: int
    beside: str

    @property
    def told(self) -> str:
        """All that stands beside the bar in any case."""
        return f"{self.name}    {self.part} of {self.whole}"

    @property
    def more(self) -> str:
        """What may stand below it."""
        return f"   {self.beside}"

    def pieces(self, length: int, *, apart: bool, shaded: bool) -> Pieces:
        """Lay it out, of so many columns."""
        filled = round(length * self.part / self.whole) if self.whole else length
        filled = max(filled, 1) if self.part else filled
        full, empty = ("█", "░") if shaded else ("#", ".")
        return [
            (f"{self.name}  ", "bold"),
            (full * filled, "green"),
            (empty * (length - filled), "dim"),
            (f"  {self.part} of {self.whole}", ""),
            (f"\n{' ' * (len(self.name) + 2)}{self.beside}\n" if apart else f"{self.more}\n", "dim"),
        ]


def _sentence(share: Today, progress: Progress, minutes: int) -> str:
    parts = []
    if share.days is not None and progress.interview:
        parts.append(f"Interview in {share.days} {'day' if share.days == 1 else 'days'}")
    if progress.streak > 1:
        parts.append(f"{progress.streak} days in a row")
    if share.left:
        parts.append(f"about {minutes} {'minute' if minutes == 1 else 'minutes'} today")
    elif share.done:
        parts.append(f"Done for today; tomorrow {share.tomorrow}")
    else:
        parts.append(f"Nothing is due today; tomorrow {share.tomorrow}")
    line = " · ".join(parts)
    return f"{line[0].upper()}{line[1:]}."
