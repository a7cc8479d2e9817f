"""Grade with the real command, and hold its rows against those that are owed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from candidate import Candidate, Row

ROOT = Path(__file__).resolve().parents[2]
SEED = "5"
SECONDS = "4"  # of processor time: the slow answers take a quarter of it
FIELDS = {
    "path", "candidate", "question", "verdict", "status", "reason", "warnings", "error", "score", "seconds", "sha256",
    "checks", "diagnosis",
}  # fmt: skip

Graded = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call of `lossquiz grade … --json` gave."""

    rows: tuple[Graded, ...]
    isolation: str
    code: int

    def by_candidate(self) -> Mapping[str, list[Graded]]:
        found: dict[str, list[Graded]] = defaultdict(list)
        for row in self.rows:
            found[row["candidate"]].append(row)
        return found


def grade(
    *words: str | Path, work: Path, environment: Mapping[str, str] | None = None, wrapper: Sequence[str] = ()
) -> Batch:
    """Grade as a user does, in a folder of its own, with whatever this machine isolates."""
    variables = {**os.environ, "LOSSQUIZ_HOME": str(work / "home"), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    variables |= {"PYTHONPATH": str(ROOT), **(environment or {})}
    trust = ["--trust-submissions"] if variables.get("LOSSQUIZ_ISOLATION") in {"none", "spawn"} else []
    done = subprocess.run(
        [*wrapper, sys.executable, "-m", "lossquiz", "grade", *map(str, words), "--json", "--seed", SEED,
         "--seconds", SECONDS,
         "--allow-reduced-isolation", *trust],
        cwd=work,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr[-4000:]
    whole = json.loads(done.stdout)
    return Batch(tuple(whole["submissions"]), whole["isolation"], done.returncode)


def without_time(batch: Batch) -> list[Graded]:
    """Return the rows, in an order of their own, without what differs from run to run."""
    rows = [{name: value for name, value in row.items() if name != "seconds"} for row in batch.rows]
    return sorted(rows, key=lambda row: (row["path"], row["question"] or ""))


def faults(candidate: Candidate, found: Iterable[Graded]) -> list[str]:
    """Return what is wrong with a candidate's rows, a line each."""
    left = list(found)
    lines = []
    for wanted in sorted(candidate.rows, key=lambda row: (row.question is None, not row.path)):
        near = [row for row in left if _about(candidate, wanted, row)]
        if not near:
            lines.append(f"no row for {wanted.question} {wanted.path}".rstrip())
            continue
        best = min(near, key=lambda row: len(_differences(wanted, row)))
        left.remove(best)
        lines.extend(f"{best['path']} ({best['question']}): {what}" for what in _differences(wanted, best))
    lines.extend(f"a row too many: {row['path']} ({row['question']}): {row['verdict']}, {_told(row)}" for row in left)
    lines.extend(f"{row['path']}: outside the candidate" for row in found if not _inside(candidate.name, row["path"]))
    return lines


def _about(candidate: Candidate, wanted: Row, row: Graded) -> bool:
    path = PurePosixPath(candidate.name, wanted.path)
    return row["question"] == wanted.question and (not wanted.path or row["path"] == str(path))


def _inside(name: str, path: str) -> bool:
    return path == name or path.startswith(f"{name}/")


def _differences(wanted: Row, row: Graded) -> list[str]:
    lines = []
    if row["verdict"] not in wanted.verdict.split("|"):
        lines.append(f"expected {wanted.verdict}, got {row['verdict']} ({_told(row)})")
    if wanted.status and row["status"] != wanted.status:
        lines.append(f"expected the status {wanted.status}, got {row['status']}")
    if not _matches(wanted.reason, row["reason"] or ""):
        lines.append(f"the reason should match {wanted.reason!r}: {row['reason']!r}")
    if not _matches(wanted.says, _told(row)):
        lines.append(f"reason or error should match {wanted.says!r}: {_told(row)!r}")
    if wanted.warns and not any(_matches(wanted.warns, warning) for warning in row["warnings"]):
        lines.append(f"a warning should match {wanted.warns!r}: {row['warnings']!r}")
    return lines


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _told(row: Graded) -> str:
    """Return all that a row says about why it is no pass."""
    checks = [check["message"] for check in row["checks"] if not check["passed"]]
    return "\n".join(filter(None, (row["reason"], row["error"], *checks)))
