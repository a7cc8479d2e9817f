"""Names as people write them, for whoever looks for one on either side of the border."""

from __future__ import annotations


def folded(name: str) -> str:
    """Return what is left of a name without its case, its underscores and its `loss`."""
    return name.lower().replace("_", "").removesuffix("loss")
