"""The home screen, as pieces of styled text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from lossquiz.practice.schedule import Today
    from lossquiz.practice.summary import Progress
    from lossquiz.report.terminal.pieces import Pieces

BAR, NARROW = 24, 12  # columns of a bar, and on a narrow terminal
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
    length = BAR if width >= WIDE else NARROW
    head = "lossquiz"
    day = f"{today:%A} {today.day} {today:%B}"
    return [
        ("\n", ""),
        (head, "bold"),
        (f"{day:>{max(width - len(head) - 1, 0)}}\n", "dim"),
        (f"{_sentence(share, progress, minutes)}\n\n", ""),
        *_bar("Today", share.done, share.share, f"{len(share.due)} due · {len(share.new)} new", length, shaded),
        *_bar("Known", progress.known, progress.questions, f"{progress.shaky} shaky", length, shaded),
        ("\n", ""),
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


def _bar(name: str, part: int, whole: int, more: str, length: int, shaded: bool) -> Pieces:
    filled = round(length * part / whole) if whole else length
    filled = max(filled, 1) if part else filled
    full, empty = ("█", "░") if shaded else ("#", ".")
    return [
        (f"{name}  ", "bold"),
        (full * filled, "green"),
        (empty * (length - filled), "dim"),
        (f"  {part} of {whole}", ""),
        (f"   {more}\n", "dim"),
    ]
