"""Interviews at a seat made of typed lines and a clock that is set by hand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lossquiz.errors import InputError, IsolationError
from lossquiz.practice.interview.mix import Brief, Item, Script
from lossquiz.practice.interview.scorecard import Entry, read_card
from lossquiz.practice.interview.sitting import NO_HELP, TIME_IS_UP, Interview, Sitting, clock_text
from lossquiz.practice.store import Attempt, Store, open_store, spare_store
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank

CHOOSE, COMPUTE, EXPLAIN = "huber-choose-vs-smooth-l1", "huber-compute-two", "huber-explain-why"
RIGHT = {CHOOSE: "Huber = 2 × smooth L1", COMPUTE: "1.3125"}
SAID = "It is robust to outliers and it is smooth near zero, and delta is the threshold between the two."


class Clock:
    """A clock that passes so many seconds at each line that is read."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


class Seat:
    """Types what it was given, and writes down what it was shown. A number among the lines lets the clock pass."""

    def __init__(self, clock: Clock, lines: list[str | float], *, interactive: bool = True) -> None:
        self.interactive = interactive
        self.said: list[str] = []
        self.put_numbers: list[int] = []
        self.prompts: list[str] = []
        self.lefts: list[float] = []
        self._clock, self._lines = clock, iter(lines)

    def put(self, entry: Entry, item: Item, total: int, left: float, keys: str) -> None:
        del item, total, keys
        self.put_numbers.append(entry.number)
        self.lefts.append(left)

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        for line in self._lines:
            if isinstance(line, float):
                self._clock.time += line
                continue
            if line == "^D":
                raise EOFError
            if line == "^C":
                raise KeyboardInterrupt
            return line
        raise EOFError

    def more_is_there(self) -> bool:
        return False

    def discard_more(self) -> None:
        pass

    def say(self, line: str) -> None:
        self.said.append(line)

    def show_explanation(self, entry: Entry) -> None:
        self.said.append(f"explained {entry.number}")

    def show_points(self, entry: Entry) -> None:
        self.said.append("".join("x" if point.made else "." for point in entry.points))

    @contextlib.contextmanager
    def busy(self, what: str) -> Iterator[None]:
        self.said.append(what)
        yield


class FakeBench:
    def __init__(self, clock: Clock, grade: Callable[[Path], Any] | None = None) -> None:
        self._clock, self._grade = clock, grade

    def grade(self, path: Path, task: Any) -> Any:
        del task
        self._clock.time += 7.0
        assert self._grade is not None
        return self._grade(path)

    def misconception_values(self, task: Any, sought: Any) -> dict[str, float]:
        del sought
        return {task.misconceptions[0].id: 99.0, task.misconceptions[1].id: 2.625}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


class Held:
    """An interview with all that it needs."""

    def __init__(
        self,
        bank: Bank,
        store: Store,
        ids: list[str],
        lines: list[str | float],
        *,
        folder: Path = Path(),
        interactive: bool = True,
        minutes: int = 10,
        grade: Callable[[Path], Any] | None = None,
        mend: bool = False,
    ) -> None:
        self.clock = Clock()
        self.seat = Seat(self.clock, lines, interactive=interactive)
        items = [
            Item(bank.questions[name], number, 60, order=tuple(range(len(bank.questions[name].choices()))))
            for number, name in enumerate(ids, 1)
        ]
        if mend:
            items.append(Item(items[-1].question, len(items) + 1, 60, 1, "Now mend it.", mend=True))
        script = Script(tuple(items), Brief(minutes), 1)
        bench: Any = FakeBench(self.clock, grade)
        sitting = Sitting("abc", "2026-03-05T12:00:00+00:00", bank, self.seat, bench, folder, self.clock)
        self.store = store
        self.interview = Interview(script, store, sitting)

    def results(self) -> list[str]:
        return [entry.result for entry in self.interview.entries.values()]

    def recorded(self) -> list[tuple[str, str]]:
        return [(attempt.question, attempt.result) for attempt in self.store.attempts()]


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    del home
    with open_store() as opened:
        yield opened


class TestAnswers:
    def test_each_is_recorded_as_it_is_given_and_nothing_is_said_of_it(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [CHOOSE, COMPUTE], [10.0, RIGHT[CHOOSE], 20.0, "7", "^D"])
        log: list[list[tuple[str, str]]] = []
        show, held.seat.put = held.seat.put, lambda *given: (log.append(held.recorded()), show(*given))[1]  # type: ignore[method-assign]
        assert held.interview.run() == "done"
        assert log == [[], [(CHOOSE, "right")]]
        assert held.recorded() == [(CHOOSE, "right"), (COMPUTE, "wrong")]
        assert held.seat.said == []
        times = [attempt.seconds for attempt in store.attempts()]
        assert times == [10.0, 20.0]
        assert held.seat.lefts == [600.0, 590.0]

    def test_an_unclear_answer_is_asked_for_again(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE], ["maybe", "", RIGHT[COMPUTE]])
        assert held.interview.run() == "done"
        assert held.results() == ["right"]
        assert len(held.seat.said) == 1

    def test_an_explanation_has_lines_and_keys_work_on_each(self, bank: Bank, store: Store) -> None:
        lines = ["It is robust to outliers", "h", "and smooth near zero.", "", "x", "s"]
        held = Held(bank, store, [EXPLAIN, EXPLAIN], [*lines])
        held.interview.run()
        assert held.interview.entries[1].answer == "It is robust to outliers\nand smooth near zero."
        assert held.seat.said[:1] == [NO_HELP]
        assert held.results() == ["wrong", "skipped"]

    @pytest.mark.parametrize("key", ["h", "r", "hint", "reveal"])
    def test_there_is_no_help(self, bank: Bank, store: Store, key: str) -> None:
        held = Held(bank, store, [COMPUTE], [key])
        held.interview.run()
        assert held.seat.said[0] == NO_HELP

    def test_the_letter_b_is_an_option_where_there_are_some(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["s", "b", "q"])
        held.interview.run()
        assert held.interview.entries[2].answer.startswith("b) ")


class TestGoingBack:
    def test_back_takes_up_the_first_skipped_or_the_one_named(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, EXPLAIN, CHOOSE], ["s", "s", "back 2", "b", "1.3125", "?", "2", "s", "q"])
        assert held.interview.run() == "done"
        # The third is put, left for the second, that for the first; then the two that are left are offered.
        assert held.seat.put_numbers == [1, 2, 3, 2, 1, 2]
        assert held.results() == ["right", "skipped", "skipped"]
        held.interview.close()
        assert sorted(held.recorded()) == sorted([(COMPUTE, "right"), (EXPLAIN, "skipped"), (CHOOSE, "skipped")])

    def test_with_nothing_skipped_it_says_so(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE], ["back", "back 3", "1.3125"])
        assert held.interview.run() == "done"
        assert held.seat.said == ["Nothing was skipped yet."] * 2

    def test_what_was_skipped_is_offered_at_the_end(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["s", "a", "", "1.3125"])
        assert held.interview.run() == "done"
        assert held.seat.put_numbers == [1, 2, 1]
        assert "Skipped: 1. 10:00 left." in held.seat.said[0]


class TestTime:
    def test_the_question_at_hand_may_be_finished_and_no_other_comes(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], [601.0, "hm", RIGHT[COMPUTE]])
        assert held.interview.run() == "time"
        assert held.seat.said[-1] == TIME_IS_UP
        assert held.seat.prompts[-1] == "time is up > "
        assert held.results() == ["right", "unreached"]

    def test_or_left(self, bank: Bank, store: Store) -> None:
        for key in ("s", "q"):
            held = Held(bank, store, [COMPUTE, CHOOSE], [601.0, key])
            assert held.interview.run() == "time"

    def test_the_prompt_tells_of_the_last_two_minutes(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE], [479.0, "hm", 1.0, "hm", 50.5, "hm", "1"])
        held.interview.run()
        assert held.seat.prompts == ["> ", "> ", "2:00 left > ", "1:10 left > "]

    def test_skipped_questions_are_not_offered_when_time_is_up(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["s", 601.0, "a"])
        assert held.interview.run() == "time"

    def test_the_clock_stands_while_a_file_is_checked(self, bank: Bank, store: Store, home: Path) -> None:
        answer = home / "mine.py"
        answer.write_text("x = 1\n", encoding="utf-8")
        held = Held(bank, store, ["mse", CHOOSE], [30.0, str(answer), "a"], folder=home, grade=_failed)
        assert held.interview.run() == "done"
        assert held.seat.lefts == [600.0, 570.0]
        assert held.interview.entries[1].seconds == 30.0

    def test_a_clock_is_read_like_one(self) -> None:
        assert [clock_text(seconds) for seconds in (0, 59.2, 60, 3599, 3600, -5)] == [
            "0:00", "1:00", "1:00", "59:59", "1:00:00", "0:00",
        ]  # fmt: skip


def _failed(path: Path) -> Any:
    del path
    diagnosis = (SimpleNamespace(id="summed", message="The elements are summed."),)
    check = SimpleNamespace(name="value", judged=True, passed=False, message="3 for 1")
    return SimpleNamespace(verdict="failed", score=0.25, diagnosis=diagnosis, checks=(check,), error=None)


def _no_sandbox(path: Path) -> Any:
    raise IsolationError(f"{path}: no namespaces here")


class TestFiles:
    def test_a_file_is_laid_out_handed_in_and_graded_in_silence(self, bank: Bank, store: Store, home: Path) -> None:
        held = Held(bank, store, ["mse"], ["", "write", ""], folder=home, grade=_failed)
        path = home / "mse.py"

        def read(prompt: str, plain: Callable[[str], str] = held.seat.read) -> str:
            line = plain(prompt)
            if line == "write":
                path.write_text("def mse_loss(): ...\n", encoding="utf-8")
                return ""
            return line

        held.seat.read = read  # type: ignore[method-assign]
        assert held.interview.run() == "done"
        assert held.seat.said[0] == f"Your file: {path}"
        assert "nothing to hand in yet" in held.seat.said[1]
        assert not any("fail" in line or "summed" in line for line in held.seat.said)
        entry = held.interview.entries[1]
        assert (entry.result, entry.score, entry.mistake) == ("wrong", 0.25, "summed")
        assert entry.answer == "def mse_loss(): ...\n"
        (attempt,) = store.attempts()
        assert (attempt.kind, attempt.answer, attempt.mistake) == ("implement", str(path), "summed")

    def test_mending_is_recorded_as_such(self, bank: Bank, store: Store, home: Path) -> None:
        answer = home / "mended.py"
        answer.write_text("x = 1\n", encoding="utf-8")
        held = Held(bank, store, ["huber-debug-slope"], ["a", str(answer)], folder=home, grade=_failed, mend=True)
        assert held.interview.run() == "done"
        assert [(attempt.question, attempt.kind) for attempt in store.attempts()] == [
            ("huber-debug-slope", "debug"),
            ("huber-debug-slope", "mend"),
        ]

    def test_what_is_no_file_is_asked_for_again(self, bank: Bank, store: Store, home: Path) -> None:
        held = Held(bank, store, ["mse"], ["nofile.py", str(home), "~nobody-at-all/x", "s"], folder=home)
        held.interview.run()
        assert held.results() == ["skipped"]
        assert sum("cannot be read" in line for line in held.seat.said) == 3

    def test_what_cannot_be_graded_leaves_the_question_open(self, bank: Bank, store: Store, home: Path) -> None:
        answer = home / "mine.py"
        answer.write_text("x = 1\n", encoding="utf-8")
        held = Held(bank, store, ["mse"], [str(answer), "s"], folder=home, grade=_no_sandbox)
        held.interview.run()
        assert held.results() == ["skipped"]
        assert any("no namespaces" in line for line in held.seat.said)


class TestEnding:
    def test_q_asks_first(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["q", "", "1.3125", "q", "y"])
        assert held.interview.run() == "quit"
        assert held.seat.said[0] == "End the interview? 2 of 2 questions are not answered."
        assert held.results() == ["right", "left"]

    def test_ctrl_d_asks_too_and_twice_is_yes(self, bank: Bank, store: Store) -> None:
        assert Held(bank, store, [COMPUTE], ["^D", "^D"]).interview.run() == "quit"
        held = Held(bank, store, [COMPUTE], ["^D", "", "1.3125"])
        assert held.interview.run() == "done"

    def test_from_a_pipe_it_ends_with_the_lines(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["1.3125"], interactive=False)
        assert held.interview.run() == "no more input"
        held = Held(bank, store, [COMPUTE, CHOOSE], ["q"], interactive=False)
        assert held.interview.run() == "quit"

    def test_ctrl_c_keeps_what_was_answered(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE, EXPLAIN], ["1.3125", "s", 5.0, "^C"])
        with pytest.raises(KeyboardInterrupt):
            held.interview.run()
        held.interview.close()
        held.interview.close()
        card = held.interview.card("interrupted")
        held.interview.keep(card)
        assert held.results() == ["right", "skipped", "left"]
        assert card.entries[2].seconds == 5.0
        assert held.recorded() == [(COMPUTE, "right"), (CHOOSE, "skipped")]
        assert read_card(store.interviews()[0][1]) == card


class TestDebriefing:
    def test_explanations_are_ticked_and_the_log_follows(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [EXPLAIN], [SAID, "", "9", "1 2 3 4 5", ""])
        assert held.interview.run() == "done"
        before = "".join("x" if point.made else "." for point in held.interview.entries[1].points)
        assert before.count("x") == 3
        (first,) = store.attempts()
        assert (first.result, first.self_assessed) == ("right", False)
        held.interview.close()
        held.interview.tick()
        assert held.seat.said[-1] == before.translate(str.maketrans("x.", ".x"))
        (after,) = store.attempts()
        assert (after.result, after.self_assessed, after.at) == ("wrong", True, first.at)
        assert after.score == pytest.approx(2 / 3)

    def test_from_a_pipe_nothing_is_ticked(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [EXPLAIN], [SAID], interactive=False)
        held.interview.run()
        held.interview.tick()
        assert store.attempts()[0].self_assessed is False

    def test_a_wrong_number_gets_the_name_of_its_mistake(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE, CHOOSE], ["2.625", "a"])
        held.interview.run()
        assert store.attempts()[0].mistake == ""
        held.interview.name_mistakes()
        second = bank.tasks["huber"].misconceptions[1]
        entry = held.interview.entries[1]
        assert (entry.mistake, entry.mistake_says) == (second.id, second.says)
        named = [attempt for attempt in store.attempts() if attempt.question == COMPUTE]
        assert [(attempt.result, attempt.mistake) for attempt in named] == [("wrong", second.id)]

    def test_right_numbers_need_no_torch(self, bank: Bank, store: Store) -> None:
        held = Held(bank, store, [COMPUTE], [RIGHT[COMPUTE]])
        held.interview.run()
        held.interview.name_mistakes()
        assert held.seat.said == []


class TestStoreThatFails:
    def test_the_interview_goes_on_and_says_so_once(self, bank: Bank) -> None:
        class Full:
            def record(self, attempt: Attempt) -> Attempt:
                raise InputError(f"progress.db: the disk is full ({attempt.question})")

        held = Held(bank, spare_store(), [COMPUTE, CHOOSE], ["1.3125", "a"])
        held.interview._store = Full()  # type: ignore[assignment]
        assert held.interview.run() == "done"
        assert [line for line in held.seat.said if "not kept" in line] == [
            f"progress.db: the disk is full ({COMPUTE}); what follows is not kept"
        ]
        held.interview.keep(held.interview.card("done"))
