"""`lossquiz watch` in a terminal: saves of every kind, keys, sizes, and every way to leave it."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from pseudo_terminal import Open, Terminal, plain

from lossquiz.practice.store import read_store

KEYS = "n next · h hint · d diff · x reveal · q quit · ? help"
HEAD = "import torch\n\n\ndef mse_loss(pred, target):\n"
RIGHT = f"{HEAD}    return ((pred - target) ** 2).mean()\n"
SUMMED = f"{HEAD}    return ((pred - target) ** 2).sum()\n"
ABSOLUTE = f"{HEAD}    return (pred - target).abs().mean()\n"
BROKEN = f"{HEAD}    return ((pred - target) ** 2.mean()\n"


def recorded() -> list[tuple[str, str, str]]:
    with read_store() as store:
        return [(a.question, a.result, a.mistake) for a in store.attempts()]


def rename_into(path: Path, text: str) -> None:
    """Save as many editors do: another file, and its name."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@pytest.fixture
def answer(home: Path) -> Path:
    return home / "answers" / "mse.py"


def fits(lines: list[str], rows: int, columns: int) -> bool:
    return len(lines) <= rows and max(map(len, lines)) <= columns


def test_each_save_is_graded_from_the_starter_on(terminal: Open, answer: Path) -> None:
    room = terminal("watch", "mse")
    first = room.frame("Waiting for your first save")
    assert fits(first, 24, 80)
    assert str(answer) in "".join(first)
    assert first[-1] == KEYS
    room.type("d")
    room.frame("d shows what differs from the model answer once yours passes")
    room.type("h")
    room.frame("Hint 1 of")

    answer.write_text(SUMMED, encoding="utf-8")
    wrong = room.frame("1 try")
    assert fits(wrong, 24, 80)
    shown = " ".join(wrong)
    assert "✗ value" in shown
    assert "✓ shape" in shown
    assert "sum_instead_of_mean" in shown
    assert "expected" in shown
    assert wrong[-1] == KEYS

    rename_into(answer, ABSOLUTE)
    assert "absolute_instead_of_square" in " ".join(room.frame("2 tries"))

    answer.write_text(BROKEN, encoding="utf-8")
    lines = room.frame("SyntaxError in line 5")
    at = next(number for number, line in enumerate(lines) if line.startswith("  5 │ return"))
    assert lines[at + 1].endswith("^")

    room.type("q")
    assert room.end() == 0
    assert "mse: error, 3 tries" in plain(room.text)
    assert [row[1:] for row in recorded()] == [
        ("wrong", "sum_instead_of_mean"),
        ("wrong", "absolute_instead_of_square"),
        ("wrong", ""),
    ]


def test_a_file_that_vanishes_is_waited_for_and_what_passes_is_celebrated(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(SUMMED, encoding="utf-8")
    room = terminal("watch")
    room.frame("1 try")
    answer.unlink()
    room.frame("There is no file mse.py at the moment; it is waited for.")
    for part in (RIGHT[:40], RIGHT):  # in halves, and twice
        answer.write_text(part, encoding="utf-8")
    answer.write_text(RIGHT, encoding="utf-8")
    passed = room.frame("Passed: ")
    assert "Your answer" in passed
    assert fits(passed, 24, 80)
    room.type("d")
    room.frame("Yours and the model answer")

    room.resize(40, 120)
    room.type("?")
    wide = room.frame("the next question to write")
    assert len(wide) == 40
    room.type("\r")
    beside = room.frame("Your answer")
    assert any(re.search(r"Your answer +│ The model answer", line) for line in beside)

    room.type("n")
    assert "mse" not in room.frame("Waiting for your first save")[0].split()
    (kept,) = (answer.parent / "solved").iterdir()
    assert kept.read_text(encoding="utf-8") == RIGHT
    assert not answer.exists()
    room.type("q")
    assert room.end() == 0
    assert f"kept as {kept}" in plain(room.text).replace("\r\n", "")
    assert recorded() == [("mse", "wrong", "sum_instead_of_mean"), ("mse", "right", "")]
    # The other screen is entered and left once, and the cursor is there again.
    assert room.text.count("\x1b[?1049h") == room.text.count("\x1b[?1049l") == 1
    assert room.text.rfind("\x1b[?25h") > room.text.rfind("\x1b[?25l")


def test_the_model_answer_is_shown_when_asked_for_twice_and_recorded_once(terminal: Open, answer: Path) -> None:
    room = terminal("watch", "mse", rows=24, columns=60)
    room.frame("Waiting")
    room.type("x")
    room.frame("x again shows the model answer")
    room.type("h")
    room.frame("Hint 1 of")
    assert recorded() == []
    room.type("xx")
    assert fits(room.frame("The model answer"), 24, 60)
    room.type("x")
    room.type("\x04")
    assert room.end() == 0
    assert recorded() == [("mse", "revealed", "")]
    assert answer.exists()  # the starter, untouched, stays where it is


def test_leaving_within_the_first_second_is_clean(terminal: Open, answer: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m lossquiz watch mse; echo code $?; stty -a"
    room = terminal(command=["/bin/sh", "-c", command])
    room.type("q")
    room.wait("code 0")
    assert room.end() == 0
    assert sane(room)
    assert answer.exists()


def sane(room: Terminal) -> bool:
    """Whether `stty -a`, which came last, says that the terminal is as it was."""
    words = plain(room.text).split()
    return "icanon" in words and "echo" in words and "-icanon" not in words and "-echo" not in words


def test_ctrl_c_ends_with_one_line_and_130_and_the_terminal_is_restored(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(RIGHT, encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m lossquiz watch; echo code $?; stty -a"
    room = terminal(command=["/bin/bash", "-ic", command])
    room.frame("Passed: ")
    room.type("\x03")
    room.wait("lossquiz: interrupted; what was recorded is saved")
    room.wait("code 130")
    room.end()
    assert sane(room)
    assert "Traceback" not in room.text
    assert recorded() == [("mse", "right", "")]
    assert len(list((answer.parent / "solved").iterdir())) == 1


def test_ctrl_z_gives_the_terminal_back_and_fg_draws_it_again(terminal: Open, answer: Path) -> None:
    room = terminal(command=["/bin/bash", "--norc", "-i"])
    room.type(f"{shlex.quote(sys.executable)} -m lossquiz watch mse\n")
    room.frame("Waiting")
    room.type("\x1a")
    room.wait("Stopped")
    assert room.text.count("\x1b[?1049h") == room.text.count("\x1b[?1049l") == 1
    answer.write_text(SUMMED, encoding="utf-8")
    room.type("fg\n")
    assert "sum_instead_of_mean" in " ".join(room.frame("1 try"))
    room.type("q")
    room.wait("mse: failed, 1 try")
    room.type("exit\n")
    room.end()
    assert room.text.count("\x1b[?1049h") == room.text.count("\x1b[?1049l") == 2


def test_without_colour_in_ascii_and_60_columns(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(ABSOLUTE, encoding="utf-8")
    env = {"LC_ALL": "C", "NO_COLOR": "1", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    room = terminal("watch", columns=60, env=env)
    lines = room.frame("1 try")
    assert fits(lines, 24, 60)
    assert all(line.isascii() for line in lines)
    assert "x value" in " ".join(lines)
    room.type("q")
    assert room.end() == 0
    colours = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", room.text) for code in codes.split(";")}
    assert not colours & {str(code) for code in (*range(30, 50), *range(90, 108))}


@pytest.mark.parametrize(("words", "env"), [(["--plain"], {}), ([], {"TERM": "dumb"})])
def test_plain_appends_lines_and_takes_keys_with_enter(
    terminal: Open, answer: Path, words: list[str], env: dict[str, str]
) -> None:
    room = terminal("watch", "mse", *words, env=env)
    room.wait("Waiting for your first save")
    answer.write_text(SUMMED, encoding="utf-8")
    room.wait("failed: value")
    room.wait("1 try")
    room.type("d\n")
    room.wait("once yours passes")
    answer.write_text(RIGHT, encoding="utf-8")
    room.wait("Passed: ")
    room.wait("2 tries")
    room.type("q\n")
    room.wait("kept as")
    assert room.end() == 0
    assert "\x1b" not in room.text


def test_two_watchers_of_one_file_leave_it_kept_once(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(RIGHT, encoding="utf-8")
    rooms = [terminal("watch", str(answer)) for _ in range(2)]
    for room in rooms:
        room.frame("Passed: ")
    for room in rooms:
        room.type("q")
        assert room.end() == 0
    assert len(list((answer.parent / "solved").iterdir())) == 1
    assert not answer.exists()


def test_progress_that_cannot_be_kept_is_told_and_does_not_stop_it(terminal: Open, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "mse.py"
    path.write_text(RIGHT, encoding="utf-8")
    (home / "progress.db").write_bytes(b"no database, but long enough to be looked at by whoever opens it" * 40)
    command = f"{shlex.quote(sys.executable)} -m lossquiz watch mse.py < /dev/null; echo code $?"
    room = terminal(command=["/bin/sh", "-c", command])
    room.wait("nothing of this is saved")
    room.wait("Passed: ")
    room.wait("code 0")
    room.end()
    assert path.exists()  # it is not ours: it stays where it is


def test_from_a_pipe_the_exit_code_is_the_verdict(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(SUMMED, encoding="utf-8")
    command = f"printf 'h\n' | {shlex.quote(sys.executable)} -m lossquiz watch mse; echo code $?"
    room = terminal(command=["/bin/sh", "-c", command])
    room.wait("Hint 1 of")
    room.wait("failed: value")
    room.wait("code 1")
    room.end()
    assert recorded() == [("mse", "wrong", "sum_instead_of_mean")]


def test_an_endless_loop_is_given_up_for_the_next_save(terminal: Open, answer: Path) -> None:
    answer.parent.mkdir()
    answer.write_text(SUMMED, encoding="utf-8")
    room = terminal("watch", "mse")
    room.frame("1 try")
    answer.write_text(f"{HEAD}    while True:\n        pass\n", encoding="utf-8")
    room.frame("grading … 4 s")
    answer.write_text(RIGHT, encoding="utf-8")
    room.frame("Passed: ")
    room.type("q")
    assert room.end() == 0
    assert [row[1] for row in recorded()] == ["wrong", "right"]
