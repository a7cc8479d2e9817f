"""What answers are worth: a scheme weighs the checks, and what a person decided comes before what was graded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.lookup import suggest

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.takehome.overrides import Key, Override

# As `grading.judging.compare` calls them; that loads NumPy, and reports do without.
CHECKS = ("value", "gradient", "stability", "shape", "dtype", "defaults", "contract", "from_scratch", "memory")
_DECIMALS = 4  # of points: thirds stay thirds, and sums of them whole

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worth:
    """What one question is worth.

    Attributes:
        max: The points of an answer that passes.
        checks: How much each check weighs; those not named weigh nothing. Empty where all weigh the same.
        forbidden: The points of an answer that uses what may not be used.
    """

    max: float = 1.0
    checks: Mapping[str, float] = field(default_factory=dict)
    forbidden: float = 0.0

    def weight(self, check: str) -> float:
        """Return how much a check weighs."""
        return self.checks.get(check, 0.0) if self.checks else 1.0


@dataclass(frozen=True, slots=True)
class Scheme:
    """How marks are given.

    Attributes:
        questions: What questions are worth, by id; any other is worth one point, and its checks weigh the same.
        pass_mark: The share of all points that passes the assignment, or None.
        deadline: Until when hand-ins are in time, as ISO 8601 text, or "".
    """

    questions: Mapping[str, Worth] = field(default_factory=dict)
    pass_mark: float | None = None
    deadline: str = ""

    def worth(self, question: str) -> Worth:
        """Return what a question is worth."""
        return self.questions.get(question, Worth())

    def stored(self) -> dict[str, Any]:
        """Return the scheme as plain data, as `run.json` keeps it."""
        worths = {name: asdict(worth) for name, worth in sorted(self.questions.items())}
        return {"points": worths or None, "pass_mark": self.pass_mark, "deadline": self.deadline or None}


def scheme_of(run: Mapping[str, Any]) -> Scheme:
    """Return the scheme that a run keeps."""
    worths = {name: Worth(**worth) for name, worth in (run.get("points") or {}).items()}
    return Scheme(worths, run.get("pass_mark"), run.get("deadline") or "")


def points_of(row: Row, scheme: Scheme) -> tuple[float | None, float | None]:
    """Return the points of a row, and how many there could be; no points where a person has to decide.

    What is not judged counts for nothing, neither for an answer nor against it.
    """
    question = row.get("question")
    if not question:
        return None, None
    worth = scheme.worth(question)
    if row["status"] == "needs_review":
        return None, worth.max
    if row["verdict"] == "passed":
        return worth.max, worth.max
    if row["verdict"] == "forbidden":
        return min(worth.forbidden, worth.max), worth.max
    return _weighed(row["checks"], worth), worth.max


def _weighed(checks: Sequence[Mapping[str, Any]], worth: Worth) -> float | None:
    judged = [check for check in checks if check["judged"]]
    if not judged:
        return 0.0  # nothing came of it: it hung, ended, or is not there
    whole = sum(worth.weight(check["name"]) for check in judged)
    if not whole:
        return None
    passed = sum(worth.weight(check["name"]) for check in judged if check["passed"])
    return round(worth.max * passed / whole, _DECIMALS)


# --- the mark that counts ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one candidate in one question.

    Attributes:
        points: The points that count, or None where a person has yet to decide.
        max: How many there could be, or None where no question was answered.
        by_hand: Whether a person gave them.
        graded: The points that grading gave, or None.
        comment: The last comment, or "".
        history: Every decision, the latest last.
    """

    points: float | None
    max: float | None
    by_hand: bool
    graded: float | None
    comment: str
    history: tuple[Override, ...]


def mark_of(row: Row, overrides: Mapping[Key, Sequence[Override]]) -> Mark:
    """Return the mark of a row: what a person decided last, else what was graded."""
    history = tuple(overrides.get((row["candidate"], row["question"] or ""), ()))
    graded, most = row.get("points"), row.get("max")
    given = [one.points for one in history if one.points is not None]
    comment = next((one.comment for one in reversed(history) if one.comment), "")
    return Mark(given[-1] if given else graded, most, bool(given), graded, comment, history)


# --- the file of --points ---------------------------------------------------------------------------------------------


def read_scheme(path: Path, known: Collection[str]) -> Scheme:
    """Read a scheme of marks from a YAML file.

    Args:
        path: The file.
        known: The ids of the questions that there are.

    Raises:
        BankError: With every fault of the file.
    """
    from lossquiz.forms.faults import raise_faults
    from lossquiz.forms.files import read_file

    read = read_file(path, form(), str(path))
    if (questions := read.sound_entries().get("questions")) is not None:
        check_questions(questions, known, read.faults)
    raise_faults([read.faults])
    data = read.data
    deadline = data["deadline"]
    return Scheme(worths_of(data["questions"]), data["pass_mark"], deadline.isoformat() if deadline else "")


def form() -> Any:
    """Return what a file of `--points` must look like."""
    from lossquiz.forms.schema import Field, Record
    from lossquiz.takehome.amounts import Amount, Moment, OrNothing

    return Record(
        {
            "questions": Field(questions_form(), "what each question is worth, by id", {}),
            "pass_mark": Field(OrNothing(Amount(1.0)), "the share of all points that passes, from 0 to 1", None),
            "deadline": Field(OrNothing(Moment()), "the moment until which a hand-in is in time", None),
        }
    )


def questions_form() -> Any:
    """Return what `questions` must look like, in a file of `--points` and in an assignment."""
    from lossquiz.forms.schema import Field, MapOf, OneOf, Record

    checks = MapOf(_amount(), OneOf(CHECKS))
    worth = Record(
        {
            "max": Field(_amount(), "the points of an answer that passes; 1 by default", 1.0),
            "checks": Field(checks, "how much each check weighs; those not named weigh nothing", {}),
            "forbidden": Field(_amount(), "the points of an answer that uses what may not be used", 0.0),
        }
    )
    return MapOf(worth)


def worths_of(questions: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Worth]:
    """Return what was read by `questions_form` as what questions are worth."""
    return {name: Worth(spec["max"], spec["checks"], spec["forbidden"]) for name, spec in questions.items()}


def check_questions(questions: Mapping[str, Mapping[str, Any]], known: Collection[str], faults: Faults) -> None:
    """Note what is wrong with weights and names that have the form that they should."""
    for name, spec in questions.items():
        key = f"questions.{name}"
        if name not in known:
            faults.fault_at(key, f"no such question; {suggest(name, known)}")
        if spec["checks"] and not sum(spec["checks"].values()):
            faults.fault_at(f"{key}.checks", "every check weighs 0; give one of them a weight")
        if spec["forbidden"] > spec["max"]:
            faults.fault_at(f"{key}.forbidden", f"more than max, which is {spec['max']:g}")


def _amount() -> Any:
    from lossquiz.takehome.amounts import Amount

    return Amount()
