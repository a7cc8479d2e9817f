"""Mistakes that no number of a single call shows: what a call leaves behind, and what is wrong only in a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lossquiz.grading.diagnosis.agreement import wrong_value
from lossquiz.grading.judging.side_effects import in_words
from lossquiz.grading.sandbox.both.outcomes import Returned, SideEffect, SideEffectKind

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.evidence import Found
    from lossquiz.grading.judging.compare import Comparison

NAMES: Mapping[SideEffectKind, str] = {
    "grad": "changes_gradients",
    "flag": "changes_requires_grad",
    "hook": "leaves_a_hook",
    "setting": "leaves_a_setting",
    "seed": "seeds_globally",
    "own_class": "not_a_plain_tensor",
    "shares_input": "returns_its_input",
    "overwritten": "shared_buffer",
    "not_repeated": "keeps_state",
    "graph_lost": "keeps_state",
    "no_module": "not_a_module",
    "own_call": "overrides_call",
    "no_forward": "lacks_forward",
    "other_object": "not_a_module",
    "no_copy": "cannot_be_copied",
    "too_large": "too_large_a_tensor",
}


def without_side_effects(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons as they were if the calls had done nothing beside returning their results."""
    return tuple(_without(comparison) for comparison in comparisons)


def _without(comparison: Comparison) -> Comparison:
    told = {in_words(effect) for effect in _effects(comparison)}
    if not told:
        return comparison
    return replace(comparison, failures=tuple(f for f in comparison.failures if f.said not in told))


def _effects(comparison: Comparison) -> tuple[SideEffect, ...]:
    return comparison.outcome.side_effects if isinstance(comparison.outcome, Returned) else ()


def side_effects(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield the names of what calls did beside returning their results, the first first."""
    for effect in dict.fromkeys(effect for comparison in comparisons for effect in _effects(comparison)):
        sentence = in_words(effect)
        whole = f"{sentence[:1].upper()}{sentence[1:]}." if effect.kind in _OF_CLASSES else f"The code {sentence}."
        yield NAMES[effect.kind], whole


_OF_CLASSES = frozenset({"no_module", "own_call", "no_forward", "other_object", "no_copy"})


def only_in_use(comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield whether values are wrong in a program, and in no single call."""
    failed = [comparison for comparison in comparisons if not comparison.passed]
    returned = all(isinstance(comparison.outcome, Returned) for comparison in failed)
    if returned and all(c.case.call.use != "plain" and wrong_value(c) for c in failed):
        message = (
            "Right when it is called once on fresh inputs, wrong in use: calls came before, tensors are changed in "
            "place or are results of other operations, and a class is also evaluated."
        )
        yield "only_in_use", message
