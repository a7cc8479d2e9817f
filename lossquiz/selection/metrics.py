"""The metrics that a model is judged by, as people type them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from lossquiz.errors import UsageError
from lossquiz.lookup import plain, quote, suggest
from lossquiz.selection.declarations import declarations
from lossquiz.selection.metric_rules import METRIC

_ELSEWHERE = "`lossquiz recommend --facts --task TASK` lists those of a task"
_NUMBER = re.compile(r"\[?\d*\.?\d+(?:[:_]\d*\.?\d+)*\]?")
_WITH_NUMBER = re.compile(r"(?P<name>.*?[a-z])[_=@(]*(?P<number>\d*\.?\d+)\)?(?:_?score)?")
_ARTICLES = ("mean_", "average_", "avg_")


@functools.cache
def metrics_of(task: str) -> tuple[str, ...]:
    """Return the metrics that a task is judged by, in the order of the file."""
    return tuple(name for name, tasks in declarations()["metrics"]["tasks"].items() if task in tasks)


def tasks_of_metric(name: str) -> tuple[str, ...]:
    """Return the tasks that are judged by a metric."""
    return tuple(declarations()["metrics"]["tasks"][name])


def read_metric(text: str) -> str:
    """Return a metric's id, with the number behind its name where it takes one: `fbeta=2`.

    A cut-off (`recall@20`, `top_5_accuracy`) is read and left out, since it changes no loss.

    Raises:
        UsageError: No metric has that name; the message gives the nearest.
    """
    known = declarations()["metrics"]
    word = plain(text).replace("'", "")
    for spelling in _spellings(word):
        if spelling in known["words"]:
            return str(known["words"][spelling])
    found = _WITH_NUMBER.fullmatch(word)
    name = known["words"].get(found["name"].rstrip("_"), "") if found else ""
    if found and name in known["takes"]:
        return f"{name}={float(found['number']):g}"
    raise UsageError(f"{METRIC} does not take {quote(text)}; {suggest(word, known['words'], _ELSEWHERE)}")


def _spellings(word: str) -> Iterator[str]:
    """Yield a word as it may be known: with `k` for its cut-off, and without an average before it."""
    at = word.replace("_@_", "@").replace("@", "_at_")
    for spelling in (word, at, _NUMBER.sub("k", at)):
        yield spelling
        for article in _ARTICLES:
            if spelling.startswith(article):
                yield spelling.removeprefix(article)


def parted(value: str) -> tuple[str, dict[str, str]]:
    """Return a metric without the number behind its name, and the fact that the number sets."""
    name, _, number = value.partition("=")
    return name, {declarations()["metrics"]["takes"][name]: number} if number else {}
