"""Compute: work a number out by hand, from given values."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.question import Question, Sought, reminders

if TYPE_CHECKING:
    from random import Random

    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Mistakes
    from lossquiz.questions.replies import Answer, Body, Verdict

RELATIVE = 0.005
VISIBLE, LAST_DIGIT = 0.001, 0.0001
TRIED = 20  # draws of fresh numbers on which a question is checked


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers from one to another, both included, a step apart."""

    low: float
    high: float
    step: float

    def draw(self, rng: Random) -> float:
        """Return one of them."""
        return self.low + self.step * rng.randrange(round((self.high - self.low) / self.step) + 1)


@dataclass(frozen=True, slots=True)
class ComputeQuestion(Question):
    """Work a number out by hand.

    Attributes:
        given: The values of the reference's inputs and parameters.
        value: The number; `bank check` holds it against the reference.
        tolerance: How far off a typed answer may be.
        gradient: The element of a gradient that is asked for, such as `pred[0]`, or "" for the loss.
        fresh: Which inputs may have other numbers when the question is met again, and which numbers these are.
        drawn: Whether its numbers are such ones; the value is then NaN until it is worked out.
    """

    kind: ClassVar[str] = "compute"
    help: ClassVar[str] = "Type a number: 0.5, 1/2, ln 2, sqrt(2)/2, 50%. Logarithms are natural."

    prompt: str
    given: Mapping[str, Any]
    value: float
    tolerance: float
    explanation: str
    hints: tuple[str, ...]
    gradient: str = ""
    fresh: Mapping[str, Grid] = field(default_factory=dict)
    drawn: bool = False

    def asking(self) -> str:
        """Return the question in words."""
        sought = f"the derivative of this loss with respect to {self.gradient}" if self.gradient else "this loss"
        return self.prompt or f"Work out {sought}: {self.title}."

    @property
    def sought(self) -> Sought:
        """The number that is asked for."""
        name, element = _element(self.gradient)
        return Sought(self.given, name, element)

    def body(self) -> Body:
        """Return what is given."""
        from lossquiz.questions.replies import Body

        return Body(block="\n".join(given_lines(self.given)))

    def details(self) -> Mapping[str, Any]:
        """Return what is given."""
        return {"given": dict(self.given)} | ({"gradient": self.gradient} if self.gradient else {})

    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Mark a number; of a wrong one, say which mistake gives it."""
        from lossquiz.questions.digits import NumberError
        from lossquiz.questions.numbers import parse_number
        from lossquiz.questions.replies import UnclearAnswerError, Verdict

        del order
        try:
            value = parse_number(typed)
        except NumberError as error:
            raise UnclearAnswerError(str(error)) from None
        accepted = self._accepts(value)
        # Of its own numbers `bank check` holds that no known mistake is near the answer; of others that nobody can.
        name, reason = self._mistake(value, mistakes) if self.drawn or not accepted else ("", "")
        if accepted and not name:
            return Verdict(True, 1.0, ())
        answer = f"The answer is {number(self.value)}, not {number(value)}."
        reason = reason or near_miss(self, value)
        return Verdict(False, 0.0, (answer, reason) if reason else (answer,), mistake=name)

    def answer(self, order: Sequence[int] = ()) -> Answer:
        """Return the number."""
        from lossquiz.questions.replies import Answer

        del order
        return Answer(text=number(self.value))

    def lesson(self) -> str:
        """Return the working; of other numbers, that of the first ones shows how it goes."""
        return f"With the numbers of the first time: {self.explanation}" if self.drawn else self.explanation

    def afresh(self, rng: Random) -> ComputeQuestion:
        """Return the question with numbers drawn from its grids, if it has any."""
        if not self.fresh:
            return self
        given = {name: _redrawn(value, self.fresh.get(name), rng) for name, value in self.given.items()}
        return self if given == self.given else replace(self, given=given, value=math.nan, drawn=True)

    def number_sought(self) -> Sought | None:
        """Return the number that is asked for."""
        return self.sought

    def unsettled(self) -> Sought | None:
        """Return the number that is to be worked out, of numbers that were drawn."""
        return self.sought if math.isnan(self.value) else None

    def settled(self, value: float) -> ComputeQuestion:
        """Return the question with its number."""
        return replace(self, value=value)

    def hints_in(self, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
        """Return its own hints; else the loss's formula and convention."""
        del order
        return self.hints or reminders(bank, self.loss)

    def faults(self, work_out: Callable[[Sought], float], mistakes: Mistakes | None = None) -> Iterator[str]:
        """Hold the answer against the reference, and against the known mistakes, none of which may pass for it."""
        value = work_out(self.sought)
        if not abs(value - self.value) <= self.tolerance:
            yield f"{self.id}: the answer is {self.value:g}, and the reference gives {value:.6g}"
        for name, _, wrong in mistakes(self.sought) if mistakes else ():
            if self._accepts(wrong) and _is_seen(wrong, value):
                yield (
                    f"{self.id}: {wrong:.6g}, which the mistake {name} gives, is marked right, as the answer"
                    f" {self.value:g} is near; expected numbers that tell them apart, or a smaller tolerance"
                )
        for seed in range(TRIED if self.fresh else 0):
            drawn = self.afresh(random.Random(seed))  # noqa: S311 - numbers to repeat
            if not math.isfinite(work_out(drawn.sought)):
                yield f"{self.id}: with fresh numbers ({drawn.given}) the reference gives no number"

    def _accepts(self, value: float) -> bool:
        return close(value, self.value, self.tolerance)

    def _mistake(self, typed: float, mistakes: Mistakes | None) -> tuple[str, str]:
        """Return the id of the mistake that gives a number, and what to say of it."""
        for name, says, value in mistakes(self.sought) if mistakes else ():
            told = _is_seen(value, self.value) and not _is_rounded(typed, self.value)
            nearer = told and abs(typed - value) < abs(typed - self.value)
            if close(typed, value, self.tolerance) and (not self._accepts(value) or (self.drawn and nearer)):
                return name, f"{number(value)} is what this mistake gives: {says}"
        return "", ""


def _is_seen(wrong: float, answer: float) -> bool:
    """Whether a number can be told from the answer by hand, in four decimals."""
    return abs(wrong - answer) > max(VISIBLE * abs(answer), LAST_DIGIT / 2)


def _is_rounded(typed: float, answer: float) -> bool:
    """Whether a number is the answer, rounded to the decimals that were typed."""
    decimals = repr(typed).partition(".")[2]
    return "e" not in decimals and round(answer, len(decimals) if decimals != "0" else 0) == typed


def _redrawn(value: Any, grid: Grid | None, rng: Random) -> Any:
    """Return an input's values, of the same shape, drawn from a grid; without one, as they are."""
    if grid is None:
        return value
    if isinstance(value, (list, tuple)):
        return [_redrawn(item, grid, rng) for item in value]
    return type(value)(grid.draw(rng))


def close(typed: float, answer: float, tolerance: float) -> bool:
    """Whether a typed number is near enough: the question's tolerance plus half a percent of the answer."""
    return abs(typed - answer) <= tolerance + RELATIVE * abs(answer)


def near_miss(question: ComputeQuestion, value: float) -> str:
    """Name a slip that shows in the number alone, or return ""."""

    def is_close(other: float) -> bool:
        return close(value, other, min(question.tolerance, RELATIVE * abs(other)))

    answer = question.value
    if answer == 0 or value == 0:
        return ""
    count = max((len(v) for v in question.given.values() if isinstance(v, (list, tuple))), default=1)
    slips = (
        (-answer, "It has the wrong sign."),
        (answer * count, f"It is {count} times the answer: a sum over {count} elements where their mean is asked."),
        (answer / count, f"It is the answer divided by {count}: a mean taken once too often."),
        (answer / math.log(2), "It is the answer in bits; losses are in nats, with the natural logarithm."),
        (answer / math.log(10), "The logarithm was taken to base 10; losses use the natural one."),
        (answer * math.log10(math.e), "The logarithm was taken to base 10; losses use the natural one."),
        (2 * answer, "It is twice the answer: a factor ½ is missing."),
        (answer / 2, "It is half the answer: a factor ½ too many."),
        (100 * answer, "It is a hundred times the answer; write 50% or 0.5, not 50."),
    )
    return next((says for other, says in slips if other != answer and is_close(other)), "")


def number(value: float) -> str:
    """Write a number as a person would: `3`, `0.5`, `1.3125`."""
    return f"{value:.6g}"


def values(value: Any) -> str:
    """Write the values of a tensor as nested lists."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(values, value))}]"
    return str(value).lower() if isinstance(value, bool) else number(value)


def given_lines(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Write what is given, one name to a line, aligned; the rows of a matrix stand under one another."""
    width = max(map(len, given), default=0)
    lines: list[str] = []
    for name, value in given.items():
        rows = value if isinstance(value, (list, tuple)) and value and isinstance(value[0], (list, tuple)) else None
        if rows is None:
            lines.append(f"{name:<{width}} = {values(value)}")
            continue
        starts = [f"{name:<{width}} = [", *[" " * (width + 4)] * (len(rows) - 1)]
        ends = [*[","] * (len(rows) - 1), "]"]
        lines += [f"{start}{values(row)}{end}" for start, row, end in zip(starts, rows, ends, strict=True)]
    return tuple(lines)


def form() -> Mapping[str, Field]:
    """Return the keys of a compute question."""
    from lossquiz.forms.schema import NUMBER, Field, MapOf, Record, Tensor, Text
    from lossquiz.questions.fields import PROSE

    grid = Record(
        {
            "from": Field(NUMBER, "the least number"),
            "to": Field(NUMBER, "the greatest"),
            "step": Field(NUMBER, "how far apart they are"),
        }
    )
    element = Text(r"[a-z_]\w*(\[\d+(, ?\d+)*\])?", "an element of an input, such as `pred[0]`")
    return {
        "prompt": Field(PROSE, "the question; the given values are shown below it", ""),
        "given": Field(MapOf(Tensor()), "values of the inputs and parameters"),
        "gradient": Field(element, "the element of a gradient that is asked for, such as `pred[0]`", ""),
        "answer": Field(NUMBER, "the number, as the reference gives it"),
        "tolerance": Field(NUMBER, "how far off a typed answer may be", 0.005),
        "explanation": Field(PROSE, "the working, step by step"),
        "fresh": Field(MapOf(grid), "which inputs have other numbers when it is met again, and which", {}),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold what is given to the inputs of the file's task."""
    from lossquiz.questions.kinds.implement.check import check_given

    if task is None:
        faults.fault_at(f"{key}.kind", "a compute question needs an implement task, for its reference")
    else:
        check_given(data["given"], task, f"{key}.given", faults)
        _check_gradient(data, key, task, faults)
        _check_fresh(data, key, faults)


def _check_fresh(data: Mapping[str, Any], key: str, faults: Faults) -> None:
    for name, grid in data["fresh"].items():
        if name not in data["given"]:
            faults.fault_at(
                f"{key}.fresh.{name}", f"nothing of that name is given; expected one of {', '.join(data['given'])}"
            )
        elif not (grid["step"] > 0 and grid["to"] > grid["from"]):
            faults.fault_at(f"{key}.fresh.{name}", "expected `from` below `to`, and a step above 0")


def _check_gradient(data: Mapping[str, Any], key: str, task: Mapping[str, Any], faults: Faults) -> None:
    name, element = _element(data["gradient"])
    if not name:
        return
    due = [name for name, spec in task["inputs"].items() if spec["gradient"] is True]
    if name not in due:
        faults.fault_at(f"{key}.gradient", f"no gradient is due for {name}; expected one of {', '.join(due)}")
        return
    value = data["given"].get(name)
    for index in element:
        value = value[index] if isinstance(value, (list, tuple)) and index < len(value) else None
    if value is None or isinstance(value, (list, tuple)):
        faults.fault_at(f"{key}.gradient", f"{data['gradient']} is no single element of what is given")


def _element(gradient: str) -> tuple[str, tuple[int, ...]]:
    """Part `pred[0, 1]` into the input's name and the element's place."""
    name, _, place = gradient.rstrip("]").partition("[")
    return name, tuple(int(index) for index in place.split(",") if index)


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> ComputeQuestion:
    """Build the question."""
    del task
    own = dict(fields)
    fresh = {name: Grid(grid["from"], grid["to"], grid["step"]) for name, grid in own.pop("fresh").items()}
    return ComputeQuestion(value=own.pop("answer"), fresh=fresh, **own)
