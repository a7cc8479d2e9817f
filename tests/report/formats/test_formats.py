"""Report formats: a file in the package is all it takes, and what they write is whole or not there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lossquiz.errors import UsageError
from lossquiz.report import formats
from lossquiz.report.formats import Batch, format_named, format_names
from lossquiz.report.results import ResultsFolder


def row(path: str, question: str, verdict: str) -> dict[str, Any]:
    whole = {"path": path, "question": question, "verdict": verdict, "status": "graded", "score": 1.0}
    return {**whole, "diagnosis": [], "checks": [], "error": None}


BATCH = Batch(
    [row("ann.py", "huber", "passed"), row("bob.py", "huber", "failed"), row("cy.py", "mse", "passed")], 7, "full"
)
TOY = """
from lossquiz.report.formats import Batch, Format

def render(batch):
    return ",".join(row["path"] for row in batch.rows)

FORMAT = Format("names between commas", render, lambda batch: {"names/all.txt": render(batch)}, always=True)
"""


@pytest.fixture
def _toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "more_formats"
    folder.mkdir()
    (folder / "toy.py").write_text(TOY, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    yield
    sys.modules.pop("lossquiz.report.formats.toy", None)


def test_every_module_of_the_package_is_a_format() -> None:
    assert set(format_names()) >= {"json", "summary", "terminal"}
    assert all(format_named(name).about for name in format_names())


@pytest.mark.usefixtures("_toy")
def test_a_format_is_added_with_one_file(tmp_path: Path) -> None:
    assert "toy" in format_names()
    assert format_named("toy").render(BATCH) == "ann.py,bob.py,cy.py"
    ResultsFolder(tmp_path / "out").finish(BATCH)
    written = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert written == {"summary.json", "names/all.txt"}
    assert (tmp_path / "out" / "names" / "all.txt").read_text(encoding="utf-8") == "ann.py,bob.py,cy.py"


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r'no report format "yaml"; known: .*json.*summary.*terminal'):
        format_named("yaml")


def test_the_summary_counts_verdicts_by_question_too() -> None:
    whole = json.loads(format_named("summary").files(BATCH)["summary.json"])
    assert whole == {
        "version": 1,
        "seed": 7,
        "isolation": "full",
        "submissions": 3,
        "verdicts": {"failed": 1, "passed": 2},
        "status": {"graded": 3},
        "questions": {"huber": {"failed": 1, "passed": 1}, "mse": {"passed": 1}},
    }


def test_the_json_has_the_rows_as_they_are() -> None:
    whole = json.loads(str(format_named("json").render(BATCH)))
    assert whole == {"version": 1, "seed": 7, "isolation": "full", "submissions": BATCH.rows}


def test_what_fails_to_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    folder = ResultsFolder(tmp_path)
    folder.finish(BATCH)
    before = (tmp_path / "summary.json").read_text(encoding="utf-8")
    with pytest.raises(KeyError):
        folder.finish(Batch([{"question": "huber"}], 7, "full"))
    assert (tmp_path / "summary.json").read_text(encoding="utf-8") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["summary.json"]
