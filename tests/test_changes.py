"""Each kind of change that CONTRIBUTING lists is made in a copy of the project, in the files that it names, and used.

A kind of question is walked through in tests/questions/kinds/test_kinds.py.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("lossquiz", "questions", "solutions")
ROW = re.compile(r"^\| (?P<change>a [a-z ]+?) +\| (?P<files>`.+`) \|$", re.MULTILINE)

LOSS = """
quartic:
  title: Mean quartic error
  form: real
  formula: "mean of e⁴;  e = pred − target"
  snippet: |
    def quartic(pred, target):
        return (pred - target).pow(4).mean()
  use: a test of how a loss is added
  trade_offs: ["an error twice as large weighs sixteen times more"]
  source: the test that adds it
"""
REFERENCE = '''

def quartic_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean quartic error, mean(e⁴)."""
    return (pred - target).pow(4).mean()
'''
QUESTION = """\
card:
  expression: "np.mean((pred - target) ** 4)"
  when: ["In this test."]
  when_not: ["Anywhere else."]
implement:
  difficulty: easy
  defines: quartic_loss
  reference: lossquiz.losses.regression.quartic_loss
  convention: "The fourth power of pred − target, averaged over all elements."
  inputs:
    pred: {sampler: normal, shape: "*", gradient: true}
    target: {sampler: normal, shape: "*"}
  cases:
    worked:
      - {given: {pred: [3.0], target: [1.0]}, note: "an error of 2 costs 16"}
  hints: ["How much does an error twice as large cost?", "The error stands to the fourth."]
  misconceptions:
    - id: sum_instead_of_mean
      says: "The elements are summed; the convention is their mean."
      code: |
        def quartic_loss(pred, target):
            return (pred - target).pow(4).sum()
"""
ASKED = """
questions:
  - id: quartic-compute-one
    kind: compute
    difficulty: easy
    prompt: "Work it out."
    given: {pred: [3.0, 1.0], target: [1.0, 0.0]}
    answer: 8.5
    explanation: "16 and 1; their mean is 8.5."
"""
SOLUTION = "def quartic_loss(pred, target):\n    error = pred - target\n    return (error**4).mean()\n"
FORMAT = """\
from lossquiz.report.formats import Format


def render(batch):
    return ",".join(row["path"] for row in batch.rows)


FORMAT = Format("the paths", render, lambda batch: {"paths.txt": render(batch)}, always=True)
"""
RULE = """
  - id: regression.made_up
    stage: preference
    when: [outliers, made_up_fact]
    promote: {log_cosh: 3}
    reason: a reason that was made up
    source: the test that adds it
"""
FACT = """
made_up_fact:
  means: something that was made up
  ask: Is it made up?
  tasks: [regression]
"""
METRIC = """
made_up_metric:
  means: a metric that was made up
  aliases: [invented_score]
  kind: median
  best: the median
  tasks: [regression]
  gap: it was made up, and no loss knows that
  source: the test that adds it
  uses:
    - {stage: estimand, promote: {mae: 9}, reason: a reason that was made up}
"""
IN_A_LIBRARY = """\
  log_cosh: [{name: SomeRegressor, template: linear, params: {loss: '"log_cosh"'}}]
"""
SAMPLER = '''

@sampler
def made_up(draw: Draw) -> Array:
    """Numbers from 2 to 3."""
    return draw.rng.uniform(2, 3, size=draw.shape).astype(np.float32)
'''
COMMAND = '''"""`lossquiz hello`."""

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("hello")(hello)


def hello() -> None:
    """Say hello."""
    typer.echo("hello from a new command")
'''


@dataclass
class Copy:
    """A copy of the project in which changes are made."""

    root: Path

    def append(self, path: str, text: str) -> str:
        """Add text at the end of a file, which may be new; return the path."""
        file = self.root / path
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")
        return path

    def insert(self, path: str, before: str, text: str) -> str:
        """Put text before other text that stands there once; return the path."""
        file = self.root / path
        whole = file.read_text(encoding="utf-8")
        assert whole.count(before) == 1, (path, before)
        file.write_text(whole.replace(before, text + before), encoding="utf-8")
        return path

    def run(self, *words: str, typed: str = "", code: int = 0) -> str:
        """Run the copy's command; return what it prints."""
        settings = {"PYTHONPATH": str(self.root), "LOSSQUIZ_HOME": str(self.root / "home"), "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "lossquiz", *words],
            cwd=self.root,
            env={**os.environ, **settings, "COLUMNS": "100"},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_shipped"))
    return Copy(tmp_path)


def listed(change: str, **names: str) -> list[str]:
    """Return the files that CONTRIBUTING lists for a kind of change, with names filled in."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = {row["change"]: re.findall(r"`([^`]+)`", row["files"]) for row in ROW.finditer(page)}
    return sorted(re.sub(r"<(\w+)>", lambda found: names[found[1]], file) for file in rows[change])


def test_a_loss_with_its_question(copy: Copy) -> None:
    touched = [
        copy.append("lossquiz/losses/data/families/regression.yaml", LOSS),
        copy.append("lossquiz/losses/regression.py", REFERENCE),
        copy.append("questions/regression/quartic.yaml", QUESTION),
        copy.append("solutions/regression/quartic.py", SOLUTION),
    ]
    assert sorted(touched) == listed("a loss with its question", family="regression", loss="quartic")
    assert "1 loss, 0 faults" in copy.run("bank", "check", "--only", "quartic", "--seeds", "2", "-j", "1")
    assert "Mean quartic error" in copy.run("show", "mean-quartic-error")
    assert "passed" in copy.run("grade", "solutions/regression/quartic.py")
    copy.append("mine.py", SOLUTION.replace("mean", "sum"))
    assert "sum_instead_of_mean" in copy.run("grade", "mine.py", code=1)


def test_a_question_about_a_loss(copy: Copy) -> None:
    question = QUESTION.replace("quartic", "mse").replace("pow(4)", "pow(2)").replace("** 4", "** 2")
    (copy.root / "questions" / "regression" / "mse.yaml").unlink()
    touched = [copy.append("questions/regression/mse.yaml", question + ASKED.replace("8.5", "2.5"))]
    assert touched == listed("a question about a loss", family="regression", loss="mse")
    assert "Right." in copy.run("practice", "quartic-compute-one", typed="2.5\n")


def test_a_report_format(copy: Copy) -> None:
    assert [copy.append("lossquiz/report/formats/paths.py", FORMAT)] == listed("a report format", format="paths")
    copy.run("grade", "solutions/regression/mae.py", "--out", "results")
    assert (copy.root / "results" / "paths.txt").read_text() == "solutions/regression/mae.py"


def test_a_rule_and_a_fact(copy: Copy) -> None:
    told = ("recommend", "--task", "regression", "--outliers", "--given", "made_up_fact")
    copy.run(*told, code=2)
    assert [copy.append("lossquiz/selection/data/facts.yaml", FACT)] == listed("a fact")
    assert "a reason that was made up" not in copy.run(*told, "--why")
    touched = [copy.append("lossquiz/selection/data/rules/regression.yaml", RULE)]
    assert touched == listed("a rule", part="regression")
    assert "a reason that was made up" in copy.run(*told, "--why")


def test_a_metric(copy: Copy) -> None:
    told = ("recommend", "--task", "regression", "--metric", "Invented-Score")
    copy.run(*told, code=2)
    assert [copy.append("lossquiz/selection/data/metrics.yaml", METRIC)] == listed("a metric")
    said = copy.run(*told)
    assert "1 mae" in said
    assert "it was made up, and no loss knows that" in said


def test_a_loss_of_a_library(copy: Copy) -> None:
    told = ("recommend", "--task", "regression", "--outliers", "--framework", "sklearn", "--why")
    assert "SomeRegressor" not in copy.run(*told)
    touched = [copy.insert("lossquiz/selection/data/frameworks/sklearn.yaml", "  mae: [{name:", IN_A_LIBRARY)]
    assert touched == listed("a loss of a library", library="sklearn")
    assert 'SomeRegressor(loss="log_cosh")' in copy.run(*told)


def test_a_sampler(copy: Copy) -> None:
    assert [copy.append("lossquiz/questions/samplers.py", SAMPLER)] == listed("a sampler")
    question = QUESTION.replace("quartic", "mse").replace("pow(4)", "pow(2)").replace("** 4", "** 2")
    (copy.root / "questions" / "regression" / "mse.yaml").unlink()
    copy.append(
        "questions/regression/mse.yaml", question.replace("target: {sampler: normal", "target: {sampler: made_up")
    )
    assert "1 loss, 0 faults" in copy.run("bank", "check", "--only", "mse", "--seeds", "2", "-j", "1", "--no-mutation")


def test_a_command(copy: Copy) -> None:
    touched = [
        copy.append("lossquiz/cli/hello.py", COMMAND),
        copy.insert("lossquiz/cli/app.py", '    "doctor":', '    "hello": "Say hello.",\n'),
    ]
    assert sorted(touched) == listed("a command", command="hello")
    assert "Say hello." in copy.run("--help")
    assert copy.run("hello") == "hello from a new command\n"
