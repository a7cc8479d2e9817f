"""What several targets are together: labels, one class written as columns, durations with events, boxes, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lossquiz.selection import column_names as names
from lossquiz.selection.beside import events_in, facts_of_events
from lossquiz.selection.conditions import Value
from lossquiz.selection.number_targets import facts_of_numbers, kind_of
from lossquiz.selection.proposals import Seen
from lossquiz.selection.scales import tidy
from lossquiz.selection.target import NO, YES, Target
from lossquiz.selection.word_targets import Words, words_of, words_of_vectors
from lossquiz.wording import counted

_CORNERS = (
    {"xmin", "ymin", "xmax", "ymax"}, {"x1", "y1", "x2", "y2"}, {"x", "y", "w", "h"}, {"x", "y", "width", "height"},
    {"left", "top", "right", "bottom"}, {"cx", "cy", "w", "h"}, {"xc", "yc", "w", "h"},
    {"left", "top", "width", "height"},
)  # fmt: skip
_ENDS = (("lower", "upper"), ("left", "right"), ("low", "high"), ("min", "max"))
# Facts that have to hold for each of several targets; the others are worth knowing if they hold for one.
_FOR_ALL = {
    *("positive_target", "count_target", "overdispersed", "zero_inflated", "bounded_target", "skewed_target"),
    "circular_target",
}
_UNLIKE = 10.0


def several(targets: Sequence[Target], cells: Mapping[str, Sequence[str]], said: Mapping[str, Value]) -> Words:
    """Return what several columns are together.

    Args:
        targets: The columns, two at least.
        cells: Their cells by name.
        said: Facts that the user gave.

    Raises:
        InputError: One of them is no target.
    """
    for found in (_durations(targets, cells), _corners(targets), _bits(targets), _shares(targets)):
        if found:
            return found
    numeric = [target for target in targets if target.numbers]
    if len(numeric) == len(targets):
        kinds = [kind_of(target) for target in targets]
        if all(kind.task == "regression" for kind in kinds):
            return _numbers(targets, said)
    tasks = [kind_of(target).task if target.numbers else words_of(target).task for target in targets]
    listed = ", ".join(f"{target.name} {task}" for target, task in zip(targets, tasks, strict=True))
    if all(task.endswith("classification") and task != "multilabel_classification" for task in tasks):
        seen = Seen("multi_output", True, f"{len(targets)} targets with classes of their own")
        return Words("multiclass_classification", f"{len(targets)} columns of classes: {listed}", (seen,))
    return Words("multi_task", f"targets of different kinds: {listed}")


def _durations(targets: Sequence[Target], cells: Mapping[str, Sequence[str]]) -> Words | None:
    """Return a time with its event, or the two ends between which an event came."""
    if len(targets) != 2:  # noqa: PLR2004
        return None
    for timely, other in (tuple(targets), tuple(reversed(targets))):
        long = timely.summary is not None and timely.summary.least >= 0 and len(set(timely.values)) > 2  # noqa: PLR2004
        found = events_in(other.name, cells[other.name])
        if long and found:
            why = f"{timely.name} is a length of time, {other.name} says whether the event came"
            return Words("survival", why, tuple(facts_of_events(other.name, *found)))
    return _ends(*targets)


def _ends(first: Target, second: Target) -> Words | None:
    """Return the intervals in which something happened, where two columns are their ends."""
    for low, high in _ENDS:
        if names.says(first.name, {low}) and names.says(second.name, {high}) and first.numbers and second.numbers:
            pairs = [
                (a, b)
                for a, b in zip(first.numbers.values, second.numbers.values, strict=True)
                if a is not None and b is not None
            ]
            gaps = sum(a is None or b is None for a, b in zip(first.numbers.values, second.numbers.values, strict=True))
            if (all(a <= b for a, b in pairs) and any(a == b for a, b in pairs)) or (gaps and low in {"lower", "left"}):
                seen = Seen("interval_censored", True, f"what is sought lies from {first.name} to {second.name}")
                return Words("survival", f"{first.name} and {second.name} are the ends of intervals", (seen,))
    return None


def _corners(targets: Sequence[Target]) -> Words | None:
    numeric = all(target.numbers for target in targets)
    words = {names.parts(target.name)[-1] if names.parts(target.name) else "" for target in targets}
    joined = {"".join(names.parts(target.name)[-2:]) for target in targets}
    if numeric and len(targets) == 4 and any(corners in (words, joined) for corners in _CORNERS):  # noqa: PLR2004
        seen = Seen("boxes", True, "the names are those of a box's sides")
        return Words("object_detection", "the four numbers of a box", (seen,))
    ends = [words_ for target in targets if (words_ := names.parts(target.name))]
    points = len(ends) == len(targets) >= 4 and len(targets) % 2 == 0  # noqa: PLR2004
    if numeric and points and {part for parts in ends for part in (parts[0], parts[-1])} & {"x"}:
        bare = sorted(tuple(part for part in parts if part not in {"x", "y"}) for parts in ends)
        if all(set(parts) & {"x", "y"} for parts in ends) and bare[::2] == bare[1::2]:
            return Words(
                "regression",
                f"{len(targets) // 2} points with x and y",
                (Seen("coordinates", True, "pairs of x and y"),),
            )
    return None


def _bits(targets: Sequence[Target]) -> Words | None:
    rows = []
    for target in targets:
        words = {tidy(word) for word in target.known}
        if not words <= YES | NO:
            return None
    for row in zip(*(target.cells for target in targets), strict=True):
        held = [float(tidy(cell) in YES) for cell in row if cell is not None]
        rows += [held] if len(held) == len(targets) else []
    holes = len(targets[0].cells) - len(rows)
    if not rows:
        return None
    found = words_of_vectors(rows, "{width} columns")
    if found.task != "multilabel_classification" or not holes:
        return found
    blank = f"{counted(holes, 'row has', 'rows have')} labels left blank"
    return found._replace(facts=(*found.facts, Seen("missing_labels", True, blank)))


def _shares(targets: Sequence[Target]) -> Words | None:
    """Return probabilities of classes, where the columns add up to 1 in each row."""
    if len(targets) < 2 or not all(target.numbers for target in targets):  # noqa: PLR2004
        return None
    columns = [target.numbers.values for target in targets if target.numbers]
    rows = [[value for value in row if value is not None] for row in zip(*columns, strict=True)]
    whole = [row for row in rows if len(row) == len(targets)]
    found = words_of_vectors(whole, "{width} columns") if whole else None
    return found if found and found.task != "regression" else None


def _numbers(targets: Sequence[Target], said: Mapping[str, Value]) -> Words:
    count = len(targets)
    seen: dict[str, list[Seen]] = {}
    for target in targets:
        for one in facts_of_numbers(target, kind_of(target), said, "regression")[0]:
            seen.setdefault(one.fact, []).append(Seen(one.fact, one.value, f"{target.name}: {one.because}"))
    shared = [
        found[0]
        for fact, found in seen.items()
        if (fact not in _FOR_ALL or len(found) == count) and len({one.value for one in found}) == 1
    ]
    scales = [target.summary.scale for target in targets if target.summary and target.summary.scale]
    notes: tuple[str, ...] = ()
    if scales and max(scales) > _UNLIKE * min(scales):
        times = f"spreads differ by {max(scales) / min(scales):.3g} times"
        notes = (f"{times}: scale each target first, or the widest decides alone",)
    return Words(
        "regression", f"{count} columns of numbers", (Seen("multi_output", True, f"{count} targets"), *shared), notes
    )
