"""Some losses on the rows of a table, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lossquiz.losses.pulls import Comparison

ROWS = 5
PARTS = 10


def comparison_json(found: Comparison, notes: Sequence[str]) -> dict[str, Any]:
    """Return a comparison: of each loss the constant and how its gradient is spread, and the rows that pull most."""
    parts = found.parts(PARTS)
    return {
        "version": 1,
        "notes": list(notes),
        "rows": len(found.target),
        "compare": [
            {
                "loss": pull.loss,
                "constant": pull.constant,
                "rows_with_half_of_the_gradient": pull.half,
                "largest_share": max(pull.shares),
                "shares_by_tenth": parts[place],
            }
            for place, pull in enumerate(found.pulls)
        ],
        "strongest": [
            {
                "row": found.rows[place],
                "target": found.target[place],
                "prediction": found.predictions[place],
                "shares": {pull.loss: pull.shares[place] for pull in found.pulls},
            }
            for place in found.strongest(ROWS)
        ],
    }
