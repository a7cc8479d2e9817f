"""Every block that the advisor can print for another library, found by trying the facts that change it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from printed_code import NUMBERS, default

from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import pool
from lossquiz.selection.facts import all_facts, settle, tasks
from lossquiz.selection.frameworks import PYTORCH, framework_of, write_for
from lossquiz.selection.library_code import FRAMEWORK, form_of

LIBRARIES = tuple(name for name in all_facts()[FRAMEWORK].values if name != PYTORCH)


@dataclass(frozen=True, slots=True)
class Block:
    """One block, with the first task and facts that print it, and the form of the loss that it is."""

    library: str
    loss: str
    task: str
    facts: Mapping[str, Value]
    form: Mapping[str, Any]
    code: str

    @property
    def id(self) -> str:
        """The library, the loss, the task and the facts that matter."""
        said = [f"{name}={value}" for name, value in self.facts.items()]
        return "-".join([self.library, self.loss, self.task, *said])


@functools.cache
def blocks(library: str) -> tuple[Block, ...]:
    """Return each block that some task and facts print for a library, once."""
    found: dict[tuple[str, str], Block] = {}
    for task in tasks():
        for loss in sorted(pool(task)):
            for facts in settings_of(library, loss, task):
                known = {**settle(task, facts), FRAMEWORK: library}
                written = write_for(loss, task, known)
                framework = framework_of(known)
                if written and framework:
                    form = form_of(framework["losses"][loss], task, known)
                    assert form
                    found.setdefault((loss, written.code), Block(library, loss, task, facts, form, written.code))
    return tuple(found.values())


def settings_of(library: str, loss: str, task: str) -> Iterator[dict[str, Value]]:
    """Yield all combinations of the facts of a task that the code of a loss looks at."""
    framework = framework_of({FRAMEWORK: library})
    assert framework
    tests: set[str] = set()
    for form in framework["losses"].get(loss, ()):
        template = framework["templates"][form["template"]]
        texts = [*form["options"], *template["options"], *form["when"]]
        tests |= {test for text in texts for test in text.split("|")}
    values: dict[str, list[Value]] = {}
    for test in sorted(tests):
        name, _, value = test.partition("=")
        if all_facts()[name].belongs_to(task):
            values.setdefault(name, [False]).append(NUMBERS.get(name, value or default(name)))
    for chosen in itertools.product(*values.values()):
        yield {name: value for name, value in zip(values, chosen, strict=True) if value is not False}
