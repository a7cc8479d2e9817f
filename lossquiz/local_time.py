"""The time on the clock of this machine."""

from __future__ import annotations

from datetime import date, datetime, timezone


def local(moment: datetime) -> datetime:
    """Return a moment with the offset of this machine; one without an offset is a time of this machine.

    Where the machine's offset is none, as with `TZ=UTC+25`, its time is UTC.

    Raises:
        OverflowError: It is at the beginning or the end of time.
    """
    try:
        return moment.astimezone()
    except ValueError:
        return moment.astimezone(timezone.utc) if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def now() -> datetime:
    """Return the time, with the offset of this machine."""
    return local(datetime.now(timezone.utc))


def today() -> date:
    """Return the day that it is here."""
    return now().date()
