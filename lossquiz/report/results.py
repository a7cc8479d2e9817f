"""The folder of `grade --out`: results.jsonl, a hand-in's rows at a time, and the files of the formats at the end."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.errors import InputError
from lossquiz.report.formats import Batch, files_of

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn

ROWS = "results.jsonl"

Row = dict[str, Any]


class ResultsFolder:
    """Keeps the rows of a batch; those of a hand-in are on disk before the next one starts, so that it can go on.

    What was graded before counts as long as the hand-in is what it was, to the last byte of all its files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before: dict[tuple[str, str], list[Row]] = {}
        self._stale = False

    def open(self, *, resume: bool, seed: int | None) -> int | None:
        """Make the folder, and read the rows that it holds already.

        Returns:
            The seed of those rows, or `seed` where there are none.

        Raises:
            InputError: The folder cannot be written, holds results and `--resume` was not given, or was made under
                another seed.
        """
        path = self.folder / ROWS
        with _writing(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            if not path.exists() or not path.stat().st_size:
                path.touch()
                return seed
            if not resume:
                raise InputError(f"{path}: there are results already; add --resume to go on, or name another folder")
            rows, good = _read_rows(path)
            os.truncate(path, good)
        seeds = {row.pop("seed") for row in rows}
        for row in rows:
            self._before.setdefault((row["hand_in"]["path"], row["hand_in"]["sha256"]), []).append(row)
        if len(seeds) > 1 or (seed is not None and seeds - {seed}):
            made = ", ".join(map(str, sorted(seeds)))
            raise InputError(f"{path}: made with --seed {made}; leave --seed out to go on, or name another folder")
        return next(iter(seeds), seed)

    def kept(self, hand_in: HandIn) -> list[Row]:
        """Return all rows of a hand-in that is what it was, or none."""
        if not self._before:
            return []
        rows = self._before.get((hand_in.path, hand_in.sha256), [])
        whole = bool(rows) and len(rows) == rows[0]["hand_in"]["rows"]
        self._stale = self._stale or not whole
        return rows if whole else []

    def add(self, rows: Sequence[Mapping[str, Any]], seed: int) -> None:
        """Append the rows of one hand-in."""
        path = self.folder / ROWS
        lines = "".join(_line(row, seed) for row in rows)
        with _writing(path):
            before = path.stat().st_size
            try:
                with path.open("a", encoding="utf-8") as file:
                    file.write(lines)
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(path, before)  # no half of a row
                raise

    def finish(self, batch: Batch) -> None:
        """Write the files of all formats, each whole or not at all; rows of what has changed since are gone."""
        if self._before and self._stale:
            _write_whole(self.folder / ROWS, "".join(_line(row, batch.seed) for row in batch.rows))
        for name, text in files_of(batch):
            _write_whole(self.folder / name, text)


def _line(row: Mapping[str, Any], seed: int) -> str:
    return json.dumps({**row, "seed": seed}, ensure_ascii=False, allow_nan=False) + "\n"


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.tmp")
    with _writing(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise


def _read_rows(path: Path) -> tuple[list[Row], int]:
    """Read the whole rows of a file, and how many bytes they take; a last line cut short by a crash is dropped."""
    rows: list[Row] = []
    good = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            row = _row(line)
            if row is None:
                raise InputError(f"{path}:{number}: not a row of these results; name another folder")
            rows.append(row)
            good += len(line)
    return rows, good


def _row(line: bytes) -> Row | None:
    """Return a line as a row, or None where it is something else."""
    try:
        row = json.loads(line)
        hand_in = row["hand_in"]
        fits = [
            isinstance(row["seed"], int),
            isinstance(row["path"], str),
            isinstance(row["verdict"], str),
            isinstance(row["diagnosis"], list),
            isinstance(hand_in["path"], str)
            and isinstance(hand_in["sha256"], str)
            and isinstance(hand_in["rows"], int),
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return row if all(fits) else None
