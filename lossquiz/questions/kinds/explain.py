"""Explain: say it in words; the points of a rubric are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.question import Question, Takes

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Mistakes, Sought
    from lossquiz.questions.replies import Answer, PointFound, Verdict

NOT_PROSE = "This is too short, or a list of words: nothing is ticked for you."


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One thing a good explanation says.

    Attributes:
        point: What it is.
        any: Phrases (regular expressions) of which one shows it.
        denied: Phrases of which one says the opposite; then it is not made.
    """

    point: str
    any: tuple[str, ...]
    denied: tuple[str, ...] = ()

    def found_in(self, text: str, loss: str = "") -> PointFound:
        """Look for the point, in a text about a loss."""
        from lossquiz.questions.denials import denies
        from lossquiz.questions.replies import PointFound

        denied = denies(self.denied, text, loss)
        return PointFound(self.point, not denied and _shows(self.any, text), denied)


def _shows(phrases: tuple[str, ...], text: str) -> bool:
    return any(re.search(phrase, text, re.IGNORECASE) for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Fixtures:
    """Texts that hold the looking for points to what people write.

    Attributes:
        found: Right answers in other words than the model answer's: they make enough points.
        salad: The right words without a sentence: it makes none.
        wrong: Confident wrong answers in the right words: they do not make enough.
    """

    found: tuple[str, ...] = ()
    salad: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainQuestion(Question):
    """Say it in words; the mark is the candidate's own, ticked against the model answer.

    Attributes:
        rubric: What a good explanation says.
        needed: How many of these points make a pass.
        model_answer: A good explanation.
        fixtures: Answers of both kinds, for the proof of the bank.
    """

    kind: ClassVar[str] = "explain"
    help: ClassVar[str] = (
        "Type a few sentences; an empty line or a single dot ends them (from a pipe, one line is all). Then you see a"
        " good answer, and tick the points that you made: the mark is yours."
    )
    takes: ClassVar[Takes] = "text"

    prompt: str
    rubric: tuple[RubricPoint, ...]
    needed: int
    model_answer: str
    hints: tuple[str, ...]
    fixtures: Fixtures = Fixtures()

    def asking(self) -> str:
        """Return the question in words."""
        return self.prompt

    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Look for each point of the rubric: a proposal, since words are all that can be looked for."""
        from lossquiz.questions.prose import is_prose
        from lossquiz.questions.replies import PointFound, UnclearAnswerError, of_points

        del order, mistakes
        text = " ".join(typed.replace("’", "'").split())
        if not any(character.isalpha() for character in text):
            raise UnclearAnswerError("type a sentence or two (? for help)")
        if not is_prose(text):
            return of_points(tuple(PointFound(point.point, False) for point in self.rubric), self.needed, (NOT_PROSE,))
        return of_points(tuple(point.found_in(text, self.loss) for point in self.rubric), self.needed)

    def faults(self, work_out: Callable[[Sought], float], mistakes: Mistakes | None = None) -> Iterator[str]:
        """Hold the looking for points to the fixtures, and to the model answer."""
        del work_out, mistakes
        for text in (self.model_answer, *self.fixtures.found):
            verdict = self.mark(text)
            if not verdict.correct:
                said = verdict.feedback[0] if verdict.feedback else f"only {verdict.made} of {self.needed} points"
                yield f"{self.id}: of a right answer {said} (“{text[:40]}…”)"
        for text in (self.fixtures.salad, *self.fixtures.wrong):
            if text and self.mark(text).correct:
                yield f"{self.id}: in a wrong answer enough points are found (“{text[:40]}…”)"

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
            "not": Field(ListOf(Text(), 1), "phrases that say the opposite", ()),
        }
    )
    fixtures = Record(
        {
            "found": Field(ListOf(PROSE, 3), "right answers in other words, three or more"),
            "salad": Field(PROSE, "the right words without a sentence"),
            "wrong": Field(ListOf(PROSE, 2), "confident wrong answers in the right words, two or more"),
        }
    )
    return {
        "prompt": Field(PROSE, "the question"),
        "rubric": Field(ListOf(point, at_least=3), "the points looked for"),
        "needed": Field(INTEGER, "how many points make a pass"),
        "model_answer": Field(PROSE, "a good answer"),
        "fixtures": Field(fixtures, "answers that `bank check` looks for the points in", None),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold `needed` to the rubric, and the phrases to be regular expressions."""
    from lossquiz.forms.code import pattern_problem

    del task
    if not 1 <= data["needed"] <= len(data["rubric"]):
        faults.fault_at(f"{key}.needed", f"expected 1 to {len(data['rubric'])}, got {data['needed']}")
    for index, point in enumerate(data["rubric"]):
        for name in ("any", "not"):
            for problem in filter(None, map(pattern_problem, point[name])):
                faults.fault_at(f"{key}.rubric[{index}].{name}", problem)


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> ExplainQuestion:
    """Build the question."""
    del task
    own = dict(fields)
    own["rubric"] = tuple(RubricPoint(point["point"], point["any"], point["not"]) for point in own["rubric"])
    return ExplainQuestion(**{**own, "fixtures": Fixtures(**(own["fixtures"] or {}))})
