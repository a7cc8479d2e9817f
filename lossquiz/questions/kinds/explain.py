"""Explain: say it in words; the points of a rubric are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.question import Question, Takes

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Mistakes
    from lossquiz.questions.replies import Answer, PointFound, Verdict

DOUBT = "The points are found by looking for words, so a paraphrase can be missed."


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One thing a good explanation says, and phrases (regular expressions) of which one shows it."""

    point: str
    any: tuple[str, ...]

    def found_in(self, text: str) -> PointFound:
        """Look for the point."""
        from lossquiz.questions.replies import PointFound

        return PointFound(self.point, any(re.search(phrase, text, re.IGNORECASE) for phrase in self.any))


@dataclass(frozen=True, slots=True)
class ExplainQuestion(Question):
    """Say it in words.

    Attributes:
        rubric: What a good explanation says.
        needed: How many of these points make a pass.
        model_answer: A good explanation.
    """

    kind: ClassVar[str] = "explain"
    help: ClassVar[str] = (
        "Type a few sentences; an empty line or a single dot ends them (from a pipe, one line is all)."
    )
    takes: ClassVar[Takes] = "text"

    prompt: str
    rubric: tuple[RubricPoint, ...]
    needed: int
    model_answer: str
    hints: tuple[str, ...]

    def asking(self) -> str:
        """Return the question in words."""
        return self.prompt

    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Look for each point of the rubric."""
        from lossquiz.questions.replies import UnclearAnswerError, Verdict

        del order, mistakes
        text = " ".join(typed.replace("’", "'").split())
        if not any(character.isalpha() for character in text):
            raise UnclearAnswerError("type a sentence or two (? for help)")
        points = tuple(point.found_in(text) for point in self.rubric)
        covered = sum(point.covered for point in points)
        passed = covered >= self.needed
        summary = f"{covered} of {len(points)} points found; {self.needed} make a pass."
        return Verdict(passed, min(1.0, covered / self.needed), (summary,), points, doubt="" if passed else DOUBT)

    def answer(self, order: Sequence[int] = ()) -> Answer:
        """Return the model answer."""
        from lossquiz.questions.replies import Answer

        del order
        return Answer("A good answer", self.model_answer)

    def hints_in(self, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
        """Return its own hints; else how much is asked, and one of the points."""
        del bank, order
        share = f"A good answer makes at least {self.needed} of {len(self.rubric)} points."
        return self.hints or (share, f"One of them: {self.rubric[0].point}")


def form() -> Mapping[str, Field]:
    """Return the keys of an explain question."""
    from lossquiz.forms.schema import INTEGER, Field, ListOf, Record, Text
    from lossquiz.questions.fields import PROSE

    point = Record(
        {
            "point": Field(PROSE, "what a good answer says"),
            "any": Field(ListOf(Text(), 1), "phrases (regular expressions) that show it"),
        }
    )
    return {
        "prompt": Field(PROSE, "the question"),
        "rubric": Field(ListOf(point, at_least=3), "the points looked for"),
        "needed": Field(INTEGER, "how many points make a pass"),
        "model_answer": Field(PROSE, "a good answer"),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold `needed` to the rubric, and the phrases to be regular expressions."""
    from lossquiz.forms.code import pattern_problem

    del task
    if not 1 <= data["needed"] <= len(data["rubric"]):
        faults.fault_at(f"{key}.needed", f"expected 1 to {len(data['rubric'])}, got {data['needed']}")
    for index, point in enumerate(data["rubric"]):
        for phrase in point["any"]:
            problem = pattern_problem(phrase)
            if problem:
                faults.fault_at(f"{key}.rubric[{index}].any", problem)


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> ExplainQuestion:
    """Build the question."""
    del task
    return ExplainQuestion(**{**fields, "rubric": tuple(RubricPoint(**point) for point in fields["rubric"])})
