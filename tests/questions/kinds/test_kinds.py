"""A kind of question is one file and its word: a made-up kind is added to a copy of the package and walked through."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds import KINDS, LISTED, kind_of

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "lossquiz"

HOLDS = '''
"""Holds: say whether a statement is true."""

from dataclasses import dataclass
from typing import ClassVar

from lossquiz.questions.question import Question
from lossquiz.questions.replies import Answer, Body, UnclearAnswerError, Verdict


@dataclass(frozen=True, slots=True)
class HoldsQuestion(Question):
    kind: ClassVar[str] = "holds"
    help: ClassVar[str] = "Type yes or no."

    statement: str
    true: bool
    because: str
    hints: tuple[str, ...]

    def asking(self):
        return "Is this true?"

    def body(self):
        return Body(block=self.statement)

    def details(self):
        return {"statement": self.statement}

    def mark(self, typed, *, order=(), mistakes=None):
        if typed not in {"yes", "no"}:
            raise UnclearAnswerError("type yes or no")
        right = (typed == "yes") == self.true
        return Verdict(right, float(right), ())

    def answer(self, order=()):
        return Answer(text="yes" if self.true else "no", why=self.because)

    def hints_in(self, bank, order=()):
        return self.hints or ("Try it with one number.",)


def form():
    from lossquiz.forms.schema import FLAG, Field
    from lossquiz.questions.fields import PROSE

    return {"statement": Field(PROSE, "what is said"), "true": Field(FLAG, "is it"), "because": Field(PROSE, "why")}


def check(data, key, task, faults):
    if "?" in data["statement"]:
        faults.fault_at(f"{key}.statement", "a statement asks nothing")


def build(fields, task):
    return HoldsQuestion(**fields)
'''
FILE = """
title: Statements
questions:
  - {id: mse-is-robust, kind: holds, difficulty: easy, statement: "MSE is robust.", true: false, because: "It squares."}
"""
WALK = """
import sys
from typer.testing import CliRunner
from lossquiz.cli.app import app

def run(*words, typed=None):
    result = CliRunner().invoke(app, ["--bank", "mine", *words], input=typed)
    print("$", *words, "->", result.exit_code, result.output)

run("list", "--kind", "holds")
run("show", "mse-is-robust")
run("show", "mse-is-robust", "--json")
run("hint", "mse-is-robust")
run("practice", "mse-is-robust", typed="?\\nh\\nperhaps\\nyes\\n")
run("practice", "mse-is-robust", typed="r\\n")
run("solution", "mse-is-robust")
run("stats", "--json")
run("bank", "schema")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package that knows one kind more."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, folder / "lossquiz", ignore=shutil.ignore_patterns("__pycache__", "_shipped"))
    for name in ("questions", "solutions"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "lossquiz" / "questions" / "kinds" / "holds.py").write_text(HOLDS, encoding="utf-8")
    registry = folder / "lossquiz" / "questions" / "kinds" / "__init__.py"
    text = registry.read_text(encoding="utf-8")
    assert text.count('"debug")') == 1
    registry.write_text(text.replace('"debug")', '"debug", "holds")'), encoding="utf-8")
    (folder / "mine" / "plain").mkdir(parents=True)
    return folder


def run(folder: Path, code: str, question_file: str) -> str:
    (folder / "mine" / "plain" / "statements.yaml").write_text(question_file, encoding="utf-8")
    settings = {"PYTHONPATH": str(folder), "LOSSQUIZ_HOME": str(folder / "home"), "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_kind_is_added_with_one_file_and_one_word(copy: Path) -> None:
    shown = run(copy, WALK, FILE)
    steps = shown.split("$ ")[1:]
    listed, card, as_json, hint, practised, revealed, solved, stats, schema = steps
    assert all(" -> 0 " in step for step in steps), shown
    assert "mse-is-robust  holds      easy    plain" in listed
    assert "Is this true?\n\n    MSE is robust." in card
    assert '"statement": "MSE is robust."' in as_json
    assert "Hint 1 of 1: Try it with one number." in hint
    assert "1 of 1 · holds · easy · Statements" in practised
    assert "Type yes or no." in practised
    assert "type yes or no" in practised
    assert "✗ Not right." in practised
    assert "0 of 1 right" in practised
    assert "Answer: no\nIt squares." in revealed
    assert "Answer: no\nIt squares." in solved
    assert '"holds": {"asked": 1, "right": 0}' in stats
    assert '"description": "what is said"' in schema


def test_its_faults_are_told_like_all_others(copy: Path) -> None:
    load = "from lossquiz.cli.app import app\nfrom typer.testing import CliRunner\n"
    code = f"{load}print(CliRunner().invoke(app, ['--bank', 'mine', 'list']).stderr)"
    assert "mine/plain/statements.yaml:4: questions[0].statement: a statement asks nothing" in run(
        copy, code, FILE.replace("MSE is robust.", "Is MSE robust?")
    )


@pytest.mark.parametrize("word", LISTED)
def test_the_module_of_a_kind_holds_what_the_registry_asks_for(word: str) -> None:
    kind = kind_of(word)
    assert set(kind.form()) > {"prompt"}
    assert callable(kind.check)
    assert callable(kind.build)


def test_every_kind_is_in_the_bank_and_says_how_it_is_answered() -> None:
    found = {question.kind: question for question in load_bank().questions.values()}
    assert set(found) == set(KINDS)
    assert all(question.help.endswith(".") for question in found.values())


def test_no_module_outside_kinds_asks_what_kind_a_question_is() -> None:
    classes = {"ChooseQuestion", "ComputeQuestion", "ExplainQuestion", "DebugQuestion", "ImplementTask"}
    asks = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "kinds" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (_is_isinstance(node) and classes & _names(node)) or (isinstance(node, ast.Compare) and _words(node))
    ]
    assert asks == []


def _is_isinstance(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance"


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _words(node: ast.Compare) -> bool:
    """Whether a comparison names a kind: `question.kind == "choose"`."""
    words = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    kinds = any(isinstance(part, ast.Attribute) and part.attr == "kind" for part in ast.walk(node))
    return kinds and bool(words & set(KINDS))
