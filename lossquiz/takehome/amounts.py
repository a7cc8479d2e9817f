"""What files of marks hold: points, weights and shares, a deadline, and what may be left empty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from yaml.nodes import ScalarNode

from lossquiz.forms.schema import NUMBER, Schema
from lossquiz.forms.values import describe
from lossquiz.takehome.moments import MOMENT, parse_moment

if TYPE_CHECKING:
    from yaml.nodes import Node

    from lossquiz.forms.faults import Faults


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of 0 or more, up to `most`."""

    most: float = math.inf

    def read(self, node: Node, key: str, faults: Faults) -> float | None:
        """Return the number."""
        before = len(faults.found)
        value: float | None = NUMBER.read(node, key, faults)
        if len(faults.found) > before or value is None:
            return None
        if not (0 <= value <= self.most and math.isfinite(value)):
            most = f" and at most {self.most:g}" if math.isfinite(self.most) else ""
            faults.fault(node, key, f"expected a number of at least 0{most}, got {describe(node)}")
            return None
        return value

    def json_schema(self) -> dict[str, Any]:
        """Return a number type with its bounds."""
        most = {"maximum": self.most} if math.isfinite(self.most) else {}
        return {"type": "number", "minimum": 0, **most}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time."""

    def read(self, node: Node, key: str, faults: Faults) -> datetime | None:
        """Return the moment."""
        try:
            return parse_moment(str(node.value).strip() if isinstance(node, ScalarNode) else "")
        except (ValueError, OverflowError, OSError):
            faults.fault(node, key, f"expected {MOMENT}; got {describe(node)}")
            return None

    def json_schema(self) -> dict[str, Any]:
        """Return a string type."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class OrNothing:
    """A value that may be left out, or left empty behind its key."""

    item: Schema

    def read(self, node: Node, key: str, faults: Faults) -> Any:
        """Return the value, or None where nothing stands there."""
        empty = isinstance(node, ScalarNode) and node.tag.endswith(":null")
        return None if empty else self.item.read(node, key, faults)

    def json_schema(self) -> dict[str, Any]:
        """Return the alternatives."""
        return {"anyOf": [{"type": "null"}, self.item.json_schema()]}
