"""Debug: name the mistake in code, and mend it. A misconception's code is shown; its sentence is the right answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.options import Option, OptionsQuestion

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import Misconception
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
    shown: str = field(default="", kw_only=True)
    mended_code: str = field(default="", kw_only=True)

    @property
    def mistake(self) -> str:
        """The id of the misconception whose code is shown."""
        return self.shown

    def body(self) -> Body:
        """Return the code."""
        from lossquiz.questions.replies import Body

        return Body(code=self.code)

    def broken(self) -> str:
        """Return the code."""
        return f"{self.code.strip()}\n"

    def mended(self) -> str:
        """Return the code with the mistake mended, and nothing else; "" where its author did not say how."""
        return f"{self.mended_code.strip()}\n" if self.mended_code else ""

    def details(self) -> Mapping[str, Any]:
        """Return the code."""
        return {"code": self.code}


def form() -> Mapping[str, Field]:
    """Return the keys of a debug question."""
    from lossquiz.forms.schema import Field, ListOf, Record, Text
    from lossquiz.questions.distractors import Distractor
    from lossquiz.questions.fields import ID, PROSE

    change = Record(
        {
            "wrong": Field(Text(), "a piece of the code, wherever it stands"),
            "right": Field(Text(empty=True), "what it should be; nothing, where it should go"),
        }
    )
    return {
        "prompt": Field(PROSE, "the question", "This code has one mistake. Which?"),
        "misconception": Field(ID, "the misconception whose code is shown"),
        "distractors": Field(
            ListOf(Distractor(), at_least=2), "mistakes that the code does not make: sentences, or other misconceptions"
        ),
        "context": Field(Text(form="Python code"), "code that uses the loss, shown below it", ""),
        "mend": Field(ListOf(change, 1), "what makes the code right, which `bank check` grades", ()),
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
    codes = {misconception["id"]: misconception["code"] for misconception in (task["misconceptions"] if task else ())}
    for index, change in enumerate(data["mend"]):
        if change["wrong"] not in codes.get(data["misconception"], change["wrong"]):
            faults.fault_at(f"{key}.mend[{index}].wrong", "this does not stand in the misconception's code")


def _mended(code: str, mend: Iterable[Mapping[str, str]]) -> str:
    for change in mend:
        code = code.replace(change["wrong"], change["right"])
    return code


def _wrong(distractor: Mapping[str, str], known: Mapping[str, Misconception], shown: str, mended: str) -> Option:
    """Return a wrong answer, with what in the code speaks against it."""
    if not distractor["misconception"]:
        return Option(distractor["text"], False, distractor["why"] or _NOT_SO)
    other = known[distractor["misconception"]]
    return Option(other.says, False, distractor["why"] or _as_code(other.code, shown, mended))


def _as_code(other: str, shown: str, mended: str) -> str:
    """Say what a mistake would look like in place of the code that is shown.

    Where its code holds a piece of the mend, none is shown: that is to be found next, and half a mistake says nothing.
    """
    there = {line.strip() for line in shown.splitlines()}
    differs = [line.rstrip() for line in other.splitlines() if line.strip() not in there]
    lines = [line for line in differs if not line.startswith(("import ", "from ", "def ", "class "))]
    mend = _runs(mended) - _runs(shown)
    if not lines or any(_runs(line) & mend for line in lines):
        return _NOT_SO
    return "\n".join((f"{_NOT_SO} It would read:", *lines))


def _runs(code: str) -> set[tuple[str, ...]]:
    """Return every three tokens that follow one another in a line."""
    lines = [re.findall(r"\w+|[^\w\s]", line) for line in code.splitlines()]
    return {tuple(tokens[i : i + 3]) for tokens in lines for i in range(len(tokens) - 2)}


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> DebugQuestion:
    """Build the question, with the code of its misconception."""
    own = dict(fields)
    name, distractors, context, mend = (own.pop(key) for key in ("misconception", "distractors", "context", "mend"))
    known = {misconception.id: misconception for misconception in (task.misconceptions if task else ())}
    shown = known[name].code.rstrip("\n")
    mended = _mended(shown, mend)
    wrong = (_wrong(one, known, shown, mended) for one in distractors)
    below = f"\n\n\n{context}" if context else ""
    options = (Option(known[name].says, True, ""), *wrong)
    return DebugQuestion(
        **own, code=shown + below, mended_code=mended + below if mend else "", shown=name, options=options
    )
