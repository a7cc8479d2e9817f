"""The catalogue of losses: what each is called, what it takes, how it is written in PyTorch. No torch here."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lossquiz.cache import load_yamls
from lossquiz.errors import BankError, Fault, UsageError

CATALOGUE_FILE = Path(__file__).with_name("catalogue.yaml")

FAMILIES = (
    "regression", "binary", "multiclass", "multilabel", "ordinal", "divergence", "metric", "ssl", "ranking", "recsys",
    "segmentation", "detection", "sequence", "survival", "generative", "lm", "preference", "distillation", "image",
    "audio", "3d", "custom",
)  # fmt: skip

_TEXTS = ("title", "family", "form", "formula", "torch", "snippet", "reduction", "expects", "example", "source")
_KEYS = {"id", "aliases", "arguments", "options", "trade_offs", "use", "explain_only", *_TEXTS}
_REQUIRED = ("title", "family", "form", "formula", "source", "use")


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss of the catalogue.

    Attributes:
        id: The word for it everywhere: command line, JSON, rules.
        title: Its name in prose.
        family: One of `FAMILIES`.
        aliases: Other words that find it.
        formula: The formula in plain text; e = prediction - target.
        use: When to reach for it, in half a sentence.
        torch: A PyTorch expression that makes or is the loss, with `$name` for arguments, or "".
        snippet: A short definition where PyTorch has no class, with `$name` for arguments, or "".
        arguments: The default text of each `$name`.
        options: Keyword arguments that a fact adds in place of `$options`.
        expects: What goes in: logits or probabilities, shapes, dtypes.
        reduction: What comes out when nothing is said.
        example: Python source of a tuple of small tensors the loss can be called with.
        trade_offs: What it costs.
        source: Where the definition comes from.
        explain_only: Known and explained, recommended by no rule.
    """

    id: str
    title: str
    family: str
    formula: str
    use: str
    source: str
    form: str
    aliases: tuple[str, ...] = ()
    torch: str = ""
    snippet: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    expects: str = ""
    reduction: str = ""
    example: str = ""
    trade_offs: tuple[str, ...] = ()
    explain_only: bool = False


@functools.cache
def catalogue() -> Mapping[str, Loss]:
    """Return every known loss by id, in the order of the catalogue file."""
    return MappingProxyType({entry["id"]: _build(entry) for entry in _content()["losses"]})


def free_names() -> Mapping[str, str]:
    """Return the names that a line of PyTorch may leave for its reader to define, each with its meaning."""
    return MappingProxyType(_content()["names"])


@functools.cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = load_yamls([CATALOGUE_FILE], check_catalogue)
    return content


def find_loss(word: str) -> Loss:
    """Return the loss called `word`, by id, alias or title, whatever the case and the hyphens.

    Raises:
        UsageError: No loss has that name; the message gives the nearest.
    """
    names = _names()
    found = names.get(_plain(word))
    if found is not None:
        return catalogue()[found]
    import difflib

    near = difflib.get_close_matches(_plain(word), names, n=3, cutoff=0.5)
    ids = list(dict.fromkeys(names[name] for name in near))
    advice = f"; did you mean {' or '.join(ids)}?" if ids else "; `lossquiz list` shows them all"
    raise UsageError(f"unknown loss {word!r}{advice}")


@functools.cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for loss in catalogue().values():
        for word in (loss.title, *loss.aliases):
            names.setdefault(_plain(word), loss.id)
    return names | {_plain(loss_id): loss_id for loss_id in catalogue()}


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def _build(entry: Mapping[str, Any]) -> Loss:
    values = dict(entry)
    for name in ("aliases", "trade_offs"):
        values[name] = tuple(values.get(name, ()))
    return Loss(**values)


def check_catalogue(values: Mapping[str, Any]) -> dict[str, Any]:
    """Check the catalogue file and return its losses, with what their input form says filled in, and its free names.

    Raises:
        BankError: Every fault of the file.
    """
    (file, content), *_ = values.items()
    faults: list[Fault] = []
    entries: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    for loss_id, raw in content["losses"].items():
        entry = {"id": loss_id, **raw}
        for key, message in _entry_faults(entry, content["forms"], seen):
            faults.append(Fault(file, 0, f"losses.{loss_id}{key}", message))
        form = content["forms"].get(entry.get("form"), {})
        entries.append({**form, **entry})
    if faults:
        raise BankError(tuple(faults))
    return {"losses": entries, "names": content["names"]}


def _entry_faults(entry: dict[str, Any], forms: Mapping[str, Any], seen: dict[str, str]) -> list[tuple[str, str]]:
    faults = [(f".{key}", "unknown key") for key in sorted(set(entry) - _KEYS)]
    faults += [(f".{key}", "missing") for key in _REQUIRED if not entry.get(key)]
    faults += [
        (f".{key}", f"expected text, got {entry[key]!r}") for key in _TEXTS if not isinstance(entry.get(key, ""), str)
    ]
    if entry.get("family") not in FAMILIES:
        faults.append((".family", f"expected one of {', '.join(FAMILIES)}"))
    if entry.get("form") not in forms:
        faults.append((".form", f"{entry.get('form')!r} is not among the forms of this file"))
    if bool(entry.get("torch")) == bool(entry.get("snippet")) and not entry.get("explain_only"):
        faults.append(("", "give either `torch` or `snippet`"))
    for word in (entry["id"], *entry.get("aliases", ())):
        if seen.setdefault(_plain(word), entry["id"]) != entry["id"]:
            faults.append((".aliases", f"{word!r} already names {seen[_plain(word)]}"))
    return faults
