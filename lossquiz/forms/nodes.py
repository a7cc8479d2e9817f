"""YAML text as a tree of nodes that know their line, with the traps of YAML refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from lossquiz.errors import Fault

if TYPE_CHECKING:
    from yaml.nodes import Node

MAX_BYTES = 1 << 20
MAX_DEPTH = 40  # a question file has about ten levels; the parsers slow down, or overflow, long before a thousand
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TreeError(Exception):
    """A file that is no tree: it holds the one fault that stopped the reading."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def tree_of(text: str, shown: str) -> Node:
    """Parse YAML text into its root node.

    Args:
        text: The text.
        shown: The file's name in messages.

    Raises:
        TreeError: The text is empty, not YAML, nested too deeply, or uses anchors.
    """
    try:
        _refuse_traps(text, shown)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        # The end of the text is a line below its last one for the parser, and none for an editor.
        line = min(error.problem_mark.line, text.count("\n")) + 1 if error.problem_mark else 0
        if error.problem_mark and _bottomless(text[: error.problem_mark.index]):
            raise TreeError(_too_deep(shown, line)) from error
        raise TreeError(Fault(shown, line, "", f"not valid YAML: {error.problem or error.context}")) from error
    except yaml.YAMLError as error:
        raise TreeError(Fault(shown, 0, "", f"not valid YAML: {' '.join(str(error).split())}")) from error
    if node is None:
        raise TreeError(Fault(shown, 0, "", "the file is empty; expected a mapping"))
    return node


def read_text(path: Path, shown: str) -> str:
    """Read the text of a file.

    Args:
        path: The file.
        shown: Its name in messages.

    Raises:
        TreeError: The file is unreadable, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TreeError(Fault(shown, 0, "", f"larger than {MAX_BYTES >> 20} MiB; split the file"))
        raw = path.read_bytes()
    except OSError as error:
        raise TreeError(Fault(shown, 0, "", f"cannot be read: {error.strerror}")) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TreeError(Fault(shown, line, "", "not UTF-8; save the file as UTF-8")) from error


def _refuse_traps(text: str, shown: str) -> None:
    """Refuse what a bank never needs: anchors, of which a few lines expand to gigabytes, and bottomless nesting."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise TreeError(Fault(shown, line, "", "YAML anchors and aliases are not allowed; write the value out"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise TreeError(_too_deep(shown, line))


def _too_deep(shown: str, line: int) -> Fault:
    return Fault(shown, line, "", "nested too deeply; these files have a handful of levels")


def _bottomless(text: str) -> bool:
    """Whether text that a parser gave up on nests too deeply: they do so at depths and in words of their own."""
    brackets = sum(text.count(sign) for sign in "[{") - sum(text.count(sign) for sign in "]}")
    return brackets > MAX_DEPTH or "- " * MAX_DEPTH in text
