"""`lossquiz interview` from a pipe: held, shown again, listed, exported, interrupted."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lossquiz.cli import interview as command
from lossquiz.cli.app import app
from lossquiz.practice.interview.mix import Brief, Script, draw_up
from lossquiz.practice.store import open_store, read_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_path


def run(*words: str, lines: Sequence[str] = ()) -> Result:
    return CliRunner().invoke(app, ["interview", *words], input="".join(f"{line}\n" for line in lines))


def script(seed: int, minutes: int = 10) -> Script:
    return draw_up(load_bank(), Brief(minutes, mending=False), (), datetime.now(timezone.utc), seed)


def right_answers(drawn: Script) -> list[str]:
    """Return what to type: of code, the file of the model answer."""
    bank = load_bank()
    return [
        str(solution_path(bank.tasks[item.question.id]))
        if item.takes == "file"
        else _text(item.question.answer(item.order))
        for item in drawn.items
    ]


def _text(answer: object) -> str:
    return " ".join(answer.text.split())  # type: ignore[attr-defined]


def recorded() -> list[tuple[str, str]]:
    with read_store() as store:
        return [(attempt.question, attempt.result) for attempt in store.attempts()]


class TestHeld:
    def test_right_answers_make_a_full_score_with_code_and_all(self) -> None:
        drawn = script(1, 20)
        result = run("--seed", "1", "--minutes", "20", lines=right_answers(drawn))
        assert result.exit_code == 0, result.output
        count = len(drawn.items)
        assert f"100% ({count} of {count} right), medium" in result.stdout
        assert "Nothing was missed." in result.stdout
        assert recorded() == [(item.question.id, "right") for item in drawn.items]

    def test_nothing_before_the_end_tells_whether_an_answer_was_right(self) -> None:
        drawn = script(1)
        answers = right_answers(drawn)
        slips = {"choose": "1", "compute": "123456", "explain": "I have no idea of that, and I say so in plain words."}
        wrong = [
            next(letter for letter in "ab" if not item.question.mark(letter, order=item.order).correct)
            if item.kind == "choose"
            else slips[item.kind]
            for item in drawn.items
        ]
        transcripts = []
        for lines in (answers, wrong):
            result = run("--seed", "1", "--minutes", "10", lines=lines)
            before, _, after = result.stdout.partition("All questions were put.")
            transcripts.append([line for line in before.splitlines() if not line.startswith("> ")])
            assert f"{100 if lines is answers else 0}% (" in after
        assert transcripts[0] == transcripts[1]

    def test_a_wrong_number_is_named_and_missed_questions_come_first_in_practice(self) -> None:
        bank = load_bank()
        family = "regression"
        drawn = draw_up(bank, Brief(10, families=(family,), mending=False), (), datetime.now(timezone.utc), 4)
        assert any(item.kind == "compute" for item in drawn.items)
        lines = [
            "123456" if item.kind == "compute" else text
            for item, text in zip(drawn.items, right_answers(drawn), strict=True)
        ]
        result = run("--seed", "4", "--minutes", "10", "--family", family, lines=lines)
        assert result.exit_code == 0, result.output
        missed = [item.question.id for item in drawn.items if item.kind == "compute"]
        assert f"lossquiz practice {missed[0]}" in result.stdout
        assert [name for name, result_ in recorded() if result_ == "wrong"] == missed

    def test_the_screen_says_what_follows_on_what(self) -> None:
        drawn = script(2)
        result = run("--seed", "2", "--minutes", "10", lines=["s"] * len(drawn.items))
        follow = next(item for item in drawn.items if item.lead)
        assert f"follow-up on {follow.question.title} · {follow.kind}" in " ".join(result.stdout.split())
        assert follow.lead in result.stdout
        assert result.stdout.count("· 10:00 left") == len(drawn.items)

    def test_no_input_at_all_ends_well_and_keeps_nothing(self) -> None:
        result = run("--seed", "1")
        assert result.exit_code == 0
        assert "Nothing was answered, so there is no scorecard." in result.stdout
        assert run("--list").stdout.startswith("No interview is kept yet.")

    def test_time_that_is_up_ends_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ticks = iter(range(0, 10**6, 200))
        monkeypatch.setattr(command, "clock", lambda: float(next(ticks)))
        drawn = script(1)
        result = run("--seed", "1", "--minutes", "10", lines=right_answers(drawn))
        assert result.exit_code == 0, result.output
        assert "Time was up." in result.stdout
        assert f"of {len(drawn.items)} questions" in result.stdout

    def test_the_same_seed_asks_the_same_whatever_was_met_before(self) -> None:
        first = run("--seed", "3", "--minutes", "10", lines=["s"] * 20)
        again = run("--seed", "3", "--minutes", "10", lines=["s"] * 20)
        assert asked(first)
        assert asked(first) == asked(again)
        assert asked(first) != asked(run("--seed", "4", "--minutes", "10", lines=["s"] * 20))

    def test_plain_has_no_lines_to_hear(self) -> None:
        result = run("--seed", "1", "--minutes", "10", "--plain", lines=right_answers(script(1)))
        assert "Question 1 of" in result.stdout
        assert "10 min 0 s left." in result.stdout
        assert "─" not in result.stdout

    def test_it_ends_with_q(self) -> None:
        result = run("--seed", "1", "--minutes", "10", lines=[right_answers(script(1))[0], "q"])
        assert result.exit_code == 0
        assert "You ended it." in result.stdout
        assert "100% (1 of 1 right)" in result.stdout


def asked(result: Result) -> list[str]:
    return re.findall(r"^.*· (?:choose|compute|explain) ·.*$", result.stdout, re.MULTILINE)


class TestKept:
    def hold(self) -> Script:
        drawn = script(1)
        run("--seed", "1", "--minutes", "10", lines=[right_answers(drawn)[0], "s", "q"])
        return drawn

    def test_the_last_is_shown_again(self) -> None:
        drawn = self.hold()
        result = run("--last")
        assert result.exit_code == 0
        assert "50% (1 of 2 right), medium" in result.stdout
        assert f"lossquiz practice {drawn.items[1].question.id}" in result.stdout
        card = json.loads(run("--last", "--json").stdout)
        assert (card["version"], card["score"], card["ending"], card["seed"]) == (1, 0.5, "quit", 1)
        assert card["entries"][0]["question"] == drawn.items[0].question.id

    def test_all_are_listed_the_newest_first(self) -> None:
        self.hold()
        run("--seed", "2", "--minutes", "5", "--level", "hard", lines=[right_answers_of(2)])
        result = run("--list")
        assert [re.sub(r"^\S+ \S+ +", "", line) for line in result.stdout.splitlines()] == [
            "5 min, hard, 100% (1 of 1 right)",
            "10 min, medium, 50% (1 of 2 right)",
        ]
        found = json.loads(run("--list", "--json").stdout)
        assert found["version"] == 1
        assert [(row["minutes"], row["level"], row["score"]) for row in found["interviews"]] == [
            (5, "hard", 1.0),
            (10, "medium", 0.5),
        ]

    def test_none_and_damaged_ones_are_told(self) -> None:
        assert (run("--last").exit_code, run("--last").stderr) == (
            2,
            "lossquiz: no interview is kept yet; begin one with `lossquiz interview`\n",
        )
        assert json.loads(run("--list", "--json").stdout) == {"version": 1, "interviews": []}
        with open_store() as store:
            store.keep_interview("{")
        assert "damaged scorecard" in run("--last").stderr
        assert "cannot be read by this lossquiz" in run("--list").stdout

    @pytest.mark.parametrize("name", ["card.md", "card.html"])
    def test_it_is_exported_and_nothing_is_overwritten_unasked(self, tmp_path: Path, name: str) -> None:
        self.hold()
        path = tmp_path / name
        result = run("--last", "--export", str(path))
        assert result.exit_code == 0, result.output
        assert result.stderr == f"Written: {path}\n"
        assert "50% (1 of 2 right)" in path.read_text(encoding="utf-8").replace("\\", "")
        path.write_text("mine", encoding="utf-8")
        again = run("--last", "--export", str(path))
        assert (again.exit_code, path.read_text(encoding="utf-8")) == (2, "mine")
        assert "--force overwrites it" in again.stderr
        assert run("--last", "--export", str(path), "--force").exit_code == 0
        assert path.read_text(encoding="utf-8") != "mine"
        assert [found.name for found in tmp_path.iterdir() if "card" in found.name] == [name]

    def test_a_file_that_cannot_be_is_told_before_the_interview(self, tmp_path: Path) -> None:
        for export in ("card.txt", str(tmp_path / "nowhere" / "card.md")):
            result = run("--export", export, lines=["a"])
            assert (result.exit_code, result.stdout) == (2, ""), export
        live = run("--seed", "1", "--minutes", "5", "--export", str(tmp_path / "live.md"), lines=[right_answers_of(1)])
        assert live.exit_code == 0
        assert (tmp_path / "live.md").is_file()


def right_answers_of(seed: int) -> str:
    return right_answers(
        draw_up(
            load_bank(),
            Brief(5, "hard" if seed == 2 else "medium", mending=False),
            (),
            datetime.now(timezone.utc),
            seed,
        )
    )[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--last", "--list"], "choose one"),
        (["--json"], "--json goes with"),
        (["--list", "--export", "x.md"], "--export goes with"),
        (["--minutes", "2"], "--minutes takes a whole number from 5 to 180"),
        (["--level", "brutal"], "brutal"),
        (["--family", "rankin"], "did you mean ranking"),
    ],
)
def test_what_does_not_fit_is_one_line(words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_a_place_for_progress_it_is_held_and_says_that_nothing_is_kept(home: Path) -> None:
    import shutil

    shutil.rmtree(home)
    home.write_text("in the way", encoding="utf-8")
    result = run("--seed", "1", "--minutes", "10", lines=right_answers(script(1)))
    assert result.exit_code == 0, result.output
    assert result.stderr.count("nothing of this interview is kept") == 1
    assert "Scorecard" in result.stdout


def test_files_to_fill_in_get_a_folder_of_their_own(tmp_path: Path) -> None:
    for _ in range(2):
        run("--seed", "1", "--minutes", "20", "--into", str(tmp_path / "mock"))
    folders = sorted((tmp_path / "mock").iterdir())
    assert len(folders) == 2
    assert all(folder.name.startswith("interview-") for folder in folders)
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = run("--seed", "1", "--minutes", "20", "--into", str(tmp_path / "file" / "mock"))
    assert refused.exit_code == 2
    assert "--into" in refused.stderr
