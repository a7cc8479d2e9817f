"""The canaries can sing: each notices what it is there to notice."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from canaries import Canaries


def connect(family: int, address: object) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as out:
        out.connect(address)  # type: ignore[arg-type]  # each family has its own


def send(family: int, address: object) -> None:
    with socket.socket(family, socket.SOCK_DGRAM) as out:
        out.sendto(b"x", address)  # type: ignore[arg-type]  # the same


VISITS: dict[str, Callable[[dict[str, str]], None]] = {
    "tcp": lambda words: connect(socket.AF_INET, ("127.0.0.1", int(words["TCP"]))),
    "udp": lambda words: send(socket.AF_INET, ("127.0.0.1", int(words["UDP"]))),
    "unix": lambda words: connect(socket.AF_UNIX, words["UNIX"]),
    "unix_datagram": lambda words: send(socket.AF_UNIX, words["UNIX_DATAGRAM"]),
    "abstract": lambda words: connect(socket.AF_UNIX, "\0" + words["ABSTRACT"]),
}


@pytest.mark.parametrize("name", VISITS)
def test_a_visitor_is_noticed(tmp_path: Path, name: str) -> None:
    with Canaries(tmp_path) as canaries:
        assert canaries.visitors() == []
        VISITS[name](canaries.words())
        assert canaries.visitors() == [name]


CHANGES: dict[str, Callable[[Path], object]] = {
    "content": lambda path: path.write_text("x"),
    "mode": lambda path: path.chmod(0o644),
    "times": lambda path: os.utime(path, (1, 1)),
    "links": lambda path: path.with_name("second").hardlink_to(path),
    "a neighbour": lambda path: path.with_name("fresh").touch(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_is_noticed(tmp_path: Path, name: str) -> None:
    with Canaries(tmp_path) as canaries:
        assert canaries.file_untouched()
        CHANGES[name](canaries.file)
        assert not canaries.file_untouched()


def test_reading_the_secret_file_changes_nothing(tmp_path: Path) -> None:
    with Canaries(tmp_path) as canaries:
        assert canaries.leaked(canaries.file.read_text()) == [canaries.secret]
        assert canaries.file_untouched()


def test_a_neighbour_that_was_slowed_or_killed_is_noticed(tmp_path: Path) -> None:
    with Canaries(tmp_path) as canaries:
        assert canaries.sibling.unharmed()
        os.setpriority(os.PRIO_PROCESS, canaries.sibling.process.pid, 5)
        assert not canaries.sibling.unharmed()
    assert not canaries.sibling.unharmed()


def test_litter_is_noticed(tmp_path: Path) -> None:
    with Canaries(tmp_path) as canaries:
        assert canaries.litter(tmp_path) == []
        left = tmp_path / f"{canaries.tag}-left"
        left.touch()
        assert canaries.litter(tmp_path) == [left]
