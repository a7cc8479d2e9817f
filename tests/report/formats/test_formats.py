"""Report formats: a file in the package is all it takes, and what they write is whole or not there."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from lossquiz.errors import UsageError
from lossquiz.report import formats
from lossquiz.report.formats import Batch, files_of, format_named, format_names, terminal
from lossquiz.report.formats import json as json_format


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
def test_a_format_is_added_with_one_file() -> None:
    assert "toy" in format_names()
    assert format_named("toy").render(BATCH) == "ann.py,bob.py,cy.py"
    written = dict(files_of(BATCH))
    assert written.keys() == {"summary.json", "names/all.txt"}
    assert written["names/all.txt"] == "ann.py,bob.py,cy.py"


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


def test_the_json_is_made_a_row_at_a_time() -> None:
    whole = {"version": 1, "seed": 7, "isolation": "full", "submissions": BATCH.rows}
    assert "".join(json_format.pieces(BATCH)) == json.dumps(whole, indent=2)
    assert "".join(json_format.pieces(Batch([], 7, "full"))) == json.dumps({**whole, "submissions": []}, indent=2)
    assert len(list(json_format.pieces(BATCH))) == 2 + len(BATCH.rows)


def test_an_error_in_parts_is_printed_as_text() -> None:
    parts = {**row("dan.py", "mse", "error"), "error": {"kind": "parse", "message": "SyntaxError (line 1)"}}
    (printed,) = json.loads(str(format_named("json").render(Batch([parts], 7, "full"))))["submissions"]
    assert printed["error"] == "SyntaxError (line 1)"
    assert "SyntaxError (line 1)" in shown(Batch([parts], 7, "full"))


def test_a_long_table_is_laid_out_in_parts_that_stand_below_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(f"{n}.py", "mse" if n else "bce_with_logits", "passed" if n % 2 else "out_of_memory") for n in range(5)]
    whole = shown(Batch(rows, 7, "full"))
    monkeypatch.setattr(terminal, "_AT_ONCE", 2)
    assert shown(Batch(rows, 7, "full")) == whole
    assert len(list(terminal.parts(Batch(rows, 7, "full")))) == 4
    assert "submission" in shown(Batch([], 7, "full"))


def shown(batch: Batch) -> str:
    console = Console(width=100, file=io.StringIO())
    for part in terminal.parts(batch):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
