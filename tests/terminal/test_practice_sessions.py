"""Whole sessions in a terminal, as a person sees them: each kind of question, the home screen, and leaving."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal_screens import Screen

from lossquiz.practice.store import Attempt, open_store, read_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_source

Open = Callable[..., Screen]
NEXT = "Enter: next"
HOME = "Enter start"


def recorded() -> list[tuple[str, str]]:
    with read_store() as store:
        return [(attempt.question, attempt.result) for attempt in store.attempts()]


def letter_of(screen: Screen, text: str) -> str:
    """Return the letter under which an option is shown."""
    found = re.search(rf"^([a-z])\)\s+{re.escape(text[:30])}", screen.text, re.MULTILINE)
    assert found, screen.text
    return found.group(1)


def test_choose(screens: Open) -> None:
    question = load_bank().questions["huber-choose-vs-smooth-l1"]
    right = next(option for option in question.choices() if option.correct)
    wrong = next(option for option in question.choices() if not option.correct)
    screen = screens("practice", question.id, "mse-compute-two" if "mse-compute-two" in load_bank().labels else "mae")
    screen.wait_for("? help")
    screen.enter(letter_of(screen, wrong.text))
    screen.wait_for("✗ Not right.")
    screen.wait_for(f"again in this session · {question.id}")
    screen.wait_for(NEXT)
    screen.enter("u")
    screen.wait_for(f"Taken back: {question.id} is put again.")
    screen.clear()
    screen.enter("?")
    screen.wait_for("Type the letter")
    screen.enter(right.text)
    screen.wait_for("✓ Right.")
    screen.wait_for(NEXT)
    screen.enter("c")
    screen.wait_for("Sources")
    screen.enter("q")
    screen.wait_for("1 of 1 right (100%)")
    assert screen.end() == 0
    assert recorded() == [(question.id, "right")]


def test_compute_with_a_named_mistake_and_a_hint(screens: Open) -> None:
    screen = screens("practice", "huber-compute-two")
    screen.wait_for("? help")
    screen.enter("h")
    screen.wait_for("Hint 1 of")
    screen.enter("no idea")
    screen.wait_for("no number")
    screen.enter("2.625")
    screen.wait_for("is what this mistake gives")
    screen.wait_for("Come back to: huber-compute-two")
    assert screen.end() == 0
    with read_store() as store:
        (attempt,) = store.attempts()
    assert (attempt.result, attempt.mistake, attempt.hints) == ("wrong", "sum_instead_of_mean", 1)


def test_explain_over_several_lines_with_ticks(screens: Open) -> None:
    screen = screens("practice", "huber-explain-why")
    screen.wait_for("an empty one ends it")
    screen.enter("It is quadratic near zero, so smooth there,")
    screen.wait_for("\n.")
    screen.enter("h")
    screen.wait_for("Hint 1 of")
    screen.enter("and linear beyond delta, so that outliers pull with a bounded gradient.")
    screen.enter("")
    screen.wait_for("tick or untick")
    screen.enter("1 2 3 4 5")
    screen.enter("")
    screen.wait_for("by your own tick")
    assert screen.end() == 0
    with read_store() as store:
        (attempt,) = store.attempts()
    assert attempt.self_assessed
    assert attempt.answer.count("\n") == 1


PASTE = "It is quadratic near zero.\r\r1\r\rIt is linear beyond delta, so an outlier pulls no harder than that."


@pytest.mark.parametrize("begin", ["\x1b[200~", ""], ids=["in brackets", "line by line"])
def test_an_explanation_may_be_pasted_with_empty_lines_in_it(screens: Open, begin: str) -> None:
    screen = screens("practice", "huber-explain-why", "huber-compute-two", "--seed", "7")
    screen.wait_for("an empty one ends it")
    screen.wait_for("\n>")
    assert "\x1b[?2004h" in screen.raw, "the terminal is told to put a paste in brackets"
    screen.type(f"{begin}{PASTE}{begin.replace('200', '201')}")
    screen.wait_for("than that.")
    screen.enter()
    screen.enter()
    screen.wait_for("tick or untick")
    screen.enter("q")
    assert screen.end() == 0
    with read_store() as store:
        (attempt,) = (one for one in store.attempts() if one.kind == "explain")
    assert attempt.answer.split() == PASTE.split()


def test_what_is_typed_before_the_verdict_is_shown_is_no_command(screens: Open) -> None:
    screen = screens("practice", "huber-explain-why", "huber-compute-two", "--seed", "7")
    screen.wait_for("an empty one ends it")
    screen.enter("It is quadratic near zero, and linear far away, so that outliers are bounded.\r.\rq\rq")
    screen.wait_for("tick or untick")
    screen.enter()
    screen.wait_for(NEXT)
    screen.enter()
    screen.wait_for("mean Huber loss")
    screen.clear()
    screen.enter("s")
    screen.wait_for("Skipped.")
    screen.enter("q")
    assert screen.end() == 0
    assert recorded() == [("huber-explain-why", "wrong"), ("huber-compute-two", "skipped")]


def test_debug_names_the_mistake_then_mends_it(screens: Open, tmp_path: Path) -> None:
    question = load_bank().questions["huber-debug-slope"]
    screen = screens("practice", question.id, "--dir", str(tmp_path / "answers"), rows=50)
    screen.wait_for("? help")
    right = next(option for option in question.choices() if option.correct)
    screen.enter(letter_of(screen, right.text))
    screen.wait_for("✓ Right.")
    screen.wait_for("Now mend it")
    (file,) = (tmp_path / "answers").rglob("*.py")
    file.write_text(solution_source(load_bank().tasks["huber"]), encoding="utf-8")
    screen.wait_for(" >")
    screen.enter("g")
    screen.wait_for("100%")
    assert screen.end() == 0
    with read_store() as store:
        assert [(a.kind, a.result) for a in store.attempts()] == [("debug", "right"), ("mend", "right")]


SUMMED = "def mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n"
WITHOUT_N = "def mse_backward(pred, target):\n    return 2 * (pred - target)\n"
WEIGHT_OF_1 = """
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = 1.0

    def forward(self, pred, target):
        error = pred - target
        return (error**2).mean() + self.weight * error.abs().mean()
"""


@pytest.mark.parametrize(
    ("question", "wrong", "said", "mistake"),
    [
        ("mse", SUMMED, "summed", "sum_instead_of_mean"),
        ("mse_backward", WITHOUT_N, "The 1/n of the mean is missing", "not_divided"),
        ("custom_loss_module", WEIGHT_OF_1, "forward does not use the weight", "weight_ignored"),
    ],
)
def test_code_fails_then_passes(
    screens: Open, tmp_path: Path, question: str, wrong: str, said: str, mistake: str
) -> None:
    """A function, a gradient by hand and a module."""
    screen = screens("practice", question, "--kind", "implement", "--dir", str(tmp_path / "answers"), rows=50)
    screen.wait_for("A starter file for you")
    (file,) = (tmp_path / "answers").rglob("*.py")
    file.write_text(wrong, encoding="utf-8")
    screen.wait_for(" >")
    screen.enter("g")
    screen.wait_for(said)
    file.write_text(solution_source(load_bank().tasks[question]), encoding="utf-8")
    screen.clear()
    screen.enter("g")
    screen.wait_for("1 of 1 right (100%)")
    assert screen.end() == 0
    with read_store() as store:
        assert [(a.result, a.mistake) for a in store.attempts()] == [("wrong", mistake), ("right", "")]


@pytest.mark.parametrize("moment", ["at once", "when it is put", "while torch loads"])
def test_leaving_in_the_first_second_is_quiet(screens: Open, tmp_path: Path, moment: str) -> None:
    screen = screens("practice", "log_cosh", "--dir", str(tmp_path))
    if moment == "at once":
        screen.enter("q")
    elif moment == "when it is put":
        screen.wait_for("? help")
        screen.enter("q")
    else:
        screen.wait_for("A starter file")
        screen.enter("q")
    assert screen.end() == 0
    assert "Nothing was answered." in screen.text
    assert "Traceback" not in screen.raw


def test_ctrl_d_in_the_middle_of_a_text_hands_nothing_in(screens: Open) -> None:
    screen = screens("practice", "huber-explain-why")
    screen.wait_for("an empty one ends it")
    # Between two lines a terminal has its own way with Ctrl-D, and keeps it from who asks next.
    screen.answer("It is quadratic near zero", until=". ")
    screen.type("\x04")
    screen.wait_for("Nothing was answered.")
    assert screen.end() == 0
    assert recorded() == []


def test_ctrl_z_stops_and_goes_on_with_nothing_lost(screens: Open) -> None:
    screen = screens("practice", "huber-compute-two")
    screen.wait_for("? help")
    screen.kill(signal.SIGTSTP)
    screen.kill(signal.SIGCONT)
    screen.enter("1.3125")
    screen.wait_for("✓ Right.")
    assert screen.end() == 0
    assert recorded() == [("huber-compute-two", "right")]


def test_a_killed_session_keeps_every_answer(screens: Open) -> None:
    screen = screens("practice", "huber-compute-two", "huber-explain-why")
    screen.wait_for("? help")
    screen.enter("1.3125")
    screen.wait_for(NEXT)
    screen.kill(signal.SIGKILL)
    assert screen.end() == -9
    assert recorded() == [("huber-compute-two", "right")]


def test_the_terminal_may_change_its_size(screens: Open) -> None:
    screen = screens("practice", "huber-compute-two", "huber-explain-why")
    screen.wait_for("? help")
    screen.resize(24, 60)
    screen.enter("1.3125")
    screen.wait_for(NEXT)
    screen.clear()
    screen.enter("")
    screen.wait_for("an empty one ends it")
    assert all(len(row) <= 60 for row in screen.rows)


@pytest.mark.parametrize("columns", [60, 80])
def test_prompts_of_every_kind_fit_the_screen(screens: Open, columns: int) -> None:
    for name in ("huber-choose-vs-smooth-l1", "huber-compute-two", "huber-explain-why"):
        screen = screens("practice", name, columns=columns)
        screen.wait_for("? help")
        screen.wait_for("\n>")
        assert screen.rows[0] == "" or screen.rows[0].startswith("lossquiz:"), "nothing has scrolled away"
        screen.enter("q")
        assert screen.end() == 0


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}]
)
def test_poor_terminals_get_whole_sessions(screens: Open, environment: dict[str, str]) -> None:
    screen = screens("practice", "huber-compute-two", environment=environment)
    screen.wait_for("? help")
    screen.enter("1.3125")
    screen.wait_for("1 of 1 right (100%)")
    assert screen.end() == 0
    assert "Traceback" not in screen.raw
    assert "\x1b[3" not in screen.raw or "NO_COLOR" not in environment


def test_a_screen_reader_gets_lines_of_text_alone(screens: Open) -> None:
    screen = screens("practice", "huber-compute-two", "--plain")
    screen.wait_for("? help")
    screen.enter("1.3125")
    screen.wait_for("1 of 1 right (100%)")
    assert screen.end() == 0
    assert "─" not in screen.raw
    assert "\x1b[" not in screen.raw.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")


class TestHome:
    def test_the_first_visit_asks_for_the_interview_once(self, screens: Open) -> None:
        screen = screens()
        screen.wait_for("When is your interview?")
        screen.enter("next week")
        screen.wait_for("is no date; write it as 2030-05-17")
        screen.enter("2001-01-01")
        screen.wait_for("give a date to come")
        screen.enter("2999-01-01")
        screen.wait_for(HOME)
        assert "Interview in" in screen.text
        screen.enter("q")
        assert screen.end() == 0
        again = screens()
        again.wait_for(HOME)
        assert "When is your interview?" not in again.text
        again.wait_for("\n>")
        again.type("\x04")
        assert again.end() == 0

    def test_enter_starts_the_day_s_share_and_comes_back(self, screens: Open) -> None:
        screen = screens()
        screen.wait_for("When is your interview?")
        screen.enter("")
        screen.wait_for(HOME)
        assert "0 due · 10 new" in screen.text
        screen.enter("")
        screen.wait_for("1 of 10 ·")
        screen.enter("s")
        screen.wait_for("2 of 10 ·")
        screen.enter("q")
        screen.wait_for("Summary")
        screen.wait_for(HOME)
        screen.enter("x")
        screen.wait_for('"x" is no key here')
        screen.clear()
        screen.enter("s")
        screen.wait_for("Nothing is recorded yet")
        screen.enter("q")
        assert screen.end() == 0

    def test_a_day_that_is_done_says_so_and_offers_more(self, screens: Open) -> None:
        with open_store() as store:
            store.keep("interview", "none")
            for name in load_bank().labels:
                store.record(Attempt(name, "choose", "right", seconds=5))
        screen = screens()
        screen.wait_for("Enter 10 more")
        assert re.search(r"Nothing is due today; tomorrow \d+\.|Done for today; tomorrow \d+\.", screen.text)
        screen.enter("")
        screen.wait_for("1 of 10 ·")
        screen.answer("q", "Enter 10 more")
        screen.type("\x03")
        assert screen.end() == 130

    def test_in_a_pipe_there_is_help(self) -> None:
        import subprocess
        import sys

        done = subprocess.run([sys.executable, "-m", "lossquiz"], capture_output=True, text=True, check=False, input="")
        assert done.returncode == 0
        assert "Usage: lossquiz" in done.stdout
