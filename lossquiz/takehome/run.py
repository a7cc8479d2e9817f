"""What is asked of a run as a whole: `run.json`, and whether two runs may share one folder."""

from __future__ import annotations

import hashlib
import platform
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz._version import __version__
from lossquiz.takehome.records import VERSION

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import Limits
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.takehome.marks import Scheme
    from lossquiz.takehome.roster import Roster

_SHOWN = 12  # of a hash
# What a verdict depends on: with any other of these, rows of before are not rows of this run.
_DECISIVE = (
    ("seeds", "--seed"),
    ("questions", "-q"),
    ("bank", "the questions"),
    ("lossquiz", "lossquiz"),
    ("torch", "torch"),
    ("python", "Python"),
    ("limits", "limits"),
    ("isolation", "isolation"),
    ("accept_class", "--accept-class"),
    ("candidates", "--candidate-pattern"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a run.

    Attributes:
        seeds: The seed of the cases, and those under which verdicts are held against it.
        questions: The questions that every candidate should answer; empty where each file tells.
        bank: A hash of the questions.
        limits: What one submission may use.
        isolation: The level under which submissions run.
        scheme: What answers are worth.
        accept_class: Whether a class is graded in place of a function.
        candidates: How candidates are told apart by the names of files, or "".
        roster: All who should hand in, or None.
        for_candidate: What candidates may see, or None where nothing is said.
        title: What the assignment is called, or "".
        command: The words of the command line.
    """

    seeds: Sequence[int]
    questions: Sequence[str]
    bank: str
    limits: Limits
    isolation: str
    scheme: Scheme
    accept_class: bool = False
    candidates: str = ""
    roster: Roster | None = None
    for_candidate: Mapping[str, Any] | None = None
    title: str = ""
    command: Sequence[str] = field(default_factory=lambda: tuple(sys.argv[1:]))

    def stored(self) -> dict[str, Any]:
        """Return it as `run.json` keeps it, with what it runs on and when it began."""
        limits = {"seconds": self.limits.seconds, "memory_bytes": self.limits.memory_bytes}
        return {
            "version": VERSION,
            **versions(),
            "bank": self.bank,
            "seed": self.seeds[0],
            "seeds": list(self.seeds),
            "isolation": self.isolation,
            "limits": limits,
            "questions": list(self.questions),
            "accept_class": self.accept_class,
            "candidates": self.candidates,
            "command": shlex.join(["lossquiz", *self.command]),
            "started": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            **self.scheme.stored(),
            "roster": None if self.roster is None else list(self.roster.people),
            "people": None if self.roster is None else self.roster.told(),
            "for_candidate": self.for_candidate,
            "title": self.title,
        }


def versions() -> dict[str, str]:
    """Return the versions of what grades, without loading it."""
    return {"lossquiz": __version__, "python": platform.python_version(), "torch": version("torch")}


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Say in what a run differs from one of before that it cannot go on with; "" where it can."""
    both = [(word, _of(before, key), _of(now, key)) for key, word in _DECISIVE]
    told = [pair for pair in both if pair[1] != pair[2]]
    if not told:
        return ""
    made = ", ".join(f"{word} {_said(old)}" for word, old, _ in told)
    return f"made with {made}, and now it is {', '.join(_said(new) for _, _, new in told)}"


def _of(run: Mapping[str, Any], key: str) -> Any:
    value = run.get(key)
    return value.rpartition(".")[0] if key == "python" and isinstance(value, str) else value  # a patch changes nothing


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name} {item}" for name, item in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value)) or "whatever each file answers"
    if isinstance(value, bool):
        return "given" if value else "not given"
    text = str(value) if value not in {None, ""} else "none"
    return text[:_SHOWN] if len(text) == 64 else text  # noqa: PLR2004 - a hash


def bank_hash(tasks: Mapping[str, ImplementTask], asked: Sequence[str]) -> str:
    """Hash the questions that are asked, all of them where none is named; where they lie does not count."""
    whole = hashlib.sha256()
    folders = set()
    for name in sorted(asked or tasks):
        task = tasks[name]
        whole.update(repr(replace(task, bank=Path())).encode("utf-8", "surrogateescape"))
        if ":" in task.reference:  # computed by code that the bank brings
            folders.add(task.bank)
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*.py")):
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
