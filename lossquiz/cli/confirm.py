"""Questions before something is lost."""

from __future__ import annotations

import sys


def is_person() -> bool:
    """Whether someone is there to answer: a pipe's next line is not a yes."""
    return sys.stdin.isatty()


def confirm(question: str) -> bool:
    """Ask on stderr and return whether the answer was yes; no answer is a no."""
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a prompt
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)  # noqa: T201 - ends the line of the prompt
    return line.strip().lower() in {"y", "yes"}
