"""`lossquiz doctor`: what is probed is told truly, in words and as JSON."""

from __future__ import annotations

import io
import json
import sys

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from lossquiz.cli import doctor as command
from lossquiz.grading.sandbox.parent import Layer, Probe, Sandbox, probe
from lossquiz.report.doctor import examine
from lossquiz.report.json.doctor import doctor_json
from lossquiz.report.terminal.doctor import render_doctor

NOTHING = Probe("none", "spawn", "Darwin 23 arm64", (Layer("file access", False, "not here"),), ("use Linux",))


def rendered(found: Probe, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    render_doctor(examine(found, console), console)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_the_probe_agrees_with_the_sandbox() -> None:
    with Sandbox(trust=True) as sandbox:
        assert probe().level == sandbox.level


@pytest.mark.skipif(sys.platform != "linux", reason="lowers what Linux gives")
@pytest.mark.parametrize(("word", "level"), [("reduced", "reduced"), ("none", "none"), ("spawn", "none")])
def test_a_lowered_level_says_so_and_how_to_raise_it(monkeypatch: pytest.MonkeyPatch, word: str, level: str) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", word)
    found = probe()
    assert found.level == level
    assert any("LOSSQUIZ_ISOLATION" in advice for advice in found.advice)
    assert not {layer.name: layer.holds for layer in found.layers}.get("Landlock", False)


def test_each_level_is_explained() -> None:
    text = rendered(NOTHING)
    assert "none: grade only code that you would run yourself, with --trust-submissions" in text
    assert "no   not here" in text
    assert "use Linux" in text


def test_a_narrow_terminal_loses_nothing() -> None:
    words = rendered(NOTHING, width=30).split()
    assert "--trust-submissions" in "".join(words)


def test_the_json_has_what_the_text_has() -> None:
    found = json.loads(json.dumps(doctor_json(examine(NOTHING, Console(file=io.StringIO(), width=77)))))
    assert found["version"] == 1
    assert found["isolation"]["level"] == "none"
    assert found["isolation"]["layers"] == [{"name": "file access", "holds": False, "detail": "not here"}]
    assert found["terminal"]["width"] == 77
    assert found["packages"]["torch"]


@pytest.mark.parametrize(("encoding", "unicode"), [("ascii", False), ("utf-8", True), ("latin-1", False)])
def test_what_the_terminal_cannot_write_is_told(encoding: str, unicode: bool) -> None:
    console = Console(file=io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert examine(NOTHING, console).terminal.unicode is unicode


def test_the_editor_is_the_one_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "emacs -nw")
    assert examine(NOTHING, Console(file=io.StringIO())).terminal.editor == "emacs -nw"


def test_the_command_prints_one_json_object() -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["isolation"]["level"] in {"full", "reduced", "none"}
