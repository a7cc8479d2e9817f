"""From columns to a task and facts, each with what was seen in the data. Plain Python: nothing heavy is imported."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from lossquiz.errors import InputError
from lossquiz.selection import column_names as names
from lossquiz.selection.beside import exposure_in, pair_in, steps_of_time, task_beside, weights_in
from lossquiz.selection.columns import Columns
from lossquiz.selection.conditions import Value
from lossquiz.selection.distribution import summarise
from lossquiz.selection.facts import all_facts, describe
from lossquiz.selection.number_targets import Kind, facts_of_numbers, kind_of, told_of_outliers
from lossquiz.selection.proposals import Proposal, Seen
from lossquiz.selection.several_targets import several
from lossquiz.selection.target import Target, look_at
from lossquiz.selection.word_targets import Words, facts_of_classes, positive_of, words_of
from lossquiz.selection.written import read_numbers
from lossquiz.wording import counted

__all__ = ["positive_of", "propose"]

_LEAST = 3
_OF_NUMBERS = {"regression", "forecasting"}
# Tasks that can be proposed for a column, the usual ones first: what was said chooses among them.
_PROPOSED = (
    "regression", "binary_classification", "multiclass_classification", "ordinal_classification",
    "multilabel_classification", "survival", "forecasting", "ranking", "recommendation", "ctr_prediction",
)  # fmt: skip


def propose(columns: Columns, task: str = "", said: Mapping[str, Value] | None = None) -> Proposal:
    """Propose a task and facts.

    Args:
        columns: The cells of the target, of the predictions if there are any, and of what lies beside.
        task: A task that the user has named already; then only its facts are looked for.
        said: Facts that the user gave: a task that has no place for them is not proposed.

    Raises:
        InputError: The column cannot be a target: all missing, constant, or free text.
    """
    given = said or {}
    notes = _notes(columns)
    if columns.also:
        found = _several(columns, given)
        if task and task != found.task:
            found = Words(task, "as you said")
        return Proposal(found.task, found.because, found.facts, (*notes, *found.notes))
    target = look_at(columns.name, columns.target, decimal_comma=columns.decimal_comma)
    notes += target.notes
    found = Words(task, "as you said") if task else _task(target, columns)
    if not task:
        found = _where_said(found, given, target)
    facts, told = _facts(found.task, target, given, columns)
    seen = [*found.facts, *facts, *_from_predictions(found.task, columns)]
    return Proposal(
        found.task,
        found.because,
        tuple({one.fact: one for one in seen}.values()),
        tuple(dict.fromkeys((*notes, *found.notes, *told))),
    )


def _several(columns: Columns, said: Mapping[str, Value]) -> Words:
    cells = {columns.name: columns.target, **columns.also}
    targets = []
    for name, column in cells.items():
        try:
            targets.append(look_at(name, column, decimal_comma=columns.decimal_comma))
        except InputError as error:
            raise InputError(f"column {name}: {error}") from error
    found = several(targets, cells, said)
    told = tuple(f"{target.name}: {note}" for target in targets for note in target.notes)
    return found._replace(notes=(*told, *found.notes))


def _notes(columns: Columns) -> list[str]:
    rows = len(columns.target)
    notes = [f"{counted(rows, 'row')} read"]
    if columns.sampled < 1:
        notes = [f"a sample: {counted(rows, 'row')}, about {columns.sampled:.1%} of the file, spread over it"]
    if columns.dropped:
        notes.append(f"{counted(columns.dropped, 'row')} left out: not as many cells as the header")
    return [*notes, *columns.notes]


# ---- the task


def _task(target: Target, columns: Columns) -> Words:
    beside = task_beside(target, columns.others)
    if beside:
        return Words(*beside)
    if target.numbers is None:
        return words_of(target)
    kind = kind_of(target)
    found = Words(kind.task, kind.because, _facts_of_kind(target, kind), kind.notes)
    if kind.task == "regression" and kind.what not in {"cycle", "year", "date"}:
        step = next(steps_of_time(columns.others), "")
        if step:
            note = "if rows do not follow each other in time, say --task regression"
            return Words("forecasting", f"{kind.because}; {step}", found.facts, (*found.notes, note))
    return found


def _facts_of_kind(target: Target, kind: Kind) -> tuple[Seen, ...]:
    if kind.what == "soft":
        return (Seen("soft_labels", True, kind.because),)
    if kind.what != "bounds" or target.numbers is None:
        return ()
    below, above = target.numbers.below, target.numbers.above
    sides = (("left_censored", below, "less than"), ("right_censored", above, "more than"))
    return tuple(Seen(fact, True, f"{count:,} cells say “{word}”") for fact, count, word in sides if count)


def _where_said(found: Words, said: Mapping[str, Value], target: Target) -> Words:
    """Return a task that has a place for what was said: the one found, or the first that has."""
    held = [name for name, value in said.items() if value is not False]
    homeless = [name for name in held if not all_facts()[name].belongs_to(found.task)]
    if not homeless:
        return found
    two = len(set(target.values or target.known)) == 2  # noqa: PLR2004 - classes
    tasks = [task for task in _PROPOSED if two or task != "binary_classification"]
    task = next((task for task in tasks if all(all_facts()[name].belongs_to(task) for name in held)), "")
    if not task:
        return found
    shown = ", ".join(describe(name, said[name]) for name in homeless)
    return Words(task, f"as you said {shown}, which {found.task} has no place for ({found.because})")


# ---- the facts


def _facts(task: str, target: Target, said: Mapping[str, Value], columns: Columns) -> tuple[list[Seen], list[str]]:
    notes = []
    weights = weights_in(columns.others)
    if weights:
        notes.append(f"column {weights} may say what each row weighs: multiply each row's loss by it")
    if task in _OF_NUMBERS and target.summary:
        kind = _kind_for(target)
        seen, told = facts_of_numbers(target, kind, said, task)
        exposure = exposure_in(columns.others)
        if exposure and task == "regression" and any(one.fact == "count_target" for one in seen):
            seen.append(Seen("exposure", True, f"column {exposure} says for how long, or how many, a row was observed"))
        return seen, [*notes, *told]
    soft = task == "binary_classification" and len(set(target.values)) > 2 and _kind_for(target).what == "soft"  # noqa: PLR2004
    if soft:
        return [], notes
    if task.endswith("classification") and task != "multilabel_classification":
        order = float if target.numbers and target.numbers.form == "plain" else None
        cells = [f"{value:g}" for value in target.values] if order else target.known
        told = [*_survival_note(target, columns), *_pairs_note(task, columns)]
        return facts_of_classes(task, cells, order=order), [*notes, *told]
    if task == "ctr_prediction":
        return [one for one in facts_of_classes("binary_classification", target.known) if one.fact == "pos_rate"], notes
    return [], notes


def _kind_for(target: Target) -> Kind:
    try:
        return kind_of(target)
    except InputError:  # a row number, which the user wants all the same
        return Kind("regression", "")


def _survival_note(target: Target, columns: Columns) -> list[str]:
    """Return what is lost by predicting whether something happens where the table says when."""
    if not names.says(target.name, names.EVENT - {"left"}) or len(set(target.known)) != 2:  # noqa: PLR2004
        return []
    for name, cells in columns.others.items():
        if names.says(name, names.DURATION - {"age", "day", "month", "week", "hours"}):
            numbers = read_numbers(cells)
            if numbers and min(numbers.known) >= 0 and len(set(numbers.known)) > _LEAST:
                return [
                    f"if when it comes counts, and not only whether: --target {name} --target {target.name} is survival"
                ]
    return []


def _pairs_note(task: str, columns: Columns) -> list[str]:
    pair = pair_in(columns.others) if task == "binary_classification" else None
    told = "if the texts are to be compared by embeddings: --task similarity --given pairs_with_labels"
    return [f"{pair[0]} and {pair[1]} are pairs; {told}"] if pair else []


# ---- predictions


def _from_predictions(task: str, columns: Columns) -> list[Seen]:
    if not columns.predictions:
        return []
    numbers = read_numbers(columns.predictions, decimal_comma=columns.decimal_comma)
    predictions = numbers.known if numbers else []
    if len(predictions) < _LEAST:
        raise InputError("the predictions hold fewer than three numbers")
    if task == "binary_classification":
        inside = all(0 <= prediction <= 1 for prediction in predictions)
        text = "all predictions from 0 to 1" if inside else "predictions outside 0 to 1"
        return [Seen("outputs", "probabilities" if inside else "logits", text)]
    return _facts_of_residuals(_pairs(columns)) if task in _OF_NUMBERS else []


def _pairs(columns: Columns) -> list[tuple[float, float]]:
    both = [
        read_numbers(cells, decimal_comma=columns.decimal_comma, least=0)
        for cells in (columns.target, columns.predictions)
    ]
    target, predictions = (numbers.values if numbers else () for numbers in both)
    pairs = [(t, p) for t, p in zip(target, predictions, strict=False) if t is not None and p is not None]
    if len(pairs) < _LEAST:
        raise InputError("fewer than three rows have both a target and a prediction")
    return pairs


def _facts_of_residuals(pairs: Sequence[tuple[float, float]]) -> list[Seen]:
    summary = summarise([target - prediction for target, prediction in pairs])
    seen = []
    if summary.outliers >= 0.001:  # noqa: PLR2004 - one in a thousand
        seen.append(Seen("outliers", True, f"residuals: {told_of_outliers(summary)}"))
    link = _rank_correlation([abs(t - p) for t, p in pairs], [p for _, p in pairs])
    if abs(link) > 0.3:  # noqa: PLR2004 - a visible dependence
        seen.append(
            Seen("heteroscedastic", True, f"size of residuals against predictions: rank correlation {link:.2f}")
        )
    return seen


def _rank_correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    ranks = [_ranks(values) for values in (xs, ys)]
    try:
        return statistics.correlation(*ranks)
    except statistics.StatisticsError:  # one of them is constant
        return 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2
        start = end + 1
    return ranks
