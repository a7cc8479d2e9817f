"""A small schema language over YAML nodes: it checks, it converts, and it prints itself as JSON Schema.

A library would do the conversion, but none keeps the line of each value and reports every fault at once.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lossquiz.errors import Fault

if TYPE_CHECKING:
    from yaml.nodes import Node

_MISSING = object()


@dataclass(slots=True)
class Report:
    """The faults found so far in one file, and the line of each key that was read."""

    path: str
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def fault(self, node: Node, key: str, message: str) -> None:
        """Note a fault at a node."""
        self.faults.append(Fault(self.path, node.start_mark.line + 1, key, message))

    def fault_at(self, key: str, message: str) -> None:
        """Note a fault at a key that was read before."""
        self.faults.append(Fault(self.path, self.lines.get(key, 0), key, message))


class Schema(Protocol):
    """What a value must look like."""

    def read(self, node: Node, key: str, report: Report) -> Any:
        """Return the value as plain Python data; note faults and return None where it does not fit."""

    def json_schema(self) -> dict[str, Any]:
        """Return the same as JSON Schema, for editors."""


@dataclass(frozen=True, slots=True)
class Text:
    """A non-empty string, perhaps of a certain form."""

    pattern: str = ""
    form: str = "text"

    def read(self, node: Node, key: str, report: Report) -> str | None:
        """Return the string without surrounding white space."""
        if not isinstance(node, ScalarNode) or not node.value.strip():
            report.fault(node, key, f"expected {self.form}, got {describe(node)}")
            return None
        text = str(node.value).strip("\n") if "\n" in node.value else str(node.value).strip()
        if self.pattern and not re.fullmatch(self.pattern, text):
            report.fault(node, key, f'expected {self.form}, got "{text}"')
            return None
        return text

    def json_schema(self) -> dict[str, Any]:
        """Return a string type."""
        return {"type": "string", **({"pattern": f"^(?:{self.pattern})$"} if self.pattern else {"minLength": 1})}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a closed list."""

    words: tuple[str, ...]

    def read(self, node: Node, key: str, report: Report) -> str | None:
        """Return the word."""
        if isinstance(node, ScalarNode) and node.value in self.words:
            return str(node.value)
        report.fault(node, key, f"expected one of {', '.join(self.words)}; got {describe(node)}")
        return None

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number, a flag or a word, as YAML resolves it."""

    types: tuple[type, ...]
    form: str

    def read(self, node: Node, key: str, report: Report) -> Any:
        """Return the Python value."""
        value = construct(node) if isinstance(node, ScalarNode) else None
        if isinstance(value, bool) and bool not in self.types:
            value = None
        if isinstance(value, int) and not isinstance(value, bool) and float in self.types and int not in self.types:
            value = float(value)
        if not isinstance(value, self.types):
            report.fault(node, key, f"expected {self.form}, got {describe(node)}")
            return None
        return value

    def json_schema(self) -> dict[str, Any]:
        """Return the matching JSON types."""
        names = {bool: "boolean", int: "integer", float: "number", str: "string"}
        return {"type": [names[t] for t in self.types]}


NUMBER = Scalar((float,), "a number")
INTEGER = Scalar((int,), "a whole number")
FLAG = Scalar((bool,), "true or false")
VALUE = Scalar((bool, int, float, str), "a number, a word, true or false")


@dataclass(frozen=True, slots=True)
class Tensor:
    """A number, or nested lists of numbers that are not ragged: the values of a tensor."""

    def read(self, node: Node, key: str, report: Report) -> Any:
        """Return nested lists of floats and ints."""
        value = construct(node)
        if _tensor_shape(value) is None:
            report.fault(node, key, f"expected a number or equally long lists of numbers, got {describe(node)}")
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

    def read(self, node: Node, key: str, report: Report) -> tuple[Any, ...] | None:
        """Return a tuple of the items that could be read."""
        if not isinstance(node, SequenceNode):
            report.fault(node, key, f"expected a list, got {describe(node)}")
            return None
        if len(node.value) < self.at_least or (self.at_most is not None and len(node.value) > self.at_most):
            report.fault(node, key, f"expected {self._amount()} items, got {len(node.value)}")
        return tuple(self.item.read(child, f"{key}[{i}]", report) for i, child in enumerate(node.value))

    def _amount(self) -> str:
        return f"at least {self.at_least}" if self.at_most is None else f"{self.at_least} to {self.at_most}"

    def json_schema(self) -> dict[str, Any]:
        """Return an array type."""
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.at_least}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from names of one's own to one kind of thing."""

    item: Schema

    def read(self, node: Node, key: str, report: Report) -> dict[str, Any] | None:
        """Return a dict in the file's order."""
        children = _children(node, key, report)
        if children is None:
            return None
        return {name: self.item.read(child, f"{key}.{name}", report) for name, _, child in children}

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
    """A mapping with known keys."""

    fields: Mapping[str, Field]
    closed: bool = True

    def read(self, node: Node, key: str, report: Report) -> dict[str, Any] | None:
        """Return a dict with every known key; unknown keys are faults (when the record is closed)."""
        children = _children(node, key, report)
        if children is None:
            return None
        values: dict[str, Any] = {}
        for name, name_node, child in children:
            dotted = f"{key}.{name}" if key else name
            if name in self.fields:
                values[name] = self.fields[name].schema.read(child, dotted, report)
            elif self.closed:
                report.fault(name_node, dotted, f"unknown key; {suggest(name, tuple(self.fields))}")
            else:
                values[name] = construct(child)
        self._fill(values, node, key, report)
        return values

    def _fill(self, values: dict[str, Any], node: Node, key: str, report: Report) -> None:
        for name, spec in self.fields.items():
            if name in values:
                continue
            if spec.required:
                report.fault(node, f"{key}.{name}" if key else name, f"missing; expected {spec.about}")
            values[name] = None if spec.required else spec.default

    def json_schema(self) -> dict[str, Any]:
        """Return an object type with descriptions."""
        return {
            "type": "object",
            "properties": {n: {**f.schema.json_schema(), "description": f.about} for n, f in self.fields.items()},
            "required": [n for n, f in self.fields.items() if f.required],
            "additionalProperties": not self.closed,
        }


@dataclass(frozen=True, slots=True)
class Tagged:
    """A record whose form depends on the word under one of its keys."""

    tag: str
    forms: Mapping[str, Record]

    def read(self, node: Node, key: str, report: Report) -> dict[str, Any] | None:
        """Return the dict of the form that the tag names."""
        children = _children(node, key, report)
        if children is None:
            return None
        found = {name: child for name, _, child in children}
        if self.tag not in found:
            report.fault(node, f"{key}.{self.tag}", f"missing; expected one of {', '.join(self.forms)}")
            return None
        word = OneOf(tuple(self.forms)).read(found[self.tag], f"{key}.{self.tag}", report)
        return None if word is None else self.forms[word].read(node, key, report)

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        return {"oneOf": [form.json_schema() for form in self.forms.values()]}


def _children(node: Node, key: str, report: Report) -> list[tuple[str, Node, Node]] | None:
    if not isinstance(node, MappingNode):
        report.fault(node, key, f"expected a mapping, got {describe(node)}")
        return None
    children: list[tuple[str, Node, Node]] = []
    seen: set[str] = set()
    for name_node, child in node.value:
        name = str(name_node.value) if isinstance(name_node, ScalarNode) else "?"
        dotted = f"{key}.{name}" if key else name
        if name in seen:
            report.fault(name_node, dotted, "the key stands twice; keep one")
            continue
        seen.add(name)
        report.lines[dotted] = name_node.start_mark.line + 1
        children.append((name, name_node, child))
    return children


class _Constructor(yaml.SafeLoader):
    """Resolves scalars as YAML 1.1 does, plus floats written as `1e-4`, which YAML 1.1 takes for text."""

    def __init__(self) -> None:
        super().__init__("")


_FLOAT = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+")


def construct(node: Node) -> Any:
    """Return the plain Python value of a node."""
    if isinstance(node, ScalarNode) and not node.style and _FLOAT.fullmatch(node.value):
        return float(node.value)
    if isinstance(node, SequenceNode):
        return [construct(child) for child in node.value]
    try:
        return _Constructor().construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, TypeError):
        return None


def describe(node: Node) -> str:
    """Say what stands at a node, shortly."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    text = str(node.value)
    return f'"{textwrap.shorten(text, 50, placeholder="…") or text[:40]}"' if text else "nothing"


def suggest(word: str, known: Sequence[str]) -> str:
    """Return `did you mean x?` or the list of what is known."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}"


Check = Callable[[Mapping[str, Any], Report], None]
