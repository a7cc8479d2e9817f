"""How much of an interview a question may take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TYPE_CHECKING

from lossquiz.practice.store import MEND
from lossquiz.questions.question import DIFFICULTIES

if TYPE_CHECKING:
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Label

# Seconds for easy, medium and hard. They are estimates of ours: reading at two hundred words a minute, then a choice;
# a working on paper; a paragraph typed; and of code what a screening call gives to one function. Whoever has answered
# enough questions is measured by their own times instead.
ESTIMATES: Mapping[str, tuple[int, int, int]] = {
    "choose": (60, 90, 120),
    "compute": (120, 180, 270),
    "explain": (150, 210, 270),
    "implement": (420, 600, 900),
    "debug": (75, 105, 150),
    MEND: (150, 180, 240),
}
_OTHER = (120, 180, 240)
ENOUGH = 5  # so many answers of one kind and difficulty make times of one's own
LATEST = 30  # older ones count no more: one gets faster
NARROWEST, WIDEST = 0.5, 2.0  # one's own times stay within these shares of the estimate


@dataclass(frozen=True, slots=True)
class Allowance:
    """Seconds by kind and difficulty.

    Attributes:
        own: The candidate's own, where there are enough answers.
    """

    own: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, kind: str, difficulty: str) -> int:
        """Return how many seconds a question of a kind and difficulty may take."""
        return self.own.get((kind, difficulty)) or estimate(kind, difficulty)


def estimate(kind: str, difficulty: str) -> int:
    """Return what is allowed to somebody of whom nothing is known."""
    places: dict[str, int] = {name: place for place, name in enumerate(DIFFICULTIES)}
    return ESTIMATES.get(kind, _OTHER)[places.get(difficulty, 1)]


def allowance_of(log: Iterable[Attempt], labels: Mapping[str, Label]) -> Allowance:
    """Return the allowance of a candidate: three of four earlier answers took no longer."""
    times: dict[tuple[str, str], list[float]] = {}
    for attempt in log:
        if attempt.result in {"right", "wrong"} and attempt.question in labels and attempt.seconds > 0:
            times.setdefault((attempt.kind, labels[attempt.question].difficulty), []).append(attempt.seconds)
    return Allowance({group: _own(group, found[-LATEST:]) for group, found in times.items() if len(found) >= ENOUGH})


def _own(group: tuple[str, str], times: list[float]) -> int:
    usual = estimate(*group)
    third_quartile = quantiles(times, n=4)[2]
    return round(min(max(third_quartile, NARROWEST * usual), WIDEST * usual))
