"""Several files that answer one question: the newest counts, and the others are told of.

Which is the newest is told by the system that they were handed in to, by the times of the files, or by a number in
names that are otherwise the same. Where none of these tells, and they do not come to the same, a person has to look.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from lossquiz.takehome.marks import Scheme, points_of
from lossquiz.takehome.moments import moment

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn, Submission

_AT_ONCE_SECONDS = 5.0  # files that a copy or an archive has written so close together say nothing by their times
_DAY = 86_400.0
_RANK = {"graded": 2, "needs_review": 1, "missing": 0}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Version:
    row: Row
    attempt: str
    modified: float | None


def one_row_each(rows: Sequence[Row], hand_in: HandIn) -> list[Row]:
    """Return a row for each question, that of the newest file; each tells of the others in `others`.

    Where it is not known which question files answer, there is one row for all of them, and only where that is not
    all that there is to say.
    """
    files = {file.path: file for file in hand_in.files}
    by_question: dict[str | None, list[_Version]] = {}
    for row in rows:
        by_question.setdefault(row["question"], []).append(_version(row, files.get(row["path"])))
    chosen = [_chosen(question, versions) for question, versions in by_question.items()]
    return [{**row, "others": [*others, *_older(row, hand_in)]} for row, others in chosen]


def _version(row: Row, file: Submission | None) -> _Version:
    if file is None:
        return _Version(row, "", None)
    return _Version(row, file.named.attempt if file.named else "", file.modified)


def _chosen(question: str | None, versions: list[_Version]) -> tuple[Row, list[dict[str, Any]]]:
    row: Row = {}
    if question is None:
        newest = max(versions, key=lambda one: _RANK[one.row["status"]])  # the first of those that tell most
    else:
        times = [one.modified for one in versions if one.modified is not None]
        telling = bool(times) and max(times) - min(times) >= _AT_ONCE_SECONDS
        newest = max(versions, key=lambda one: _order(one, telling=telling))
        rivals = [one for one in versions if one is not newest and not _is_older(one, newest, telling=telling)]
        if any(_worth(one) != _worth(newest) for one in rivals):
            row = _open(newest, rivals)
    return row or newest.row, [_other(one) for one in versions if one is not newest]


def _is_older(one: _Version, newest: _Version, *, telling: bool) -> bool:
    """Whether something tells that one version is older than another."""
    if one.attempt != newest.attempt:
        return True
    if telling and one.modified is not None and newest.modified is not None:
        return newest.modified - one.modified >= _AT_ONCE_SECONDS
    names = _natural(one.row["file"]), _natural(newest.row["file"])
    return names[0] != names[1] and _without_number(one.row["file"]) == _without_number(newest.row["file"])


def _worth(one: _Version) -> tuple[str, float | None]:
    return one.row["verdict"], one.row["score"]


def _open(newest: _Version, rivals: Sequence[_Version]) -> Row:
    files = " and ".join(f"{one.row['file']} ({one.row['verdict']})" for one in (newest, *rivals))
    reason = f"several files answer this question, and nothing tells which of them counts: {files}"
    return {**newest.row, "status": "needs_review", "reason": reason}


def _order(one: _Version, *, telling: bool) -> tuple[Any, ...]:
    return one.attempt, (one.modified or 0.0) if telling else 0.0, _natural(one.row["file"])


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order names as people do: `huber`, `huber (1)`, `huber (2)`, `huber (10)`."""
    stem = name.rpartition(".")[0] or name
    parts = re.findall(r"\d+|\D+", stem.lower())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _without_number(name: str) -> str:
    """Return a name without what counts copies and versions: the same for `huber`, `huber (1)` and `huber-2`."""
    stem = name.rpartition(".")[0] or name
    return re.sub(r"[\W_]*v?\d+\W*$", "", stem.lower())


def _other(one: _Version) -> dict[str, Any]:
    return {"file": one.row["file"], "sha256": one.row["sha256"], "submitted": iso(one.modified)}


def _older(row: Row, hand_in: HandIn) -> list[dict[str, Any]]:
    older = [one for one in hand_in.older if one.file == row["file"]]
    return [{"file": one.path, "sha256": one.sha256, "submitted": iso(one.modified)} for one in older]


# --- when it was handed in --------------------------------------------------------------------------------------------


def submitted_of(hand_in: HandIn, path: str) -> float | None:
    """Return when a file was handed in, as far as that can be told: by its name, else by when it was changed.

    Of Canvas neither tells: its names say only whether it was late, and the files were written when they were fetched.
    """
    file = next((one for one in hand_in.files if one.path == path), None)
    told = (file.named if file else None) or hand_in.told
    if told is not None and (told.submitted is not None or told.late is not None):
        return told.submitted
    return file.modified if file else None


def late_days(submitted: str | None, deadline: str, late: bool | None = None) -> int | None:
    """Return by how many days it was late, a begun one whole; None where that cannot be told.

    Args:
        submitted: When it was handed in, as ISO 8601 text, or None.
        deadline: Until when it was in time, or "".
        late: Whether a system says that it was late, which it may without saying by how much: then one day is told.
    """
    until = moment(deadline) if deadline else None
    came = moment(submitted) if submitted else None
    if until is not None and came is not None:
        return max(0, math.ceil((came - until).total_seconds() / _DAY))
    return None if late is None else int(late)


def iso(seconds: float | None) -> str | None:
    """Return a moment as ISO 8601 text in UTC, or None."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def marked(row: Mapping[str, Any], scheme: Scheme) -> Row:
    """Return a row with the points and the late days that a scheme gives it."""
    points, most = points_of(row, scheme)
    late = late_days(row.get("submitted"), scheme.deadline, row.get("said_late"))
    return {**row, "points": points, "max": most, "late_days": late}
