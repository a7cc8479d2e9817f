"""Deadlines, and when things were handed in: days and times as people write them."""

from __future__ import annotations

from datetime import datetime, time

from lossquiz.local_time import local

MOMENT = "a day such as 2026-12-10, or a time such as 2026-12-10 18:00+01:00"


def parse_moment(text: str) -> datetime:
    """Read a deadline; a day lasts until its last second, and a time without an offset is this machine's own.

    Raises:
        ValueError: It is neither a day nor a time.
    """
    text = text.strip()
    read = datetime.fromisoformat(f"{text[:-1]}+00:00" if text.endswith(("Z", "z")) else text)
    if "T" not in text.upper() and ":" not in text:
        read = datetime.combine(read.date(), time(23, 59, 59))
    return read if read.tzinfo else local(read)


def moment(text: str) -> datetime | None:
    """Read a moment as `parse_moment` does, or return None."""
    try:
        return parse_moment(text)
    except (ValueError, OverflowError, OSError):
        return None
