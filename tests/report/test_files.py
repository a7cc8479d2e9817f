"""Reports on disk: whole or not there, and what is gone goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import InputError
from lossquiz.report.files import remove_stale, write_file, write_files


def test_files_are_written_below_a_folder(tmp_path: Path) -> None:
    written = write_files(tmp_path / "report", iter([("index.html", "é\n"), ("candidates/a.html", "a\udcff\r\n")]))
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "report/index.html",
        "report/candidates/a.html",
    ]
    assert written[0].read_bytes() == "é\n".encode()
    assert written[1].read_bytes() == b"a\\udcff\r\n"


def test_what_cannot_be_written_is_one_line_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.html"
    write_file(path, "before")

    def full(self: Path, *_: object, **__: object) -> int:
        with self.open("w") as file:
            file.write("ha")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match=r"index\.html: cannot be written: No space left on device"):
        write_file(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("")
    with pytest.raises(InputError, match=r"cannot be written: (Not a directory|File exists)"):
        write_files(tmp_path / "report", [("index.html", "")])


def test_pages_of_those_who_are_gone_go_and_other_files_stay(tmp_path: Path) -> None:
    for name in ("old.html", "notes.txt", "a.html"):
        (tmp_path / name).write_text("")
    remove_stale(write_files(tmp_path, [("a.html", "a"), ("b.html", "b")]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html", "notes.txt"]
