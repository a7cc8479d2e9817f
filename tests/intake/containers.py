"""What a file of a candidate can be, beside text: notebooks, archives, links, pipes; and how it comes onto the disk."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from candidate import Candidate

WHEN = (2024, 3, 1, 12, 0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A cell that is no code: `markdown` or `raw`."""

    text: str
    kind: str = "markdown"


Cell: TypeAlias = str | Text


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook of format 3, 4 or 5; `whole` writes a cell's source as one string, where Jupyter writes its lines."""

    cells: Sequence[Cell]
    version: int = 4
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    target: str


@dataclass(frozen=True, slots=True)
class HardLink:
    """A hard link, which only a tar can hold."""

    target: str


@dataclass(frozen=True, slots=True)
class Fifo:
    """A named pipe."""


@dataclass(frozen=True, slots=True)
class EmptyFolder:
    """A folder with nothing in it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that may not be read."""

    text: str


@dataclass(frozen=True, slots=True)
class ClosedFolder:
    """A folder that may not be entered, with one file in it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Starter:
    """The file that `lossquiz start ID` writes, as it is."""

    question: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file whose bytes are made when it is written."""

    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Zip:
    """A zip; `encrypted` marks its members as such."""

    members: Mapping[str, Content]
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Tar:
    """A tar; `packing` is "", gz, bz2 or xz."""

    members: Mapping[str, Content]
    packing: str = ""


Content: TypeAlias = (
    str
    | bytes
    | Notebook
    | Starter
    | Zip
    | Tar
    | Made
    | Link
    | HardLink
    | Fifo
    | EmptyFolder
    | Unreadable
    | ClosedFolder
)


def build(root: Path, candidates: Iterable[Candidate]) -> None:
    """Write every candidate as an entry of a folder."""
    root.mkdir(parents=True, exist_ok=True)
    for candidate in candidates:
        place = root / candidate.name
        if isinstance(candidate.files, Mapping):
            place.mkdir()
            for name, content in candidate.files.items():
                _write(place / name, content)
        else:
            _write(place, candidate.files)


def _write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, EmptyFolder):
        path.mkdir()
    elif isinstance(content, Link):
        path.symlink_to(content.target)
    elif isinstance(content, Fifo):
        os.mkfifo(path)
    elif isinstance(content, ClosedFolder):
        _write(path / content.name, content.text)
        path.chmod(0)
    elif isinstance(content, Unreadable):
        path.write_text(content.text, encoding="utf-8")
        path.chmod(0)
    else:
        path.write_bytes(data(content))


def data(content: Content) -> bytes:
    """Return what stands in a regular file."""
    match content:
        case bytes():
            return content
        case str():
            text = content
        case Notebook():
            text = json.dumps(_notebook(content), ensure_ascii=False, indent=1)
        case Starter():
            text = _starter(content.question)
        case Zip():
            return _zip(content)
        case Tar():
            return _tar(content)
        case Made():
            return content.make()
        case _:
            raise TypeError(content)
    return text.encode()


def _notebook(notebook: Notebook) -> dict[str, Any]:
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    if notebook.version == 3:
        cells = [_old_cell(cell) for cell in notebook.cells]
        worksheets = [{"cells": cells, "metadata": {}}]
        return {"metadata": {"name": "Untitled0"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": worksheets}
    cells = [_cell(cell, number, notebook) for number, cell in enumerate(notebook.cells)]
    return {"cells": cells, "metadata": kernel, "nbformat": notebook.version, "nbformat_minor": 5}


def _cell(cell: Cell, number: int, notebook: Notebook) -> dict[str, Any]:
    text = cell.text if isinstance(cell, Text) else cell
    source: str | list[str] = text if notebook.whole else text.splitlines(keepends=True)
    common = {"id": f"cell-{number}", "metadata": {}, "source": source}
    if isinstance(cell, Text):
        return {"cell_type": cell.kind, **common}
    return {"cell_type": "code", "execution_count": number, "outputs": [], **common}


def _old_cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Text):
        return {"cell_type": cell.kind, "metadata": {}, "source": cell.text.splitlines(keepends=True)}
    lines = cell.splitlines(keepends=True)
    return {"cell_type": "code", "collapsed": False, "input": lines, "language": "python", "metadata": {},
            "outputs": [], "prompt_number": 1}  # fmt: skip


@cache
def _starter(question: str) -> str:
    from lossquiz.questions.bank import load_bank
    from lossquiz.questions.starter import starter_text

    return starter_text(load_bank().tasks[question])


def _zip(archive: Zip) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in archive.members.items():
            entry = zipfile.ZipInfo(f"{name}/" if isinstance(content, EmptyFolder) else name, WHEN)
            if isinstance(content, Link):
                entry.create_system = 3
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                file.writestr(entry, content.target)
            elif isinstance(content, EmptyFolder):
                file.writestr(entry, b"")
            else:
                file.writestr(entry, data(content), zipfile.ZIP_DEFLATED)
    return _marked_as_encrypted(made.getvalue()) if archive.encrypted else made.getvalue()


def _marked_as_encrypted(archive: bytes) -> bytes:
    """Set bit 0 of the flags in every header, local and central."""
    made = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(signature, at + 4)
    return bytes(made)


def _tar(archive: Tar) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as file:
        for name, content in archive.members.items():
            member = tarfile.TarInfo(name)
            if isinstance(content, (Link, HardLink)):
                member.type = tarfile.SYMTYPE if isinstance(content, Link) else tarfile.LNKTYPE
                member.linkname = content.target
                file.addfile(member)
            elif isinstance(content, EmptyFolder):
                member.type = tarfile.DIRTYPE
                file.addfile(member)
            elif isinstance(content, Fifo):
                member.type = tarfile.FIFOTYPE
                file.addfile(member)
            else:
                held = data(content)
                member.size = len(held)
                file.addfile(member, io.BytesIO(held))
    return _packed(made.getvalue(), archive.packing)


def _packed(tar: bytes, packing: str) -> bytes:
    if packing == "xz":
        return lzma.compress(tar)
    if packing == "bz2":
        return bz2.compress(tar)
    return gzip.compress(tar) if packing == "gz" else tar


def bomb_of_zeros() -> bytes:
    """Return a .tar.gz of some 2 MiB that holds one file of 2 GiB; gzip streams may stand one after the other."""
    member = tarfile.TarInfo("answers.py")
    member.size = 2 << 30
    block = gzip.compress(bytes(16 << 20))
    return gzip.compress(member.tobuf()) + block * 128 + gzip.compress(bytes(1024))


def bomb_that_overlaps() -> bytes:
    """Return a zip whose thousand members are all the same 16 MiB of zeros, stored once."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("part.py", WHEN), bytes(16 << 20), zipfile.ZIP_DEFLATED)
        entry = file.filelist[0]
        file.filelist.extend([entry] * 1000)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file.close()
    return made.getvalue()


def too_many_members() -> bytes:
    """Return a zip of 60,000 empty files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for number in range(60_000):
            file.writestr(zipfile.ZipInfo(f"part_{number:05d}.py", WHEN), b"")
    return made.getvalue()
