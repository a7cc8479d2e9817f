"""A whole interview in a terminal of 60 columns, and one that is interrupted."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pexpect
import pytest

from lossquiz.practice.interview.mix import Brief, Item, draw_up
from lossquiz.practice.interview.scorecard import Scorecard, read_card
from lossquiz.practice.store import Attempt, read_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_path

PATIENCE = 60  # seconds until a terminal that says nothing more fails the test
COLUMNS = 60
Spawn = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def spawn(home: Path) -> Iterator[Spawn]:
    """Start the program in a terminal; what is still running at the end of the test is ended."""
    del home
    started: list[pexpect.spawn[str]] = []

    def start(*words: str, program: str = "", **environment: str) -> pexpect.spawn[str]:
        child = pexpect.spawn(
            sys.executable,
            [*(("-c", program) if program else ("-m", "lossquiz")), *words],
            env={**os.environ, "TERM": "xterm", **environment},
            dimensions=(24, COLUMNS),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def plain(text: str) -> str:
    """Return what a terminal shows of a text: no colours, no moves of the cursor."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", text)


def items(seed: int, minutes: int, *families: str) -> tuple[Item, ...]:
    return draw_up(load_bank(), Brief(minutes, families=families), (), datetime.now(timezone.utc), seed).items


def attempts() -> list[Attempt]:
    with read_store() as store:
        return store.attempts()


def kept() -> list[Scorecard]:
    with read_store() as store:
        return [read_card(text) for _, text in store.interviews()]


def answer_all(child: Any, drawn: tuple[Item, ...], total: int) -> None:
    """Answer every question rightly; code is put where the program says."""
    bank = load_bank()
    for item in drawn:
        child.expect_exact(f"{item.number} of {total} ·")
        if item.takes == "file":
            child.expect_exact("hand it in > ")
            folder = next(Path(os.environ["LOSSQUIZ_HOME"], "answers").iterdir())
            answer = solution_path(bank.tasks[item.question.loss]).read_text(encoding="utf-8")
            (folder / f"{item.question.id}.py").write_text(answer, encoding="utf-8")
            child.sendline("")
            continue
        child.expect(r"\n(?:\x1b\[[0-9;?]*[a-z])*> ")
        given = item.question.answer(item.order)
        child.sendline(given.place or " ".join(given.text.split()))
        if item.takes == "text":
            child.expect_exact(". ")
            child.sendline("")


def interrupt_until(child: Any, text: str) -> None:
    """Type ^C until a text appears: one that comes just before input() waits is only seen at the next key."""
    for _ in range(PATIENCE):
        child.sendintr()
        if child.expect_exact([text, pexpect.TIMEOUT], timeout=1) == 0:
            return
    raise AssertionError(child.before)


def test_an_interview_from_its_first_screen_to_the_last_answer(spawn: Spawn, tmp_path: Path) -> None:
    drawn = items(3, 30, "multiclass")
    assert {"choose", "compute", "explain", "implement", "debug", "mend"} >= {item.kind for item in drawn}
    assert {"implement", "mend", "explain"} <= {item.kind for item in drawn}
    page = tmp_path / "card.html"
    child = spawn("interview", "--seed", "3", "--minutes", "30", "--family", "multiclass", "--export", str(page))
    child.expect_exact("No hints and no verdicts until the end.")
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    child.expect_exact("30:00 left")
    child.expect_exact("> ")
    child.sendline("h")
    child.expect_exact("No hints and no answers in an interview")
    child.sendline("s")
    answer_all(child, drawn[1:], len(drawn))
    child.expect_exact("That was the last one. Skipped: 1.")
    child.sendline("")
    answer_all(child, drawn[:1], len(drawn))
    child.expect_exact("All questions were put.")
    for _ in range(sum(item.takes == "text" for item in drawn)):
        child.expect_exact("Tick or untick points")
        child.sendline("")
    child.expect_exact("Scorecard")
    child.expect_exact("Enter: the questions one by one")
    card, _, _ = plain(child.before).partition("Written: ")
    count = len(drawn)
    assert f"100% ({count} of {count} right), medium" in card
    assert max(map(len, card.splitlines())) <= COLUMNS
    assert "By topic" in card
    assert "Nothing was missed." in card
    child.sendline("")
    child.expect_exact("Your answer")
    child.expect_exact("Enter: next")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert sorted((one.question, one.kind, one.result) for one in attempts()) == sorted(
        (item.question.id, item.kind, "right") for item in drawn
    )
    assert [one.self_assessed for one in attempts() if one.kind == "explain"].count(False) == 0
    assert [found.ending for found in kept()] == ["done"]
    assert "100%" in page.read_text(encoding="utf-8")


def test_ctrl_c_in_the_middle_keeps_the_answers_and_a_scorecard(spawn: Spawn) -> None:
    drawn = items(1, 10)
    child = spawn("interview", "--seed", "1", "--minutes", "10")
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    answer_all(child, drawn[:1], len(drawn))
    child.expect_exact(f"2 of {len(drawn)} ·")
    child.expect(r"\n(?:\x1b\[[0-9;?]*[a-z])*> ")
    interrupt_until(child, f"lossquiz: interrupted; 1 of {len(drawn)} answers are kept")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert [(one.question, one.result) for one in attempts()] == [(drawn[0].question.id, "right")]
    (card,) = kept()
    assert (card.ending, card.total.asked, card.total.right) == ("interrupted", 1, 1)


def test_ctrl_c_while_explanations_are_ticked_keeps_them_as_they_are(spawn: Spawn) -> None:
    drawings = ((seed, items(seed, 5)) for seed in range(50))
    seed, drawn = next((seed, drawn) for seed, drawn in drawings if drawn[-1].takes == "text")
    child = spawn("interview", "--seed", str(seed), "--minutes", "5")
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    answer_all(child, drawn, len(drawn))
    child.expect_exact("Tick or untick points")
    interrupt_until(child, f"lossquiz: interrupted; {len(drawn)} of {len(drawn)} answers are kept")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    (card,) = kept()
    assert (card.ending, card.total.right) == ("done", len(drawn))


def test_after_a_stop_the_prompt_is_shown_again(spawn: Spawn) -> None:
    child = spawn("interview", "--seed", "1", "--minutes", "10")
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    child.expect_exact("? help")
    child.expect_exact("> ")
    child.send("ab")
    child.expect_exact("ab")
    for _ in range(PATIENCE):  # a signal that comes just before input() waits is only seen at the next one
        child.kill(signal.SIGSTOP)
        child.kill(signal.SIGCONT)
        if child.expect_exact(["> ab", pexpect.TIMEOUT], timeout=1) == 0:
            return
    raise AssertionError(child.before)


def test_a_page_that_is_there_already_is_not_overwritten_unasked(spawn: Spawn, tmp_path: Path) -> None:
    page = tmp_path / "card.md"
    page.write_text("mine", encoding="utf-8")
    child = spawn("interview", "--seed", "1", "--minutes", "5", "--export", str(page))
    child.expect_exact("is there already. Overwrite it? [y/N]")
    child.sendline("")
    child.expect_exact("nothing is exported")
    child.expect_exact("Enter: start the clock")
    child.sendline("q")
    child.expect(pexpect.EOF)
    assert page.read_text(encoding="utf-8") == "mine"


def test_kill_9_loses_at_most_the_answer_being_typed(spawn: Spawn) -> None:
    drawn = items(1, 10)
    child = spawn("interview", "--seed", "1", "--minutes", "10")
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    answer_all(child, drawn[:2], len(drawn))
    child.expect_exact(f"3 of {len(drawn)} ·")
    child.kill(9)
    child.expect(pexpect.EOF)
    assert [one.question for one in attempts()] == [item.question.id for item in drawn[:2]]


def test_q_and_ctrl_d_before_the_clock_starts_leave_at_once(spawn: Spawn) -> None:
    for key in ("q\n", "\x04"):
        child = spawn("interview", "--seed", "1", "--minutes", "10")
        child.expect_exact("Enter: start the clock")
        child.expect_exact("> ")
        child.send(key)
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    assert attempts() == []


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"PYTHONIOENCODING": "ascii"}])
def test_odd_terminals_show_it_too(spawn: Spawn, environment: dict[str, str]) -> None:
    drawn = items(1, 10)
    child = spawn("interview", "--seed", "1", "--minutes", "10", **environment)
    child.expect_exact("Enter: start the clock")
    child.sendline("")
    child.expect_exact(f"1 of {len(drawn)} ")
    child.expect_exact("> ")
    child.sendline("q")
    child.expect_exact("End the interview?")
    child.sendline("y")
    child.expect_exact("Nothing was answered, so there is no scorecard.")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", child.before)


def test_the_clock_speaks_up_while_an_answer_is_typed(spawn: Spawn) -> None:
    # The clock is set forward between two readings of it, so that its bell is a moment away.
    program = (
        "import time\n"
        "from lossquiz.cli import interview\n"
        "def clock(readings=[0]):\n"
        "    readings[0] += 1\n"
        "    return time.monotonic() + ({shift} if readings[0] > 3 else 0)\n"
        "interview.clock = clock\n"
        "from lossquiz.cli.app import main\n"
        "main()\n"
    )
    for shift, said in ((178, "Two minutes are left."), (298, "Time is up. You may finish")):
        child = spawn("interview", "--seed", "1", "--minutes", "5", program=program.format(shift=shift))
        child.expect_exact("Enter: start the clock")
        child.sendline("")
        child.expect_exact("1 of ")
        child.send("a")
        child.expect_exact(said)
        child.expect_exact("> a")
        child.sendline("")
        child.expect_exact("2 of " if shift < 180 else "Scorecard")
