"""Debug: name the mistake in code, and mend it. A misconception's code is shown; its sentence is the right answer."""

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


_NOT_SO = "The code does not do that."


@dataclass(frozen=True, slots=True)
class DebugQuestion(OptionsQuestion):
    """Name the mistake in code; in a session, the code is then to be mended."""

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

    def broken(self) -> str:
        """Return the code."""
        return f"{self.code.strip()}\n"

    def details(self) -> Mapping[str, Any]:
        """Return the code."""
        return {"code": self.code}


def form() -> Mapping[str, Field]:
    """Return the keys of a debug question."""
    from lossquiz.forms.schema import Field, ListOf, Text
    from lossquiz.questions.distractors import Distractor
    from lossquiz.questions.fields import ID, PROSE

    return {
        "prompt": Field(PROSE, "the question", "This code has one mistake. Which?"),
        "misconception": Field(ID, "the misconception whose code is shown"),
        "distractors": Field(
            ListOf(Distractor(), at_least=2), "mistakes that the code does not make: sentences, or other misconceptions"
        ),
        "context": Field(Text(form="Python code"), "code that uses the loss, shown below it", ""),
        "explanation": Field(PROSE, "how to see it, and the fix"),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold the misconception to be one of the file."""
    from lossquiz.forms.code import code_problem
    from lossquiz.lookup import suggest

    known = tuple(sorted({misconception["id"] for misconception in task["misconceptions"]} if task else ()))
    named = {f"{key}.misconception": data["misconception"]}
    for index, distractor in enumerate(data["distractors"]):
        if distractor["misconception"]:
            named[f"{key}.distractors[{index}].misconception"] = distractor["misconception"]
    for place, name in named.items():
        if name not in known:
            faults.fault_at(place, f"no such misconception in this file; {suggest(name, known)}")
    if len(set(named.values())) < len(named):
        faults.fault_at(f"{key}.distractors", "a misconception stands twice among the answers")
    problem = code_problem(data["context"])
    if problem:
        faults.fault_at(f"{key}.context", problem)


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> DebugQuestion:
    """Build the question, with the code of its misconception."""
    own = dict(fields)
    name, distractors, context = own.pop("misconception"), own.pop("distractors"), own.pop("context")
    known = {misconception.id: misconception for misconception in (task.misconceptions if task else ())}
    wrong = (
        Option(known[one["misconception"]].says if one["misconception"] else one["text"], False, one["why"] or _NOT_SO)
        for one in distractors
    )
    code = known[name].code.rstrip("\n") + (f"\n\n\n{context}" if context else "")
    return DebugQuestion(**own, code=code, options=(Option(known[name].says, True, ""), *wrong))
