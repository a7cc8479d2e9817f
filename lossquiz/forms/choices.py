"""Records of which there are several forms; a word in them, or which keys they have, tells the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, ScalarNode

from lossquiz.forms.faults import Faults
from lossquiz.forms.schema import OneOf, Record
from lossquiz.forms.values import describe

if TYPE_CHECKING:
    from yaml.nodes import Node


@dataclass(frozen=True, slots=True)
class Tagged:
    """A record whose form depends on the word under one of its keys."""

    tag: str
    forms: Mapping[str, Record]

    def read(self, node: Node, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return the dict of the form that the tag names."""
        if not isinstance(node, MappingNode):
            faults.fault(node, key, f"expected a mapping, got {describe(node)}")
            return None
        found = {name.value: child for name, child in node.value if isinstance(name, ScalarNode)}
        if self.tag not in found:
            faults.fault(node, f"{key}.{self.tag}", f"missing; expected one of {', '.join(self.forms)}")
            return None
        word = OneOf(tuple(self.forms)).read(found[self.tag], f"{key}.{self.tag}", faults)
        return None if word is None else self.forms[word].read(node, key, faults)

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        return {"oneOf": [form.json_schema() for form in self.forms.values()]}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A record whose form depends on which keys it has.

    Attributes:
        forms: The form that each telling key stands for; the first one found decides.
        otherwise: The form when it has none of them.
    """

    forms: Mapping[str, Record]
    otherwise: Record

    def read(self, node: Node, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return the dict of the form that the keys tell."""
        pairs = node.value if isinstance(node, MappingNode) else ()
        present = {name.value for name, _ in pairs if isinstance(name, ScalarNode)}
        form = next((form for telling, form in self.forms.items() if telling in present), self.otherwise)
        return form.read(node, key, faults)

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        forms = [*self.forms.values(), self.otherwise]
        return {"anyOf": [form.json_schema() for place, form in enumerate(forms) if form not in forms[:place]]}
