"""`bank new`: the files of a question that are to be filled in, true to the schema from the start.

And what of them is still to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import Fault, InputError, UsageError

if TYPE_CHECKING:
    from yaml.nodes import Node

# What only tells what is to be written in its place.
_CONVENTION = "what is averaged, which factors, what happens at the edges"
_TO_SAY = {
    "when": "Say when to use it.",
    "when_not": "Say when not to.",
    "source": "Say where it comes from.",
    "convention": f"Say the convention in words and numbers: {_CONVENTION}.",
    "gentle": "A gentle hint.",
    "telling": "A telling hint.",
    "purpose": "Say what it computes, with shapes and the source.",
}
_LEFT = "left as `bank new` wrote it; write your own"

_QUESTION = """\
{title_line}card:
{own}  expression: "np.mean(np.abs(pred - target))"
  when:
    - "{when}"
  when_not:
    - "{when_not}"
{sources}implement:
  difficulty: easy
  defines: {id}_loss
  reference: "references.py:{id}_loss"
  convention: "{convention}"
  inputs:
    pred: {{sampler: normal, shape: "*", gradient: true}}
    target: {{sampler: normal, shape: "*"}}
  cases:
    worked:
      - {{given: {{pred: [3.0], target: [1.0]}}, note: "one element"}}
    boundary:
      - {{given: {{pred: [1.0, 2.0], target: [1.0, 1.0]}}, note: "the kink at e = 0"}}
    extreme:
      - {{given: {{pred: [10000.0, 0.0], target: [-10000.0, 0.001]}}, note: "a huge error"}}
  hints:
    - "{gentle}"
    - "{telling}"
  misconceptions:
    - id: sum_instead_of_mean
      says: "The elements are summed; the convention is their mean."
      code: |
        def {id}_loss(pred, target):
            return (pred - target).abs().sum()
questions:
  - id: {words}-compute-one
    kind: compute
    difficulty: easy
    prompt: "Work it out for these values."
    given: {{pred: [3.0, 1.0], target: [1.0, 0.0]}}
    answer: 1.5
    explanation: "|2| and |1|; their mean is 1.5."
"""

# What a card states of a loss that the catalogue does not know.
_OWN = """\
  formula: "mean of |e|;  e = pred - target"
  input_form: "pred, target: real tensors of the same shape."
"""
_SOURCES = f"""\
  sources:
    - "{_TO_SAY["source"]}"
"""

_REFERENCES = "references.py"
_REFERENCE = '''

def {id}_loss(pred, target):
    """{purpose}"""
    return (pred - target).abs().mean()
'''

_SOLUTION = '''"""{title}."""


def {id}_loss(pred, target):
    error = pred - target
    return error.abs().mean()
'''


def write_scaffold(bank: Path, family: str, name: str) -> tuple[Path, ...]:
    """Write a question file, its reference and its solution.

    Args:
        bank: The bank's folder; made when it is not there.
        family: The family, which becomes a folder.
        name: The loss's id.

    Returns:
        The files, as written.

    Raises:
        UsageError: An id that is none, or another family than the catalogue has.
        InputError: A file is there already, or cannot be written.
    """
    for what, word in (("id", name), ("family", family)):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            raise UsageError(f'"{word}" is no {what}: lower case letters, digits and underscores, a letter first')
    words = _words(name, family)
    question = bank / family / f"{name}.yaml"
    solution = bank / "solutions" / family / f"{name}.py"
    references = bank / _REFERENCES
    for path in (question, solution):
        if path.exists():
            raise InputError(f"{path}: there already; nothing was written")
    try:
        for path in (question, solution):
            path.parent.mkdir(parents=True, exist_ok=True)
        question.write_text(_QUESTION.format(**words), encoding="utf-8")
        solution.write_text(_SOLUTION.format(**words), encoding="utf-8")
        with references.open("a", encoding="utf-8") as file:
            file.write(_REFERENCE.format(**words))
    except OSError as error:
        raise InputError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return question, solution, references


def _words(name: str, family: str) -> dict[str, str]:
    """Return what fills the templates; a loss of the catalogue states nothing that this knows."""
    from lossquiz.losses.catalogue import catalogue

    entry = catalogue().get(name)
    if entry and entry.family != family:
        raise UsageError(f"{name} is of the family {entry.family} in the catalogue: use --family {entry.family}")
    title = entry.title if entry else name.replace("_", " ").capitalize()
    own = {"title_line": f"title: {title}\n", "own": _OWN, "sources": _SOURCES}
    own = dict.fromkeys(own, "") if entry else own
    return {**_TO_SAY, "id": name, "words": name.replace("_", "-"), "title": title, **own}


def left_as_written(question: Path, bank: Path) -> Iterator[Fault]:
    """Yield each text of a question file and its reference that `bank new` wrote to be replaced, and nobody did.

    Args:
        question: The file; one that can be read.
        bank: The bank's folder.
    """
    text = question.read_text(encoding="utf-8-sig")
    if any(said in text for said in _TO_SAY.values()):  # most files need no second reading
        from lossquiz.forms.nodes import tree_of

        shown = question.relative_to(bank.parent).as_posix()
        for node, key in _texts(tree_of(text, shown)):
            if node.value in _TO_SAY.values():
                yield Fault(shown, node.start_mark.line + 1, key, _LEFT)
    references = bank / _REFERENCES
    lines = references.read_text(encoding="utf-8-sig").splitlines() if references.is_file() else []
    head, said = (line.format(id=question.stem, **_TO_SAY) for line in _REFERENCE.split("\n")[2:4])
    for number in range(1, len(lines)):
        if lines[number - 1 : number + 1] == [head, said]:
            yield Fault(f"{bank.name}/{_REFERENCES}", number + 1, f"{question.stem}_loss", _LEFT)


def _texts(node: Node, key: str = "") -> Iterator[tuple[Node, str]]:
    """Yield the scalars of a tree, each with its dotted key."""
    if isinstance(node.value, str):
        yield node, key
        return
    for index, child in enumerate(node.value):
        if isinstance(child, tuple):
            name, value = child
            yield from _texts(value, f"{key}.{name.value}" if key else str(name.value))
        else:
            yield from _texts(child, f"{key}[{index}]")
