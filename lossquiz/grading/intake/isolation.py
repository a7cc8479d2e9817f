"""Whose code may be run on this machine: what it cannot isolate is refused, unless the user takes the risk in words."""

from __future__ import annotations

from lossquiz.errors import IsolationError


def require_isolation(level: str, *, batch: bool, allow_reduced: bool, trust: bool) -> None:
    """Refuse what this machine cannot isolate, unless the user takes the risk in words.

    Args:
        level: `full`, `reduced` or `none`.
        batch: Whether more than one file, or a folder, is graded.
        allow_reduced: `--allow-reduced-isolation`.
        trust: `--trust-submissions`.

    Raises:
        IsolationError: Strangers' code would run less isolated than the user agreed to.
    """
    if level == "full" or trust or (level == "reduced" and (allow_reduced or not batch)):
        return
    see = "`lossquiz doctor` says why"
    if level == "reduced":
        raise IsolationError(f"this machine isolates submissions only in part; add --allow-reduced-isolation ({see})")
    raise IsolationError(
        f"this machine cannot isolate submissions; add --trust-submissions for code that you would run yourself ({see})"
    )
