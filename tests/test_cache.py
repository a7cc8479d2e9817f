from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lossquiz.cache import cache_home, load_yaml, load_yamls, remember
from lossquiz.errors import BankError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


CALLS: list[str] = []


def counted(values: Mapping[str, Any]) -> Any:
    CALLS.append("check")
    return {"sum": sum(value["x"] for value in values.values())}


@pytest.fixture
def calls() -> list[str]:
    CALLS.clear()
    return CALLS


def write(path: Path, text: str, *, at: int) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))
    return path


def test_unchanged_files_are_checked_once(tmp_path: Path, calls: list[str]) -> None:
    files = [write(tmp_path / "a.yaml", "x: 1", at=1), write(tmp_path / "b.yaml", "x: 2", at=1)]
    assert [load_yamls(files, counted) for _ in range(3)] == [{"sum": 3}] * 3
    assert calls == ["check"]


@pytest.mark.parametrize(("text", "at"), [("x: 5", 2), ("x: 55", 1)])
def test_a_changed_time_or_size_is_read_again(tmp_path: Path, calls: list[str], text: str, at: int) -> None:
    path = write(tmp_path / "a.yaml", "x: 1", at=1)
    load_yamls([path], counted)
    write(path, text, at=at)
    assert load_yamls([path], counted) == {"sum": int(text[3:])}
    assert len(calls) == 2


def test_a_removed_file_of_the_list_is_noticed(tmp_path: Path) -> None:
    files = [write(tmp_path / "a.yaml", "x: 1", at=1), write(tmp_path / "b.yaml", "x: 2", at=1)]
    load_yamls(files, counted)
    assert load_yamls(files[:1], counted) == {"sum": 1}


def test_changed_code_reads_again(tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.yaml", "x: 1", at=1)
    code = write(tmp_path / "code.py", "old", at=1)
    monkeypatch.setattr(sys.modules[__name__], "__file__", str(code))
    load_yamls([path], counted)
    load_yamls([path], counted)
    assert len(calls) == 1
    write(code, "new code", at=1)
    load_yamls([path], counted)
    assert len(calls) == 2


@pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff\xfe", b"[]", b'{"value": 7}', b"[" * 100_000])
def test_a_corrupt_entry_is_ignored_and_replaced(tmp_path: Path, rubbish: bytes) -> None:
    path = write(tmp_path / "a.yaml", "x: 1", at=1)
    load_yamls([path], counted)
    (entry,) = (cache_home() / "yaml").iterdir()
    entry.write_bytes(rubbish)
    assert load_yamls([path], counted) == {"sum": 1}
    assert json.loads(entry.read_bytes())["value"] == {"sum": 1}


def test_an_entry_of_another_version_is_ignored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "x: 1", at=1)
    load_yamls([path], counted)
    (entry,) = (cache_home() / "yaml").iterdir()
    entry.write_text(json.dumps({**json.loads(entry.read_text()), "version": "0", "value": "stale"}))
    assert load_yamls([path], counted) == {"sum": 1}


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, home: Path, calls: list[str]) -> None:
    home.write_text("a file where the folder should be")
    path = write(tmp_path / "a.yaml", "x: 1", at=1)
    assert [load_yamls([path], counted) for _ in range(2)] == [{"sum": 1}] * 2
    assert len(calls) == 2


def test_no_draft_is_left_behind(tmp_path: Path) -> None:
    load_yamls([write(tmp_path / "a.yaml", "x: 1", at=1)], counted)
    assert [path.suffix for path in (cache_home() / "yaml").iterdir()] == [".json"]


def test_faults_are_never_cached(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "x: [1", at=1)
    for _ in range(2):
        with pytest.raises(BankError, match=r"a\.yaml:\d+: not valid YAML"):
            load_yaml(path)


def test_a_missing_file_and_one_that_is_not_utf_8(tmp_path: Path) -> None:
    with pytest.raises(BankError, match=r"gone\.yaml: cannot be read"):
        load_yaml(tmp_path / "gone.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"x: \xff")
    with pytest.raises(BankError, match=r"latin\.yaml: not UTF-8"):
        load_yaml(tmp_path / "latin.yaml")


def test_load_yaml_gives_the_content(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "x: [1, two, null]", at=1)
    assert load_yaml(path) == load_yaml(path) == {"x": [1, "two", None]}


def test_remember_keeps_a_result_until_its_key_changes() -> None:
    made: list[int] = []

    def make() -> tuple[int, ...]:
        made.append(1)
        return (len(made), 7)

    assert [remember("thing", ["a", 1], make) for _ in range(2)][1] == [1, 7]
    assert remember("thing", ["a", 2], make) == (2, 7)
    assert len(made) == 2
