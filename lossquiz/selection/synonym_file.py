"""The file of synonyms, read, checked, and joined with the names that things have anyway."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.cache import packed
from lossquiz.selection.phrases import (
    COMMA,
    COUNT,
    END,
    GAP,
    MAYBE,
    NUMBER,
    ODDS,
    OUTRIGHT,
    RANGE,
    TOLD,
    UNLESS,
    WIDE_GAP,
    Entry,
    Phrase,
    phrase_of,
    read_phrase,
    stem,
)

if TYPE_CHECKING:
    from lossquiz.forms.files import Document
    from lossquiz.selection.facts import Fact, Task

FILE = "synonyms.yaml"
_NAMED, _HINTED = 5.0, 1.5
_ALONE = 3.0
_ONE_WORD = 0.4
_OF_LOSS = 3.0
_SPECIFIC = 3
_RARE = 8
_SHORT = 4
_NO_WORDS = {NUMBER, COUNT, ODDS, RANGE, END, COMMA, GAP, WIDE_GAP, MAYBE, "@"}


def read_words(folder: Path) -> dict[str, bytes]:
    """Read the file of synonyms and join it with the names that tasks, facts, values and metrics have anyway.

    Args:
        folder: Where the file is.

    Raises:
        BankError: Every fault of the file.
    """
    from lossquiz.forms.faults import raise_faults
    from lossquiz.forms.files import read_file
    from lossquiz.selection.facts import all_facts, tasks
    from lossquiz.selection.forms import SYNONYMS_FILE

    document = read_file(folder / FILE, SYNONYMS_FILE)
    if document.data is not None:
        check_synonyms(document, tasks(), all_facts())
    raise_faults([document.faults])
    content = document.data
    common = frozenset(content["common"])
    entries = [
        *_told(content),
        *_names_of_tasks(tasks(), common),
        *_names_of_facts(all_facts(), common),
        *_names_of_metrics(common),
        *_names_of_losses(tasks(), common),
    ]
    first: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for known in entry.phrase[0]:
            first[known].append(entry)
    speaks = _speaks(tasks(), all_facts(), entries)
    return {
        known: packed((tuple(map(_stated, first.get(known, ()))), speaks.get(known, {})))
        for known in sorted({*first, *speaks})
    }


def _stated(entry: Entry) -> tuple[Any, ...]:
    """Return an entry without what it has anyway."""
    values, usual = list(entry), Entry((), "", "")
    while values and values[-1] == usual[len(values) - 1]:
        values.pop()
    return tuple(values)


def check_synonyms(document: Document, tasks: Mapping[str, Task], facts: Mapping[str, Fact]) -> None:
    """Note what is wrong with synonyms that have the form that they should."""
    from lossquiz.lookup import suggest

    faults, content = document.faults, document.data
    for task, said in (content["tasks"] or {}).items() if faults.sound("tasks") else ():
        if task not in tasks:
            faults.fault_at(f"tasks.{task}", f'no task "{task}"; {suggest(task, tasks)}')
        for key in ("says", "hints", "outright", "unless") if said else ():
            _check_phrases(said[key] or (), f"tasks.{task}.{key}", document)
    for place, said in enumerate(content["facts"] or ()):
        key = f"facts[{place}]"
        if said is None or not faults.sound(key):
            continue
        name, _, value = said["fact"].partition("=")
        if name not in facts:
            faults.fault_at(f"{key}.fact", f'no fact "{name}"; {suggest(name, facts)}')
        else:
            _check_fact(facts[name], value, said, key, document)
        for at, task in enumerate(said["in"]):
            if task not in tasks:
                faults.fault_at(f"{key}.in[{at}]", f'no task "{task}"; {suggest(task, tasks)}')
            elif name in facts and not facts[name].belongs_to(task):
                faults.fault_at(f"{key}.in[{at}]", f"{name} plays no part in {task}")
        _check_phrases(said["phrases"], f"{key}.phrases", document)
        _check_phrases(said["unless"], f"{key}.unless", document)


def _check_fact(fact: Fact, value: str, said: Mapping[str, Any], key: str, document: Document) -> None:
    from lossquiz.errors import UsageError
    from lossquiz.selection.facts import check_value

    takes_number = bool(fact.number) or (fact.range and not value)
    if value or not takes_number:
        try:
            check_value(fact, value or True)
        except UsageError as error:
            document.faults.fault_at(f"{key}.fact", str(error))
        return
    for place, text in enumerate(said["phrases"]):
        if RANGE not in text and not re.search(r"[#\d]", text):
            document.faults.fault_at(f"{key}.phrases[{place}]", f"{fact.id} is a number: expected a # for it")


def _check_phrases(texts: tuple[str, ...], key: str, document: Document) -> None:
    known: dict[Phrase, str] = {}
    for place, text in enumerate(texts):
        try:
            phrase = read_phrase(text)
        except ValueError as error:
            document.faults.fault_at(f"{key}[{place}]", str(error))
            continue
        if known.setdefault(phrase, text) is not text:
            document.faults.fault_at(f"{key}[{place}]", f'"{text}" says no more than "{known[phrase]}" before it')


def _told(content: Mapping[str, Any]) -> Iterator[Entry]:
    from lossquiz.selection.facts import all_facts

    for task, said in content["tasks"].items():
        for key, points in (("says", TOLD), ("hints", _HINTED)):
            for text in said[key]:
                yield Entry(read_phrase(text), "task", task, points=points)
        for text in said["outright"]:
            yield Entry(read_phrase(text), OUTRIGHT, task)
        for text in said["unless"]:
            yield Entry(read_phrase(text), UNLESS, task)
    for said in content["facts"]:
        name, _, value = said["fact"].partition("=")
        fact = all_facts()[name]
        where = said["in"] or _where(fact)
        for text in said["phrases"]:
            phrase = read_phrase(text)
            least = -math.inf if said["least"] is None else said["least"]
            points = _weight(where) * (_ONE_WORD if len(phrase) == 1 else 1)
            yield Entry(phrase, "fact", name, value, where, points, least, said["rest"])
        for text in said["unless"]:
            yield Entry(read_phrase(text), UNLESS, name)


def _where(fact: Fact) -> tuple[str, ...]:
    return () if "any" in fact.tasks else fact.tasks


def _weight(tasks: tuple[str, ...]) -> float:
    return _ALONE / len(tasks) if tasks and len(tasks) <= _SPECIFIC else 0.5 if tasks else 0.0


def _names_of_tasks(tasks: Mapping[str, Task], common: frozenset[str]) -> Iterator[Entry]:
    for task in tasks.values():
        for name in dict.fromkeys((task.id, *task.aliases, _plain(task.title))):
            if name not in common and task.id != "other":
                yield Entry(phrase_of(name), "task", task.id, points=_NAMED)


def _names_of_facts(facts: Mapping[str, Fact], common: frozenset[str]) -> Iterator[Entry]:
    """Yield the names of facts that take no value; a name of one word is said in other senses too often."""
    for fact in facts.values():
        for name in (fact.id, *fact.aliases):
            if fact.is_plain and name not in common and "_" in name and not name.startswith("no_"):
                yield Entry(phrase_of(name), "fact", fact.id, "", _where(fact), _weight(_where(fact)))


def _names_of_metrics(common: frozenset[str]) -> Iterator[Entry]:
    from lossquiz.losses.catalogue import catalogue, loss_names
    from lossquiz.selection.declarations import declarations

    known = declarations()["metrics"]
    for name, metric in known["words"].items():
        if name in common and len(name) < _SHORT:
            continue
        tasks = tuple(known["tasks"][metric])
        is_loss = name in catalogue() or name in loss_names() or metric in catalogue() or f"{name}_loss" in loss_names()
        clear, weight = not is_loss, _weight(tasks)
        yield Entry(phrase_of(name), "metric", metric, name, tasks, weight, clear=clear, bare=name in common)


def _names_of_losses(tasks: Mapping[str, Task], common: frozenset[str]) -> Iterator[Entry]:
    """Yield the names of losses, which speak of the tasks that they are recommended for."""
    from lossquiz.losses.catalogue import catalogue, loss_names
    from lossquiz.selection.declarations import declarations

    content = declarations()
    where: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        for loss in {loss for at in content["by_task"][task] for loss in content["rules"][at].get("promote", ())}:
            where[loss].append(task)
    names = {**{name: name for name in catalogue()}, **loss_names()}
    for name, loss in sorted(names.items()):
        told = tuple(where.get(loss, ()))
        if told and len(told) <= _SPECIFIC and name not in common and len(name) >= _SHORT - 1:
            yield Entry(phrase_of(name), "loss", loss, "", told, _OF_LOSS / len(told))


def _plain(title: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", title.lower()))


def _speaks(tasks: Mapping[str, Task], facts: Mapping[str, Fact], entries: list[Entry]) -> dict[str, dict[str, float]]:
    """Return what single words say of tasks: the rarer among the tasks, the more; what is common says nothing."""
    found: dict[str, set[str]] = {word: set() for entry in entries for element in entry.phrase for word in element}
    for task in tasks.values():
        own = [fact for fact in facts.values() if task.id in fact.tasks]
        texts = [task.title, task.means, *task.aliases, *(text for fact in own for text in (fact.means, *fact.aliases))]
        for word in re.findall(r"[^\W_]{4,}", " ".join(texts).replace("_", " ")):
            found.setdefault(stem(word), set()).add(task.id)
    return {
        word: {task: math.log(len(tasks) / len(told)) / math.log(len(tasks)) for task in sorted(told)}
        if 0 < len(told) <= _RARE
        else {}
        for word, told in found.items()
        if word not in _NO_WORDS
    }
