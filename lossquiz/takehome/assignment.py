"""`assignment.yaml`: what is asked of a class, what it is worth, until when, and what a candidate gets to see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yaml.nodes import ScalarNode

from lossquiz.errors import InputError, UsageError
from lossquiz.forms.faults import Faults, raise_faults
from lossquiz.forms.files import read_file
from lossquiz.forms.schema import FLAG, INTEGER, Field, Record, Text
from lossquiz.forms.values import describe
from lossquiz.takehome.amounts import Amount, Moment, OrNothing
from lossquiz.takehome.marks import Scheme, Worth, check_questions, questions_form, worths_of

if TYPE_CHECKING:
    from yaml.nodes import Node

    from lossquiz.questions.kinds.implement import ImplementTask

NAME = "assignment.yaml"
FRESH = "fresh"
SEEN = {
    "points": "the points of each check, and the mark",
    "mistakes": "the name and the explanation of a known mistake",
    "counterexamples": "the smallest input that shows a failure, with the right numbers and theirs, and the seed",
    "output": "what their code printed",
}
"""What a candidate may be shown or not; the verdict and what each check found are always shown."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a class is asked.

    Attributes:
        path: The file.
        title: What it is called.
        questions: The questions in their order, each with what it is worth.
        deadline: The moment until which a hand-in is in time, or None.
        pass_mark: The share of all points that is enough, or None.
        seed: The seed of the cases, or None for another in each run.
        for_candidate: Whether a candidate gets to see each thing of `SEEN`.
    """

    path: Path
    title: str
    questions: Mapping[str, Worth]
    deadline: datetime | None
    pass_mark: float | None
    seed: int | None
    for_candidate: Mapping[str, bool]

    def scheme(self) -> Scheme:
        """Return what marks are worked out from."""
        return Scheme(self.questions, self.pass_mark, self.deadline.isoformat() if self.deadline else "")


@dataclass(frozen=True, slots=True)
class _Seed:
    """A seed, or the word for another one in each run."""

    def read(self, node: Node, key: str, faults: Faults) -> int | str | None:
        """Return the seed, or the word."""
        if isinstance(node, ScalarNode) and node.value == FRESH:
            return FRESH
        seed = INTEGER.read(node, key, Faults(faults.path))
        if seed is None or seed < 0:
            faults.fault(node, key, f"expected a whole number that is not negative, or {FRESH}; got {describe(node)}")
            return None
        return int(seed)

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"const": FRESH}]}


FORM = Record(
    {
        "title": Field(Text(), "what the take-home is called", "Take-home"),
        "questions": Field(questions_form(), "the questions, each with what it is worth"),
        "deadline": Field(OrNothing(Moment()), "the moment until which a hand-in is in time", None),
        "pass_mark": Field(OrNothing(Amount(1.0)), "the share of all points that is enough, from 0 to 1", None),
        "seed": Field(_Seed(), f"the seed of the cases, or {FRESH}", FRESH),
        "for_candidate": Field(
            Record({name: Field(FLAG, about, True) for name, about in SEEN.items()}), "what a candidate gets to see", {}
        ),
    }
)


def read_assignment(path: Path, known: Collection[str]) -> Assignment:
    """Read an assignment.

    Args:
        path: The file, or the folder that `lossquiz takehome new` wrote.
        known: The ids of the questions that there are.

    Raises:
        BankError: With every fault of the file.
        InputError: There is no such file.
    """
    file = path / NAME if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{file}: there is no such file; `lossquiz takehome new` writes one")
    document = read_file(file, FORM, str(file))
    faults, questions = document.faults, document.sound_entries().get("questions")
    if questions is not None:
        check_questions(questions, known, faults)
        if not questions:
            faults.fault_at("questions", "expected one question at least")
    raise_faults([faults])
    data = document.data
    return Assignment(
        file,
        data["title"],
        worths_of(data["questions"]),
        data["deadline"],
        data["pass_mark"],
        None if data["seed"] == FRESH else data["seed"],
        {name: data["for_candidate"].get(name, True) for name in SEEN},
    )


_POINTS = 10.0
_WEIGHTS = {"gradient": 3.0, "stability": 1.0, "memory": 1.0}
_LITTLE = 0.5  # every other check, but for the value: that has what is left


def weights_of(task: ImplementTask) -> dict[str, float]:
    """Return what the checks of a question weigh unless an instructor says otherwise: their points out of ten."""
    made = {
        "gradient": task.entry_kind != "backward",
        "stability": any(case.kind == "extreme" for case in task.cases),
        "shape": True,
        "dtype": True,
        "defaults": bool(task.parameters),
        "contract": True,
        "memory": bool(task.memory.sizes),
        "from_scratch": bool(task.forbidden),
    }
    weights = {name: _WEIGHTS.get(name, _LITTLE) for name, there in made.items() if there}
    return {"value": _POINTS - sum(weights.values()), **weights}


def assignment_text(
    title: str,
    tasks: Collection[ImplementTask],
    *,
    deadline: datetime | None,
    pass_mark: float | None,
    seed: int | None,
) -> str:
    """Write an assignment that an instructor can edit.

    Raises:
        UsageError: A title of several lines, or of none.
    """
    if not title.strip() or not title.isprintable():
        raise UsageError("a title is one line of text; leave --title out, or give another")
    parts = [
        "# What is asked, and what it is worth. Yours to edit, and not to be handed out: the seed tells the cases.",
        f"# Grade with: lossquiz grade HAND-INS --assignment {NAME} --out results",
        f"title: {_quoted(title.strip())}",
        "",
        "# Until when; a time without an offset is that of the machine that grades. Late days are counted, no more.",
        f"deadline: {_quoted(_written(deadline)) if deadline else ''}".rstrip(),
        "",
        "# The share of all points that is enough, from 0 to 1; empty for none.",
        f"pass_mark: {f'{pass_mark:g}' if pass_mark is not None else ''}".rstrip(),
        "",
        f"# A number gives everybody the same cases, in each run again; {FRESH} draws others in each run.",
        f"seed: {FRESH if seed is None else seed}",
        "",
        "# What a candidate gets to see, beside the verdict and what each check found.",
        "for_candidate:",
        *(f"  {name + ': true':<22}# {about}" for name, about in SEEN.items()),
        "",
        "# Points are shared among the checks by weight. Checks that could not be made do not count. An answer that",
        "# uses what is not allowed has the points behind `forbidden`, whatever else it passes.",
        "questions:",
    ]
    for task in tasks:
        parts += [f"  {task.id}:", f"    max: {_POINTS:g}", "    forbidden: 0", "    checks:"]
        parts += [f"      {name}: {weight:g}" for name, weight in weights_of(task).items()]
    return "\n".join(parts) + "\n"


def _written(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="seconds" if at.second else "minutes")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
