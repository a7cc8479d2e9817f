"""Files wherever they lie, on a disk or in an archive: where each is, and how to read it.

What systems, tools and installers leave there is left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.grading.intake.junk import is_never_answer
from lossquiz.grading.intake.kinds import may_be_source
from lossquiz.grading.intake.reading import read_file, reason_of

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import Named

_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Found:
    """One file, wherever it lies.

    Attributes:
        place: Its path below the root that was given, with `/`; odd bytes as surrogates.
        read: Returns its bytes, up to a cap; raises `OSError` or `ValueError` with the reason.
        problem: Why it cannot be looked at, or "".
        modified: When it was last changed, in seconds since 1970, or None.
        really: Where it really lies below the root, where `place` says whose it is; else "".
        named: What its name tells of who handed it in, or None.
    """

    place: str
    read: Callable[[int], bytes]
    problem: str = ""
    modified: float | None = None
    really: str = ""
    named: Named | None = None

    @property
    def shown(self) -> str:
        """Its path below the root, as it really is."""
        return self.really or self.place


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
                yield Found(place, file_reader(Path(entry.path)), modified=_modified(entry))
        if below and not (files or folders):
            yield Found(f"{below}.", _unread)  # a folder of nothing is an entry too
        queue += reversed(folders)


def _modified(entry: os.DirEntry[str]) -> float | None:
    try:
        return entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return None


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


def _in_memory(place: str, source: bytes, modified: float | None) -> Found:
    def read(cap: int) -> bytes:
        if len(source) > cap:
            raise ValueError(f"larger than {cap >> 20} MiB")
        return source

    return Found(place, read, modified=modified)


def members_of(members: Sequence[tuple[str, bytes]], modified: float | None = None) -> list[Found]:
    """Return the files of an archive, which was changed then, without what is nobody's answer."""
    environments = tuple(place[: -len(_ENVIRONMENT)] for place, _ in members if place.endswith(f"/{_ENVIRONMENT}"))
    kept = [pair for pair in members if not _never(pair[0]) and not (environments and pair[0].startswith(environments))]
    return [_in_memory(place, source, modified) for place, source in kept]


def _never(place: str) -> bool:
    *folders, name = place.split("/")
    return any(is_never_answer(f, folder=True) for f in folders) or is_never_answer(name, folder=False)


def holds_source(file: Found) -> bool:
    """Tell whether a file may hold Python, by its name."""
    return may_be_source(file.place.rpartition("/")[2])


def is_folder(found: list[Found]) -> bool:
    """Tell whether the files of a top-level entry lie in a folder, or are one file."""
    return "/" in found[0].place
