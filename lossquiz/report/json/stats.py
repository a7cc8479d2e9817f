"""What `lossquiz stats --json` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lossquiz.practice.summary import Progress


def progress_json(progress: Progress) -> dict[str, Any]:
    """Return where the candidate stands as one JSON object."""
    return {"version": 1, **asdict(progress), "seconds": round(progress.seconds, 1)}
