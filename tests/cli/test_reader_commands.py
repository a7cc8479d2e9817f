"""list, show, hint, solution, start, stats, reset: what they print, and what they remember."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from lossquiz.cli.app import app
from lossquiz.losses.catalogue import catalogue
from lossquiz.practice.store import Attempt, open_store, read_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds import KINDS


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


def as_json(*words: str) -> Any:
    result = run(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["version"] == 1
    return found


def record(*attempts: Attempt) -> None:
    with open_store() as store:
        for attempt in attempts:
            store.record(attempt)


def recorded() -> list[tuple[str, str]]:
    with read_store() as store:
        return [(attempt.question, attempt.result) for attempt in store.attempts()]


@pytest.fixture
def in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("start", "reset"):
        monkeypatch.setattr(f"lossquiz.cli.{command}.is_person", lambda: True)


class TestList:
    def test_each_loss_of_the_bank_has_a_line_within_80_columns(self) -> None:
        result = run("list")
        lines = result.stdout.splitlines()
        for loss in load_bank().losses:
            assert sum(line.split()[:1] == [loss] for line in lines) == 1, loss
        assert max(map(len, lines)) <= 80

    def test_the_whole_catalogue_is_there(self) -> None:
        found = as_json("list")
        assert {loss["id"] for loss in found["losses"]} >= {*catalogue(), *load_bank().losses}
        assert {question["id"] for question in found["questions"]} == set(load_bank().questions)

    def test_questions_one_by_one(self) -> None:
        result = run("list", "--kind", "debug", "--family", "regression")
        wanted = [q.id for q in load_bank().questions.values() if q.kind == "debug" and q.family == "regression"]
        assert [line.split()[0] for line in result.stdout.splitlines()[1:]] == wanted

    def test_a_family_of_the_catalogue_only(self) -> None:
        families = {loss.family for loss in catalogue().values()} - {q.family for q in load_bank().questions.values()}
        if not families:
            pytest.skip("every family has questions")
        found = as_json("list", "--family", min(families))
        assert found["questions"] == []
        assert {loss["family"] for loss in found["losses"]} == {min(families)}

    def test_the_last_result_is_shown(self) -> None:
        days = [Attempt("huber", "implement", "right", at=f"2026-01-0{day}T12:00:00+00:00") for day in (1, 3)]
        record(
            *days, Attempt("huber-compute-two", "compute", "wrong"), Attempt("huber-explain-why", "explain", "right")
        )
        total = len([q for q in load_bank().questions.values() if q.id.split("-")[0] == "huber"])
        (line,) = (line for line in run("list").stdout.splitlines() if line.split()[:1] == ["huber"])
        assert line.endswith(f" 1/{total}")
        last = {question["id"]: question["last"] for question in as_json("list")["questions"]}
        assert (last["huber"], last["huber-compute-two"], last["huber-debug-slope"]) == ("right", "wrong", None)


DAMAGED = "not a database, and long enough to look at" * 9


class TestDamagedProgress:
    @pytest.mark.parametrize(
        "words",
        ["list", "list --json", "list --kind debug", "hint huber", "solution huber", "solution huber-compute-two"],
    )
    def test_what_the_bank_tells_is_told_and_a_line_says_that_the_log_is_damaged(self, words: str, home: Path) -> None:
        sound = run(*words.split())
        (home / "progress.db").unlink(missing_ok=True)
        (home / "progress.db").write_text(DAMAGED, encoding="utf-8")
        result = run(*words.split())
        assert (result.exit_code, result.stdout) == (0, sound.stdout)
        assert result.stderr.count("\n") == 1
        assert "it was left as it is" in result.stderr
        assert (home / "progress.db").read_text(encoding="utf-8") == DAMAGED

    def test_a_card_needs_no_log(self, home: Path) -> None:
        (home / "progress.db").write_text(DAMAGED, encoding="utf-8")
        result = run("show", "huber")
        assert (result.exit_code, result.stderr) == (0, "")

    @pytest.mark.parametrize("words", ["stats", "reset --yes", "export progress -", "interview --list"])
    def test_what_is_about_the_log_alone_is_refused(self, words: str, home: Path) -> None:
        (home / "progress.db").write_text(DAMAGED, encoding="utf-8")
        result = run(*words.split())
        assert (result.exit_code, result.stdout) == (2, "")
        assert "it was left as it is" in result.stderr


class TestShow:
    def test_a_card_says_all_that_the_bank_knows(self) -> None:
        loss = load_bank().losses["huber"]
        text = " ".join(run("show", "huber").stdout.split())
        assert loss.task is not None
        for part in (loss.title, loss.card.formula, loss.card.torch, loss.task.signature, *loss.card.sources):
            assert " ".join(part.split()) in text
        for question in loss.questions:
            assert question.id in text

    @pytest.mark.parametrize("word", ["HUBER", "huber", "Huber loss"])
    def test_a_loss_by_other_words(self, word: str) -> None:
        assert as_json("show", word)["id"] == "huber"

    @pytest.mark.parametrize("word", ["huber-compute-two", "Huber_Compute_Two"])
    def test_a_question_however_it_is_typed(self, word: str) -> None:
        assert as_json("show", word)["id"] == "huber-compute-two"

    def test_every_loss_of_the_bank_and_the_catalogue_has_a_card(self) -> None:
        bank = load_bank()
        for name in bank.losses:
            assert run("show", name).exit_code == 0, name
        for entry in list(catalogue().values())[::9]:
            found = as_json("show", entry.id)
            assert found["title"]
            assert found["formula"]

    def test_the_card_of_a_loss_without_questions(self) -> None:
        entry = next(loss for loss in catalogue().values() if loss.id not in load_bank().losses)
        text = " ".join(run("show", entry.id).stdout.split())
        assert " ".join(entry.formula.split()) in text
        assert " ".join(entry.use.split()) in text

    def test_how_often_interviews_ask_is_told_with_its_ground(self) -> None:
        loss = load_bank().losses["dpo"]
        text = " ".join(run("show", "dpo").stdout.split())
        assert "dpo-explain-derive (explain, hard, on three public lists or more)" in text
        assert "dpo-compute-gradient (compute, hard, on two public lists)" in text
        assert "dpo-choose-mean-logps (choose, medium)" in text
        assert "(easy, on three public lists or more; lossquiz start dpo)" in text
        question = next(question for question in loss.questions if question.id == "dpo-explain-derive")
        assert question.frequency is not None
        text = " ".join(run("show", question.id).stdout.split())
        assert "it stands on three public lists or more" in text
        for ground in question.frequency.ground:
            assert ground in text

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "implement"])
    def test_a_question_is_shown_without_its_answer(self, kind: str) -> None:
        question = next(q for q in load_bank().questions.values() if q.kind == kind)
        result = run("show", question.id)
        assert result.exit_code == 0
        for attribute in ("explanation", "model_answer"):
            secret = getattr(question, attribute, None)
            assert secret is None or " ".join(secret.split()) not in " ".join(result.stdout.split())
        found = as_json("show", question.id)
        assert found["id"] == question.id
        assert not {"answer", "explanation", "correct", "rubric"} & set(found)

    def test_the_options_of_a_question_are_not_in_the_order_of_its_file(self) -> None:
        # A debug question's right answer is first in the file: shown so, it would be no question.
        bank = load_bank()
        firsts = [
            as_json("show", q.id)["options"][0] == next(o.text for o in q.options if o.correct)  # type: ignore[union-attr]
            for q in bank.questions.values()
            if q.kind == "debug"
        ]
        assert 0 < sum(firsts) < len(firsts)


class TestHint:
    def test_hints_come_one_by_one_and_then_point_to_the_solution(self) -> None:
        hints = load_bank().tasks["huber"].hints
        for number, hint in enumerate(hints, 1):
            text = " ".join(run("hint", "huber").stdout.split())
            assert text == " ".join(f"Hint {number} of {len(hints)}: {hint}".split())
        for _ in range(2):
            assert run("hint", "huber").stdout == "No more hints; the answer: lossquiz solution huber\n"
        assert recorded() == [("huber", "hinted")] * len(hints)

    def test_hints_do_not_count_as_answers(self) -> None:
        run("hint", "huber")
        assert as_json("stats")["answers"] == {"asked": 0, "right": 0}

    def test_reset_begins_anew(self) -> None:
        first = run("hint", "huber").stdout
        run("reset", "huber", "--yes")
        assert run("hint", "huber").stdout == first


class TestSolution:
    def test_an_implement_question_prints_its_file_ready_to_be_saved(self) -> None:
        result = run("solution", "huber")
        shipped = Path(__file__).parents[2] / "solutions" / "regression" / "huber.py"
        assert result.stdout == shipped.read_text(encoding="utf-8")
        assert recorded() == [("huber", "revealed")]

    def test_other_kinds_print_the_answer(self) -> None:
        assert "Answer: 1.3125" in run("solution", "huber-compute-two").stdout
        assert "Huber = 2 × smooth L1" in run("solution", "huber-choose-vs-smooth-l1").stdout
        assert "A good answer:" in run("solution", "huber-explain-why").stdout

    def test_what_was_revealed_comes_back_as_missed(self) -> None:
        run("solution", "huber-compute-two")
        assert as_json("stats")["missed"] == ["huber-compute-two"]

    def test_every_implement_question_has_one(self) -> None:
        for name in load_bank().tasks:
            assert run("solution", name).exit_code == 0, name


class TestStart:
    def test_it_writes_the_starter_and_says_where_on_stdout_alone(self, tmp_path: Path) -> None:
        result = run("start", "huber", "--dir", str(tmp_path / "new" / "folder"))
        path = tmp_path / "new" / "folder" / "huber.py"
        assert result.stdout == f"{path}\n"
        assert f"lossquiz grade {path}" in result.stderr
        text = path.read_text(encoding="utf-8")
        assert "def huber_loss(pred, target, delta=1.0):" in text
        compile(text, str(path), "exec")

    def test_of_a_debug_question_it_writes_what_is_to_be_mended(self, tmp_path: Path) -> None:
        result = run("start", "huber-debug-slope", "--dir", str(tmp_path))
        path = tmp_path / "huber-debug-slope.py"
        assert result.stdout == f"{path}\n"
        assert "Mend it" in result.stderr
        text = path.read_text(encoding="utf-8")
        assert run("grade", str(path)).exit_code == 1
        path.write_text(text.replace("delta * a)", "delta * (a - 0.5 * delta))"), encoding="utf-8")
        assert run("grade", str(path)).exit_code == 0

    def test_it_overwrites_nothing_unasked(self, tmp_path: Path) -> None:
        path = tmp_path / "huber.py"
        path.write_text("mine", encoding="utf-8")
        result = run("start", "huber", "--dir", str(tmp_path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--force" in result.stderr
        assert path.read_text(encoding="utf-8") == "mine"
        assert run("start", "huber", "--dir", str(tmp_path), "--force").exit_code == 0
        assert path.read_text(encoding="utf-8") != "mine"

    @pytest.mark.usefixtures("in_a_terminal")
    @pytest.mark.parametrize(
        ("typed", "kept"), [("y\n", False), ("yes\n", False), ("n\n", True), ("\n", True), ("", True)]
    )
    def test_in_a_terminal_it_asks(self, tmp_path: Path, typed: str, kept: bool) -> None:
        path = tmp_path / "huber.py"
        path.write_text("mine", encoding="utf-8")
        result = run("start", "huber", "--dir", str(tmp_path), typed=typed)
        assert result.exit_code == 0
        assert "Overwrite it?" in result.stderr
        assert (path.read_text(encoding="utf-8") == "mine") is kept

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        result = run("start", "huber", "--dir", str(tmp_path / "file"))
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert "cannot be written" in result.stderr


class TestStats:
    def test_nothing_yet(self, home: Path) -> None:
        result = run("stats")
        assert result.exit_code == 0
        assert "Nothing is recorded yet" in result.stdout
        assert not (home / "progress.db").exists()

    def test_progress_in_words(self) -> None:
        record(
            Attempt("huber", "implement", "right", seconds=3600.0),
            Attempt("huber-compute-two", "compute", "wrong", seconds=185.0),
        )
        text = " ".join(run("stats").stdout.split())
        assert f"Known 0 of {len(load_bank().questions)} questions, right on two days; 2 shaky" in text
        assert "Answers 1 of 2 right (50%)" in text
        assert "1 h 3 min on 1 day" in text
        assert "To come back to: huber-compute-two" in text


class TestReset:
    def test_it_asks_before_it_forgets_and_a_pipe_is_no_yes(self) -> None:
        record(Attempt("huber", "implement", "right"))
        result = run("reset", typed="y\n")
        assert result.exit_code == 2
        assert "say --yes" in result.stderr
        assert recorded() == [("huber", "right")]

    def test_one_question_only(self) -> None:
        record(Attempt("huber", "implement", "right"), Attempt("mse", "implement", "right"))
        assert run("reset", "huber", "--yes").stdout == "Forgot 1 entry.\n"
        assert recorded() == [("mse", "right")]
        assert run("reset", "huber", "--yes").stdout == "Nothing is recorded of huber.\n"

    def test_a_question_that_the_bank_no_longer_has(self) -> None:
        record(Attempt("gone", "choose", "right"))
        assert run("reset", "gone", "--yes").exit_code == 0
        assert recorded() == []

    @pytest.mark.usefixtures("in_a_terminal")
    @pytest.mark.parametrize(("typed", "left"), [("y\n", 0), ("n\n", 2), ("", 2)])
    def test_in_a_terminal_the_answer_counts(self, typed: str, left: int) -> None:
        record(Attempt("huber", "implement", "right"), Attempt("mse", "implement", "right"))
        result = run("reset", typed=typed)
        assert "Forget 2 entries of all questions? [y/N]" in result.stderr
        assert len(recorded()) == left


class TestOfAnotherBank:
    """What is told of a question of one's own is a command that finds it."""

    @pytest.fixture
    def bank(self, tmp_path: Path) -> Path:
        folder = tmp_path / "my bank"
        assert run("bank", "new", "my_loss", "--family", "mine", "--into", str(folder)).exit_code == 0
        return folder

    @staticmethod
    def told(text: str) -> list[list[str]]:
        return [
            shlex.split(command) for command in re.findall(r"lossquiz (\w+ .+? --bank '.+?')", " ".join(text.split()))
        ]

    def test_the_commands_that_are_told_name_the_bank(self, bank: Path) -> None:
        of = ("--bank", str(bank))
        assert [words[0] for words in self.told(run("start", "my_loss", *of).stderr)] == ["grade", "watch"]
        shown = self.told(run("show", "my-loss-compute-one", *of).stdout)
        assert [words[0] for words in shown] == ["practice", "hint"]
        card = self.told(run("show", "my_loss", *of).stdout)
        assert [words[0] for words in card] == ["start"]
        for _ in range(2):
            run("hint", "my_loss", *of)
        spent = self.told(run("hint", "my_loss", *of).stdout)
        assert [words[0] for words in spent] == ["solution"]
        for words in (*shown[1:], *spent):
            assert run(*words).exit_code == 0, words
        missed = run("practice", "my-loss-compute-one", *of, typed="99\n\n")
        assert [words[:2] for words in self.told(missed.stdout)] == [["practice", "my-loss-compute-one"]]
