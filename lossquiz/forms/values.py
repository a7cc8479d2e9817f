"""What stands at a node: its plain Python value, and how a message calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from yaml.nodes import Node

_LONGEST = 50  # letters of a value that a message shows


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
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None


def describe(node: Node) -> str:
    """Say what stands at a node, shortly."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    text = " ".join(str(node.value).split())
    return f'"{text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"}"' if text else "nothing"
