"""A mistake by its name. Apart from what finds it: whoever only shows reports need not load torch for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What went wrong: an id, at most two sentences in the terms of the candidate's code, and what shows it.

    Attributes:
        id: What the mistake is called.
        message: The mistake in words.
        derivation: One term of the loss, the slope that it should have, and the slope that it has; or "".
    """

    id: str
    message: str
    derivation: str = ""
