"""How each candidate of a batch stands: all that was asked of them with its mark, and what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lossquiz.takehome.marks import Mark, Scheme, mark_of, points_of, scheme_of

if TYPE_CHECKING:
    from lossquiz.report.formats import Batch

Row = Mapping[str, Any]

_CONTROL = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"  # what colours a terminal, and the like
    r"|[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_COMPARED = frozenset(
    {"value", "gradient", "stability", "dtype"}
)  # the checks that hold numbers against those of the reference
_CASES = re.compile(r" \(\d+ of \d+ cases(?:; [^()]*)?\)\Z")
_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d|nan\b|inf\b)")  # not that of float32
_DIGITS = 4
_FEW = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One question that was asked of a candidate.

    Attributes:
        row: What came of it; where nothing was handed in, a row that says so.
        mark: The mark that counts.
    """

    row: Row
    mark: Mark

    @property
    def question(self) -> str:
        """The question's id, or "" where none can be told."""
        return self.row["question"] or ""

    @property
    def status(self) -> str:
        """The status of the row; what a person has marked needs nobody any more."""
        return "graded" if self.mark.by_hand else str(self.row["status"])

    def shares(self, scheme: Scheme) -> Mapping[str, tuple[float, float]]:
        """Return the points of each check that was judged, and how many there could be.

        Returns:
            Nothing where the mark is no sum of them: given by hand, open, or that of an answer which used what is not
            allowed.
        """
        most, judged = self.mark.max, [check for check in self.row["checks"] if check["judged"]]
        if most is None or self.mark.points is None or self.mark.by_hand or self.row["verdict"] == "forbidden":
            return {}
        worth = scheme.worth(self.question)
        whole = sum(worth.weight(check["name"]) for check in judged)
        weights = {check["name"]: worth.weight(check["name"]) for check in judged}
        return {
            check["name"]: (
                round(most * weights[check["name"]] / whole, _DIGITS) if check["passed"] else 0.0,
                round(most * weights[check["name"]] / whole, _DIGITS),
            )
            for check in judged
            if whole and weights[check["name"]]
        }


@dataclass(frozen=True)
class Standing:
    """One candidate.

    Attributes:
        candidate: What they are called in the results.
        parts: A part for each question that was asked, or that they answered.
        name: Their name, where a roster or the name of a file told it, or "".
        email: Their address, or "".
    """

    candidate: str
    parts: tuple[Part, ...]
    name: str = ""
    email: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What they may be known by elsewhere, the surest first."""
        return tuple(filter(None, (self.candidate, self.email, self.name)))

    @cached_property
    def points(self) -> float | None:
        """All points, or None where a person has yet to decide on a part: what is not gradable is not 0."""
        given = [part.mark.points for part in self.parts if part.mark.max is not None or part.mark.by_hand]
        if not given or None in given or self.status == "needs_review":
            return None
        return round(sum(points for points in given if points is not None), _DIGITS)

    @cached_property
    def max(self) -> float:
        """How many points there could be."""
        return round(sum(part.mark.max or 0.0 for part in self.parts), _DIGITS)

    @cached_property
    def status(self) -> str:
        """`needs_review` where one part does, `missing` where all are, else `graded`."""
        found = {part.status for part in self.parts}
        return "needs_review" if "needs_review" in found else "missing" if found == {"missing"} else "graded"

    @property
    def late_days(self) -> int | None:
        """How many days late the last part was handed in, or None where that is not known."""
        days = [int(part.row["late_days"]) for part in self.parts if part.row.get("late_days") is not None]
        return max(days, default=None)


def by_candidate(batch: Batch) -> Iterator[list[Row]]:
    """Go through a batch, and yield the rows of each candidate when the last of them has come.

    They lie side by side as a rule, so that only those of a few are held at a time.
    """
    left: dict[str, int] = {}
    for row in batch.rows:
        left[row["candidate"]] = left.get(row["candidate"], 0) + 1
    waiting: dict[str, list[Row]] = {}
    for row in batch.rows:
        name = row["candidate"]
        waiting.setdefault(name, []).append(row)
        left[name] -= 1
        if not left[name]:
            yield waiting.pop(name)


def standings(batch: Batch) -> Iterator[Standing]:
    """Go through the candidates of a batch, in the order in which the last of each was found."""
    scheme = scheme_of(batch.run)
    asked = tuple(batch.run.get("questions") or ())
    people = batch.run.get("people") or {}
    for found in by_candidate(batch):
        candidate = found[0]["candidate"]
        parts = tuple(Part(row, _mark(row, scheme, batch)) for row in _all_asked(candidate, found, asked, batch))
        decided = next(
            (mark for row in found if not row["question"] and (mark := _mark(row, scheme, batch)).by_hand), None
        )
        if decided is not None:  # a person marked all at once what could not be told apart
            most = sum(part.mark.max or 0.0 for part in parts)
            parts = (Part(next(row for row in found if not row["question"]), replace(decided, max=most)),)
        person = people.get(candidate) or {}
        name = person.get("name") or next((row["name"] for row in found if row.get("name")), "")
        yield Standing(candidate, parts, name, person.get("email") or "")


def _all_asked(candidate: str, rows: Sequence[Row], asked: Sequence[str], batch: Batch) -> list[Row]:
    """Return the rows with those added of what was asked and is not there; a row of no question is about all those.

    Where all that was asked is there as well, what a person has to look at stays a row of its own, for it may be newer,
    until a person has decided on all of it.
    """
    answered = {row["question"]: row for row in rows if row["question"]}
    whole = next((row for row in rows if not row["question"]), None)
    if not asked:
        return list(rows)
    apart = [whole] if whole and answered.keys() >= set(asked) and not all_by_hand(candidate, asked, batch) else []
    apart = [row for row in apart if row["status"] == "needs_review"]
    first = [
        answered.pop(question) if question in answered else nothing_of(candidate, question, rows) for question in asked
    ]
    return [*first, *answered.values(), *apart]


def all_by_hand(candidate: str, questions: Sequence[str], batch: Batch) -> bool:
    """Tell whether a person gave somebody points in each of some questions."""
    given = {question: batch.overrides.get((candidate, question), ()) for question in questions}
    return all(any(one.points is not None for one in history) for history in given.values())


def nothing_of(candidate: str, question: str, rows: Sequence[Row]) -> Row:
    """Return a row for a question of which none of the rows is; one that is of no question tells of all such."""
    whole = next((row for row in rows if not row["question"]), None)
    return {**(whole or {**NOTHING, "candidate": candidate}), "question": question}


def worth_of(row: Row, scheme: Scheme) -> Row:
    """Return a row with its points and how many there could be, where it has none of its own."""
    if row.get("max") is None or (row.get("points") is None and row["status"] == "missing"):
        points, most = points_of(row, scheme)
        return {**row, "points": points, "max": most}
    return row


NOTHING: Row = {  # what the row of somebody says of whom nothing was handed in
    "path": "",
    "status": "missing",
    "verdict": "not_found",
    "reason": "nothing was handed in",
    "score": 0.0,
    "checks": [],
    "diagnosis": [],
    "error": None,
    "seconds": 0.0,
    "points": None,
    "max": None,
}


def _mark(row: Row, scheme: Scheme, batch: Batch) -> Mark:
    return mark_of(worth_of(row, scheme), batch.overrides)


def doubts(batch: Batch) -> list[str]:
    """Say of which decisions nothing comes, since they are about nobody here, and which give more than there is."""
    if not batch.overrides:
        return []
    scheme, asked = scheme_of(batch.run), tuple(batch.run.get("questions") or ())
    known: dict[str, set[str]] = {}
    for row in batch.rows:
        known.setdefault(row["candidate"], set(asked)).add(row["question"] or "")
    strange, much = [], []
    for (candidate, question), history in batch.overrides.items():
        points = next((one.points for one in reversed(history) if one.points is not None), None)
        most = scheme.worth(question).max if question else None
        if question not in known.get(candidate, ()):
            strange.append(f'"{plain(candidate)}:{plain(question)}"')
        elif points is not None and most is not None and points > most:
            much.append(f"{plain(candidate)}:{question}: {points:g} is more than the {most:g} that there are")
    lost = [f"overrides.csv: of nothing in these results, so it does not count: {_few(strange)}"] if strange else []
    return [*lost, *much[:_FEW], *([f"and {len(much) - _FEW} more like it"] if len(much) > _FEW else [])]


def _few(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    return f"{', '.join(names[:_FEW])}{f' and {more} more' if more > 0 else ''}"


# --- what is said -----------------------------------------------------------------------------------------------------


def sees(batch: Batch, what: str) -> bool:
    """Tell whether a candidate gets to see something; where the run says nothing of it, they do."""
    return bool((batch.run.get("for_candidate") or {}).get(what, True))


def error_of(row: Row) -> str:
    """Return why an answer could not be run, or ""."""
    error = row.get("error")
    return str(error["message"] if isinstance(error, Mapping) else error or "")


def check_message(check: Mapping[str, Any], *, numbers: bool) -> str:
    """Return what was seen in a check.

    Args:
        check: The check.
        numbers: Whether the right numbers may be told; where not, what came of a comparison is told by its count.
    """
    message, failed = str(check["message"]), check.get("failed")
    if numbers or not check["judged"] or check["passed"] or check["name"] not in _COMPARED:
        return message
    got = (check.get("counterexample") or {}).get("got") or {}
    ended = got.get("raised") or got.get("ended") or got.get("gradient_error")
    if ended or not _NUMBER.search(_CASES.sub("", message)):
        return message
    return "not what is due" + (f" in {failed} of {check['cases']} cases" if failed else "")


def feedback(part: Part, batch: Batch) -> list[str]:
    """Return what a candidate is told of one part, in lines of plain text."""
    row = part.row
    lines = [_verdict(row)]
    told = error_of(row) or row.get("reason") or ""
    lines += [told] if told else []
    named = row["diagnosis"] if sees(batch, "mistakes") else ()
    lines += [str(found["message"]) for found in named]
    lines += [
        f"{words(check['name'])}: {check_message(check, numbers=sees(batch, 'counterexamples'))}"
        for check in row["checks"]
        if check["judged"] and not check["passed"] and check["message"]
    ]
    if sees(batch, "counterexamples"):
        lines += counterexample(row)
    if row.get("late_days"):
        lines.append(f"Handed in {row['late_days']} {'day' if row['late_days'] == 1 else 'days'} late.")
    if part.mark.comment:
        lines.append(f"Comment: {part.mark.comment}")
    return [plain(line) for line in lines]


_SAID = {
    "passed": "Right.",
    "failed": "Not right yet.",
    "error": "It could not be run.",
    "timeout": "It did not end in time.",
    "crashed": "It ended the process that ran it.",
    "out_of_memory": "It needed more memory than there is.",
    "forbidden": "It uses what is not allowed.",
    "not_found": "No answer was found.",
}


def _verdict(row: Row) -> str:
    said = _SAID.get(row["verdict"], str(row["verdict"]))
    return f"{said} A person has to look at it." if row["status"] == "needs_review" else said


def words(name: str) -> str:
    """Return the name of a check as people read it."""
    return name.replace("_", " ")


def counterexample(row: Row) -> list[str]:
    """Return the smallest input that shows a failure, in lines."""
    example = next((c["counterexample"] for c in row["checks"] if c["judged"] and c.get("counterexample")), None)
    if not example:
        return []
    given = {**example["inputs"], **example["parameters"]}
    lines = [f"For example, for {', '.join(f'{name} = {_number(value)}' for name, value in given.items())}:"]
    expected, got = example["expected"], example["got"]
    ended = got.get("raised") or got.get("ended")
    lines.append(f"the result should be {_number(expected['value'])}, and is {ended or _number(got.get('value'))}")
    for name, right in expected.get("gradient", {}).items():
        came = got.get("gradient", {}).get(name)
        if "value" in got and came != right:
            lines.append(f"the gradient to {name} should be {_number(right)}, and is {_number(came)}")
    return lines


def _number(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_number, value))}]"
    if isinstance(value, float):
        return f"{value:.6g}"
    return "none" if value is None else str(value)


def plain(text: str) -> str:
    """Return text that every format can hold: no control characters, no colours of a terminal, no half characters."""
    return _CONTROL.sub("", text)


def amount(points: float | None) -> str:
    """Return points as a table shows them: as few digits as they need, and nothing where they are open."""
    return "" if points is None else f"{points:.{_DIGITS}f}".rstrip("0").rstrip(".")
