"""What is shown of a question, without what shows it: a proof that was kept is read without loading torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WHOLE = "the bank as a whole"
"""Stands in place of an id where a proof is of no single loss."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case caught."""

    change: str
    diff: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown of one loss and its questions.

    Attributes:
        question: The loss's id, or `WHOLE`.
        faults: What is wrong, in sentences; empty when the question is proved.
        mutants: How many changes of the solution were tried, those named equivalent not counted.
        killed: How many of them were caught.
        equivalent: Changes that are no mistakes, with the author's reason.
        survivors: Changes that no case caught.
    """

    question: str
    faults: tuple[str, ...]
    mutants: int = 0
    killed: int = 0
    equivalent: Mapping[str, str] = field(default_factory=dict)
    survivors: tuple[Survivor, ...] = ()
