"""The candidate's progress on disk: an append-only log of attempts in SQLite. Nothing else writes there."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Literal, final

from lossquiz.errors import InputError
from lossquiz.resources import data_home

Result = Literal["right", "wrong", "skipped", "revealed", "hinted"]
MEND = "mend"  # the kind of an attempt at mending the code of a question, apart from naming what is wrong with it
JUDGED: frozenset[str] = frozenset({"right", "wrong", "revealed"})
BUSY_SECONDS = 10.0  # how long one session waits for another's write

_MIGRATIONS = (
    """
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        session TEXT NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('right', 'wrong', 'skipped', 'revealed', 'hinted')),
        score REAL NOT NULL,
        seconds REAL NOT NULL,
        answer TEXT NOT NULL,
        hints INTEGER NOT NULL,
        self_assessed INTEGER NOT NULL
    );
    CREATE INDEX attempts_by_question ON attempts (question, id);
    """,
)
VERSION = len(_MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the log.

    Attributes:
        question: The question's id.
        kind: Its kind, or `mend`.
        result: `right`, `wrong`, `skipped`, `revealed` (the answer was asked for) or `hinted` (a hint was asked for).
        score: From 0 to 1.
        seconds: From the question's appearance to the answer.
        answer: What was typed, or the file that was graded.
        hints: How many hints had been given.
        self_assessed: Whether the candidate overruled the marking.
        session: The session's id, or "" for a command of its own.
        at: When, in UTC, ISO 8601.
    """

    question: str
    kind: str
    result: Result
    score: float = 0.0
    seconds: float = 0.0
    answer: str = ""
    hints: int = 0
    self_assessed: bool = False
    session: str = ""
    at: str = ""


_COLUMNS = ", ".join(field.name for field in fields(Attempt))
_INSERT = f"INSERT INTO attempts ({_COLUMNS}) VALUES ({', '.join('?' * len(fields(Attempt)))})"  # noqa: S608 - our names


def progress_file() -> Path:
    """Return where the log lies; it may not exist yet."""
    return data_home() / "progress.db"


@final
class Store:
    """The log, open for one command."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def record(self, attempt: Attempt) -> Attempt:
        """Append an attempt, with the time of now when it has none; it is on disk when this returns.

        Raises:
            InputError: The file cannot be written.
        """
        at = attempt.at or datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        row = (*astuple(attempt)[:-1], at)
        with self._writing():
            self._connection.execute(_INSERT, row)
        return Attempt(*row)

    def attempts(self, question: str | None = None) -> list[Attempt]:
        """Return the log, oldest first, of one question or of all.

        Raises:
            InputError: The file is damaged.
        """
        where, values = ("", ()) if question is None else (" WHERE question = ?", (question,))
        with _explained(self.path):
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM attempts{where} ORDER BY id", values)  # noqa: S608
            return [_attempt(row) for row in rows]

    def latest(self) -> dict[str, Attempt]:
        """Return the last judged attempt at each question, the one answered longest ago first.

        Raises:
            InputError: The file is damaged.
        """
        query = (
            f"SELECT {_COLUMNS} FROM attempts WHERE id IN (SELECT max(id) FROM attempts "  # noqa: S608 - our names
            "WHERE result IN ('right', 'wrong', 'revealed') GROUP BY question) ORDER BY id"
        )
        with _explained(self.path):
            return {found.question: found for found in map(_attempt, self._connection.execute(query))}

    def hints_given(self, question: str) -> int:
        """Return how many hints of a question were given by `lossquiz hint`.

        Raises:
            InputError: The file is damaged.
        """
        query = "SELECT coalesce(max(hints), 0) FROM attempts WHERE question = ? AND result = 'hinted'"
        with _explained(self.path):
            return int(self._connection.execute(query, (question,)).fetchone()[0])

    def forget(self, question: str | None = None) -> int:
        """Delete the attempts at a question, or all; return how many there were.

        Raises:
            InputError: The file cannot be written.
        """
        with self._writing():
            if question is None:
                return self._connection.execute("DELETE FROM attempts").rowcount
            return self._connection.execute("DELETE FROM attempts WHERE question = ?", (question,)).rowcount

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def open_store() -> Store:
    """Open the log for writing; it is made when there is none.

    Raises:
        InputError: It cannot be made or written, is damaged, or was written by a later version.
    """
    path = progress_file()
    with _explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(_no_place(path, error.strerror or str(error))) from error
        _is_there(path)
        connection = _connect(path, "rwc")
        try:
            _migrate(connection, path)
            _try_to_write(connection)
        except BaseException:
            connection.close()
            raise
        return Store(connection, path)


def read_store() -> Store:
    """Open the log for reading only; where there is none, it is empty, and none is made.

    Raises:
        InputError: It is damaged, or was written by a later version.
    """
    path = progress_file()
    with _explained(path):
        there = _is_there(path)
        connection = _connect(path, "ro") if there else sqlite3.connect(":memory:", isolation_level=None)
        try:
            if _version(connection, path) == 0:
                connection.close()
                connection = sqlite3.connect(":memory:", isolation_level=None)
                _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return Store(connection, path)


def _is_there(path: Path) -> bool:
    """Tell whether there is a log.

    Raises:
        InputError: Something else lies there, such as a pipe, on which SQLite would wait for ever.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise InputError(_no_place(path, error.strerror or str(error))) from error
    if not stat.S_ISREG(found.st_mode):
        raise InputError(_no_place(path, "it is no file"))
    return True


def _attempt(row: tuple[object, ...]) -> Attempt:
    found = dict(zip((field.name for field in fields(Attempt)), row, strict=True))
    return Attempt(**{**found, "self_assessed": bool(found["self_assessed"])})  # type: ignore[arg-type]


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level=None: transactions begin and end where this module says.
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise InputError(
            f"{path}: written by a later lossquiz; upgrade this one, or set LOSSQUIZ_HOME to another folder"
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")  # another session may be migrating too: look again once it is our turn
    try:
        for step in range(_version(connection, path), VERSION):
            for statement in filter(str.strip, _MIGRATIONS[step].split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Find out now, and not at the first answer, whether anything can be written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {VERSION}")
    finally:
        connection.execute("ROLLBACK")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line that names the file and says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InputError(f"{path}: another session has held it for {BUSY_SECONDS:.0f} s; try again") from error
        if "no such table" in str(error) or "already exists" in str(error) or "no such column" in str(error):
            raise InputError(_damaged(path, error)) from error
        raise InputError(_no_place(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise InputError(_damaged(path, error)) from error


def _damaged(path: Path, error: Exception) -> str:
    return f"{path}: no progress file, or damaged ({error}); it was left as it is: move it away to begin a new one"


def _no_place(path: Path, reason: str) -> str:
    return f"{path}: progress cannot be kept there ({reason}); set LOSSQUIZ_HOME to a folder that can be written"
