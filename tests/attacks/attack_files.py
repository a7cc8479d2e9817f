"""The attacks on disk, and those that are too large or too odd to keep as files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from made_attacks import MADE

ROOT = Path(__file__).resolve().parent / "submissions"
LEVELS = ("full", "reduced", "none")
VERDICTS = {"passed", "failed", "error", "timeout", "crashed", "out_of_memory", "forbidden", "not_found"}
_HEADER = re.compile(r"^# (expect|at reduced|at none|needs|question|why): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One hostile submission and what must come of it."""

    group: str
    name: str
    source: bytes
    expected: Mapping[str, frozenset[str]]
    why: str
    needs: str = "none"
    question: str = "huber"

    @property
    def label(self) -> str:
        return f"{self.group}/{self.name}"

    def runs_at(self, level: str) -> bool:
        """Whether this machine gives what the attack needs to be harmless when it succeeds."""
        return LEVELS.index(level) <= LEVELS.index(self.needs)


def read_attack(path: Path) -> Attack:
    source = path.read_bytes()
    found = dict(_HEADER.findall(source.decode()))
    expect = found["expect"]
    words = {
        "full": expect,
        "reduced": found.get("at reduced", expect),
        "none": found.get("at none", found.get("at reduced", expect)),
    }
    return Attack(
        path.parent.name,
        path.stem,
        source,
        {level: frozenset(text.split("|")) for level, text in words.items()},
        found["why"],
        found.get("needs", "none"),
        found.get("question", "huber"),
    )


def _made(name: str, source: bytes, expect: str, why: str) -> Attack:
    expected = {level: frozenset(expect.split("|")) for level in LEVELS}
    return Attack("intake", name, source, expected, why)


ATTACKS = (*(read_attack(path) for path in sorted(ROOT.glob("*/*.py"))), *(_made(*plan) for plan in MADE))
