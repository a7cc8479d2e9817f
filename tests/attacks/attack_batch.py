"""Lay out a folder of answers, and grade it with the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attack_files import Attack
    from canaries import Canaries

REPO = Path(__file__).resolve().parents[2]
SECONDS = "2"
RIGHT = """import torch

MARK = "{mark}"

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
WRONG = RIGHT.replace(".mean()", ".sum()")


@dataclass(frozen=True)
class Place:
    """The folders of one run, all fresh."""

    answers: Path
    work: Path
    home: Path


@dataclass(frozen=True)
class Batch:
    """What came of the whole batch."""

    level: str
    rows: Mapping[str, dict[str, Any]]
    stdout: str
    stderr: str
    code: int
    canaries: Canaries
    place: Place
    before: Mapping[str, bytes]
    left: list[int]
    unharmed: bool


def make_place(root: Path) -> Place:
    place = Place(root / "answers", root / "work", root / "home")
    for folder in (place.answers, place.work, place.home):
        folder.mkdir(parents=True)
    return place


def run_grade(
    place: Place,
    *options: str,
    environment: Mapping[str, str] | None = None,
    command: tuple[str, ...] = (sys.executable, "-m", "lossquiz"),
) -> subprocess.CompletedProcess[bytes]:
    """Run `lossquiz grade` as a user would, with whatever this machine isolates."""
    variables = {**os.environ, "HOME": str(place.home), "LOSSQUIZ_HOME": str(place.home), **(environment or {})}
    trust = ["--trust-submissions"] if variables.get("LOSSQUIZ_ISOLATION") in {"none", "spawn"} else []
    return subprocess.run(
        [*command, "grade", *options, "--allow-reduced-isolation", *trust],
        cwd=place.work,
        env={**variables, "PYTHONPATH": str(REPO)},
        capture_output=True,
        check=False,
        timeout=1800,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folder_of(number: int, attack: Attack) -> str:
    return f"{number:03d}-{attack.group}-{attack.name}"


def lay_out(place: Place, attacks: tuple[Attack, ...], words: Mapping[str, str], mark: str) -> None:
    """Write the answers: a control, and after each attack a right and a wrong answer of honest people."""
    _write(place.answers / "000-control", RIGHT.format(mark=mark).encode())
    for number, attack in enumerate(attacks, 1):
        source = attack.source
        if attack.group != "intake":
            for word, value in words.items():
                source = source.replace(f"@{word}@".encode(), value.encode())
        _write(place.answers / folder_of(number, attack), source, attack.question)
        honest = RIGHT if number % 2 else WRONG
        _write(place.answers / f"{number:03d}-honest", honest.format(mark=mark).encode())


def _write(folder: Path, source: bytes, question: str = "huber") -> None:
    folder.mkdir()
    (folder / f"{question}.py").write_bytes(source)


def machine_level() -> str:
    """Return the level that submissions are run under here."""
    from lossquiz.grading.sandbox.parent import Sandbox

    with Sandbox(trust=True) as sandbox:
        return str(sandbox.level)
