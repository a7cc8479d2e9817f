"""Numbers in files of marks: points, weights and shares."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lossquiz.forms.schema import NUMBER
from lossquiz.forms.values import describe

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
