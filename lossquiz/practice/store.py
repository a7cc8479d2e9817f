"""The candidate's progress on disk: an append-only log of attempts in SQLite, and what they told us once.

Nothing else writes there. The log is kept with a write-ahead log beside it, so that a process that is killed at any
moment leaves every attempt that `record` has returned.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Literal, final

from lossquiz.errors import InputError
from lossquiz.resources import data_home

Result = Literal["right", "wrong", "skipped", "revealed", "hinted", "flagged"]
MEND = "mend"  # the kind of an attempt at mending the code of a question, apart from naming what is wrong with it
JUDGED: frozenset[str] = frozenset({"right", "wrong", "revealed"})
# What became of a question as it was put; a hint or a flag says nothing of that.
OUTCOMES = JUDGED | {"skipped"}
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
    # 2: which mistake was shown, slips taken back, what is kept beside the log; ids in one style, with hyphens.
    """
    DROP INDEX attempts_by_question;
    ALTER TABLE attempts RENAME TO attempts_before;
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        session TEXT NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        result TEXT NOT NULL
            CHECK (result IN ('right', 'wrong', 'skipped', 'revealed', 'hinted', 'flagged', 'undone')),
        score REAL NOT NULL,
        seconds REAL NOT NULL,
        answer TEXT NOT NULL,
        hints INTEGER NOT NULL,
        self_assessed INTEGER NOT NULL,
        mistake TEXT NOT NULL DEFAULT '',
        undoes INTEGER
    );
    INSERT INTO attempts (id, at, session, question, kind, result, score, seconds, answer, hints, self_assessed)
        SELECT id, at, session, question, kind, result, score, seconds, answer, hints, self_assessed
        FROM attempts_before ORDER BY id;
    DROP TABLE attempts_before;
    UPDATE attempts SET question = replace(question, '_', '-')
        WHERE substr(question, 1, instr(question, '-') - 1) IN (
            'bce_with_logits', 'bce_with_logits_backward', 'categorical_cross_entropy', 'categorical_focal',
            'contrastive_hadsell', 'cross_entropy', 'cross_entropy_backward', 'kl_div');
    UPDATE attempts SET question = 'custom-loss-module' || substr(question, 12) WHERE question LIKE 'custom-loss-%';
    CREATE INDEX attempts_by_question ON attempts (question, id);
    CREATE VIEW standing AS SELECT * FROM attempts
        WHERE result <> 'undone' AND id NOT IN (SELECT undoes FROM attempts WHERE undoes IS NOT NULL);
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE interviews (id INTEGER PRIMARY KEY, at TEXT NOT NULL, card TEXT NOT NULL);
    """,
)
VERSION = len(_MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the log.

    Attributes:
        question: The question's id.
        kind: Its kind, or `mend`.
        result: `right`, `wrong`, `skipped`, `revealed` (the answer was asked for), `hinted` (a hint was asked for) or
            `flagged` (something is wrong with the question; the answer says what).
        score: From 0 to 1.
        seconds: From the question's appearance to the answer.
        answer: What was typed, or the file that was graded.
        hints: How many hints had been given.
        self_assessed: Whether the candidate overruled the marking.
        session: The session's id, or "" for a command of its own.
        at: When, in UTC, ISO 8601.
        mistake: The id of the mistake that the answer showed, where it has a name.
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
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An attempt as the log keeps it, and when it was taken back: "" where it stands."""

    attempt: Attempt
    undone: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """All that the log holds.

    Attributes:
        attempts: Every attempt, slips taken back too, oldest first.
        settings: What is kept, by name.
        interviews: The time and the scorecard of each interview, the oldest first.
    """

    attempts: tuple[Kept, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    interviews: tuple[tuple[str, str], ...] = ()


_COLUMNS = ", ".join(column.name for column in fields(Attempt))
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
        kept = attempt if attempt.at else replace(attempt, at=_now())
        with self._writing():
            self._connection.execute(_INSERT, astuple(kept))
        return kept

    def undo(self, session: str) -> Attempt | None:
        """Take the last judged attempt of a session back, and return it; None where there is none to take back.

        The log keeps both lines, and counts neither.

        Raises:
            InputError: The file cannot be written.
        """
        query = (
            f"SELECT id, {_COLUMNS} FROM standing WHERE session = ? "  # noqa: S608 - our names
            "AND result IN ('right', 'wrong', 'revealed') ORDER BY id DESC LIMIT 1"
        )
        with self._writing():
            row = self._connection.execute(query, (session,)).fetchone()
            if row is None:
                return None
            taken = _attempt(row[1:])
            self._take_back(taken, row[0], _now())
        return taken

    def amend(self, before: Attempt, after: Attempt) -> bool:
        """Put an attempt in the place of one that was recorded, of which more is known now.

        The log keeps both lines, and counts the second. Where the first is there no more, nothing is written.

        Returns:
            Whether it was there.

        Raises:
            InputError: The file cannot be written.
        """
        same = " AND ".join(f"{field.name} = ?" for field in fields(Attempt))
        query = f"SELECT id FROM standing WHERE {same} ORDER BY id DESC LIMIT 1"  # noqa: S608 - our names
        with self._writing():
            row = self._connection.execute(query, astuple(before)).fetchone()
            if row is None:
                return False
            self._take_back(before, row[0], _now())
            self._connection.execute(_INSERT, astuple(after))
        return True

    def history(self) -> History:
        """Return all that there is, as of one moment.

        Raises:
            InputError: The file is damaged.
        """
        with _explained(self.path):
            self._connection.execute("BEGIN")
            try:
                return self._history()
            finally:
                self._connection.execute("COMMIT")

    def merge(self, other: History) -> History:
        """Add what another log holds and this one does not, all or none, each attempt in its place by time.

        What is here stays: settings keep their values, and a slip that was taken back in either log is taken back.

        Returns:
            What was added, or taken back.

        Raises:
            InputError: The file cannot be written.
        """
        with self._writing():
            mine = self._history()
            standing, added, changed = _compared(mine.attempts, other.attempts)
            whole = list(heapq.merge(standing, added, key=lambda kept: _instant(kept.attempt.at)))
            if changed or whole[: len(standing)] != standing:
                self._connection.execute("DELETE FROM attempts")
                self._append(whole)
            else:
                self._append(added)
            settings = {name: value for name, value in other.settings.items() if name not in mine.settings}
            self._connection.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())
            interviews = _beyond(mine.interviews, other.interviews)
            if interviews:
                cards = heapq.merge(mine.interviews, interviews, key=lambda interview: _instant(interview[0]))
                self._connection.execute("DELETE FROM interviews")
                self._connection.executemany("INSERT INTO interviews (at, card) VALUES (?, ?)", cards)
        return History((*changed, *added), settings, tuple(interviews))

    def _history(self) -> History:
        rows = self._connection.execute(f"SELECT {_COLUMNS}, id FROM attempts WHERE result <> 'undone' ORDER BY id")  # noqa: S608
        undone = dict(self._connection.execute("SELECT undoes, at FROM attempts WHERE undoes IS NOT NULL").fetchall())
        attempts = tuple(Kept(_attempt(row[:-1]), undone.get(row[-1], "")) for row in rows)
        settings = dict(self._connection.execute("SELECT name, value FROM settings ORDER BY name").fetchall())
        interviews = self._connection.execute("SELECT at, card FROM interviews ORDER BY id").fetchall()
        return History(attempts, settings, tuple(interviews))

    def _append(self, history: Iterable[Kept]) -> None:
        for kept in history:
            row = self._connection.execute(_INSERT, astuple(kept.attempt)).lastrowid
            if kept.undone:
                self._take_back(kept.attempt, row, kept.undone)

    def _take_back(self, taken: Attempt, row: object, at: str) -> None:
        line = (*astuple(replace(taken, answer="", at=at)), row)
        marks = ", ".join("?" * len(line))
        self._connection.execute(f"INSERT INTO attempts ({_COLUMNS}, undoes) VALUES ({marks})", line)  # noqa: S608
        self._connection.execute("UPDATE attempts SET result = 'undone' WHERE id = last_insert_rowid()")

    def attempts(self, question: str | None = None) -> list[Attempt]:
        """Return the log, oldest first, of one question or of all.

        Raises:
            InputError: The file is damaged.
        """
        where, values = ("", ()) if question is None else (" WHERE question = ?", (question,))
        with _explained(self.path):
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM standing{where} ORDER BY id", values)  # noqa: S608
            return [_attempt(row) for row in rows]

    def hints_given(self, question: str) -> int:
        """Return how many hints of a question were given by `lossquiz hint`.

        Raises:
            InputError: The file is damaged.
        """
        query = "SELECT coalesce(max(hints), 0) FROM standing WHERE question = ? AND result = 'hinted'"
        with _explained(self.path):
            return int(self._connection.execute(query, (question,)).fetchone()[0])

    def setting(self, name: str) -> str | None:
        """Return what was kept under a name, or None.

        Raises:
            InputError: The file is damaged.
        """
        with _explained(self.path):
            row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def settings(self) -> dict[str, str]:
        """Return all that was kept, by name.

        Raises:
            InputError: The file is damaged.
        """
        with _explained(self.path):
            return dict(self._connection.execute("SELECT name, value FROM settings ORDER BY name").fetchall())

    def keep(self, name: str, value: str | None) -> None:
        """Keep a value under a name, in place of the one before; None keeps nothing there.

        Raises:
            InputError: The file cannot be written.
        """
        with self._writing():
            if value is None:
                self._connection.execute("DELETE FROM settings WHERE name = ?", (name,))
            else:
                self._connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def keep_interview(self, card: str) -> str:
        """Keep the scorecard of an interview, as JSON; return the time under which it is kept.

        Raises:
            InputError: The file cannot be written.
        """
        at = _now()
        with self._writing():
            self._connection.execute("INSERT INTO interviews (at, card) VALUES (?, ?)", (at, card))
        return at

    def interviews(self) -> list[tuple[str, str]]:
        """Return the time and the scorecard of each interview, the oldest first.

        Raises:
            InputError: The file is damaged.
        """
        with _explained(self.path):
            return self._connection.execute("SELECT at, card FROM interviews ORDER BY id").fetchall()

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


def _compared(mine: Sequence[Kept], other: Iterable[Kept]) -> tuple[list[Kept], list[Kept], list[Kept]]:
    """Hold another log to one: this one as it then stands, what only the other has, and what it alone took back."""
    standing = list(mine)
    places: dict[Attempt, list[int]] = {}
    for place, kept in enumerate(mine):
        places.setdefault(kept.attempt, []).append(place)
    added: list[Kept] = []
    changed: list[Kept] = []
    for kept in other:
        same = places.get(kept.attempt, [])
        if not same:
            added.append(kept)
            continue
        # Of several that are alike in all, the one that is also taken back, or stands, as this one.
        place = next((place for place in same if standing[place].undone == kept.undone), same[0])
        same.remove(place)
        if kept.undone and not standing[place].undone:
            standing[place] = kept
            changed.append(kept)
    return standing, added, changed


def _beyond(mine: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what the other has more often than this one, in its order."""
    left = Counter(mine)
    new = []
    for one in other:
        if left[one]:
            left[one] -= 1
        else:
            new.append(one)
    return new


def _instant(at: str) -> float:
    """Return a time as a number; one that another program left, and that is none, comes first."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return float("-inf")


def spare_store() -> Store:
    """Return a log in memory, for a session whose progress cannot be kept; it is gone with the process."""
    path = Path(":memory:")
    return Store(_in_memory(path), path)


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
            _version(connection, path)
            _write_ahead(connection)
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
        if not _is_there(path):
            return Store(_in_memory(path), path)
        connection = _connect_to_read(path)
        try:
            if _version(connection, path) < VERSION:
                # Read as it would be after its migration, which is left to whoever writes.
                copy = _memory()
                connection.backup(copy)
                connection.close()
                connection = copy
                _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return Store(connection, path)


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _in_memory(path: Path) -> sqlite3.Connection:
    connection = _memory()
    _migrate(connection, path)
    return connection


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


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def _attempt(row: tuple[object, ...]) -> Attempt:
    found = dict(zip((column.name for column in fields(Attempt)), row, strict=True))
    return Attempt(**{**found, "self_assessed": bool(found["self_assessed"])})  # type: ignore[arg-type]


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level=None: transactions begin and end where this module says.
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, also where nothing can be written beside the file."""
    connection = _connect(path, "ro")
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:
        # A write-ahead log wants a file of shared memory beside it. On a disk that cannot be written nobody changes it.
        connection.close()
        if os.access(path.parent, os.W_OK):
            raise
        return _connect(path, "ro&immutable=1")
    return connection


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


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log from now on; where no memory can be shared (a network's disk), SQLite does without.

    While another session changes the file to it, or writes, this one would be refused at once: it is left to the next.
    """
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


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
