"""The folder of `grade --out`: results.jsonl, a row at a time, and the files of the formats at the end."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lossquiz.errors import InputError
from lossquiz.report.formats import Batch, files_of

ROWS = "results.jsonl"


class ResultsFolder:
    """Keeps the rows of a batch; each is on disk before the next one starts, so that a stopped batch can go on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, *, resume: bool) -> list[dict[str, Any]]:
        """Make the folder, and return the rows that it holds already.

        Raises:
            InputError: The folder cannot be written, or holds results and `--resume` was not given.
        """
        path = self.folder / ROWS
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch()
                return []
            if not resume:
                raise InputError(f"{path}: there are results already; add --resume to go on, or name another folder")
            rows, good = _read_rows(path)
            os.truncate(path, good)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from error
        return rows

    def add(self, row: Mapping[str, Any], seed: int) -> None:
        """Append one row."""
        line = json.dumps({**row, "seed": seed}, ensure_ascii=False, allow_nan=False) + "\n"
        with (self.folder / ROWS).open("a", encoding="utf-8") as file:
            file.write(line)

    def finish(self, batch: Batch) -> None:
        """Write the files of all formats, each whole or not at all."""
        for name, text in files_of(batch):
            _write_whole(self.folder / name, text)


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _read_rows(path: Path) -> tuple[list[dict[str, Any]], int]:
    """Read the whole rows of a file, and how many bytes they take; a last line cut short by a crash is dropped."""
    rows: list[dict[str, Any]] = []
    good = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise InputError(f"{path}:{number}: not a row of results; name another folder") from error
            good += len(line)
    return rows, good
