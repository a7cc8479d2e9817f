"""Debug: name the mistake in code. A misconception's code is shown; its sentence is the right answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.options import Option, OptionsQuestion

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.replies import Body


@dataclass(frozen=True, slots=True)
class DebugQuestion(OptionsQuestion):
    """Name the mistake in code."""

    kind: ClassVar[str] = "debug"
    help: ClassVar[str] = "Type the letter of the mistake, its number or its text."

    prompt: str
    code: str
    options: tuple[Option, ...]
    explanation: str
    hints: tuple[str, ...]

    def body(self) -> Body:
        """Return the code."""
        from lossquiz.questions.replies import Body

        return Body(code=self.code)

    def details(self) -> Mapping[str, Any]:
        """Return the code."""
        return {"code": self.code}


def form() -> Mapping[str, Field]:
    """Return the keys of a debug question."""
    from lossquiz.forms.schema import Field, ListOf
    from lossquiz.questions.fields import ID, PROSE

    return {
        "prompt": Field(PROSE, "the question", "This code has one mistake. Which?"),
        "misconception": Field(ID, "the misconception whose code is shown"),
        "distractors": Field(ListOf(PROSE, at_least=2), "other mistakes that the code does not make"),
        "explanation": Field(PROSE, "how to see it, and the fix"),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold the misconception to be one of the file."""
    from lossquiz.lookup import suggest

    known = sorted({misconception["id"] for misconception in task["misconceptions"]} if task else ())
    if data["misconception"] not in known:
        hint = suggest(data["misconception"], tuple(known))
        faults.fault_at(f"{key}.misconception", f"no such misconception in this file; {hint}")


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> DebugQuestion:
    """Build the question, with the code of its misconception."""
    own = dict(fields)
    name, distractors = own.pop("misconception"), own.pop("distractors")
    shown = next(m for m in (task.misconceptions if task else ()) if m.id == name)
    wrong = tuple(Option(text, correct=False, why="The code does not do that.") for text in distractors)
    return DebugQuestion(**own, code=shown.code, options=(Option(shown.says, True, "That is it."), *wrong))
