"""Text that strangers wrote, made fit to be shown: messages of submissions, and the names of their files."""

from __future__ import annotations

MAX_MESSAGE = 2000


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    """Make untrusted text fit to print on one line: no control characters, no bidirectional tricks, not too long."""
    return _cut(_printable(" ".join(text.split())), limit)


def clean_lines(text: str, limit: int = MAX_MESSAGE) -> str:
    """Make untrusted text fit to print, line by line as it was written."""
    # Not splitlines(): it breaks at characters that no terminal breaks at.
    lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
    return _cut("\n".join(_printable(line.rstrip()) for line in lines).strip("\n"), limit)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def escape(path: str) -> str:
    """Write a path so that it is valid text on one line: odd bytes and control characters are escaped."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
