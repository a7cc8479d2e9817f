"""The PyTorch code of a loss, its arguments set from the facts. Text only: torch is never imported."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping

from lossquiz.losses.catalogue import Loss, free_names
from lossquiz.selection.conditions import Value, all_hold, any_holds, holds, parse_condition

_COLUMNS = 76
_IMPORTS = {r"\bitertools\.": "import itertools", r"\bmath\.": "import math"}
_FUNCTIONAL = "import torch.nn.functional as F"


def for_facts(loss: Loss, task: str, facts: Mapping[str, Value]) -> Loss:
    """Return the loss as it is written for a task and facts: the first of its variants that fits, or itself.

    Args:
        loss: The loss, as it stands in the catalogue.
        task: The task's id.
        facts: Complete facts.
    """
    known = {**facts, "task": task}
    for variant in loss.variants:
        when, unless = (map(parse_condition, variant[part]) for part in ("when", "unless"))
        if all_hold(when, known) and not any_holds(unless, known):
            return dataclasses.replace(loss, **variant["sets"], variants=())
    return loss


def code_block(loss: Loss, facts: Mapping[str, Value]) -> str:
    """Return code to copy as it is: imports, the loss, what to feed it, and one training step.

    Args:
        loss: The loss, as it is written for the facts.
        facts: Complete facts.
    """
    line = torch_line(loss, facts)
    head = ["\n".join(_imports(line)), "\n".join(_to_define(line))]
    parts = ["\n\n".join(part for part in head if part), _definition(loss, line), _step(loss, line)]
    return ("\n\n" if loss.torch else "\n\n\n").join(parts) + "\n"


def _imports(line: str) -> Iterator[str]:
    for pattern, statement in _IMPORTS.items():
        if re.search(pattern, line):
            yield statement
    if any(re.search(pattern, line) for pattern in _IMPORTS):
        yield ""
    yield "import torch"
    if re.search(r"\bF\.", line):
        yield _FUNCTIONAL


def _to_define(line: str) -> Iterator[str]:
    """Yield a comment for each name that its reader has to define first."""
    names = names_in(line)
    if names:
        yield "# define before:"
    for name, meaning in names.items():
        yield from _comment(f"{name}: {meaning}")


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _COLUMNS, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)


def _definition(loss: Loss, line: str) -> str:
    if loss.torch:
        return f"loss_fn = {line}"
    made = re.search(r"^class (\w+)", line, re.MULTILINE)
    learned = made and "torch.nn.Parameter(" in line
    note = "  # move it to the model's device; the optimizer trains its parameters too" if learned else ""
    return f"{line}\n\n\nloss_fn = {made[1]}(){note}" if made else line


def _step(loss: Loss, line: str) -> str:
    same: dict[str, list[str]] = {}
    for name, kind in loss.inputs.items():
        same.setdefault(kind, []).append(name)
    fed = [line for kind, names in same.items() for line in _comment(f"{', '.join(names)}: {kind}")]
    return "\n".join([*fed, *_comment(f"({loss.expects})"), loss.step or _usual_step(loss, line)])


def _usual_step(loss: Loss, line: str) -> str:
    defined = None if loss.torch else re.search(r"^def (\w+)", line, re.MULTILINE)
    called = f"loss = {defined[1] if defined else 'loss_fn'}({', '.join(loss.inputs)})"
    return f"{called}\noptimizer.zero_grad()\nloss.backward()\noptimizer.step()"


def torch_line(loss: Loss, facts: Mapping[str, Value]) -> str:
    """Return the expression or definition to paste.

    Args:
        loss: The loss.
        facts: Complete facts; those that `loss.options` names set arguments or add keywords.
    """
    arguments = dict(loss.arguments)
    keywords: dict[str, str] = {}
    for text, setting in loss.options.items():
        if not holds(parse_condition(text), facts):
            continue
        for name, value in settings(setting, facts.get(text.partition("=")[0], True)):
            if name in keywords or (name in arguments and arguments[name] != loss.arguments.get(name)):
                continue  # the first option that applies has set it
            (arguments if name in arguments else keywords)[name] = value
    options = ", ".join(f"{name}={value}" for name, value in keywords.items())
    return loss.with_arguments(arguments, options)


def settings(text: str, value: Value) -> list[tuple[str, str]]:
    """Return the names that an option sets, each with its text.

    Args:
        text: `NAME=TEXT`, several with `; ` between them; `{value}` and `{odds}` stand for the fact's.
        value: The value of the option's fact.
    """
    pairs = []
    for setting in text.split("; "):
        name, _, wanted = setting.partition("=")
        pairs.append((name, wanted.replace("{value}", _plain(value)).replace("{odds}", _odds(value))))
    return pairs


def _plain(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _odds(value: Value) -> str:
    return f"{(1 - value) / value:.4g}" if isinstance(value, float) else ""


def names_in(line: str) -> dict[str, str]:
    """Return the free names that a line leaves to its reader, with what each stands for."""
    words = set(re.findall(r"(?<![\w.])[a-z_]+\b", line))
    parameters = set(re.findall(r"(?<=def )\w+", line))
    return {
        name: meaning for name, meaning in free_names().items() if name in words - parameters and _is_free(name, line)
    }


def _is_free(name: str, line: str) -> bool:
    # A parameter of the snippet's own function is bound; its default, as in `scale=residual_scale`, is not.
    signature = re.search(r"def \w+\(([^)]*)\)", line)
    bound = re.findall(r"(\w+)\s*(?:=|,|$)", signature[1]) if signature else []
    defaults = re.findall(r"=\s*([a-z_]+)\b", signature[1]) if signature else []
    return name in defaults or name not in bound
