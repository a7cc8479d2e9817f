"""The words in which pages speak of verdicts, marks and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lossquiz.grading.judging.numbers import as_kept

SIGNS = {"passed": "✓", "failed": "✗", "forbidden": "⊘", "not_found": "–"}
OTHER_SIGN = "!"
STATUSES = {"graded": "graded", "needs_review": "needs you", "missing": "missing"}


def verdict_words(verdict: str) -> str:
    """Return a verdict as it is said in a sentence."""
    return verdict.replace("_", " ")


def printable(text: str) -> str:
    """Spell out what a terminal or a browser would obey rather than show; ends of lines are spelled out too."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def status_words(verdict: str, status: str) -> str:
    """Return what is said of an answer: its verdict, or that there is none."""
    return verdict_words(verdict) if status == "graded" else STATUSES[status]


def sign(verdict: str, status: str) -> str:
    """Return a sign for a verdict, so that nothing is told by colour alone."""
    return "?" if status == "needs_review" else SIGNS.get(verdict, OTHER_SIGN)


def tone(verdict: str, status: str) -> str:
    """Return which of four colours a verdict has: `good`, `bad`, `open` or `none`."""
    if status == "needs_review":
        return "open"
    if status == "missing":
        return "none"
    return "good" if verdict == "passed" else "bad"


def amount(value: float | None) -> str:
    """Return points as they are written: without digits that say nothing; a dash where there are none yet."""
    if value is None:
        return "–"
    return f"{round(value, 2):.2f}".rstrip("0").rstrip(".")


def shown_value(value: Any) -> str:
    """Return a number, or nested lists of numbers, as a counterexample shows them."""
    if value is None:
        return "none"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(shown_value, value))}]"
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    return as_kept(value)


def seen_by_candidate(run: Mapping[str, Any], what: str) -> bool:
    """Tell whether a run lets a candidate see something; where it says nothing of it, it does."""
    return bool((run.get("for_candidate") or {}).get(what, True))
