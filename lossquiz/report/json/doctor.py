"""What `lossquiz doctor --json` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.report.doctor import Doctor


def doctor_json(found: Doctor) -> dict[str, Any]:
    """Return what was found as one JSON object."""
    return {
        "version": 1,
        "lossquiz": found.version,
        "python": {"version": found.python[0], "executable": found.python[1]},
        "packages": {name: version or None for name, version in found.packages.items()},
        "isolation": asdict(found.isolation),
        "terminal": asdict(found.terminal),
    }
