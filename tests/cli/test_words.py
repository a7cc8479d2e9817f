"""Every command that takes a word finds the thing however it is spelled, and tells a wrong word in one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner, Result

import lossquiz
from lossquiz.cli.app import app
from lossquiz.errors import UsageError

SOLUTION = Path(__file__).parents[2] / "solutions" / "divergence" / "kl_div.py"
BY_ID = ("kl_div", "KL-DIV", "kl div", "Kl_Div")
BY_NAME = ("kl", "KULLBACK-LEIBLER", "Kullback-Leibler divergence", "kl_divergence_loss")
QUESTION = ("huber-compute-two", "HUBER_COMPUTE_TWO", "Huber compute two")
TASK = ("survival", "SURVIVAL", "time-to-event", "Survival analysis")


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


# Each command that takes a word: the command with {} for the word, the words, and what shows that it was found.
FOUND: tuple[tuple[Sequence[str], Sequence[str], str], ...] = (
    (("practice", "{}"), (*BY_ID, *BY_NAME, *QUESTION), "1 of 1 question"),
    (("practice", "--family", "{}", "--count", "1"), ("divergence", "DIVERGENCE", " Divergence "), "1 of "),
    (("practice", "--kind", "{}", "--count", "1"), ("debug", "DEBUG"), "· debug ·"),
    (("practice", "--difficulty", "{}", "--count", "1"), ("hard", "Hard"), "· hard ·"),
    (("interview", "--family", "{}"), ("divergence", "DIVERGENCE", " Divergence "), "medium, divergence, "),
    (("interview", "--level", "{}"), ("hard", "Hard"), "45 minutes, hard, "),
    (("start", "{}"), (*BY_ID, *BY_NAME), "kl_div.py"),
    (("hint", "{}"), (*BY_ID, *BY_NAME, *QUESTION), "Hint 1 of "),
    (("solution", "{}"), (*BY_ID, *BY_NAME), "def kl_divergence_loss"),
    (("solution", "{}"), QUESTION, "Answer: 1.3125"),
    (("show", "{}"), (*BY_ID, *BY_NAME), "kl_divergence_loss(log_q, p)"),
    (("show", "{}"), QUESTION, "huber-compute-two"),
    (("reset", "{}", "--yes"), (*BY_ID, *BY_NAME), "Nothing is recorded of kl_div."),
    (("list", "--family", "{}"), ("3d", "3D"), "chamfer"),
    (("list", "--kind", "{}"), ("debug", "Debug"), "huber-debug-slope"),
    (("recommend", "--task", "{}"), TASK, "cox"),
    (("recommend", "--facts", "--task", "{}"), TASK, "interval_censored"),
    (("recommend", "-t", "reg", "-g", "{}"), ("outliers", "OUTLIERS", " Outliers"), "1 huber"),
    (("recommend", "-t", "binary", "-g", "{}"), ("positive_unlabeled", "Positive-Unlabeled"), "1 "),
    (("recommend", "-t", "reg", "-g", "bounded_target={}"), ("0_1", "0-1", "0 1"), "1 "),
    (("recommend", "-t", "binary", "--imbalanced", "{}"), ("severe", "SEVERE"), "1 focal"),
    (("recommend", "-t", "reg", "--why-not", "{}"), ("log_cosh", "Log-Cosh", "log cosh loss"), "log_cosh is number"),
)


@pytest.mark.parametrize(
    ("words", "shown"), [([part.format(w) for part in call], shown) for call, spelled, shown in FOUND for w in spelled]
)
def test_every_spelling_is_found(words: list[str], shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert shown in result.output


@pytest.mark.parametrize("word", [BY_ID[1], *BY_NAME])
def test_grade_finds_the_question_that_q_names(word: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    path.write_bytes(SOLUTION.read_bytes())
    result = run("grade", str(path), "-q", word, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["submissions"][0]["question"] == "kl_div"


@pytest.mark.parametrize("word", [*BY_ID, *BY_NAME])
def test_bank_check_finds_the_loss_that_only_names(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    proved: list[str] = []
    monkeypatch.setattr(
        "lossquiz.grading.proof.many.prove_many", lambda losses, *_, **__: proved.extend(x.id for x in losses) or ()
    )
    run("bank", "check", "--only", word)
    assert proved == ["kl_div"]


def test_the_api_takes_the_same_words() -> None:
    for word in (BY_ID[1], BY_NAME[0]):
        assert lossquiz.grade(SOLUTION, word, seed=1).verdict == "passed"
    assert lossquiz.recommend("Time-To-Event").task == "survival"
    with pytest.raises(UsageError, match='unknown implement question "hubre"; did you mean huber'):
        lossquiz.grade(SOLUTION, "hubre")


# Each command that takes a word, with a wrong one: what it calls the thing, and the nearest.
WRONG: tuple[tuple[Sequence[str], str, str], ...] = (
    (("practice", "hubre"), "question", "huber"),
    (("practice", "--family", "regresion"), "family", "regression"),
    (("practice", "--loss", "hubre"), "loss of the bank", "huber"),
    (("practice", "--path", "weekendd"), "path", "weekend"),
    (("export", "anki", "deck.apkg", "--family", "regresion"), "family", "regression"),
    (("export", "anki", "deck.apkg", "--loss", "hubre"), "loss of the bank", "huber"),
    (("interview", "--family", "regresion"), "family", "regression"),
    (("start", "hubre"), "implement or debug question", "huber"),
    (("watch", "hubre"), "implement or debug question", "huber"),
    (("hint", "hubre"), "question", "huber"),
    (("solution", "hubre"), "question", "huber"),
    (("show", "hubre"), "loss or question", "huber"),
    (("reset", "hubre"), "question", "huber"),
    (("list", "--family", "regresion"), "family", "regression"),
    (("grade", str(SOLUTION), "-q", "hubre"), "implement question", "huber"),
    (("bank", "check", "--only", "hubre"), "loss of the bank", "huber"),
    (("takehome", "new", "losses", "-q", "hubre"), "implement question", "huber"),
    (("export", "anki", "-", "--loss", "hubre"), "loss of the bank", "huber"),
    (("export", "anki", "-", "--family", "regresion"), "family", "regression"),
    (("recommend", "--task", "regresion"), "task", "regression"),
    (("recommend", "--facts", "--task", "regresion"), "task", "regression"),
    (("recommend", "-t", "reg", "-g", "outlires"), "fact", "outliers"),
    (("recommend", "-t", "reg", "--why-not", "hubre"), "loss", "huber"),
)


@pytest.mark.parametrize(("words", "what", "near"), WRONG)
def test_a_wrong_word_is_one_sentence_and_2(words: Sequence[str], what: str, near: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(rf'lossquiz: unknown {what} "\w+"; did you mean {near}( or [\w-]+)?\?\n', result.stderr)


def test_no_command_that_takes_a_word_is_missing_here() -> None:
    # A parameter that is a path, a number or a flag is no word; those that name no thing stand here.
    free = {
        "bank new": {"name", "family"},
        "recommend": {"target", "predictions"},
        "grade": {"helper", "cluster"},
        "takehome gradescope": {"requirement"},
        "report": {"decided", "comment", "by"},
    }
    groups = {"bank", "export", "takehome"}
    tested = {" ".join(call[:2] if call[0] in groups else call[:1]) for call, *_ in (*FOUND, *WRONG)}
    for path, command in walk(typer.main.get_command(app), ()):
        words = {str(p.name) for p in command.params if isinstance(p.type, click.types.StringParamType) and p.name}
        assert not words - free.get(path, set()) or path in tested, (path, words)


def walk(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        return [(" ".join(path), command)]
    context = click.Context(command)
    children = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return [found for name, child in children.items() if child for found in walk(child, (*path, name))]
