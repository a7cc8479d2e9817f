"""The log of attempts: what is written is there, nothing is lost, and a damaged file is named."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from lossquiz.errors import InputError
from lossquiz.practice import store as store_module
from lossquiz.practice.reviews import last_words
from lossquiz.practice.store import VERSION, Attempt, open_store, progress_file, read_store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def right(question: str = "q", **fields: object) -> Attempt:
    return Attempt(question, "choose", "right", **fields)  # type: ignore[arg-type]


def wrong(question: str = "q", **fields: object) -> Attempt:
    return Attempt(question, "choose", "wrong", **fields)  # type: ignore[arg-type]


def test_an_attempt_comes_back_as_it_was_with_the_time_it_was_made() -> None:
    made = Attempt("q", "explain", "wrong", 0.5, 12.25, "It's δ;\n--", 2, True, "abc")
    with open_store() as store:
        kept = store.record(made)
    with read_store() as store:
        (found,) = store.attempts()
    assert found == kept
    assert (found.answer, found.self_assessed, found.hints, found.seconds) == ("It's δ;\n--", True, 2, 12.25)
    assert found.at.endswith("+00:00")


def test_it_is_on_disk_at_once_for_another_session() -> None:
    with open_store() as first, open_store() as second:
        first.record(right("a"))
        second.record(wrong("b"))
        assert [a.question for a in first.attempts()] == ["a", "b"]
        assert second.attempts("a") == first.attempts("a")


def test_the_latest_judged_attempt_counts_and_the_oldest_comes_first() -> None:
    with open_store() as store:
        for attempt in (
            wrong("a"),
            right("b"),
            right("a"),
            wrong("c"),
            wrong("b"),
            Attempt("c", "choose", "skipped"),
            Attempt("d", "choose", "hinted", hints=1),
            Attempt("e", "choose", "revealed"),
        ):
            store.record(attempt)
        assert [(a.question, a.result) for a in last_words(store.attempts()).values()] == [
            ("a", "right"),
            ("c", "wrong"),
            ("b", "wrong"),
            ("e", "revealed"),
        ]


def test_hints_are_counted_by_question() -> None:
    with open_store() as store:
        assert store.hints_given("q") == 0
        store.record(Attempt("q", "choose", "hinted", hints=1))
        store.record(Attempt("q", "choose", "hinted", hints=2))
        store.record(right("q", hints=4))
        assert store.hints_given("q") == 2
        assert store.hints_given("other") == 0


def test_forgetting_one_question_leaves_the_others() -> None:
    with open_store() as store:
        for attempt in (right("a"), wrong("a"), right("b")):
            store.record(attempt)
        assert store.forget("a") == 2
        assert [a.question for a in store.attempts()] == ["b"]
        assert store.forget() == 1
        assert store.attempts() == []


def test_reading_makes_no_file_where_there_is_none(home: Path) -> None:
    with read_store() as store:
        assert store.attempts() == []
        assert last_words(store.attempts()) == {}
    assert not home.exists()


def test_a_reader_cannot_write() -> None:
    with open_store() as store:
        store.record(right())
    with read_store() as store, pytest.raises(InputError, match="cannot be kept there"):
        store.record(right())


@pytest.mark.parametrize("content", [b"this is no database, whatever its name says " * 40, b"\x00" * 5000])
@pytest.mark.parametrize("use", [open_store, read_store])
def test_a_damaged_file_is_named_and_left_as_it_is(use: type, content: bytes, home: Path) -> None:
    home.mkdir()
    progress_file().write_bytes(content)
    with pytest.raises(InputError, match=r"progress\.db: no progress file, or damaged") as caught:
        use()
    assert "\n" not in str(caught.value)
    assert progress_file().read_bytes() == content


def test_a_file_damaged_in_the_middle_is_told_too() -> None:
    with open_store() as store:
        for index in range(400):
            store.record(right(f"question-{index}", answer="x" * 100))
    path = progress_file()
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 200] = b"\xff" * 200
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="damaged"), read_store() as store:
        store.attempts()
    assert path.read_bytes() == bytes(content)


def test_a_database_of_another_program_is_not_ours(home: Path) -> None:
    home.mkdir()
    other = sqlite3.connect(progress_file())
    other.execute("CREATE TABLE attempts (x)")
    other.commit()
    other.close()
    with pytest.raises(InputError, match="damaged"):
        open_store()


def test_a_file_of_a_later_version_is_not_touched(home: Path) -> None:
    home.mkdir()
    later = sqlite3.connect(progress_file())
    later.execute(f"PRAGMA user_version = {VERSION + 1}")
    later.commit()
    later.close()
    before = progress_file().read_bytes()
    for use in (open_store, read_store):
        with pytest.raises(InputError, match="later lossquiz"):
            use()
    assert progress_file().read_bytes() == before


def test_an_empty_file_is_taken_for_a_new_one(home: Path) -> None:
    home.mkdir()
    progress_file().touch()
    with read_store() as store:
        assert store.attempts() == []
    with open_store() as store:
        store.record(right())
        assert len(store.attempts()) == 1


def test_a_home_that_is_a_file_is_told_in_one_line(home: Path) -> None:
    home.write_text("not a folder", encoding="utf-8")
    with pytest.raises(InputError, match="set LOSSQUIZ_HOME") as caught:
        open_store()
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_written_is_told_when_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        store.record(right())
    connect = store_module._connect
    monkeypatch.setattr(store_module, "_connect", lambda path, _: connect(path, "ro"))
    with pytest.raises(InputError, match="cannot be kept there"):
        open_store()


def test_a_folder_in_the_file_s_place_is_told(home: Path) -> None:
    progress_file().mkdir(parents=True)
    with pytest.raises(InputError, match=str(home)):
        open_store()


def test_a_home_with_odd_characters_in_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "a?b#c%20 é"))
    with open_store() as store:
        store.record(right())
    with read_store() as store:
        assert len(store.attempts()) == 1
    assert (tmp_path / "a?b#c%20 é" / "progress.db").is_file()


WRITER = """
import sys
from lossquiz.practice.store import Attempt, open_store
with open_store() as store:
    for index in range(15):
        store.record(Attempt(f"{sys.argv[1]}-{index}", "choose", "right"))
"""


def test_two_sessions_at_once_lose_nothing() -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in ("a", "b", "c")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    with read_store() as store:
        found = store.attempts()
    assert len({attempt.question for attempt in found}) == 45
    assert len(found) == 45


def test_what_is_no_file_is_told_and_not_waited_for(home: Path) -> None:
    home.mkdir()
    for make, said in (
        (lambda path: path.symlink_to(path), "symbolic links"),
        (os.mkfifo, "it is no file"),
        (lambda path: path.symlink_to(os.devnull), "it is no file"),
    ):
        make(progress_file())
        for opening in (open_store, read_store):
            with pytest.raises(InputError, match=said):
                opening()
        progress_file().unlink()


def test_a_slip_is_taken_back_and_the_log_keeps_both_lines() -> None:
    with open_store() as store:
        store.record(right("a", session="s"))
        store.record(Attempt("a", "choose", "flagged", session="s"))
        slip = store.record(wrong("b", session="s", answer="x"))
        store.record(wrong("c", session="other"))
        assert store.undo("s") == slip
        assert [(a.question, a.result) for a in store.attempts()] == [("a", "right"), ("a", "flagged"), ("c", "wrong")]
        assert "b" not in last_words(store.attempts())
        assert store.undo("s") is not None
        assert store.undo("s") is None
        assert store.undo("nobody") is None
    lines = sqlite3.connect(progress_file()).execute("SELECT question, result, undoes FROM attempts ORDER BY id")
    assert lines.fetchall()[4:] == [("b", "undone", 3), ("a", "undone", 1)]


def test_what_was_told_is_kept_by_name_until_it_is_told_anew() -> None:
    with open_store() as store:
        assert store.setting("interview") is None
        store.keep("interview", "2030-05-17")
        store.keep("interview", "2030-05-18")
        store.keep("other", "x")
        assert store.settings() == {"interview": "2030-05-18", "other": "x"}
        store.keep("other", None)
    with read_store() as store:
        assert store.settings() == {"interview": "2030-05-18"}


def test_scorecards_are_kept_in_their_order() -> None:
    with open_store() as store:
        times = [store.keep_interview(card) for card in ('{"n": 1}', '{"n": 2}')]
        assert store.interviews() == list(zip(times, ['{"n": 1}', '{"n": 2}'], strict=True))


# What the first version of the file was; ids had underscores in eight losses, and one group had another name.
FIRST = """
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, session TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('right', 'wrong', 'skipped', 'revealed', 'hinted')),
    score REAL NOT NULL, seconds REAL NOT NULL, answer TEXT NOT NULL, hints INTEGER NOT NULL,
    self_assessed INTEGER NOT NULL
);
CREATE INDEX attempts_by_question ON attempts (question, id);
PRAGMA user_version = 1;
"""


@pytest.mark.parametrize("use", [open_store, read_store])
def test_a_file_of_the_first_version_is_taken_over_with_its_ids(use: type, home: Path) -> None:
    home.mkdir()
    names = ["huber", "kl_div", "kl_div-compute-zero", "cross_entropy_backward-debug-one", "my_own-compute-one"]
    names.append("custom-loss-choose-super")
    first = sqlite3.connect(progress_file())
    first.executescript(FIRST)
    for name in names:
        row = ("2030-01-01T00:00:00+00:00", "s", name, "choose", "right", 1.0, 2.5, "b", 1, 0)
        first.execute("INSERT INTO attempts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    first.commit()
    first.close()
    before = progress_file().read_bytes()
    with use() as store:
        found = store.attempts()
        assert [attempt.question for attempt in found] == [
            "huber",
            "kl_div",
            "kl-div-compute-zero",
            "cross-entropy-backward-debug-one",
            "my_own-compute-one",
            "custom-loss-module-choose-super",
        ]
        assert found[0] == Attempt("huber", "choose", "right", 1.0, 2.5, "b", 1, False, "s", found[0].at)
    assert (progress_file().read_bytes() == before) == (use is read_store), "reading leaves the file as it is"


def test_a_log_on_a_disk_that_cannot_be_written_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        store.record(right("a"))
    connect = store_module._connect

    class Refused:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("unable to open database file")

        def close(self) -> None:
            pass

    monkeypatch.setattr(
        store_module, "_connect", lambda path, mode: connect(path, mode) if "immutable" in mode else Refused()
    )
    monkeypatch.setattr(store_module.os, "access", lambda *_: False)
    with read_store() as store:
        assert [attempt.question for attempt in store.attempts()] == ["a"]
