"""Progress as JSON Lines: what an export holds, line by line, and how it is read back. Pure: texts in, texts out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, get_args

from lossquiz.errors import InputError
from lossquiz.practice.store import Attempt, History, Kept, Result

FORMAT = "lossquiz progress"
VERSION = 1
_LARGEST = 2**31 - 1


def lines_of(history: History) -> Iterator[str]:
    """Write a history, a line for each thing, without line ends; the first says what it is and how much follows."""
    counts = {
        "attempts": len(history.attempts),
        "settings": len(history.settings),
        "interviews": len(history.interviews),
    }
    yield _line({"format": FORMAT, "version": VERSION, **counts})
    for kept in history.attempts:
        undone = {"undone": kept.undone} if kept.undone else {}
        yield _line({"type": "attempt", **asdict(kept.attempt), **undone})
    for name, value in history.settings.items():
        yield _line({"type": "setting", "name": name, "value": value})
    for at, card in history.interviews:
        yield _line({"type": "interview", "at": at, "card": card})


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def read_history(content: bytes, name: str) -> History:
    """Read what `lines_of` wrote.

    Args:
        content: The file.
        name: What messages call it.

    Raises:
        InputError: It is something else, of a later version, cut short, or a line is damaged; the message names it.
    """
    numbered = [
        (n, line) for n, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1) if line.strip()
    ]
    if not numbered:
        raise InputError(f"{name}: empty; expected what `lossquiz export progress` writes")
    head = _head(numbered[0][1], name)
    found = _Found([], {}, [])
    for number, line in numbered[1:]:
        try:
            _take(_row(line), found)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name}:{number}: {_reason(error)}; nothing was imported") from None
    _hold_to(head, found, name)
    return History(tuple(found.attempts), found.settings, tuple(found.interviews))


@dataclass(frozen=True, slots=True)
class _Found:
    attempts: list[Kept]
    settings: dict[str, str]
    interviews: list[tuple[str, str]]


def _head(line: bytes, name: str) -> dict[str, Any]:
    """Return the first line."""
    try:
        head = _row(line)
    except (ValueError, RecursionError):
        head = {}
    if head.get("format") != FORMAT or not _is_count(head.get("version")):
        raise InputError(f"{name}:1: not a progress file; expected what `lossquiz export progress` writes")
    if head["version"] > VERSION:
        raise InputError(f"{name}:1: written by a later lossquiz (version {head['version']}); upgrade this one")
    return head


def _hold_to(head: Mapping[str, Any], found: _Found, name: str) -> None:
    """Refuse a file that lacks lines, or has too many, by what its first line says."""
    for what in ("attempts", "settings", "interviews"):
        told, there = head.get(what), len(getattr(found, what))
        if told != there:
            raise InputError(
                f"{name}: its first line tells of {told} {what}, and there are {there}; was it cut short? "
                "nothing was imported"
            )


def _row(line: bytes) -> dict[str, Any]:
    row = json.loads(line.decode("utf-8"))
    if not isinstance(row, dict):
        raise ValueError("expected a JSON object")  # noqa: TRY004 - one kind of error for whatever is damaged
    return row


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "damaged: not UTF-8"
    if isinstance(error, (json.JSONDecodeError, RecursionError)):
        return "damaged: not JSON"
    return f"damaged: {error}"


def _take(row: dict[str, Any], found: _Found) -> None:
    """Add a line to what was found."""
    kind = row.pop("type", None)
    if kind == "attempt":
        undone = row.pop("undone", "")
        _check("undone", undone, _is_time_or_none)
        found.attempts.append(Kept(_attempt(row), undone))
    elif kind == "setting":
        name, value = _these(row, {"name": _is_word, "value": _is_text})
        if name in found.settings:
            raise ValueError(f"the setting {name} stands twice")
        found.settings[name] = value
    elif kind == "interview":
        at, card = _these(row, {"at": _is_time, "card": _is_text})
        found.interviews.append((at, card))
    else:
        raise ValueError("`type` is neither attempt, setting nor interview")


def _attempt(row: Mapping[str, Any]) -> Attempt:
    _these(row, _ATTEMPT)
    return Attempt(**{**row, "score": float(row["score"]), "seconds": float(row["seconds"])})


def _these(row: Mapping[str, Any], expected: Mapping[str, Callable[[Any], bool]]) -> list[Any]:
    """Return the values of the keys that are expected, which are all there are."""
    for name in row:
        if name not in expected:
            raise ValueError(f"unknown key {name[:40]!r}")
    for name, fits in expected.items():
        if name not in row:
            raise ValueError(f"`{name}` is missing")
        _check(name, row[name], fits)
    return [row[name] for name in expected]


def _check(name: str, value: Any, fits: Callable[[Any], bool]) -> None:
    if not fits(value):
        raise ValueError(f"`{name}` cannot be {json.dumps(value)[:40]}")


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, which no file of progress can hold
        return False
    return True


def _is_word(value: Any) -> bool:
    return _is_text(value) and bool(value.strip())


def _is_time(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_time_or_none(value: Any) -> bool:
    return value == "" or _is_time(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _is_amount(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= _LARGEST


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "question": _is_word,
    "kind": _is_word,
    "result": lambda value: value in get_args(Result),
    "score": lambda value: _is_amount(value) and value <= 1,
    "seconds": _is_amount,
    "hints": _is_count,
    "self_assessed": lambda value: isinstance(value, bool),
    "at": _is_time,
}
_ATTEMPT = {field.name: _FITS.get(field.name, _is_text) for field in fields(Attempt)}


def counted(history: History) -> str:
    """Say how much a history holds: `12 attempts, 2 settings and 1 interview`."""
    counts = {
        "attempt": len(history.attempts),
        "setting": len(history.settings),
        "interview": len(history.interviews),
    }
    told = [f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items()]
    return f"{', '.join(told[:-1])} and {told[-1]}"
