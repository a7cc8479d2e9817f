"""Progress as JSON Lines: nothing is lost on the way out and in, and nothing damaged comes in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossquiz.errors import InputError
from lossquiz.practice.reviews import last_words
from lossquiz.practice.store import Attempt, History, Kept, Store, spare_store
from lossquiz.practice.transfer import counted, lines_of, read_history

START = datetime(2026, 11, 1, 8, tzinfo=timezone.utc)


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")


def right(question: str = "q", minutes: float = 0.0, **fields: object) -> Attempt:
    return Attempt(question, "choose", "right", at=at(minutes), **fields)  # type: ignore[arg-type]


def text_of(history: History) -> str:
    return "".join(f"{line}\n" for line in lines_of(history))


def read(text: str) -> History:
    return read_history(text.encode(), "p.jsonl")


def stored(*attempts: Attempt) -> Store:
    store = spare_store()
    for attempt in attempts:
        store.record(attempt)
    return store


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = TEXTS.filter(str.strip)
ATTEMPTS = st.builds(
    Attempt,
    question=st.sampled_from(["huber", "gone-from-the-bank", "é δ"]),
    kind=st.sampled_from(["choose", "mend"]),
    result=st.sampled_from(["right", "wrong", "skipped", "revealed", "hinted", "flagged"]),
    score=st.floats(0, 1),
    seconds=st.floats(0, 1e6),
    answer=TEXTS,
    hints=st.integers(0, 9),
    self_assessed=st.booleans(),
    session=st.sampled_from(["", "s", "t"]),
    at=st.integers(0, 5).map(at),
    mistake=TEXTS,
)
STEPS = st.lists(
    ATTEMPTS
    | st.sampled_from(["s", "t"]).map(lambda session: ("undo", session))
    | st.tuples(st.just("keep"), WORDS, TEXTS)
    | st.tuples(st.just("interview"), TEXTS),
    max_size=12,
)


def lived(steps: list[object]) -> Store:
    store = spare_store()
    for step in steps:
        if isinstance(step, Attempt):
            store.record(step)
        elif isinstance(step, tuple) and step[0] == "undo":
            store.undo(step[1])
        elif isinstance(step, tuple) and step[0] == "keep":
            store.keep(step[1], step[2])
        elif isinstance(step, tuple):
            store.keep_interview(step[1])
    return store


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_out_and_into_an_empty_log_and_out_again_is_the_same_text(steps: list[object]) -> None:
    with lived(steps) as first, spare_store() as second:
        text = text_of(first.history())
        second.merge(read(text))
        assert text_of(second.history()) == text
        assert second.attempts() == first.attempts()
        assert list(last_words(second.attempts())) == list(last_words(first.attempts()))


@settings(max_examples=150, deadline=None)
@given(STEPS, STEPS)
def test_what_came_in_once_changes_nothing_the_second_time(here: list[object], there: list[object]) -> None:
    with lived(here) as first, lived(there) as second:
        other = second.history()
        first.merge(other)
        once = first.history()
        assert first.merge(other) == History()
        assert first.merge(once) == History()
        assert first.history() == once


class TestMerging:
    def test_a_slip_taken_back_is_taken_back_wherever_the_attempt_is(self) -> None:
        slip = right(session="s")
        with stored(slip) as here, stored(slip) as there:
            there.undo("s")
            added = here.merge(there.history())
            assert [kept.attempt for kept in added.attempts] == [slip]
            assert here.attempts() == []
            # And the other way round the log from before it was taken back does not bring it back.
            there.merge(History((Kept(slip),)))
            assert there.attempts() == []

    def test_each_attempt_finds_its_place_by_time(self) -> None:
        with stored(right("a", 1), right("c", 3)) as here, stored(right("b", 2), right("d", 4)) as there:
            here.merge(there.history())
            assert [attempt.question for attempt in here.attempts()] == ["a", "b", "c", "d"]

    def test_the_last_answer_is_the_last_by_time_wherever_it_was_given(self) -> None:
        older, newer = right(minutes=1), replace(right(minutes=2), result="wrong")
        with stored(newer) as here, stored(older) as there:
            here.merge(there.history())
            assert last_words(here.attempts())["q"] == newer

    def test_a_log_kept_while_the_clock_was_set_back_keeps_its_order(self) -> None:
        with stored(right("a", 5), right("b", 1)) as here, stored(right("c", 6)) as there:
            here.merge(there.history())
            assert [attempt.question for attempt in here.attempts()] == ["a", "b", "c"]

    def test_settings_that_are_here_stay(self) -> None:
        with spare_store() as here:
            here.keep("interview", "2027-01-01")
            added = here.merge(History((), {"interview": "2030-01-01", "cap": "8"}))
            assert (here.settings(), added.settings) == ({"cap": "8", "interview": "2027-01-01"}, {"cap": "8"})

    def test_two_answers_that_are_alike_in_all_stay_two(self) -> None:
        twice = History((Kept(right()), Kept(right(), at(1))))
        with spare_store() as here:
            here.merge(twice)
            assert (here.history(), here.merge(twice)) == (twice, History())


HISTORY = History((Kept(right()), Kept(right("b"), at(1))), {"cap": "8"}, ((at(2), "{}"),))


class TestDamage:
    def lines(self) -> list[str]:
        return text_of(HISTORY).splitlines()

    @pytest.mark.parametrize(
        ("number", "line", "said"),
        [
            (2, '{"type": "attempt"', "p.jsonl:2: damaged: not JSON"),
            (3, "[" * 100_000, "p.jsonl:3: damaged: not JSON"),
            (2, "[1]", "p.jsonl:2: damaged: expected a JSON object"),
            (4, '{"type": "wish"}', "p.jsonl:4: damaged: `type` is neither"),
            (4, '{"type": "setting", "name": "cap"}', "p.jsonl:4: damaged: `value` is missing"),
            (4, '{"type": "setting", "name": "cap", "value": 8}', "p.jsonl:4: damaged: `value` cannot be 8"),
            (4, '{"type": "setting", "name": "cap", "value": "8", "x": 1}', "p.jsonl:4: damaged: unknown key 'x'"),
            (5, '{"type": "interview", "at": "noon", "card": ""}', 'p.jsonl:5: damaged: `at` cannot be "noon"'),
            (5, '{"type": "interview", "at": "2026-01-01", "card": ""}', "p.jsonl:5: damaged: `at` cannot be"),
        ],
    )
    def test_a_damaged_line_is_named_by_its_number(self, number: int, line: str, said: str) -> None:
        lines = self.lines()
        lines[number - 1] = line
        with pytest.raises(InputError) as caught:
            read("\n".join(lines))
        assert str(caught.value).startswith(said)
        assert str(caught.value).endswith("; nothing was imported")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("question", ""),
            ("question", None),
            ("result", "undone"),
            ("result", ["right"]),
            ("score", 1.5),
            ("score", float("nan")),
            ("score", True),
            ("seconds", -1),
            ("seconds", float("inf")),
            ("hints", 2**70),
            ("hints", 1.5),
            ("self_assessed", 1),
            ("answer", "\ud800"),
            ("at", "2026-11-01T08:00:00"),
            ("undone", "yes"),
        ],
    )
    def test_no_value_comes_in_that_the_log_could_not_have_written(self, key: str, value: object) -> None:
        lines = self.lines()
        lines[1] = json.dumps({**json.loads(lines[1]), key: value})
        with pytest.raises(InputError, match=rf"p\.jsonl:2: damaged: `{key}` cannot be"):
            read("\n".join(lines))

    def test_a_file_that_was_cut_at_the_end_of_a_line_is_told(self) -> None:
        with pytest.raises(InputError, match=r"tells of 1 interviews, and there are 0; was it cut short\?"):
            read("\n".join(self.lines()[:-1]))

    def test_bytes_that_are_no_text_are_told_with_their_line(self) -> None:
        content = text_of(HISTORY).encode().replace(b'"cap"', b'"\xff"')
        with pytest.raises(InputError, match=r"p\.jsonl:4: damaged: not UTF-8"):
            read_history(content, "p.jsonl")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("", "empty; expected what"),
            ("\n\n", "empty; expected what"),
            ("a,b\n1,2\n", "p.jsonl:1: not a progress file"),
            ('{"format": "lossquiz progress"}', "p.jsonl:1: not a progress file"),
            ('{"format": "lossquiz progress", "version": "1"}', "p.jsonl:1: not a progress file"),
            ('{"format": "lossquiz progress", "version": 2}', "p.jsonl:1: written by a later lossquiz"),
        ],
    )
    def test_what_is_something_else_or_later_is_refused(self, content: str, said: str) -> None:
        with pytest.raises(InputError, match=said):
            read(content)

    def test_line_ends_and_a_mark_of_another_system_are_no_damage(self) -> None:
        assert read_history(b"\xef\xbb\xbf" + text_of(HISTORY).replace("\n", "\r\n").encode(), "p") == HISTORY


def test_what_a_history_holds_in_words() -> None:
    assert counted(HISTORY) == "2 attempts, 1 setting and 1 interview"
