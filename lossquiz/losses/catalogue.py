"""The catalogue of losses: what each is called, what it takes, how it is written in PyTorch. No torch here."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

from lossquiz.cache import code, remember
from lossquiz.lookup import find, plain

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss of the catalogue.

    Attributes:
        id: The word for it everywhere: command line, JSON, rules.
        title: Its name in prose.
        family: The losses that it stands with, which is its file.
        aliases: Other words for it.
        near: Words for relatives without an entry, which find it for want of a nearer one.
        formula: The formula in plain text; e = prediction - target.
        use: When to reach for it, in half a sentence.
        torch: A PyTorch expression that makes or is the loss, with `$name` for arguments, or "".
        snippet: A short definition where PyTorch has no class, with `$name` for arguments, or "".
        arguments: The default text of each `$name`.
        options: Keyword arguments that a fact adds in place of `$options`.
        expects: What goes in: logits or probabilities, shapes, dtypes.
        reduction: What comes out when nothing is said.
        example: Python source of a tuple of small tensors the loss can be called with.
        inputs: Dtype and shape of each input, by the name that the code gives it.
        step: The training step, where it is not the usual one.
        variants: What is written otherwise where facts ask for it: `when`, `unless`, and what it `sets`.
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
    near: tuple[str, ...] = ()
    torch: str = ""
    snippet: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    expects: str = ""
    reduction: str = ""
    example: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    variants: tuple[Mapping[str, Any], ...] = ()
    trade_offs: tuple[str, ...] = ()
    explain_only: bool = False

    @property
    def code(self) -> str:
        """The expression or definition, ready to paste: each argument at its default, no option set."""
        return self.with_arguments(self.arguments)

    def with_arguments(self, arguments: Mapping[str, str], options: str = "") -> str:
        """Return the expression or definition with arguments of one's own.

        Args:
            arguments: The text of each `$name`.
            options: Further keyword arguments, as they stand in a call.
        """
        return Template(self.torch or self.snippet).substitute(arguments, options=options).rstrip()


@functools.cache
def catalogue() -> Mapping[str, Loss]:
    """Return every known loss by id, family by family, in the order of their files."""
    return MappingProxyType({entry["id"]: _build(entry) for entry in _content()["losses"]})


def free_names() -> Mapping[str, str]:
    """Return the names that a line of PyTorch may leave for its reader to define, each with its meaning."""
    return MappingProxyType(_content()["names"])


def library_versions() -> Mapping[str, str]:
    """Return the version of each library, by the name it is imported by, in which what cards say of it was read."""
    return MappingProxyType(_content()["libraries"])


@functools.cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = remember(f"{DATA}.catalogue", catalogue_files(), _read)
    return content


def _read() -> dict[str, Any]:
    from lossquiz.losses.checks import read_catalogue

    return read_catalogue(DATA)


@functools.cache
def catalogue_files() -> tuple[Path, ...]:
    """Return all that the catalogue depends on: its files, and the code that reads them."""
    return (*sorted(DATA.rglob("*.yaml")), *code("forms/*.py", "losses/forms.py", "losses/checks.py"))


def find_loss(word: str) -> Loss:
    """Return the loss called `word`, by id, alias or title, whatever the case and the hyphens.

    Raises:
        UsageError: No loss has that name; the message gives the nearest.
    """
    return find("loss", word, catalogue(), loss_names, "`lossquiz list` shows them all")


@functools.cache
def loss_names() -> Mapping[str, str]:
    """Return what else the losses are called, in plain words, each with its id.

    Titles and aliases; then all of these written together, as in `InfoNCE` and `HuberLoss`; then PyTorch's classes, and
    relatives last.
    """
    names: dict[str, str] = {}
    losses = catalogue().values()
    for words in (_own_names, _together, _classes, _relatives):
        for loss in losses:
            for word in words(loss):
                names.setdefault(plain(word), loss.id)
    return MappingProxyType(names)


def _own_names(loss: Loss) -> Iterator[str]:
    yield from (loss.title, *loss.aliases)


def _together(loss: Loss) -> Iterator[str]:
    for word in (loss.id, loss.title, *loss.aliases):
        joined = plain(word).replace("_", "")
        yield from (joined, f"{joined}loss")


def _classes(loss: Loss) -> Iterator[str]:
    yield from re.findall(r"torch\.nn\.(\w+)", loss.torch)


def _relatives(loss: Loss) -> Iterator[str]:
    yield from loss.near


def _build(entry: Mapping[str, Any]) -> Loss:
    return Loss(**{**entry, **{name: tuple(entry[name]) for name in ("aliases", "near", "trade_offs", "variants")}})
