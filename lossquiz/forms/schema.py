"""A small schema language over YAML nodes: it checks, it converts, and it prints itself as JSON Schema.

A library would do the conversion, but none keeps the line of each value and reports every fault at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lossquiz.forms.faults import Faults
from lossquiz.forms.values import construct, describe
from lossquiz.lookup import suggest

if TYPE_CHECKING:
    from yaml.nodes import Node

_MISSING = object()
_NULL = "tag:yaml.org,2002:null"


class Schema(Protocol):
    """What a value must look like."""

    def read(self, node: Node, key: str, faults: Faults) -> Any:
        """Return the value as plain Python data; note faults and return None where it does not fit."""

    def json_schema(self) -> dict[str, Any]:
        """Return the same as JSON Schema, for editors."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string, perhaps of a certain form.

    Attributes:
        pattern: The regular expression that it fits as a whole, or "" for any.
        form: What is expected, in words.
        empty: Whether it may be empty.
    """

    pattern: str = ""
    form: str = "text"
    empty: bool = False

    def read(self, node: Node, key: str, faults: Faults) -> str | None:
        """Return the string without surrounding white space."""
        if not isinstance(node, ScalarNode) or node.tag == _NULL or not (self.empty or node.value.strip()):
            faults.fault(node, key, f"expected {self.form}, got {describe(node)}")
            return None
        text = str(node.value).strip("\n") if "\n" in node.value else str(node.value).strip()
        if self.pattern and not re.fullmatch(self.pattern, text):
            faults.fault(node, key, f'expected {self.form}, got "{text}"')
            return None
        return text

    def json_schema(self) -> dict[str, Any]:
        """Return a string type."""
        return {
            "type": "string",
            **({"pattern": f"^(?:{self.pattern})$"} if self.pattern else {"minLength": int(not self.empty)}),
        }


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a closed list."""

    words: tuple[str, ...]

    def read(self, node: Node, key: str, faults: Faults) -> str | None:
        """Return the word."""
        if isinstance(node, ScalarNode) and node.value in self.words:
            return str(node.value)
        faults.fault(node, key, f"expected one of {', '.join(self.words)}; got {describe(node)}")
        return None

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number, a flag or a word, as YAML resolves it."""

    types: tuple[type, ...]
    form: str

    def read(self, node: Node, key: str, faults: Faults) -> Any:
        """Return the Python value."""
        value = construct(node) if isinstance(node, ScalarNode) else None
        if isinstance(value, bool) and bool not in self.types:
            value = None
        if isinstance(value, int) and not isinstance(value, bool) and float in self.types and int not in self.types:
            value = _as_float(value)
        if not isinstance(value, self.types):
            faults.fault(node, key, f"expected {self.form}, got {describe(node)}")
            return None
        return value

    def json_schema(self) -> dict[str, Any]:
        """Return the matching JSON types."""
        names = {bool: "boolean", int: "integer", float: "number", str: "string"}
        return {"type": [names[t] for t in self.types]}


def _as_float(value: int) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


NUMBER = Scalar((float,), "a number")
INTEGER = Scalar((int,), "a whole number")
FLAG = Scalar((bool,), "true or false")
VALUE = Scalar((bool, int, float, str), "a number, a word, true or false")


@dataclass(frozen=True, slots=True)
class Tensor:
    """A number, or nested lists of numbers that are not ragged: the values of a tensor."""

    def read(self, node: Node, key: str, faults: Faults) -> Any:
        """Return nested lists of floats and ints."""
        value = construct(node)
        if _tensor_shape(value) is None:
            faults.fault(node, key, f"expected a number or equally long lists of numbers, got {describe(node)}")
            return None
        return value

    def json_schema(self) -> dict[str, Any]:
        """Return a number or an array."""
        return {"type": ["number", "boolean", "array"]}


def _tensor_shape(value: Any) -> tuple[int, ...] | None:
    if isinstance(value, (bool, int, float)):
        return ()
    if not isinstance(value, list) or not value:
        return None
    shapes = {_tensor_shape(item) for item in value}
    first = shapes.pop()
    return None if shapes or first is None else (len(value), *first)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of thing."""

    item: Schema
    at_least: int = 0
    at_most: int | None = None

    def read(self, node: Node, key: str, faults: Faults) -> tuple[Any, ...] | None:
        """Return a tuple of the items that could be read."""
        if not isinstance(node, SequenceNode):
            faults.fault(node, key, f"expected a list, got {describe(node)}")
            return None
        if len(node.value) < self.at_least or (self.at_most is not None and len(node.value) > self.at_most):
            faults.fault(node, key, f"expected {self._amount()} items, got {len(node.value)}")
        for index, child in enumerate(node.value):
            faults.read_at(child, f"{key}[{index}]")
        return tuple(self.item.read(child, f"{key}[{i}]", faults) for i, child in enumerate(node.value))

    def _amount(self) -> str:
        return f"at least {self.at_least}" if self.at_most is None else f"{self.at_least} to {self.at_most}"

    def json_schema(self) -> dict[str, Any]:
        """Return an array type."""
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.at_least}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from names of one's own to one kind of thing."""

    item: Schema
    names: Schema = Text()

    def read(self, node: Node, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return a dict in the file's order."""
        children = _children(node, key, faults)
        if children is None:
            return None
        for child in children:
            self.names.read(child.name_node, child.key, faults)
        return {child.name: self.item.read(child.node, child.key, faults) for child in children}

    def json_schema(self) -> dict[str, Any]:
        """Return an object type."""
        return {"type": "object", "additionalProperties": self.item.json_schema()}


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: what it holds, what it means, and what stands for it when it is absent."""

    schema: Schema
    about: str
    default: Any = _MISSING

    @property
    def required(self) -> bool:
        """Whether the key must be there."""
        return self.default is _MISSING


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.

    Attributes:
        fields: The keys, in the order in which they are explained.
        refused: Keys that one might look for here, each with the reason why it has no place.
    """

    fields: Mapping[str, Field]
    refused: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: Node, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return a dict with every known key; other keys are faults."""
        children = _children(node, key, faults)
        if children is None:
            return None
        values: dict[str, Any] = {}
        for child in children:
            if child.name in self.fields:
                values[child.name] = self.fields[child.name].schema.read(child.node, child.key, faults)
            else:
                faults.fault(child.name_node, child.key, self._stranger(child.name))
        self._fill(values, node, key, faults)
        return values

    def _stranger(self, name: str) -> str:
        return self.refused.get(name) or f"unknown key; {suggest(name, tuple(self.fields))}"

    def _fill(self, values: dict[str, Any], node: Node, key: str, faults: Faults) -> None:
        for name, spec in self.fields.items():
            if name in values:
                continue
            if spec.required:
                faults.fault(node, f"{key}.{name}" if key else name, f"missing; expected {spec.about}")
            values[name] = None if spec.required else spec.default

    def json_schema(self) -> dict[str, Any]:
        """Return an object type with descriptions."""
        return {
            "type": "object",
            "properties": {n: {**f.schema.json_schema(), "description": f.about} for n, f in self.fields.items()},
            "required": [n for n, f in self.fields.items() if f.required],
            "additionalProperties": False,
        }


class _Child(NamedTuple):
    """An entry of a mapping: its name, its dotted key, and the nodes of both sides."""

    name: str
    key: str
    name_node: Node
    node: Node


def _children(node: Node, key: str, faults: Faults) -> list[_Child] | None:
    if not isinstance(node, MappingNode):
        faults.fault(node, key, f"expected a mapping, got {describe(node)}")
        return None
    children: dict[str, _Child] = {}
    for name_node, child in node.value:
        if not isinstance(name_node, ScalarNode):
            faults.fault(name_node, key, f"expected a word as the key, got {describe(name_node)}")
            continue
        name = str(name_node.value)
        dotted = f"{key}.{name}" if key else name
        if name in children:
            faults.fault(name_node, dotted, "the key stands twice; keep one")
            continue
        faults.read_at(name_node, dotted)
        children[name] = _Child(name, dotted, name_node, child)
    return list(children.values())
