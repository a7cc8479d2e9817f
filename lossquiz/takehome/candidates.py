"""Whose a hand-in is: by the names that systems give to what they collect, or by a pattern of one's own."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lossquiz.errors import UsageError
from lossquiz.grading.foreign_text import escape
from lossquiz.grading.intake.hand_in import Named

_CANVAS = r"(?P<person>.+?)(?P<late>_LATE)?_(?P<id>\d+)_(?:(?P<attempt>\d+)_(?P<file>.+)|text(?P<typed>\.html))"
_MOODLE = r"(?P<person>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)"
_BLACKBOARD = r"(?:.+_)?(?P<id>[^_]+)_attempt_(?P<attempt>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<typed>\.txt))"
# What the systems call files when all hand-ins of an assignment are fetched at once.
PRESETS: Mapping[str, str] = {"canvas": _CANVAS, "moodle": _MOODLE, "blackboard": _BLACKBOARD}
_STAMP = "%Y-%m-%d-%H-%M-%S"  # of Blackboard, in the time of its server


@dataclass(frozen=True, slots=True)
class Naming:
    """Tells by the name of a file or folder whose it is; it can be called, and sent to another process.

    Attributes:
        word: What the user gave: a preset, or a pattern.
        pattern: The regular expression.
        whole: Whether it is to fit the whole name.
    """

    word: str
    pattern: re.Pattern[str]
    whole: bool

    def __call__(self, name: str) -> Named | None:
        """Return what a name tells, or None where it does not fit."""
        found = self.pattern.fullmatch(name) if self.whole else self.pattern.search(name)
        if found is None:
            return None
        parts = found.groupdict()
        candidate = escape((parts["id"] if "id" in parts else found[1]) or "").strip()
        if not candidate or candidate in {".", ".."} or "/" in candidate:
            return None
        attempt = parts.get("attempt") or ""
        return Named(
            candidate,
            parts.get("file") or (f"typed{parts['typed']}" if parts.get("typed") else ""),
            escape(parts.get("person") or ""),
            attempt.zfill(20) if attempt.isdigit() else attempt,
            _submitted(attempt) if self.word == "blackboard" else None,
            bool(parts["late"]) if "late" in parts else None,
        )


def naming_of(word: str) -> Naming:
    """Return what a preset or a regular expression tells by.

    Raises:
        UsageError: It is no regular expression, or has no group that could be whose it is.
    """
    if word in PRESETS:
        return Naming(word, re.compile(PRESETS[word], re.DOTALL), whole=True)
    known = f"{', '.join(PRESETS)}, or a regular expression with a group, such as '(?P<id>s\\d+)'"
    try:
        pattern = re.compile(word)
    except re.error as error:
        raise UsageError(f"--candidate-pattern: {error}; expected {known}") from None
    if not pattern.groups:
        raise UsageError(f'--candidate-pattern: no group in "{word}"; expected {known}')
    return Naming(word, pattern, whole=False)


def check_naming(naming: Naming, names: Iterable[str], place: str) -> str:
    """Say which of some names do not fit, in one line, or return "".

    Raises:
        UsageError: None of them fits.
    """
    known = list(names)
    strange = [escape(name) for name in known if naming(name) is None]
    shown = f"{', '.join(strange[:3])}{', …' if len(strange) > 3 else ''}"  # noqa: PLR2004 - enough to see what is meant
    if strange and len(strange) == len(known):
        raise UsageError(f"--candidate-pattern {naming.word}: nothing in {place} is named so; there are {shown}")
    those = "it is" if len(strange) == 1 else "each is"
    return f"not named as --candidate-pattern says, so {those} a candidate of its own: {shown}" if strange else ""


def _submitted(stamp: str) -> float | None:
    try:
        return time.mktime(time.strptime(stamp, _STAMP))
    except (ValueError, OverflowError):
        return None
