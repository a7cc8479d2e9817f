"""Choose: pick one of several; exactly one is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lossquiz.questions.options import Option, OptionsQuestion

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.forms.schema import Field
    from lossquiz.questions.kinds.implement import ImplementTask


@dataclass(frozen=True, slots=True)
class ChooseQuestion(OptionsQuestion):
    """Pick one of several."""

    kind: ClassVar[str] = "choose"
    help: ClassVar[str] = "Type the letter of an option, its number or its text."

    prompt: str
    options: tuple[Option, ...]
    explanation: str
    sources: tuple[str, ...]
    hints: tuple[str, ...]

    def about(self) -> str:
        """Return the family: the title of the loss would give away which loss to choose."""
        return self.family


def form() -> Mapping[str, Field]:
    """Return the keys of a choose question."""
    from lossquiz.forms.schema import FLAG, Field, ListOf, Record
    from lossquiz.questions.fields import PROSE, PROSES

    option = Record(
        {
            "text": Field(PROSE, "the answer to choose"),
            "correct": Field(FLAG, "whether it is the right one", False),
            "why": Field(PROSE, "why it is right or wrong"),
        }
    )
    return {
        "prompt": Field(PROSE, "the question"),
        "options": Field(ListOf(option, at_least=2), "the answers; exactly one is correct"),
        "explanation": Field(PROSE, "what to remember"),
        "sources": Field(PROSES, "where it comes from", ()),
    }


def check(data: Mapping[str, Any], key: str, task: Mapping[str, Any] | None, faults: Faults) -> None:
    """Hold the options to one right one."""
    del task
    right = sum(bool(option["correct"]) for option in data["options"])
    if right != 1:
        faults.fault_at(f"{key}.options", f"expected exactly one correct option, got {right}")


def build(fields: Mapping[str, Any], task: ImplementTask | None) -> ChooseQuestion:
    """Build the question."""
    del task
    return ChooseQuestion(**{**fields, "options": tuple(Option(**option) for option in fields["options"])})
