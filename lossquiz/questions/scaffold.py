"""`bank new`: the files of a question that are to be filled in, true to the schema from the start."""

from __future__ import annotations

import re
from pathlib import Path

from lossquiz.errors import InputError, UsageError

_QUESTION = """\
{title_line}card:
{own}  expression: "np.mean(np.abs(pred - target))"
  when:
    - "Say when to use it."
  when_not:
    - "Say when not to."
{sources}implement:
  difficulty: easy
  defines: {id}_loss
  reference: "references.py:{id}_loss"
  convention: "Say the convention in words and numbers: what is averaged, which factors, what happens at the edges."
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
    - "A gentle hint."
    - "A telling hint."
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
_SOURCES = """\
  sources:
    - "Say where it comes from."
"""

_REFERENCE = '''

def {id}_loss(pred, target):
    """Say what it computes, with shapes and the source."""
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
    references = bank / "references.py"
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
    return {"id": name, "words": name.replace("_", "-"), "title": title, **(dict.fromkeys(own, "") if entry else own)}
