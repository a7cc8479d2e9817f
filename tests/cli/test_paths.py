"""Paths on the command line: an empty one names nothing, wherever a path is taken."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from command_tree import parameters
from typer.testing import CliRunner

from lossquiz.cli.app import app
from lossquiz.cli.paths import GivenPath

PATHS = [(path, parameter) for path, parameter in parameters() if isinstance(parameter.type, click.Path)]


def test_every_path_is_of_the_type_that_refuses_an_empty_one() -> None:
    assert len(PATHS) > 15
    assert not [(path, parameter.name) for path, parameter in PATHS if not isinstance(parameter.type, GivenPath)]


def words_before(parameter: click.Parameter) -> list[str]:
    return [parameter.opts[0]] if isinstance(parameter, click.Option) else []


@pytest.mark.parametrize(
    "words", [*([*path, *words_before(parameter), ""] for path, parameter in PATHS), ["watch", ""]], ids=" ".join
)
def test_an_empty_path_is_one_line_and_2_and_nothing_is_written(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "huber.py").write_text("def huber_loss(pred, target, delta=1.0):\n    return pred.sum()\n")
    monkeypatch.chdir(here)
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(": an empty path names nothing; the current folder is .\n"), result.stderr
    assert result.stderr.count("\n") == 1
    assert [path.name for path in here.iterdir()] == ["huber.py"]


@pytest.mark.parametrize(
    "words",
    [
        "export anki -- missing/file.apkg",
        "export progress -- missing/file.jsonl",
        "interview --export missing/card.md",
        "report results --format csv --to missing/marks.csv",
        "report results --format terminal --to missing/page",
    ],
)
def test_a_file_is_written_into_a_folder_that_is_there_and_none_is_made(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "anki" in words:
        pytest.importorskip("genanki")
    result = CliRunner().invoke(app, words.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert not (tmp_path / "missing").exists()
    said = f"lossquiz: {words.rsplit(maxsplit=1)[-1]}: cannot be written: no such folder; make it, or write elsewhere\n"
    assert result.stderr == said
