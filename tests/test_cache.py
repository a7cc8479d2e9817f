"""What was read once is kept until something that it depends on changes, and nothing goes wrong without the cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lossquiz.cache import cache_home, code, packed, read_kept, remember, unpacked, write_kept


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class Reading:
    """Adds up the numbers in some files, and counts how often."""

    def __init__(self, *files: Path) -> None:
        self.files = files
        self.times = 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return {"sum": sum(int(path.read_text()) for path in self.files)}

    def kept(self) -> Any:
        return remember("sum", self.files, self)


def write(path: Path, text: str, *, at: int = 1) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))
    return path


def test_unchanged_files_are_read_once(tmp_path: Path) -> None:
    reading = Reading(write(tmp_path / "a", "1"), write(tmp_path / "b", "2"))
    assert [reading.kept() for _ in range(3)] == [{"sum": 3}] * 3
    assert reading.times == 1


@pytest.mark.parametrize(("text", "at"), [("5", 2), ("55", 1), ("5", 1)])
def test_a_changed_time_size_or_content_is_read_again(tmp_path: Path, text: str, at: int) -> None:
    reading = Reading(write(tmp_path / "a", "1"))
    reading.kept()
    write(tmp_path / "a", text, at=at)
    assert reading.kept() == {"sum": int(text)}
    assert reading.times == 2


def test_a_removed_file_of_the_list_is_noticed(tmp_path: Path) -> None:
    files = [write(tmp_path / "a", "1"), write(tmp_path / "b", "2")]
    Reading(*files).kept()
    assert Reading(files[0]).kept() == {"sum": 1}


def test_a_file_that_appears_is_noticed(tmp_path: Path) -> None:
    made = iter((1, 2))
    kept: Callable[[], Any] = lambda: remember("thing", [tmp_path / "late"], lambda: next(made))  # noqa: E731
    assert [kept(), kept()] == [1, 1]
    write(tmp_path / "late", "here")
    assert kept() == 2


def test_the_first_answer_is_the_one_that_the_cache_gives() -> None:
    class Word(str):
        __slots__ = ()

    value = {"x": (1, 2), "y": [Word("a"), b"b", None, True, 0.5]}
    found = [remember("thing", [], lambda: value) for _ in range(2)]
    assert found == [value] * 2
    assert [type(word) for answer in found for word in (answer["x"], answer["y"], answer["y"][0])] == [
        tuple,
        list,
        str,
    ] * 2


def test_what_is_not_made_of_plain_types_is_not_kept() -> None:
    with pytest.raises(TypeError, match="Path"):
        remember("thing", [], lambda: {"x": [Path("here")]})


def test_a_packed_value_is_kept_within_another_until_it_is_asked_for() -> None:
    found = [remember("thing", [], lambda: {"x": packed({"y": (1, "é")})}) for _ in range(2)]
    assert [unpacked(answer["x"]) for answer in found] == [{"y": (1, "é")}] * 2


def test_two_names_are_two_entries() -> None:
    assert remember("/one/bank", [], lambda: 1) == 1
    assert remember("/two/bank", [], lambda: 2) == 2
    assert remember("/one/bank", [], lambda: 3) == 1


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda _, rubbish=rubbish: rubbish for rubbish in (b"", b"\n", b"{", b"\xff\xfe", b"[]", b"[" * 100_000)),
        lambda whole: whole[:-1],
        lambda whole: whole + b"\x00",
        lambda whole: whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:],
        lambda whole: whole.split(b"\n")[0] + b"\n",
    ],
)
def test_a_corrupt_entry_is_ignored_and_replaced(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    reading = Reading(write(tmp_path / "a", "1"))
    reading.kept()
    (entry,) = (cache_home() / "yaml").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert reading.kept() == {"sum": 1}
    assert reading.times == 2
    assert entry.read_bytes() == whole


def test_an_entry_of_another_version_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(write(tmp_path / "a", "1"))
    with monkeypatch.context() as earlier:
        earlier.setattr("lossquiz.cache.__version__", "0")
        reading.kept()
    assert reading.kept() == {"sum": 1}
    assert reading.times == 2


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, home: Path) -> None:
    home.write_text("a file where the folder should be")
    reading = Reading(write(tmp_path / "a", "1"))
    assert [reading.kept() for _ in range(2)] == [{"sum": 1}] * 2
    assert reading.times == 2


def test_no_draft_is_left_behind() -> None:
    remember("thing", [], lambda: 1)
    assert [path.suffix for path in (cache_home() / "yaml").iterdir()] == [".kept"]


def test_what_fails_is_not_kept() -> None:
    def fail() -> None:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            remember("thing", [], fail)
    assert remember("thing", [], lambda: 1) == 1


def test_code_is_found_by_its_place_in_the_package() -> None:
    found = [path.name for path in code("forms/*.py", "cache.py")]
    assert {"schema.py", "nodes.py", "faults.py", "cache.py"} <= set(found)
    assert "app.py" not in found


TEXT = "two\nlines, “quoted”\r\n"


def test_a_text_is_kept_for_its_key_only() -> None:
    assert read_kept("room", "name", "key") is None
    write_kept("room", "name", "key", TEXT)
    assert read_kept("room", "name", "key") == TEXT
    assert read_kept("room", "name", "other key") is None
    assert read_kept("other room", "name", "key") is None
    write_kept("room", "name", "other key", "")
    assert read_kept("room", "name", "key") is None
    assert read_kept("room", "name", "other key") == ""
    assert [path.name for path in (cache_home() / "room").iterdir()] == ["name"]


@pytest.mark.parametrize("rubbish", [b"", b"\n", b"\xff\xfe", TEXT.encode()])
def test_a_damaged_text_is_not_read(rubbish: bytes) -> None:
    write_kept("room", "name", "key", TEXT)
    (cache_home() / "room" / "name").write_bytes(rubbish)
    assert read_kept("room", "name", "key") is None


def test_a_text_that_was_changed_by_a_byte_is_not_read() -> None:
    write_kept("room", "name", "key", TEXT)
    entry = cache_home() / "room" / "name"
    whole = entry.read_bytes()
    for index in range(len(whole)):
        entry.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert read_kept("room", "name", "key") is None


def test_a_text_that_cannot_be_kept_is_done_without(home: Path) -> None:
    home.write_text("a file where the folder should be")
    write_kept("room", "name", "key", TEXT)
    assert read_kept("room", "name", "key") is None
