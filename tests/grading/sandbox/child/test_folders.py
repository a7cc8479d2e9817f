"""Where the children's folders may be: over a folder that nothing needed is in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("mounts are Linux's", allow_module_level=True)

from lossquiz.grading.sandbox.child import folders


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    made = [tmp_path / name for name in ("first", "second")]
    monkeypatch.setattr(folders, "_PLACES", (str(tmp_path / "missing"), *map(str, made)))
    for place in made:
        place.mkdir()
    return made


def test_the_first_that_is_there_is_taken(places: list[Path]) -> None:
    assert folders.find_place(["/usr/lib", str(places[0]) + "-beside"]) == str(places[0])


def test_nothing_that_is_needed_is_hidden(places: list[Path], tmp_path: Path) -> None:
    assert folders.find_place([str(places[0] / "venv" / "lib")]) == str(places[1])
    link = tmp_path / "link"
    link.symlink_to(places[0])
    assert folders.find_place([str(link / "venv")]) == str(places[1])
    assert folders.find_place([str(places[0]), str(places[1] / "x")]) is None


class Mounts:
    """Stands for the kernel's mounts: a folder stays what it is, and every mount is noted."""

    def __init__(self) -> None:
        self.mounted: list[str] = []
        self.left: list[str] = []
        self.refused = False

    def mount(self, _source: bytes, path: bytes, _kind: bytes, _flags: object, options: bytes) -> int:
        self.mounted.append(f"{path.decode()} {options.decode()}")
        return -1 if self.refused else 0

    def umount2(self, path: bytes, _flags: int) -> int:
        self.left.append(path.decode())
        return -1 if self.refused else 0


@pytest.fixture
def mounts(monkeypatch: pytest.MonkeyPatch) -> Mounts:
    fake = Mounts()
    monkeypatch.setattr(folders, "_libc", fake)
    return fake


def make_ruleset(_path: str) -> int:
    import os

    return os.open(os.devnull, os.O_RDONLY)


def test_an_untouched_folder_serves_again_and_a_used_one_is_made_anew(tmp_path: Path, mounts: Mounts) -> None:
    made = folders.Folders(str(tmp_path), make_ruleset)
    first = made.take()
    assert first is not None
    assert mounts.mounted[-1] == f"{tmp_path}/1 size={4 << 20},nr_inodes=256,mode=700"
    second = made.take()
    assert second is not None
    assert second.path != first.path
    made.give_back(first)
    assert made.take() == first
    assert mounts.left == []
    (Path(first.path) / "left").touch()
    (Path(first.path) / "left").unlink()  # even what is removed was there
    made.give_back(first)
    assert mounts.left == [first.path]
    again = made.take()
    assert again is not None
    assert again.path == first.path
    assert Path(again.path).stat().st_mtime_ns == 0


def test_a_folder_that_cannot_be_made_anew_is_not_used_again(tmp_path: Path, mounts: Mounts) -> None:
    made = folders.Folders(str(tmp_path), make_ruleset)
    first = made.take()
    assert first is not None
    (Path(first.path) / "left").touch()
    mounts.refused = True
    made.give_back(first)
    assert made.take() is None
    mounts.refused = False
    fresh = made.take()
    assert fresh is not None
    assert fresh.path != first.path


def test_where_nothing_can_be_mounted_there_are_none(tmp_path: Path, mounts: Mounts) -> None:
    mounts.refused = True
    with pytest.raises(OSError, match="Errno"):
        folders.Folders(str(tmp_path), make_ruleset)
