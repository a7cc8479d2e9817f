"""docs/takehome.md: each of its commands does what the page says, and the class comes out as it was foretold."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from readme_commands import commands, missing, run

from lossquiz.report.standing import standings
from lossquiz.report.stored import read_batch

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "takehome.md").read_text(encoding="utf-8")
EXPECTED = ROOT / "examples" / "takehome" / "expected.csv"
DEADLINE = datetime(2026, 11, 20, 18, tzinfo=timezone.utc)


def handed_in(path: Path, when: datetime) -> None:
    os.utime(path, (when.timestamp(), when.timestamp()))


@pytest.mark.skipif(os.name == "nt", reason="the page is written for a POSIX shell")
def test_every_command_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    work, home = tmp_path / "work", tmp_path / "home"
    shutil.copytree(ROOT / "examples" / "takehome", work / "class")
    for path in (work / "class" / "hand-ins").rglob("*"):
        late = path.parent.name == "dan"
        handed_in(path, DEADLINE + timedelta(days=1, hours=1) if late else DEADLINE - timedelta(hours=1))
    found = commands(PAGE)
    assert len(found) >= 10
    for command, code, wanted in found:
        got, printed = run(command, work, home)
        assert got == code, (command, printed)
        assert not missing(wanted, printed), (command, printed)
        assert "Traceback" not in printed
    pages = work / "results" / "report"
    assert (pages / "index.html").is_file()
    assert (pages / "marks.csv").read_text(encoding="utf-8-sig").startswith("candidate,")
    assert "A. Lecturer" in (work / "results" / "overrides.csv").read_text(encoding="utf-8")
    _as_foretold(work / "results")


def _as_foretold(results: Path) -> None:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        foretold = {(row["candidate"], row["question"]): row for row in csv.DictReader(file)}
    parts = {(one.candidate, part.question): part for one in standings(read_batch(results)) for part in one.parts}
    assert parts.keys() == foretold.keys()
    for key, part in parts.items():
        named = "+".join(found["id"] for found in part.row["diagnosis"])
        wanted = foretold[key]
        assert (part.row["verdict"], part.row["status"], named) == (
            wanted["verdict"],
            wanted["status"],
            wanted["mistake"],
        ), key
        late = part.row.get("late_days")
        assert late == 2 if key[0] == "dan" else not late, key
    assert parts["jon", "huber"].mark.points == 6
    assert parts["jon", "huber"].mark.graded is None


def test_the_page_speaks_of_every_format_for_others() -> None:
    for name in ("csv", "canvas", "moodle", "gradescope", "prairielearn", "junit"):
        assert f"| `{name}` | " in PAGE
