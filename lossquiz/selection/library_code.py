"""The code of a loss in another library, from its declared form and the facts. Text only: no library is imported."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from string import Template
from typing import Any

from lossquiz.selection.conditions import Value, holds, parse_condition
from lossquiz.selection.torch_line import settings

FRAMEWORK = "framework"
"""The fact that names the library."""

_COLUMNS = 76
_DEPTH = 4


def serves(form: Mapping[str, Any], task: str) -> bool:
    """Tell whether a form of a loss is for a task."""
    return not form["tasks"] or task in form["tasks"]


def form_of(forms: Iterable[Mapping[str, Any]], task: str, facts: Mapping[str, Value]) -> Mapping[str, Any] | None:
    """Return the first form of a loss that fits task and facts, or None."""
    fitting = (form for form in forms if serves(form, task))
    return next((f for f in fitting if all(holds(parse_condition(text), facts) for text in f["when"])), None)


def code_of(
    form: Mapping[str, Any], framework: Mapping[str, Any], facts: Mapping[str, Value], meanings: Mapping[str, str]
) -> str:
    """Return the code of a form: imports, what to define before, the loss, training and prediction.

    Args:
        form: How the loss is written.
        framework: The library.
        facts: Complete facts.
        meanings: The names that may be left to the reader, each with its meaning.

    Raises:
        KeyError: The template has a place that nothing fills.
        ValueError: A lone `$` in the code.
    """
    template = framework["templates"][form["template"]]
    slots = {**template["slots"], **form["slots"]}
    params = dict(form["params"])
    fixed: set[str] = set()
    for text, setting in (*form["options"].items(), *template["options"].items()):
        if not holds(parse_condition(text), facts):
            continue
        for name, value in settings(setting, facts.get(re.split("[=<>!|]", text)[0], True)):
            if name not in fixed:
                (slots if name in slots else params)[name] = value
                fixed.add(name)
    body = _filled(template["code"], {**slots, "params": _params(params, template["params"]), "name": form["name"]})
    return _whole(body, framework["imports"], meanings)


def _params(params: Mapping[str, str], style: str) -> str:
    stated = {name: value for name, value in params.items() if value}
    if style == "lines":
        return "\n".join(f'    "{name}": {value},' for name, value in stated.items())
    if style == "settings":
        return ";".join(f"{name}={value}" for name, value in stated.items())
    return ", ".join(f"{name}={value}" for name, value in stated.items())


def _filled(text: str, slots: Mapping[str, str]) -> str:
    """Fill the places of a text, and those of what is filled in; several lines keep the indent of their place."""
    for _ in range(_DEPTH):
        if "$" not in text:
            break
        text = "\n".join(part for line in text.splitlines() for part in _line(line, slots))
    return text


def _line(line: str, slots: Mapping[str, str]) -> list[str]:
    alone = re.fullmatch(r"( *)\$(\w+)", line)
    if not alone:
        indent = line[: len(line) - len(line.lstrip())]
        first, *rest = Template(line).substitute(slots).split("\n")
        return [first, *(f"{indent}{part}" for part in rest)]
    text = slots[alone[2]]
    return textwrap.indent(text, alone[1]).splitlines()


def _whole(body: str, imports: Mapping[str, str], meanings: Mapping[str, str]) -> str:
    lines = [part for line in body.splitlines() for part in _wrapped(line)]
    code = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    needed = dict.fromkeys(statement for word, statement in imports.items() if _occurs(word, code))
    free = [name for name in meanings if _occurs(name, code) and not _is_made(name, code)]
    head = [*_merged(needed), ""] if needed else []
    if free:
        defined = (part for name in free for part in comment(f"{name}: {meanings[name]}"))
        head += ["# define before:", *defined, ""]
    if re.match(r"def |class ", body):
        head.append("")
    return "\n".join([*head, *lines]).strip("\n") + "\n"


def _merged(statements: Iterable[str]) -> list[str]:
    """Return imports with those from one module in one line."""
    modules: dict[str, list[str]] = {}
    for statement in statements:
        module, _, name = statement.partition(" import ")
        modules.setdefault(module, []).append(name)
    return [" import ".join(filter(None, (module, ", ".join(names)))) for module, names in modules.items()]


def _is_made(name: str, code: str) -> bool:
    """Tell whether the code gives a name its value itself."""
    return re.search(rf"(?m)^\s*{name} = |def \w+\(.*\b{name}\b", code) is not None


def _occurs(word: str, code: str) -> bool:
    return re.search(rf"(?<![\w.\"']){re.escape(word)}\b(?!\s*=[^=])", code) is not None


def _wrapped(line: str) -> Iterator[str]:
    yield from comment(line[2:]) if line.startswith("# ") else [line]


def comment(text: str) -> list[str]:
    """Return a text as lines of a comment."""
    return textwrap.wrap(text, _COLUMNS, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)
