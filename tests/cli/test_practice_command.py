"""`lossquiz practice` from a pipe, and in a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lossquiz.cli.app import app
from lossquiz.practice.store import read_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_path

PATIENCE = 60.0  # seconds until a terminal that says nothing more fails the test


def practise(*words: str, lines: Sequence[str] = ()) -> Result:
    return CliRunner().invoke(app, ["practice", *words], input="".join(f"{line}\n" for line in lines))


def recorded() -> list[tuple[str, str]]:
    with read_store() as store:
        return [(attempt.question, attempt.result) for attempt in store.attempts()]


class TestPipe:
    def test_no_input_shows_the_first_question_and_ends_well(self) -> None:
        result = practise("--seed", "1")
        assert result.exit_code == 0
        assert "1 of 10 · " in result.stdout
        assert "2 of 10 · " not in result.stdout
        assert "Nothing was answered." in result.stdout
        assert recorded() == []

    def test_scripted_answers_run_to_the_summary(self) -> None:
        result = practise(
            "huber-compute-two",
            "huber-choose-vs-smooth-l1",
            "huber-explain-why",
            lines=[
                "h",
                "1.3125",
                "Huber = 2 × smooth L1",
                "It is robust to outliers and it is smooth near zero, and delta is the threshold between the two.",
            ],
        )
        assert result.exit_code == 0, result.output
        assert result.stdout.count("✓ Right.") == 2
        assert "Your text seems to make 3 of 5 points; 3 make a pass." in result.stdout
        assert "Hint 1 of" in result.stdout
        assert "3 of 3 right (100%)" in result.stdout
        assert [verdict for _, verdict in recorded()] == ["right"] * 3

    def test_a_wrong_answer_names_the_mistake_and_comes_back_first(self) -> None:
        first = practise("huber-compute-two", lines=["2.625"])
        assert "The elements are summed" in " ".join(first.stdout.split())
        assert "Come back to: huber-compute-two" in first.stdout
        again = practise("--seed", "5", "--family", "regression")
        assert "1 of 10 · compute · easy · Huber loss · missed last time" in again.stdout

    def test_the_same_seed_asks_the_same_in_the_same_order(self) -> None:
        first, second, other = (practise("--seed", seed, lines=["s"] * 10).stdout for seed in ("3", "3", "4"))
        assert first == second
        assert first != other

    def test_every_typed_question_of_the_bank_takes_its_own_answer(self) -> None:
        for question in load_bank().questions.values():
            if question.takes != "file":
                answer = question.answer()
                verdict = question.mark(f"{answer.place}) {answer.text}" if answer.place else answer.text)
                assert verdict.correct, (question.id, [p.point for p in verdict.points if not p.covered])

    def test_kinds_and_count_are_kept_to(self) -> None:
        result = practise("--kind", "compute", "--kind", "debug", "--count", "4", lines=["s"] * 4)
        heads = re.findall(r"^\d of 4 · (\w+)", result.stdout, re.MULTILINE)
        assert len(heads) == 4
        assert set(heads) <= {"compute", "debug"}

    def test_the_loss_to_choose_is_not_given_away(self) -> None:
        result = practise("mse-choose-units" if "mse-choose-units" in load_bank().questions else "huber-choose-delta")
        head = next(line for line in result.stdout.splitlines() if line.startswith("1 of 1"))
        assert "Huber" not in head
        assert "squared" not in head.lower()

    def test_an_interview_in_two_days_sets_the_share(self) -> None:
        from datetime import datetime, timedelta

        day = (datetime.now().astimezone() + timedelta(days=2)).date()
        left = len([q for q in load_bank().questions.values() if q.family == "regression"])
        result = practise("--interview-date", day.isoformat(), "--family", "regression")
        # Two days at 40 questions, each met twice, and a tenth of them kept for what is missed: 36 questions.
        assert "2 days until the interview; 36 questions, each on two days; 36 left today" in result.stderr
        assert left > 36
        assert "1 of 36 · " in result.stdout
        assert "2 days until the interview" in practise().stderr, "the day is kept"
        assert "until the interview" not in practise("--interview-date", "none").stderr
        assert "until the interview" not in practise().stderr

    @pytest.mark.parametrize(
        ("day", "says"), [("2001-02-03", "days ago; give a date to come"), ("soon", "is no date; write it as")]
    )
    def test_a_day_that_is_over_or_none_is_refused_and_not_kept(self, day: str, says: str) -> None:
        result = practise("--interview-date", day)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr
        assert recorded() == []

    def test_bytes_that_are_no_text_are_no_reason_to_fail(self, home: Path) -> None:
        result = subprocess.run(
            [sys.executable, "-m", "lossquiz", "practice", "huber-compute-two"],
            input=b"\xff\xfe\n\x00\n1.3125\n",
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert "✓ Right.".encode() in result.stdout
        assert (home / "progress.db").is_file()

    def test_a_data_folder_that_cannot_be_written_is_told_before_the_first_question(self, home: Path) -> None:
        shutil.rmtree(home)
        home.write_text("in the way", encoding="utf-8")
        result = practise("huber-compute-two", lines=["1.3125"])
        assert result.exit_code == 0
        assert "✓ Right." in result.stdout
        assert "set LOSSQUIZ_HOME" in result.stderr
        assert "practice goes on, and nothing of it is saved" in result.stderr
        assert home.read_text(encoding="utf-8") == "in the way"

    def test_a_file_is_graded_in_the_sandbox(self, tmp_path: Path) -> None:
        wrong = tmp_path / "wrong.py"
        wrong.write_text(
            "import torch\ndef mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n", encoding="utf-8"
        )
        right = solution_path(load_bank().tasks["mse"])
        result = practise("mse", lines=[str(wrong), str(right)])
        assert result.exit_code == 0, result.output
        assert "failed" in result.stdout
        assert "✓ Passed: " in result.stdout
        assert recorded() == [("mse", "wrong"), ("mse", "right")]
        with read_store() as store:
            assert [attempt.mistake for attempt in store.attempts()] == ["sum_instead_of_mean", ""]
        assert right.exists()


class Terminal:
    """A program in a pseudo-terminal of 80 columns."""

    def __init__(self, *words: str, **environment: str) -> None:
        self.text = ""
        ours, theirs = pty.openpty()
        self._ours = ours
        command = [sys.executable, "-m", "lossquiz", *words]
        env = {**os.environ, "TERM": "xterm", **environment}
        # A session of its own, with the terminal as its own: only so does ^C become a signal.
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - there is no other way to hand over a terminal, and no thread
        )
        os.close(theirs)

    def wait_for(self, text: str) -> None:
        """Read until a text appears beyond what was waited for before."""
        while text not in self.text:
            if not self._read():
                raise AssertionError(f"{text!r} did not appear; the terminal shows:\n{self.text}")
        self.text = self.text.split(text, 1)[1]

    def type(self, line: str) -> None:
        os.write(self._ours, line.encode())

    def interrupt_until(self, text: str) -> None:
        """Type ^C until a text appears: one that comes just before input() waits is only seen at the next key."""
        for _ in range(int(PATIENCE)):
            if text in self.text:
                return
            os.write(self._ours, b"\x03")
            while text not in self.text and select.select([self._ours], [], [], 1.0)[0] and self._read():
                pass
        raise AssertionError(f"{text!r} did not appear; the terminal shows:\n{self.text}")

    def end(self) -> int:
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(PATIENCE)

    def _read(self) -> bool:
        if not select.select([self._ours], [], [], PATIENCE)[0]:
            self._process.kill()
            return False
        try:
            data = os.read(self._ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            return False
        # How pastes are to come is asked around each prompt.
        self.text = re.sub(r"\x1b\[\?2004(h|l\r)", "", self.text + data.decode("utf-8", "replace")).replace(
            "\r\n", "\n"
        )
        return bool(data)


def _take_terminal() -> None:
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        if terminal._process.poll() is None:
            terminal._process.kill()
            terminal._process.wait()


class TestTerminal:
    def test_a_session_by_hand(self, terminals: list[Terminal]) -> None:
        terminal = Terminal("practice", "huber-compute-two", "huber-explain-why")
        terminals.append(terminal)
        terminal.wait_for("\n> ")
        terminal.type("1.3125\n")
        terminal.wait_for("Right.")
        terminal.wait_for("Enter: next")
        terminal.type("\n")
        terminal.wait_for("\n> ")
        terminal.type("it is nice\nand kind\n\n")
        terminal.wait_for("nothing is ticked for you")
        terminal.wait_for("tick or untick")
        terminal.type("1 2 4\n")
        terminal.wait_for("[x] 4")
        terminal.type("\n")
        terminal.wait_for("3 of 5 points by your own tick; that is a pass.")
        terminal.wait_for("2 of 2 right (100%)")
        assert terminal.end() == 0
        assert recorded() == [
            ("huber-compute-two", "right"),
            ("huber-explain-why", "right"),
        ]

    def test_ctrl_c_ends_with_one_line_and_130_and_the_answers_are_kept(self, terminals: list[Terminal]) -> None:
        terminal = Terminal("practice", "huber-compute-two", "huber-explain-why")
        terminals.append(terminal)
        terminal.wait_for("\n> ")
        terminal.type("1.3125\n")
        terminal.wait_for("Enter: next")
        terminal.interrupt_until("lossquiz: interrupted; 1 of 2 questions are saved")
        assert terminal.end() == 130
        assert "Traceback" not in terminal.text
        assert recorded() == [("huber-compute-two", "right")]

    def test_ctrl_d_ends_with_the_summary(self, terminals: list[Terminal]) -> None:
        terminal = Terminal("practice", "huber-compute-two")
        terminals.append(terminal)
        terminal.wait_for("\n> ")
        terminal.type("\x04")
        terminal.wait_for("Nothing was answered.")
        assert terminal.end() == 0

    @pytest.mark.parametrize(("words", "environment"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"})])
    def test_without_colour_no_colour_code_is_sent(
        self, terminals: list[Terminal], words: list[str], environment: dict[str, str]
    ) -> None:
        terminal = Terminal("practice", "huber-debug-slope", *words, **environment)
        terminals.append(terminal)
        terminal.type("q\n")
        assert terminal.end() == 0
        assert "return torch.where" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.text)
        colours = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", terminal.text) for code in codes.split(";")}
        assert not colours & {str(code) for code in (*range(30, 50), *range(90, 108))}

    def test_with_colour_code_is_coloured(self, terminals: list[Terminal]) -> None:
        terminal = Terminal("practice", "huber-debug-slope")
        terminals.append(terminal)
        terminal.type("q\n")
        assert terminal.end() == 0
        assert re.search(r"\x1b\[[0-9;]*3[0-9]", terminal.text)

    def test_implementing_with_an_editor(self, terminals: list[Terminal], tmp_path: Path) -> None:
        answer = solution_path(load_bank().tasks["mse"])
        editor = tmp_path / "editor.sh"
        editor.write_text(f'#!/bin/sh\ncp "{answer}" "$1"\n', encoding="utf-8")
        editor.chmod(0o755)
        terminal = Terminal("practice", "mse", "--into", str(tmp_path / "work"), EDITOR=str(editor))
        terminals.append(terminal)
        terminal.wait_for("edit it in editor.sh")
        terminal.type("e\n")
        terminal.wait_for("Passed: ")
        terminal.wait_for("The model answer")
        terminal.wait_for("1 of 1 right")
        assert terminal.end() == 0
        (kept,) = (tmp_path / "work" / "solved").iterdir()
        assert kept.read_text(encoding="utf-8") == answer.read_text(encoding="utf-8")
        assert not (tmp_path / "work" / "mse.py").exists()
        assert recorded() == [("mse", "right")]


def test_stats_tell_what_a_session_came_to() -> None:
    practise("huber-compute-two", "huber-choose-vs-smooth-l1", lines=["1.3125", "They are equal"])
    result = CliRunner().invoke(app, ["stats", "--json"])
    found = json.loads(result.stdout)
    assert (found["known"], found["shaky"]) == (0, 2)  # known is right on two days
    assert found["missed"] == ["huber-choose-vs-smooth-l1"]
    assert found["answers"] == {"asked": 2, "right": 1}
    assert found["kinds"] == {"choose": {"asked": 1, "right": 0}, "compute": {"asked": 1, "right": 1}}
