"""Files wherever they lie, on a disk or in an archive: where each is, and how to read it.

What systems, tools and installers leave there is left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lossquiz.grading.intake.junk import is_never_answer
from lossquiz.grading.intake.kinds import may_be_source
from lossquiz.grading.intake.reading import read_file, reason_of

_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Found:
    """One file, wherever it lies.

    Attributes:
        place: Its path below the root that was given, with `/`; odd bytes as surrogates.
        read: Returns its bytes, up to a cap; raises `OSError` or `ValueError` with the reason.
        problem: Why it cannot be looked at, or "".
    """

    place: str
    read: Callable[[int], bytes]
    problem: str = ""


def walk(root: Path) -> Iterator[Found]:
    """Go through a folder; one that cannot be entered, or a link, is a file with a problem."""
    queue = [(root, "")]
    while queue:
        folder, below = queue.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Found(below.rstrip("/"), _unread, f"a folder that cannot be read: {reason_of(error)}")
            continue
        folders, files = [], 0
        for entry in entries:
            place = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not (is_never_answer(entry.name, folder=True) or _is_environment(entry.path)):
                    folders.append((Path(entry.path), f"{place}/"))
            elif not is_never_answer(entry.name, folder=False):
                files += 1
                yield Found(place, file_reader(Path(entry.path)))
        if below and not (files or folders):
            yield Found(f"{below}.", _unread)  # a folder of nothing is an entry too
        queue += reversed(folders)


def _is_environment(folder: str) -> bool:
    """Tell whether a folder is a virtual environment, whatever it is called."""
    try:
        return os.path.lexists(os.path.join(folder, _ENVIRONMENT))  # noqa: PTH118 - an entry's own text
    except OSError:
        return False


def file_reader(path: Path) -> Callable[[int], bytes]:
    """Return what reads a file of a disk when it is asked to."""
    return lambda cap: read_file(path, cap)


def _unread(cap: int) -> bytes:
    del cap
    raise ValueError("not a regular file")


def _in_memory(place: str, source: bytes) -> Found:
    def read(cap: int) -> bytes:
        if len(source) > cap:
            raise ValueError(f"larger than {cap >> 20} MiB")
        return source

    return Found(place, read)


def members_of(members: Sequence[tuple[str, bytes]]) -> list[Found]:
    """Return the files of an archive without what is nobody's answer."""
    environments = tuple(place[: -len(_ENVIRONMENT)] for place, _ in members if place.endswith(f"/{_ENVIRONMENT}"))
    kept = [pair for pair in members if not _never(pair[0]) and not (environments and pair[0].startswith(environments))]
    return [_in_memory(place, source) for place, source in kept]


def _never(place: str) -> bool:
    *folders, name = place.split("/")
    return any(is_never_answer(f, folder=True) for f in folders) or is_never_answer(name, folder=False)


def holds_source(file: Found) -> bool:
    """Tell whether a file may hold Python, by its name."""
    return may_be_source(file.place.rpartition("/")[2])


def is_folder(found: list[Found]) -> bool:
    """Tell whether the files of a top-level entry lie in a folder, or are one file."""
    return "/" in found[0].place
