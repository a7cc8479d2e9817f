"""Words of tasks, facts and values at once: what a word names, what speaks of it, and what comes nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.lookup import plain
from lossquiz.selection.declarations import declarations

if TYPE_CHECKING:
    from lossquiz.selection.facts import Fact, Task

_OFFERED = 3
_FEW = 3
_SHORT = 4
_CLOSE, _CLOSE_SHORT = 0.75, 0.8  # two letters of three that agree say nothing
_AS_GOOD = 0.08  # what is further behind the nearest was not meant
_STEM = 4
_LONGEST = 80

_KINDS = ("task", "fact", "value")
"""From the widest to the narrowest: a word that names two is told as the first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What speaks of a word: tasks, facts, and values with their facts, the nearest first."""

    tasks: tuple[Task, ...]
    facts: tuple[Fact, ...]
    values: tuple[tuple[Fact, str], ...]

    def within(self, task: str) -> Found:
        """Return the facts and values of those that play a part in a task."""
        values = tuple((fact, value) for fact, value in self.values if fact.belongs_to(task))
        return Found((), tuple(fact for fact in self.facts if fact.belongs_to(task)), values)


@dataclass(frozen=True, slots=True)
class _Named:
    """One name: what kind of thing it names, which one, and what to say of it."""

    name: str
    kind: str
    id: str
    told: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all tasks and facts, by which they are found."""

    tasks: Mapping[str, Task]
    facts: Mapping[str, Fact]

    def search(self, text: str) -> Found:
        """Return the tasks, facts and values that a text names or that speak of all its words.

        A task's name brings all its facts.
        """
        asked = [word for word in plain(text).split("_") if word]
        task = next((named.id for named in self._names() if named.kind == "task" and named.name == plain(text)), "")
        own = {fact.id for fact in self.facts.values() if task and fact.belongs_to(task)}
        found = sorted((_place(_of_task(one), asked), at, one) for at, one in enumerate(self.tasks.values()))
        facts = sorted(
            (_place(_of_fact(one), asked, else_at=3 if one.id in own else 0), at, one)
            for at, one in enumerate(self.facts.values())
        )
        values = [(fact, value) for fact in self.facts.values() for value in fact.choices if _speaks([value], asked)]
        return Found(
            tuple(one for place, _, one in found if place),
            tuple(one for place, _, one in facts if place),
            tuple(values),
        )

    def elsewhere(self, word: str, kind: str = "") -> str:
        """Return what a word is where it does name something of another kind, or ""."""
        name = plain(word[:_LONGEST])
        found = [named for named in self._names() if named.name == name and named.kind != kind]
        least = min((_KINDS.index(named.kind) for named in found), default=0)
        told = [named.told.format(word=name, name=name) for named in found if _KINDS.index(named.kind) == least]
        return "; ".join(told[:_OFFERED]) or self._of_loss(name)

    def advice(self, word: str, kind: str) -> str:
        """Return what a word that names nothing of its kind, `task` or `fact`, is instead, or what is near."""
        return self.elsewhere(word, kind) or self._near(plain(word[:_LONGEST]), kind) or self._list(kind)

    def _list(self, kind: str) -> str:
        if kind == "task":
            return f"tasks: {', '.join(self.tasks)}"
        return "`lossquiz recommend --facts` lists them all, `--facts WORD` searches tasks, facts and values"

    def _near(self, name: str, kind: str) -> str:
        import difflib  # only a wrong word has to wait for it

        ranked: dict[tuple[str, str], tuple[float, _Named]] = {}
        matcher = difflib.SequenceMatcher()
        matcher.set_seq2(name)
        for named in self._names():
            matcher.set_seq1(named.name)
            close = _CLOSE_SHORT if min(len(name), len(named.name)) <= _SHORT else _CLOSE
            likeness = matcher.ratio() if matcher.real_quick_ratio() >= close else 0.0
            likeness = max(likeness, close * _speaks([named.name], name.split("_") if name else ()))
            if name and (named.name.startswith(name) or name in named.name.split("_")):
                likeness = max(likeness, close + _AS_GOOD)
            likeness += _AS_GOOD * (named.kind == kind and likeness >= close)
            best = ranked.get((named.kind, named.id), (0.0, named))
            if likeness >= close and likeness > best[0]:
                ranked[named.kind, named.id] = (likeness, named)
        order = sorted(ranked.values(), key=lambda pair: (-round(pair[0], 6), pair[1].kind != kind))
        return _offer([named for likeness, named in order if likeness > order[0][0] - 0.9 * _AS_GOOD], kind)

    def _names(self) -> Iterator[_Named]:
        for task in self.tasks.values():
            for name in dict.fromkeys((task.id, plain(task.title), *task.aliases)):
                yield _Named(name, "task", task.id, f"{{word}} is a task: --task {task.id}")
        for fact in self.facts.values():
            for name in dict.fromkeys((fact.id, *fact.aliases, *fact.inverse)):
                takes = "=NUMBER" if fact.number else "=WORD" if fact.values else ""
                yield _Named(name, "fact", fact.id, f"{{word}} is a fact of {_where(fact)} --given {{name}}{takes}")
            for value in fact.choices:
                told = f"{{word}} is a value of {fact.id}:{_task_option(fact)} --given {fact.id}={value}"
                yield _Named(value, "value", f"{fact.id}={value}", told)

    def _of_loss(self, name: str) -> str:
        from lossquiz.losses.catalogue import catalogue, loss_names

        loss = name if name in catalogue() else loss_names().get(name, "")
        if not loss:
            return ""
        where = [task for task in self.tasks if loss in _recommended(task)]
        by = f"; --task {where[0]} can recommend it" if where else ""
        return f"{name} is a loss: `lossquiz show {loss}`{by}"


def _of_task(task: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (task.id, plain(task.title), *task.aliases), (task.means,)


def _of_fact(fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (fact.id, *fact.aliases, *fact.inverse), (fact.means, fact.ask)


def _place(texts: tuple[Sequence[str], Sequence[str]], asked: Sequence[str], else_at: int = 0) -> int:
    """Return 1 where a name is just what was asked, 2 where one speaks of it, 3 where the text does, or `else_at`."""
    names, prose = texts
    if "_".join(asked) in names:
        return 1
    if _speaks(names, asked):
        return 2
    return 3 if _speaks([*names, *prose], asked) else else_at


def _speaks(texts: Iterable[str], asked: Sequence[str]) -> bool:
    words = {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
    return bool(asked) and all(any(_alike(one, word) for word in words) for one in asked)


def _alike(asked: str, word: str) -> bool:
    """Tell whether a word begins as asked, or is what was asked without its ending."""
    return word.startswith(asked) or (len(word) >= _STEM and asked.startswith(word) and len(asked) <= len(word) + 2)


def _offer(near: Sequence[_Named], kind: str) -> str:
    """Return the question whether one of those near was meant: those of the kind by their names, others as they are."""
    if not near:
        return ""
    own = [named.id for named in near if named.kind == kind][:_OFFERED]
    if near[0].kind == kind:
        return f"did you mean {' or '.join(own)}?"
    told = near[0].told.format(word=near[0].name, name=near[0].name)
    return f"did you mean {near[0].name}? {told}" + (f"; or {' or '.join(own)}" if own else "")


def _where(fact: Fact) -> str:
    if "any" in fact.tasks:
        return "every task:"
    more = ", …" if len(fact.tasks) > _FEW else ""
    return f"{', '.join(fact.tasks[:_FEW])}{more}:{_task_option(fact)}"


def _task_option(fact: Fact) -> str:
    return "" if "any" in fact.tasks else f" --task {fact.tasks[0]}"


def _recommended(task: str) -> set[str]:
    content = declarations()
    return {loss for place in content["by_task"][task] for loss in content["rules"][place].get("promote", ())}
