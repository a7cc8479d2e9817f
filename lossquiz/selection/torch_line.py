"""The PyTorch line of a loss, its arguments set from the facts. Text only: torch is never imported."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lossquiz.losses.catalogue import Loss, free_names
from lossquiz.selection.conditions import Value, holds, parse_condition


def torch_line(loss: Loss, facts: Mapping[str, Value]) -> str:
    """Return the expression or definition to paste.

    Args:
        loss: The loss.
        facts: Complete facts; those that `loss.options` names set arguments or add keywords.
    """
    arguments = dict(loss.arguments)
    keywords: dict[str, str] = {}
    for text, settings in loss.options.items():
        if not holds(parse_condition(text), facts):
            continue
        for name, value in _settings(settings, facts.get(text.partition("=")[0], True)):
            if name in keywords or (name in arguments and arguments[name] != loss.arguments.get(name)):
                continue  # the first option that applies has set it
            (arguments if name in arguments else keywords)[name] = value
    options = ", ".join(f"{name}={value}" for name, value in keywords.items())
    return loss.with_arguments(arguments, options)


def _settings(text: str, value: Value) -> list[tuple[str, str]]:
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
