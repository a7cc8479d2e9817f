"""Text that strangers wrote, made fit to be shown: messages of submissions, and the names of their files."""

from __future__ import annotations

MAX_MESSAGE = 2000


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    """Make untrusted text fit to print on one line: no control characters, no bidirectional tricks, not too long."""
    line = " ".join(text.split())
    kept = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def escape(path: str) -> str:
    """Write a path so that it is valid text on one line: odd bytes and control characters are escaped."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
