"""A wrong answer of a debug question: a sentence of its own, or that of another misconception of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.nodes import ScalarNode

from lossquiz.forms.choices import Keyed
from lossquiz.forms.schema import Field, Record
from lossquiz.questions.fields import ID, PROSE

if TYPE_CHECKING:
    from yaml.nodes import Node

    from lossquiz.forms.faults import Faults

_WHY = {"why": Field(PROSE, "what in the code shows that it is not that one", "")}
_FORM = Keyed(
    {"misconception": Record({"misconception": Field(ID, "another misconception of the file"), **_WHY})},
    Record({"text": Field(PROSE, "a mistake that the code does not make"), **_WHY}),
)


class Distractor:
    """A sentence, or a record of one, or of a misconception, with what in the code speaks against it."""

    def read(self, node: Node, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return `text`, `misconception` and `why`; of the first two one is ""."""
        empty = {"text": "", "misconception": "", "why": ""}
        if isinstance(node, ScalarNode):
            text = PROSE.read(node, key, faults)
            return None if text is None else {**empty, "text": text}
        found = _FORM.read(node, key, faults)
        return None if found is None else {**empty, **found}

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        return {"anyOf": [PROSE.json_schema(), *_FORM.json_schema()["anyOf"]]}
