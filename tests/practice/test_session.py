"""Sessions at a desk made of a list of typed lines: what is shown, what is recorded, where it ends."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lossquiz import local_time
from lossquiz.errors import InputError
from lossquiz.practice import editor as editors
from lossquiz.practice import grader
from lossquiz.practice.desk import Asked
from lossquiz.practice.drill import KEYS
from lossquiz.practice.record import INTERVIEW
from lossquiz.practice.session import Session
from lossquiz.practice.store import Attempt, Store, open_store
from lossquiz.practice.summary import summarise
from lossquiz.practice.workbench import Bench, Draft, draft_of
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.compute import ComputeQuestion
from lossquiz.questions.kinds.explain import ExplainQuestion, RubricPoint
from lossquiz.questions.model import Bank
from lossquiz.questions.options import Option
from lossquiz.questions.question import Question, Sought

OPTIONS = (
    Option("First", correct=True, why="Yes."),
    Option("Second", correct=False, why="No."),
    Option("Third", correct=False, why="No."),
)
CHOOSE = ChooseQuestion("pick", "T", "f", "easy", "", "Which?", OPTIONS, "So.", (), ("One.", "Two."))
COMPUTE = ComputeQuestion("sum", "T", "f", "easy", "huber", "", {"pred": [3.0], "target": [0.0]}, 2.5, 0.005, ".", ())
EXPLAIN = ExplainQuestion(
    "why", "T", "f", "easy", "", "Why?", (RubricPoint("A", ("alpha",)), RubricPoint("B", ("beta",))), 2, "Model.", ()
)


ONE = "It is alpha, and not anything else that one could think of in a case such as this one is."
BOTH = f"{ONE} Then again it might be beta."


class ListDesk:
    """Types what it was given, and writes down what it was shown."""

    def __init__(self, lines: list[str], *, interactive: bool = False) -> None:
        self.interactive = interactive
        self.shown: list[tuple[str, Any]] = []
        self.prompts: list[str] = []
        self._lines = iter(lines)

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def put(self, asked: Asked) -> None:
        self.shown.append(("question", asked.question.id))

    def more_is_there(self) -> bool:
        return False

    def discard_more(self) -> None:
        pass

    def say(self, line: str) -> None:
        self.shown.append(("line", line))

    def hint(self, number: int, total: int, text: str) -> None:
        self.shown.append(("hint", (number, total, text)))

    def show_points(self, verdict: Any) -> None:
        self.shown.append(("points", [found.covered for found in verdict.points]))

    def show_verdict(self, asked: Asked, verdict: Any) -> None:
        self.shown.append(("verdict", (asked.question.id, verdict.correct, verdict.feedback)))

    def show_report(self, report: Any) -> None:
        self.shown.append(("report", report.verdict))

    def celebrate(self, report: Any, tries: int, seconds: float, theirs: str, model: str) -> None:
        self.shown += [("report", report.verdict), ("passed", (tries, seconds, theirs, bool(model)))]

    def working(self, what: str) -> contextlib.AbstractContextManager[None]:
        self.shown.append(("working", what))
        return contextlib.nullcontext()

    def reveal(self, asked: Asked) -> None:
        self.shown.append(("answer", asked.question.id))

    def show_card(self, asked: Asked) -> bool:
        self.shown.append(("card", asked.question.loss))
        return bool(asked.question.loss)

    def of(self, what: str) -> list[Any]:
        return [content for name, content in self.shown if name == what and content not in self.told_when()]

    def told_when(self) -> list[str]:
        lines = [content for name, content in self.shown if name == "line"]
        return [line for line in lines if line.startswith(("back ", "again ")) and " · " in line]


class PaperBench:
    """Grades a file by its only word."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warmed: list[str] = []
        self.asked: list[Mapping[str, Any]] = []

    def warm(self, task: Any = None) -> None:
        self.warmed.append(task.id if task else "")

    def grade(self, path: Path, _: Any) -> Any:
        word = path.read_text(encoding="utf-8").strip()
        named = (SimpleNamespace(id="sum_instead_of_mean"),) if word == "failed" else ()
        return SimpleNamespace(
            verdict=word, score=float(word == "passed") or 0.25, diagnosis=named, error="no such name"
        )

    def misconception_values(self, _: Any, sought: Sought) -> Mapping[str, float]:
        self.asked.append(sought.given)
        return {"sum_instead_of_mean": 7.0, "missing_half": 2.5}


@pytest.fixture(autouse=True)
def _no_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(editors.shutil, "which", lambda _: None)


@pytest.fixture
def store(_no_editor: None) -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def sit(
    store: Store,
    bank: Bank,
    desk: ListDesk,
    *questions: Question,
    folder: Path = Path(),
    bench: PaperBench | None = None,
) -> Session:
    asked = [
        Asked(q, number, len(questions), (2, 0, 1) if isinstance(q, ChooseQuestion) else ())
        for number, q in enumerate(questions, 1)
    ]
    ticks = iter(range(1000))
    found = bench or PaperBench(folder)
    return Session(asked, bank, store, desk, found, clock=lambda: float(next(ticks)))  # type: ignore[arg-type]


def recorded(store: Store) -> list[tuple[str, str]]:
    return [(attempt.question, attempt.result) for attempt in store.attempts()]


def test_answers_are_marked_and_recorded_one_by_one(store: Store, bank: Bank) -> None:
    desk = ListDesk(["b", "2.5", BOTH])
    session = sit(store, bank, desk, CHOOSE, COMPUTE, EXPLAIN)
    assert session.run() == "done"
    assert recorded(store) == [("pick", "right"), ("sum", "right"), ("why", "right")]
    assert store.attempts() == session.recorded
    assert {attempt.session for attempt in session.recorded} == {session.id}
    assert [attempt.answer for attempt in session.recorded] == ["b", "2.5", BOTH]
    assert [attempt.seconds for attempt in session.recorded] == [1.0, 1.0, 1.0]


def test_a_wrong_answer_is_recorded_and_the_session_goes_on(store: Store, bank: Bank) -> None:
    desk = ListDesk(["a", "9", ONE])
    sit(store, bank, desk, CHOOSE, COMPUTE, EXPLAIN).run()
    assert recorded(store) == [("pick", "wrong"), ("sum", "wrong"), ("why", "wrong")]
    assert store.attempts()[2].score == 0.5


def test_what_was_missed_comes_back_a_few_questions_later_in_the_same_session(store: Store, bank: Bank) -> None:
    others = [ChooseQuestion(f"other-{n}", "T", "f", "easy", "", "?", OPTIONS, ".", (), ()) for n in range(6)]
    desk = ListDesk(["9", *["b"] * 4, "2.5", *["b"] * 2])
    assert sit(store, bank, desk, COMPUTE, *others).run() == "done"
    first = [f"other-{n}" for n in range(4)]
    assert desk.of("question") == ["sum", *first, "sum", "other-4", "other-5"]
    assert desk.told_when()[0] == "again in this session · sum"
    assert desk.told_when()[5] == "back tomorrow · sum"


@pytest.mark.parametrize(
    ("days", "back"), [(None, "back in 8 days"), (2, "back tomorrow"), (3, "back in 2 days"), (-1, "back in 8 days")]
)
def test_when_a_question_comes_back_is_what_the_plan_says(
    store: Store, bank: Bank, days: int | None, back: str
) -> None:
    if days is not None:
        store.keep(INTERVIEW, (local_time.today() + timedelta(days=days)).isoformat())
    question = bank.questions["huber-compute-two"]
    desk = ListDesk(["1.3125"])
    sit(store, bank, desk, question).run()
    assert desk.told_when() == [f"{back} · {question.id}"]


def test_what_is_missed_again_and_again_comes_back_twice_and_no_more(store: Store, bank: Bank) -> None:
    desk = ListDesk(["9", "b", "9", "9", "b"])
    sit(store, bank, desk, COMPUTE, CHOOSE).run()
    assert desk.of("question") == ["sum", "pick", "sum"]  # after the last one, there is nothing between to forget it


def test_a_file_that_can_be_written_no_more_does_not_end_the_session(
    store: Store, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Store, attempt: Attempt) -> Attempt:
        raise InputError(f"no room for {attempt.question}")

    desk = ListDesk(["b", "2.5"])
    session = sit(store, bank, desk, CHOOSE, COMPUTE)
    kept = Store.record
    with monkeypatch.context() as disk:
        disk.setattr(Store, "record", lambda self, made: (full if self is store else kept)(self, made))
        assert session.run() == "done"
    assert desk.of("line")[0] == "no room for pick; practice goes on, and nothing from here on is saved"
    assert [attempt.question for attempt in session.recorded] == ["pick", "sum"]
    assert store.attempts() == []


def test_a_slip_is_taken_back_and_its_question_put_again(store: Store, bank: Bank) -> None:
    desk = ListDesk(["9", "u", "2.5", "", "b"], interactive=True)
    session = sit(store, bank, desk, COMPUTE, CHOOSE)
    assert session.run() == "done"
    assert recorded(store) == [("sum", "right"), ("pick", "right")]
    assert [attempt.result for attempt in session.recorded] == ["right", "right"]
    assert desk.of("question") == ["sum", "sum", "pick"]


def test_the_last_answer_can_be_taken_back_at_the_next_question_too(store: Store, bank: Bank) -> None:
    desk = ListDesk(["9", "", "u", "2.5", "", "b"], interactive=True)
    assert sit(store, bank, desk, COMPUTE, CHOOSE).run() == "done"
    assert recorded(store) == [("sum", "right"), ("pick", "right")]
    assert desk.of("question") == ["sum", "pick", "sum", "pick"]


def test_with_nothing_to_take_back_nothing_is_taken_back(store: Store, bank: Bank) -> None:
    desk = ListDesk(["u", "b"])
    assert sit(store, bank, desk, CHOOSE).run() == "done"
    assert desk.of("line") == ["There is no answer to take back in this session."]
    assert recorded(store) == [("pick", "right")]


def test_after_a_verdict_the_card_is_shown_and_the_question_flagged(store: Store, bank: Bank) -> None:
    desk = ListDesk(["2.5", "c", "f", "The tolerance is too small.", "f", "", "", "b"], interactive=True)
    assert sit(store, bank, desk, COMPUTE, CHOOSE).run() == "done"
    assert desk.of("card") == ["huber"]
    assert [(a.result, a.answer) for a in store.attempts("sum")] == [
        ("right", "2.5"),
        ("flagged", "The tolerance is too small."),
    ]


def test_what_is_no_command_after_a_verdict_is_told_and_asked_again(store: Store, bank: Bank) -> None:
    desk = ListDesk(["2.5", "It is smooth.", "Q", "b"], interactive=True)
    assert sit(store, bank, desk, COMPUTE, CHOOSE).run() == "quit"
    assert desk.of("line") == ['"it is smooth." is no command here; Enter goes on to the next question.']
    assert desk.of("question") == ["sum"]


@pytest.mark.parametrize("typed", [["a"], ["r"]])
def test_what_was_missed_and_flagged_comes_back_all_the_same(store: Store, bank: Bank, typed: list[str]) -> None:
    desk = ListDesk([*typed, "f", "A typo.", "", "2.5", "", "b"], interactive=True)
    sit(store, bank, desk, CHOOSE, COMPUTE).run()
    assert desk.of("question") == ["pick", "sum", "pick"]


def test_the_mistake_that_a_number_shows_is_recorded(store: Store, bank: Bank) -> None:
    sit(store, bank, ListDesk(["7", "b"]), COMPUTE, CHOOSE).run()
    assert [attempt.mistake for attempt in store.attempts()] == ["sum_instead_of_mean", ""]


def test_a_session_by_minutes_ends_when_they_are_over_after_the_question_at_hand(store: Store, bank: Bank) -> None:
    desk = ListDesk(["b", "2.5"])
    asked = [Asked(CHOOSE, 1, 2, (2, 0, 1)), Asked(COMPUTE, 2, 2)]
    times = iter([0.0, 10.0, 10.0, 50.0, 60.0])
    session = Session(
        asked,
        bank,
        store,
        desk,
        PaperBench(Path()),  # type: ignore[arg-type]
        clock=lambda: next(times),
        minutes=1,
    )
    assert session.run() == "time is up"
    assert recorded(store) == [("pick", "right")]


def test_the_keys_work_on_every_line_of_a_text_and_leave_what_was_typed(store: Store, bank: Bank) -> None:
    desk = ListDesk(["It is alpha,", "h", "and then again it might be beta.", ".", ""], interactive=True)
    sit(store, bank, desk, EXPLAIN).run()
    (attempt,) = store.attempts()
    assert attempt.answer == "It is alpha,\nand then again it might be beta."
    assert desk.of("hint")
    assert attempt.hints == 1


@pytest.mark.parametrize(("lines", "ending"), [(["alpha", "q"], "quit"), (["alpha"], "no more input")])
def test_a_text_that_is_left_half_way_is_not_handed_in(store: Store, bank: Bank, lines: list[str], ending: str) -> None:
    assert sit(store, bank, ListDesk(lines, interactive=True), EXPLAIN).run() == ending
    assert store.attempts() == []


def test_a_text_may_be_skipped_half_way(store: Store, bank: Bank) -> None:
    assert sit(store, bank, ListDesk(["alpha", "s"], interactive=True), EXPLAIN).run() == "done"
    assert recorded(store) == [("why", "skipped")]


def test_what_is_no_answer_is_asked_again_and_not_recorded(store: Store, bank: Bank) -> None:
    desk = ListDesk(["", "  ", "zebra", "2,5"])
    sit(store, bank, desk, COMPUTE).run()
    assert recorded(store) == [("sum", "right")]
    assert len(desk.of("line")) == 1
    assert "no number" in desk.of("line")[0]


def test_the_mistake_behind_a_wrong_number_is_named_from_the_bank(store: Store, bank: Bank) -> None:
    desk = ListDesk(["7"])
    bench = PaperBench(Path())
    sit(store, bank, desk, COMPUTE, bench=bench).run()
    says = {m.id: m.says for m in bank.tasks["huber"].misconceptions}["sum_instead_of_mean"]
    assert desk.of("verdict")[0][2][1] == f"7 is what this mistake gives: {says}"
    assert bench.asked == [COMPUTE.given]


def test_a_mistake_that_gives_nearly_the_right_number_is_not_blamed(store: Store, bank: Bank) -> None:
    # 2.52 is out of the tolerance of 2.5 and within that of 2.51, which itself would pass for 2.5.
    desk = ListDesk(["2.52"])
    bench = PaperBench(Path())
    bench.misconception_values = lambda *_: {"missing_half": 2.51}  # type: ignore[method-assign]
    sit(store, bank, desk, COMPUTE, bench=bench).run()
    assert desk.of("verdict")[0][1] is False
    assert desk.of("verdict")[0][2] == ("The answer is 2.5, not 2.52.",)


def test_hints_come_in_order_and_are_counted(store: Store, bank: Bank) -> None:
    desk = ListDesk(["h", "hint", "h", "b"])
    sit(store, bank, desk, CHOOSE).run()
    assert desk.of("hint") == [(1, 2, "One."), (2, 2, "Two.")]
    assert desk.of("line") == ["Those were all the hints; r reveals the answer."]
    assert store.attempts()[0].hints == 2


def test_skip_reveal_and_help(store: Store, bank: Bank) -> None:
    desk = ListDesk(["?", "S", "r"])
    assert sit(store, bank, desk, CHOOSE, COMPUTE).run() == "done"
    assert recorded(store) == [("pick", "skipped"), ("sum", "revealed")]
    assert [line for line in (f"{CHOOSE.help}\n{KEYS}", "Skipped.") if ("line", line) not in desk.shown] == []
    assert desk.of("answer") == ["sum"]


def test_a_model_answer_that_is_missing_does_not_end_the_session(store: Store, bank: Bank) -> None:
    class NoAnswers(ListDesk):
        def reveal(self, asked: Asked) -> None:
            raise InputError(f"no answer to {asked.question.id}")

    desk = NoAnswers(["r", "2.5"])
    sit(store, bank, desk, CHOOSE, COMPUTE).run()
    assert desk.of("line") == ["no answer to pick"]
    assert recorded(store) == [("pick", "revealed"), ("sum", "right")]


@pytest.mark.parametrize(("lines", "ending"), [(["b", "q"], "quit"), (["b"], "no more input")])
def test_leaving_keeps_what_was_answered(store: Store, bank: Bank, lines: list[str], ending: str) -> None:
    assert sit(store, bank, ListDesk(lines), CHOOSE, COMPUTE).run() == ending
    assert recorded(store) == [("pick", "right")]


def test_an_interrupt_passes_on_with_the_answers_saved(store: Store, bank: Bank) -> None:
    session = sit(store, bank, ListDesk(["b", "^C"]), CHOOSE, COMPUTE)
    with pytest.raises(KeyboardInterrupt):
        session.run()
    assert recorded(store) == [("pick", "right")]


def test_from_a_pipe_nothing_but_answers_is_read(store: Store, bank: Bank) -> None:
    desk = ListDesk(["b", "2.5"])
    sit(store, bank, desk, CHOOSE, COMPUTE).run()
    assert desk.prompts == ["> ", "> "]


def test_in_a_terminal_the_candidate_may_read_before_the_next(store: Store, bank: Bank) -> None:
    desk = ListDesk(["b", "", "2.5"], interactive=True)
    assert sit(store, bank, desk, CHOOSE, COMPUTE).run() == "done"
    assert [prompt.startswith("Enter: next") for prompt in desk.prompts] == [False, True, False]


def test_quitting_between_two_questions(store: Store, bank: Bank) -> None:
    desk = ListDesk(["b", "q"], interactive=True)
    assert sit(store, bank, desk, CHOOSE, COMPUTE).run() == "quit"
    assert desk.of("question") == ["pick"]


@pytest.mark.parametrize(
    ("replies", "result", "score"),
    [
        ([""], "wrong", 0.5),
        (["2", ""], "right", 1.0),
        (["1, 2", ""], "wrong", 0.5),
        (["1", ""], "wrong", 0.0),
        (["7", "x", "-1", "²", "2", ""], "right", 1.0),
    ],
)
def test_the_mark_of_an_explanation_is_the_tick_of_who_gave_it(
    store: Store, bank: Bank, replies: list[str], result: str, score: float
) -> None:
    desk = ListDesk([ONE, "", *replies], interactive=True)
    sit(store, bank, desk, EXPLAIN).run()
    assert [(a.result, a.score, a.self_assessed) for a in store.attempts()] == [(result, score, True)]
    assert desk.of("line")[-1].startswith(f"{round(2 * score)} of 2 points by your own tick")


@pytest.mark.parametrize("leave", [["q"], [], ["^C"]])
def test_who_leaves_before_ticking_is_marked_as_proposed(store: Store, bank: Bank, leave: list[str]) -> None:
    desk = ListDesk([BOTH, "", *leave], interactive=True)
    with contextlib.suppress(KeyboardInterrupt):
        assert sit(store, bank, desk, EXPLAIN, CHOOSE).run() == ("quit" if leave else "no more input")
    assert [(a.result, a.self_assessed) for a in store.attempts()] == [("right", False)]


class TestImplement:
    def test_from_a_pipe_files_are_graded_until_one_passes(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        for name, word in (("bad.py", "failed"), ("good.py", "passed")):
            (tmp_path / name).write_text(word, encoding="utf-8")
        desk = ListDesk(["", str(tmp_path / "none.py"), str(tmp_path / "bad.py"), "h", str(tmp_path / "good.py")])
        session = sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path)
        assert session.run() == "done"
        assert recorded(store) == [("huber", "wrong"), ("huber", "right")]
        assert [a.score for a in store.attempts()] == [0.25, 1.0]
        assert store.attempts()[1].hints == 1
        assert desk.of("report") == ["failed", "passed"]
        assert "no such file" in desk.of("line")[0]
        assert not draft_for(bank, "huber").path(tmp_path).exists()

    @pytest.mark.parametrize(("key", "result"), [("s", "skipped"), ("r", "revealed")])
    def test_it_may_be_left(self, store: Store, bank: Bank, key: str, result: str) -> None:
        assert sit(store, bank, ListDesk([key]), bank.tasks["huber"]).run() == "done"
        assert recorded(store) == [("huber", result)]

    def test_in_a_terminal_a_starter_is_written_and_graded_once_it_is_changed(
        self, store: Store, bank: Bank, tmp_path: Path
    ) -> None:
        task = bank.tasks["huber"]
        path = draft_for(bank, "huber").path(tmp_path / "new")

        class Typist(ListDesk):
            def read(self, prompt: str) -> str:
                line = super().read(prompt)
                if line.startswith("write "):
                    path.write_text(line.removeprefix("write "), encoding="utf-8")
                    return ""
                return line

        desk = Typist(["", "write failed", "write passed"], interactive=True)
        bench = PaperBench(tmp_path / "new")
        assert sit(store, bank, desk, task, bench=bench).run() == "done"
        assert desk.of("line")[0] == f"A starter file for you: {path}"
        assert "No editor was found" in desk.of("line")[1]
        assert "still the starter" in desk.of("line")[2]
        assert desk.of("line")[3] == KEYS
        assert desk.of("report") == ["failed", "passed"]
        assert recorded(store) == [("huber", "wrong"), ("huber", "right")]
        assert [attempt.mistake for attempt in store.attempts()] == ["sum_instead_of_mean", ""]
        assert bench.warmed == ["huber"]
        assert desk.of("working") == ["grading huber.py"] * 2
        ((tries, seconds, theirs, has_model),) = desk.of("passed")
        assert (tries, theirs, has_model) == (2, "passed", True)
        assert seconds > 0

    def test_work_that_is_there_is_taken_up_and_not_overwritten(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        path = draft_for(bank, "huber").path(tmp_path)
        path.write_text("passed", encoding="utf-8")
        desk = ListDesk([""], interactive=True)
        assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
        assert "taken up" in desk.of("line")[0]
        assert not path.exists()
        (kept,) = (tmp_path / "solved").iterdir()
        assert kept.read_text(encoding="utf-8") == "passed"
        assert desk.of("line")[-1] == f"Kept as {kept}"

    def test_what_is_solved_is_begun_afresh_and_kept(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        draft = draft_for(bank, "huber")
        path = draft.path(tmp_path)
        for number in (1, 2):
            path.write_text("passed" + " " * number, encoding="utf-8")
            sit(store, bank, ListDesk([""], interactive=True), bank.tasks["huber"], folder=tmp_path).run()
        assert sorted(kept.read_text(encoding="utf-8") for kept in (tmp_path / "solved").iterdir()) == [
            "passed ",
            "passed  ",
        ]
        path.write_text("passed ", encoding="utf-8")  # an editor that was still open has written it again
        desk = ListDesk(["s"], interactive=True)
        sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run()
        assert draft.untouched(path)
        assert "is put aside" in desk.of("line")[0]
        assert len(list((tmp_path / "solved").iterdir())) == 2

    def test_the_editor_opens_the_file_and_what_it_leaves_is_graded(
        self, store: Store, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = tmp_path / "my editor.sh"
        script.write_text('#!/bin/sh\nprintf "%s" "$1" > "$2"\n', encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("EDITOR", "false")
        monkeypatch.setenv("VISUAL", f"'{script}' passed")
        for key in ("", "e"):
            desk = ListDesk([key], interactive=True)
            assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
            assert "my editor.sh" in desk.prompts[0]
        assert recorded(store) == [("huber", "right")] * 2

    def test_an_editor_that_comes_back_at_once_is_waited_for_and_nothing_is_judged(
        self, store: Store, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EDITOR", "true")
        path = draft_for(bank, "huber").path(tmp_path)

        class Typist(ListDesk):
            def read(self, prompt: str) -> str:
                if len(self.prompts) == 1:
                    path.write_text("passed", encoding="utf-8")  # saved in the window that is still open
                return super().read(prompt)

        desk = Typist(["e", ""], interactive=True)
        assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
        assert "true has come back" in desk.of("line")[1]
        assert "Enter: grade it" in desk.prompts[1]
        assert recorded(store) == [("huber", "right")]

    def test_without_a_variable_an_editor_that_is_there_is_offered_and_named(
        self, store: Store, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(editors.shutil, "which", lambda name: f"/bin/{name}" if name == "nano" else None)
        desk = ListDesk(["s"], interactive=True)
        sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run()
        assert desk.of("line")[1] == "$EDITOR is not set; e opens nano"
        assert "edit it in nano" in desk.prompts[0]

    def test_e_without_any_editor_says_what_to_do(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        desk = ListDesk(["e", "s"], interactive=True)
        sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run()
        assert f"open {draft_for(bank, 'huber').path(tmp_path)} yourself" in desk.of("line")[2]
        assert recorded(store) == [("huber", "skipped")]

    @pytest.mark.parametrize("interactive", [True, False])
    def test_a_file_of_something_else_is_told_and_asked_again(
        self, store: Store, bank: Bank, tmp_path: Path, *, interactive: bool
    ) -> None:
        (tmp_path / "other.py").write_text("not_found", encoding="utf-8")
        (tmp_path / "notes.md").write_text("passed", encoding="utf-8")
        lines = [str(tmp_path / "other.py"), str(tmp_path / "notes.md"), "s"]
        desk = ListDesk(lines, interactive=interactive)
        assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path / "new").run() == "done"
        said = desk.of("line")[-3:]
        assert "no such name. Name another file; nothing is recorded." in said[0]
        assert "no Python file" in said[1]
        assert recorded(store) == [("huber", "skipped")]

    @pytest.mark.parametrize(("command", "says"), [("no-such-editor-1", "cannot be started"), ("false", "code 1")])
    def test_an_editor_that_fails_is_told_and_asked_again(
        self, store: Store, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, says: str
    ) -> None:
        monkeypatch.setenv("EDITOR", command)
        desk = ListDesk(["", "s"], interactive=True)
        assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
        assert says in desk.of("line")[1]
        assert recorded(store) == [("huber", "skipped")]

    def test_g_grades_without_the_editor(
        self, store: Store, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EDITOR", "false")
        draft_for(bank, "huber").path(tmp_path).write_text("passed", encoding="utf-8")
        desk = ListDesk(["g"], interactive=True)
        assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
        assert recorded(store) == [("huber", "right")]


class TestMend:
    """After the mistake is named, the code is mended."""

    def test_what_was_named_is_mended_and_both_are_recorded_apart(
        self, store: Store, bank: Bank, tmp_path: Path
    ) -> None:
        question = bank.questions["huber-debug-slope"]
        path = draft_for(bank, question.id).path(tmp_path)

        class Typist(ListDesk):
            def read(self, prompt: str) -> str:
                line = super().read(prompt)
                if line.startswith("write "):
                    path.write_text(line.removeprefix("write "), encoding="utf-8")
                    return ""
                return line

        right = question.choices()[0].text
        desk = Typist([right, "", "write failed", "write passed"], interactive=True)
        session = sit(store, bank, desk, question, folder=tmp_path)
        assert session.run() == "done"
        kinds = [(a.question, a.kind, a.result) for a in store.attempts()]
        assert kinds == [
            (question.id, "debug", "right"),
            (question.id, "mend", "wrong"),
            (question.id, "mend", "right"),
        ]
        assert desk.of("question") == [question.id]
        assert desk.of("line")[0] == f"Now mend it. The code is in: {path}"
        assert "as it was" in desk.of("line")[2]
        summary = summarise(session.recorded)
        assert {kind: (tally.asked, tally.right) for kind, tally in summary.kinds.items()} == {
            "debug": (1, 1),
            "mend": (1, 1),
        }

    def test_a_wrong_name_does_not_spare_the_mending(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        question = bank.questions["huber-debug-slope"]
        desk = ListDesk([question.choices()[1].text, "s"], interactive=True)
        session = sit(store, bank, desk, question, folder=tmp_path)
        session.run()
        assert [(a.kind, a.result) for a in store.attempts()] == [("debug", "wrong"), ("mend", "skipped")]
        summary = summarise(session.recorded)
        assert (summary.missed, summary.skipped) == ((question.id,), (question.id,))

    def test_from_a_pipe_and_after_a_skip_nothing_is_mended(self, store: Store, bank: Bank, tmp_path: Path) -> None:
        question = bank.questions["huber-debug-slope"]
        sit(store, bank, ListDesk([question.choices()[0].text]), question, folder=tmp_path).run()
        sit(store, bank, ListDesk(["s"], interactive=True), question, folder=tmp_path).run()
        assert [(a.kind, a.result) for a in store.attempts()] == [("debug", "right"), ("debug", "skipped")]
        assert not list(tmp_path.glob("*.py"))


def draft_for(bank: Bank, name: str) -> Draft:
    draft = draft_of(bank, bank.questions[name])
    assert draft is not None
    return draft


def test_every_draft_is_valid_python_and_known_as_untouched(bank: Bank, tmp_path: Path) -> None:
    drafts = [draft for question in bank.questions.values() if (draft := draft_of(bank, question))]
    assert {draft.name for draft in drafts} > set(bank.tasks)
    for draft in drafts:
        path = draft.path(tmp_path)
        draft.write(path)
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
        assert draft.untouched(path)
        path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        assert not draft.untouched(path)


def test_words_are_answered_without_a_file(bank: Bank) -> None:
    assert draft_of(bank, bank.questions["huber-choose-delta"]) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("word " * 60, "cannot be opened (File name too long)"),
        ("~nosuchuser/huber.py", "cannot be opened (Could not determine home directory.)"),
        ("a\0b", "a\\x00b"),
        ("none.py", "no such file"),
    ],
)
@pytest.mark.parametrize("interactive", [True, False])
def test_no_text_at_the_prompt_for_a_file_ends_the_session(
    store: Store, bank: Bank, tmp_path: Path, typed: str, said: str, *, interactive: bool
) -> None:
    desk = ListDesk([typed, "s"], interactive=interactive)
    assert sit(store, bank, desk, bank.tasks["huber"], folder=tmp_path).run() == "done"
    assert any(said in line for line in desk.of("line")), desk.of("line")
    assert recorded(store) == [("huber", "skipped")]


class TestBench:
    def test_what_is_being_loaded_is_not_waited_for(self, bank: Bank, tmp_path: Path) -> None:
        with Bench(tmp_path) as bench:
            bench.warm(bank.tasks["huber"])
            process = bench._grading._process
            assert process is not None
            assert process.poll() is None
        assert process.returncode == -signal.SIGKILL

    def test_files_are_graded_and_numbers_given_beside_this_process(self, bank: Bank, tmp_path: Path) -> None:
        task = bank.tasks["mse"]
        path = tmp_path / "mse.py"
        with Bench(tmp_path) as bench:
            bench.warm(task)
            path.write_text("def mse_loss(pred, target):\n    return ((pred - target) ** 2).sum()\n", encoding="utf-8")
            first = bench.grade(path, task)
            path.write_text(task.answer().code, encoding="utf-8")
            second = bench.grade(path, task)
            numbers = bench.misconception_values(task, Sought({"pred": [1.0, 3.0], "target": [0.0, 0.0]}))
        assert (first.verdict, second.verdict) == ("failed", "passed")
        assert first.diagnosis[0].id == "sum_instead_of_mean"
        assert first.seed == second.seed
        assert numbers["sum_instead_of_mean"] == 10.0

    def test_a_process_that_ends_is_told_and_replaced(
        self, bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        task = bank.tasks["mse"]
        path = tmp_path / "mse.py"
        path.write_text(task.answer().code, encoding="utf-8")
        with Bench(tmp_path) as bench:
            with monkeypatch.context() as patch:
                patch.setattr(grader, "_SERVE", "import sys, pickle; pickle.load(sys.stdin.buffer); {path!r}")
                with pytest.raises(InputError, match="has ended"):
                    bench.grade(path, task)
            assert bench.grade(path, task).verdict == "passed"
