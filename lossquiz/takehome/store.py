"""The folder that grades are kept in, as one run writes it: nothing lost, nothing twice, nothing half-written.

`run.json` says what was asked; `results.jsonl` has a row for each candidate and question, those of a hand-in at once,
on the disk before the next one is waited for. What stands there counts as long as the hand-in is what it was, to the
last byte of all its files. While a run writes, no other one can.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from lossquiz.errors import InputError
from lossquiz.takehome.locks import take
from lossquiz.takehome.records import ROWS, RUN, SOURCES, Records, Row, has_rows, read_run, row_of
from lossquiz.takehome.run import differences

_BEFORE = "results-before"  # what `regrade` puts aside; numbered, so that nothing of it is ever written over
_LOCK = ".lock"
_SYNC_SECONDS = 1.0  # how much of what is flushed the failing of the whole machine may cost

Remark = Callable[[Row], Mapping[str, Any]]


@dataclass(slots=True)
class _Span:
    """The rows of one hand-in: where they begin, and what was handed in."""

    place: int
    count: int
    key: bytes
    absent: bool  # of somebody of whom nothing was handed in


@dataclass(slots=True)
class Store:
    """A folder of results that this process writes into.

    Attributes:
        folder: The folder.
        run: What `run.json` says.
    """

    folder: Path
    run: Mapping[str, Any]
    _lock: IO[bytes]
    _file: int
    _size: int = 0
    _before: dict[bytes, _Span] = field(default_factory=dict)
    _order: array[int] = field(default_factory=lambda: array("q"))
    _stale: bool = False
    _synced: float = 0.0

    @classmethod
    def open(
        cls,
        folder: Path,
        run: Mapping[str, Any],
        *,
        resume: bool = False,
        regrade: bool = False,
        remark: Remark | None = None,
    ) -> Store:
        """Begin to write into a folder, or go on; it is made where it is not there.

        Args:
            folder: The folder.
            run: What is asked, as `run.json` keeps it.
            resume: Whether to go on with what stands there.
            regrade: Whether to begin anew: what stands there is put aside, and what people decided stays.
            remark: Gives a row the points that it is worth now; it is called where the marks have changed.

        Raises:
            InputError: It cannot be written, another run writes into it, holds results and neither `resume` nor
                `regrade` was given, or was made in another way.
        """
        lock = _locked(folder)
        try:
            return cls._opened(folder, run, lock, resume=resume, regrade=regrade, remark=remark)
        except BaseException:
            lock.close()
            raise

    @classmethod
    def _opened(
        cls,
        folder: Path,
        run: Mapping[str, Any],
        lock: IO[bytes],
        *,
        resume: bool,
        regrade: bool,
        remark: Remark | None,
    ) -> Store:
        path = folder / ROWS
        before = None if regrade else read_run(folder)
        filled = has_rows(folder)
        if filled and not (resume or regrade):
            raise InputError(
                f"{path}: there are results already; add --resume to go on, --regrade to grade everything anew, "
                "or name another folder"
            )
        if filled and regrade:
            with _writing(path):
                path.replace(_free(folder))
            filled = False
        if filled and before is not None:
            told = differences(before, run)
            if told:
                raise InputError(f"{folder}: {told}; --regrade grades everything anew, or name another folder")
            run = {**run, **{name: before[name] for name in ("started", "command") if name in before}}
        found = _spans_of(path) if filled else _Found()
        if filled and before is not None and remark and _marks(before) != _marks(run):
            _rewrite(path, _lines(path, found.size), remark)
            found = _spans_of(path)
        if before != run:
            write_whole(folder / RUN, json.dumps(run, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
        with _writing(path):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            os.ftruncate(file, found.size)  # without what a run that was killed had begun to write
        return cls(folder, run, lock, file, found.size, found.spans, _stale=found.doubled)

    def __enter__(self) -> Store:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # --- as it runs ---------------------------------------------------------------------------------------------------

    def has(self, path: str, candidate: str, sha256: str) -> bool:
        """Tell whether the rows of a hand-in stand here already, all of them, and it is what it was.

        Args:
            path: What reports call the hand-in.
            candidate: Whose it is.
            sha256: The hash of all of it.
        """
        span = self._before.get(_digest(path))
        return span is not None and span.key == _digest(candidate, sha256)

    def kept(self, path: str) -> list[dict[str, Any]]:
        """Return the rows of a hand-in that is what it was; it is its turn among all that were found."""
        span = self._before.pop(_digest(path))
        self._note(span.place)
        return list(_rows_at(self.folder / ROWS, span))

    def keep_source(self, sha256: str, content: bytes) -> None:
        """Keep the bytes of a file that is graded, once."""
        path = self.folder / SOURCES / sha256
        if not path.exists():
            write_whole(path, content, sync=False)

    def add(self, path: str, rows: Sequence[Row]) -> None:
        """Append the rows of one hand-in, all or none of them; those that it had before count no more.

        Args:
            path: What reports call the hand-in.
            rows: Its rows.

        Raises:
            InputError: They cannot be written; what was there before is as it was.
        """
        self._stale = self._before.pop(_digest(path), None) is not None or self._stale
        text = "".join(map(_line, rows)).encode("utf-8", "backslashreplace")
        with _writing(self.folder / ROWS, "; make room, and go on with --resume"):
            try:
                _write_all(self._file, text, self._size)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._file, self._size)  # no half of a row
                raise
            if time.monotonic() - self._synced > _SYNC_SECONDS:
                os.fsync(self._file)
                self._synced = time.monotonic()
        self._note(self._size)
        self._size += len(text)

    def _note(self, place: int) -> None:
        if self._order and place < self._order[-1]:
            self._stale = True  # found in another order than before
        self._order.append(place)

    def left(self) -> set[str]:
        """Return the candidates of before whose hand-ins were not met in this run; their rows stay."""
        spans = [span for span in self._before.values() if not span.absent]
        return {row["candidate"] for span in spans for row in _rows_at(self.folder / ROWS, span)}

    # --- at the end ---------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Leave the rows that count in the order in which they were found, after those that were not met."""
        path = self.folder / ROWS
        with _writing(path):
            os.fsync(self._file)
        left = sorted(span.place for span in self._before.values() if not span.absent)
        if self._stale or len(left) < len(self._before):
            _rewrite(path, _blocks(path, (*left, *self._order)))

    def records(self) -> Records:
        """Return what the folder holds so far, for reading."""
        return Records(self.folder, self.run)

    def close(self) -> None:
        """Let others write."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._lock.close()


# --- what is on the disk ----------------------------------------------------------------------------------------------


def _locked(folder: Path) -> IO[bytes]:
    path = folder / _LOCK
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = path.open("ab")
    if not take(lock):
        lock.close()
        raise InputError(f"{folder}: another run is writing there; wait until it ends, or name another folder")
    return lock


def _free(folder: Path) -> Path:
    numbers = (f"-{number}" if number > 1 else "" for number in range(1, sys.maxsize))
    return next(path for path in (folder / f"{_BEFORE}{number}.jsonl" for number in numbers) if not path.exists())


def _marks(run: Mapping[str, Any]) -> list[Any]:
    return [run.get(name) for name in ("points", "deadline")]


def _digest(*texts: str) -> bytes:
    whole = "\0".join(texts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(whole, digest_size=16).digest()


@dataclass(slots=True)
class _Found:
    """The hand-ins of a file: the latest rows of each, where the last whole one ends, and whether any stands twice."""

    spans: dict[bytes, _Span] = field(default_factory=dict)
    size: int = 0
    doubled: bool = False


def _spans_of(path: Path) -> _Found:
    found = _Found()
    end = 0
    with _reading(path) as file:
        begins, left = 0, 0
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            row = row_of(line)
            if row is None:
                raise InputError(f"{path}:{number}: not a row of these results; name another folder")
            hand_in = row["hand_in"]
            if not left:
                begins, left = end, max(1, hand_in["rows"])
            left -= 1
            end += len(line)
            if not left:
                place = _digest(hand_in["path"])
                found.doubled = found.doubled or place in found.spans
                key = _digest(row["candidate"], hand_in["sha256"])
                found.spans[place] = _Span(begins, max(1, hand_in["rows"]), key, not hand_in["sha256"])
        found.size = begins if left else end
        return found


def _rows_at(path: Path, span: _Span) -> Iterator[dict[str, Any]]:
    with _reading(path) as file:
        file.seek(span.place)
        for _ in range(span.count):
            yield json.loads(file.readline())


def _lines(path: Path, size: int) -> Iterator[bytes]:
    with _reading(path) as file:
        while file.tell() < size:
            yield file.readline()


def _blocks(path: Path, places: Iterable[int]) -> Iterator[bytes]:
    """Go through the lines of the hand-ins that begin at some places."""
    with _reading(path) as file:
        for place in places:
            file.seek(place)
            line = file.readline()
            yield line
            for _ in range(json.loads(line)["hand_in"]["rows"] - 1):
                yield file.readline()


def _rewrite(path: Path, lines: Iterable[bytes], remark: Remark | None = None) -> None:
    def made() -> Iterator[bytes]:
        for line in lines:
            yield line if remark is None else _line(remark(json.loads(line))).encode("utf-8", "backslashreplace")

    _write_parts(path, made())


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def write_whole(path: Path, content: str | bytes, *, sync: bool = True) -> None:
    """Write a file so that the old one or the new one is there, and never half of one.

    Args:
        path: The file.
        content: What it holds; text is written as UTF-8.
        sync: Whether it is to be on the disk itself before the old one is gone.

    Raises:
        InputError: It cannot be written.
    """
    parts = [content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content]
    _write_parts(path, parts, sync=sync)


def _write_parts(path: Path, parts: Iterable[bytes], *, sync: bool = True) -> None:
    unfinished = path.with_name(f"{path.name}.tmp")
    with _writing(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.writelines(parts)
                file.flush()
                if sync:
                    os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise


def _write_all(file: int, content: bytes, place: int) -> None:
    os.lseek(file, place, os.SEEK_SET)
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]


@contextmanager
def _writing(path: Path, advice: str = "") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}{advice}") from error


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
