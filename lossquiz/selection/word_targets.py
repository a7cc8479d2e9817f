"""What kind of target some words are: classes, ordered grades, several labels in a cell, vectors, tags, texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from lossquiz.errors import InputError
from lossquiz.selection import column_names as names
from lossquiz.selection.number_targets import MOST_CLASSES
from lossquiz.selection.proposals import Seen
from lossquiz.selection.scales import is_calendar, order_of, tidy
from lossquiz.selection.target import YES, Target

_LISTED = re.compile(r"\s*[\[({].*[\])}]\s*", re.DOTALL)
_SEPARATORS = ("|", ";", ", ", ",", " / ", "/", " + ", "+", " & ", "\n", "::")
_TAG = re.compile(r"[BILUES](?:-|_)\w.*|O", re.DOTALL)
_BITS = re.compile(r"[01](?:[ ,;]?[01]){2,}")
_FILE = re.compile(r".+\.(?:png|jpe?g|tiff?|bmp|npy|nii(?:\.gz)?)", re.IGNORECASE)
_SOUND = re.compile(r".+\.(?:wav|flac|mp3|ogg)", re.IGNORECASE)
_SPOKEN = {"\n": "a line break", " ": "a space", ", ": "a comma", ",": "a comma"}
_BRACKETED = re.compile(r"(?:<[^<>]+>)+")
_LONGEST_LABEL = 60


class Words(NamedTuple):
    """What a column of words is: a task, why, facts, what else might be meant."""

    task: str
    because: str
    facts: tuple[Seen, ...] = ()
    notes: tuple[str, ...] = ()


def words_of(target: Target) -> Words:
    """Return what kind of target some words are.

    Raises:
        InputError: They are no target: texts, or ids.
    """
    known = target.known
    for look in (_of_vectors, _of_lists, _of_tags, _of_files):
        found = look(known)
        if found:
            return found
    distinct = len(set(known))
    if distinct == 2:  # noqa: PLR2004 - two classes
        return Words("binary_classification", "two different words")
    order = order_of(set(known), graded=bool(names.says(target.name, names.GRADE | {"class"})))
    if order and distinct < 20 and distinct <= len(known) / 2:  # noqa: PLR2004 - longer than any scale
        return Words("ordinal_classification", f"ordered words: {' < '.join(order)}")
    found = _of_joined(known, listed=bool(names.says(target.name, names.LABELS)))
    if found:
        return found
    _check_no_text(target, distinct)
    notes: tuple[str, ...] = ()
    if is_calendar(set(known)):
        notes = ("these words go round: the last is next to the first",)
    elif distinct <= 7 and all(len(word) == 1 for word in known):  # noqa: PLR2004 - grades from A to G
        notes = ("if these letters are ordered grades, say --task ordinal",)
    return Words("multiclass_classification", f"{distinct} different words", (), notes)


def _check_no_text(target: Target, distinct: int) -> None:
    known = target.known
    if distinct <= MOST_CLASSES and distinct <= len(known) / 2:
        return
    words = sum(len(cell.split()) for cell in known) / len(known)
    if words >= 3:  # noqa: PLR2004 - a text, and not a name
        raise InputError(
            f"{distinct:,} different words in {len(known):,} rows, {words:.0f} in each: free text or an id, no class; "
            "for a text that is to be written say --task language_modelling or translation"
        )
    raise InputError(f"{distinct:,} different words in {len(known):,} rows: free text or an id, not a target")


# ---- several labels in a cell


def _of_lists(known: Sequence[str]) -> Words | None:
    """Return labels out of cells that are lists: JSON, Python's, braces."""
    if sum(_LISTED.fullmatch(cell) is not None for cell in known) < 0.9 * len(known):
        return None
    lists = [_listed(cell) for cell in known]
    labels = Counter(label for labels in lists for label in set(labels))
    if not labels or len(labels) > MOST_CLASSES * 10 or max(map(len, lists)) < 2:  # noqa: PLR2004
        return None
    if len(labels) > len(known) and len(labels) > MOST_CLASSES:
        return None
    several = sum(len(labels) > 1 for labels in lists) / len(lists)
    return _multilabel(lists, f"lists of labels: {several:.0%} of the cells hold several of {len(labels)}")


def _listed(cell: str) -> list[str]:
    inner = cell.strip()
    try:
        parsed = json.loads(inner.replace("'", '"'))
    except (ValueError, RecursionError):
        parsed = None
    if isinstance(parsed, list):
        return [str(one.get("name", one)) if isinstance(one, dict) else str(one) for one in parsed]
    return [part.strip().strip("'\"") for part in inner[1:-1].split(",") if part.strip().strip("'\"")]


def _of_joined(known: Sequence[str], *, listed: bool) -> Words | None:
    """Return labels that stand in a cell with separators between them."""
    distinct = len(set(known))
    if all(_BRACKETED.fullmatch(cell) for cell in known):
        known = [cell[1:-1].replace("><", "|") for cell in known]
    # A space is between the words of any name: only a column of labels is parted there.
    for separator in (*_SEPARATORS, " ") if listed else _SEPARATORS:
        lists = [[label.strip() for label in cell.split(separator) if label.strip()] for cell in known]
        several = sum(len(labels) > 1 for labels in lists) / len(known)
        if several <= (0.02 if listed else 0.1):
            continue
        labels = Counter(label for labels in lists for label in labels)
        often = sum(labels.values()) / max(len(labels), 1)
        short = sum(len(label) <= _LONGEST_LABEL for label in labels) >= 0.95 * len(labels)
        if len(labels) < distinct + 1 and len(labels) <= MOST_CLASSES and often >= 3 and short and len(labels) > 1:  # noqa: PLR2004
            shown = _SPOKEN.get(separator, f"“{separator.strip()}”")
            return _multilabel(
                lists, f"{several:.0%} of the cells hold several of {len(labels)} labels, with {shown} between them"
            )
    return None


def _multilabel(lists: Sequence[Sequence[str]], because: str) -> Words:
    labels = {label for labels in lists for label in labels}
    mean = sum(len(set(labels)) for labels in lists) / len(lists)
    return Words("multilabel_classification", because, tuple(facts_of_labels(len(labels), mean)))


def facts_of_labels(count: int, mean: float) -> list[Seen]:
    """Return the facts of labels of which a row has some on average."""
    seen = []
    if count >= 100:  # noqa: PLR2004 - hundreds
        seen.append(Seen("many_labels", True, f"{count:,} different labels"))
    if count >= 5 and mean / count < 0.1:  # noqa: PLR2004 - nine in ten are off
        seen.append(Seen("mostly_negative", True, f"a row has {mean:.1f} of {count:,} labels on average"))
    return seen


# ---- vectors, tags, files


def _of_vectors(known: Sequence[str]) -> Words | None:
    """Return what cells are that hold as many numbers each: labels of 0 and 1, class probabilities, several targets."""
    if (
        all(_BITS.fullmatch(cell) for cell in known)
        and len({len(cell) for cell in known}) == 1
        and not all(cell.isdigit() for cell in known)
    ):
        vectors: list[list[float]] | None = [[float(sign) for sign in cell if sign in "01"] for cell in known]
    else:
        vectors = _vectors(known)
    if not vectors or len({len(vector) for vector in vectors}) != 1 or len(vectors[0]) < 2:  # noqa: PLR2004
        return None
    return words_of_vectors(vectors, "cells of {width} numbers")


def _vectors(known: Sequence[str]) -> list[list[float]] | None:
    if not all(_LISTED.fullmatch(cell) for cell in known):
        return None
    vectors = []
    for cell in known:
        try:
            vectors.append([float(part) for part in re.split(r"[\s,;]+", cell.strip()[1:-1].strip())])
        except ValueError:
            return None
    return vectors


def words_of_vectors(vectors: Sequence[Sequence[float]], text: str) -> Words:
    """Return what rows of as many numbers are: yes-or-no labels, one class each, probabilities, or several targets."""
    width = len(vectors[0])
    head = text.format(width=width)
    sums = [sum(vector) for vector in vectors]
    bits = all(value in {0.0, 1.0} for vector in vectors for value in vector)
    if bits and all(total == 1 for total in sums) and width > 2:  # noqa: PLR2004 - two columns may be two labels
        facts = (Seen("n_classes", width, head), Seen("targets", "onehot", "each row has exactly one 1"))
        return Words("multiclass_classification", f"{head}, of which exactly one is 1 in each row", facts)
    if bits:
        mean = sum(sums) / len(sums)
        return Words("multilabel_classification", f"{head}, each 0 or 1", tuple(facts_of_labels(width, mean)))
    inside = all(0 <= value <= 1 for vector in vectors for value in vector)
    if inside and width > 1 and all(abs(total - 1) < 0.02 for total in sums):  # noqa: PLR2004 - rounded
        facts = (Seen("n_classes", width, head), Seen("soft_labels", True, "each row adds up to 1"))
        task = "multiclass_classification" if width > 2 else "binary_classification"  # noqa: PLR2004 - two classes
        return Words(task, f"{head} that add up to 1: probabilities", facts)
    return Words("regression", head, (Seen("multi_output", True, head),))


def _of_tags(known: Sequence[str]) -> Words | None:
    words = {part for cell in known[:2000] for part in cell.split()}
    if len(words) > 2 and "O" in words and all(_TAG.fullmatch(word) for word in words):  # noqa: PLR2004
        seen = Seen("label_transitions", True, "the tags begin and go on (B-, I-): not each may follow each")
        return Words("sequence_tagging", f"{len(words)} tags such as {min(words)}, one for each token", (seen,))
    return None


def _of_files(known: Sequence[str]) -> Words | None:
    for pattern, task, what in ((_FILE, "segmentation", "images"), (_SOUND, "audio", "sounds")):
        if len(set(known)) > 2 and all(pattern.fullmatch(cell) for cell in known):  # noqa: PLR2004
            return Words(task, f"names of files with {what}, which are the output then")
    return None


# ---- classes


def facts_of_classes(task: str, cells: Iterable[str], *, order: Callable[[str], float] | None = None) -> list[Seen]:
    """Return the facts of classes: how many, how unequal.

    Args:
        task: A task of classification.
        cells: The classes, row by row.
        order: The number that a class stands for, where it does.
    """
    known = list(cells)
    counts = Counter(known)
    if task == "binary_classification" and len(counts) == 2:  # noqa: PLR2004 - two classes
        return _facts_of_two(counts, known, order)
    sizes = sorted(counts.values())
    seen = [Seen("n_classes", len(counts), f"{len(counts)} classes")]
    ratio = sizes[-1] / sizes[0]
    text = f"the largest class has {ratio:.3g} times the rows of the smallest"
    level = next((word for least, word in ((100, "extreme"), (10, "severe"), (3, "mild")) if ratio >= least), "")
    if level and task == "multiclass_classification":
        long = len(counts) >= 20 and ratio >= 10  # noqa: PLR2004 - a tail needs many classes
        seen.append(Seen("long_tailed", True, text) if long else Seen("imbalance", level, text))
    return seen


def _facts_of_two(counts: Mapping[str, int], known: Sequence[str], order: Callable[[str], float] | None) -> list[Seen]:
    positive = positive_of(counts, known)
    rate = counts[positive] / len(known)
    seen = [Seen("pos_rate", rate, f"{counts[positive]:,} of {len(known):,} rows are {positive}")]
    if order and {order(word) for word in counts} == {-1.0, 1.0}:
        seen.append(Seen("targets", "plus_minus_one", "the labels are −1 and +1"))
    return seen


def positive_of(words: Iterable[str], cells: Iterable[str]) -> str:
    """Return which of two classes is the positive one: by its word, or else the rarer one."""
    listed = list(words)
    counts = Counter(cell.strip() for cell in cells)
    return next((word for word in listed if tidy(word) in YES), min(listed, key=lambda word: counts[word]))
