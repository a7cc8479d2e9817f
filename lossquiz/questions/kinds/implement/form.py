"""The form of a loss file's section on its task, and of the parts of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossquiz.forms.schema import FLAG, INTEGER, NUMBER, VALUE, Field, ListOf, MapOf, OneOf, Record, Tensor, Text
from lossquiz.questions.fields import DIFFICULTY, FREQUENCY, ID, PROSE
from lossquiz.questions.kinds.implement.dimensions import PATTERN
from lossquiz.questions.kinds.implement.parts import AT_LOGITS, STOPPED

if TYPE_CHECKING:
    from yaml.nodes import Node

    from lossquiz.forms.faults import Faults


class Written:
    """A number, kept as it is written: a signature shows `1e-4`, not `0.0001`."""

    def read(self, node: Node, key: str, faults: Faults) -> str | None:
        """Return the text of a number."""
        return None if NUMBER.read(node, key, faults) is None else str(node.value)

    def json_schema(self) -> dict[str, Any]:
        """Return the type of a number."""
        return NUMBER.json_schema()


class GradientDue:
    """`true`, `false`, or a word: `stopped`, `at_logits`."""

    def read(self, node: Node, key: str, faults: Faults) -> bool | str | None:
        """Return true, false or the word."""
        return str(node.value) if node.value in {STOPPED, AT_LOGITS} else FLAG.read(node, key, faults)

    def json_schema(self) -> dict[str, Any]:
        """Return the values."""
        return {"enum": [True, False, STOPPED, AT_LOGITS]}


_SHAPE = Text(PATTERN, 'a shape such as "N, C", "N, *", "M*G" or "N, K-1", "*" for any, or "scalar"')
INPUT = Record(
    {
        "sampler": Field(ID, "how its values are drawn"),
        "shape": Field(_SHAPE, "its named dimensions"),
        "gradient": Field(GradientDue(), "whether a gradient is due; `stopped` where none may reach it", False),
        "options": Field(MapOf(VALUE), "options of the sampler", {}),
    }
)

PARAMETER = Record(
    {
        "default": Field(Written(), "the default, as the signature shows it; left out where every call gives it", ""),
        "range": Field(ListOf(NUMBER, 2, 2), "least and greatest value to try", ()),
        "also": Field(ListOf(NUMBER), "further values to try, each in a case of its own", ()),
        "whole": Field(FLAG, "whether it is a whole number, a Python int", False),
        "dimension": Field(Text(r"[A-Z]", "the name of a dimension"), "the dimension whose size it tells", ""),
    }
)

CASE = Record(
    {
        "given": Field(MapOf(Tensor()), "values of the inputs and of parameters away from their default"),
        "note": Field(PROSE, "what the case shows", ""),
        "gradient": Field(FLAG, "whether the gradient is judged", True),
        "rtol": Field(NUMBER, "a relative tolerance of its own", None),
        "dtype": Field(OneOf(("float32", "float64")), "the precision of the inputs", "float32"),
    }
)
CASES = Record(
    {
        "worked": Field(ListOf(CASE, 1), "one to three elements, round numbers"),
        "boundary": Field(ListOf(CASE), "kinks, ties, margins met exactly, clips", ()),
        "extreme": Field(ListOf(CASE), "huge logits, probabilities of 0 and 1, zero distances", ()),
    }
)

MISCONCEPTION = Record(
    {
        "id": Field(ID, "a name for the mistake"),
        "says": Field(PROSE, "one sentence: what went wrong, and the right thing"),
        "code": Field(Text(form="Python code"), "the wrong variant, complete"),
    }
)
MUTANT = Record(
    {
        "change": Field(PROSE, "the changed line as it reads after the change"),
        "reason": Field(PROSE, "why it is no mistake"),
    }
)

MEMORY = Record(
    {
        "of": Field(Text(r"[A-Z](\*[A-Z])?", "a product of dimensions such as `N*V`"), "what the limit is a share of"),
        "share": Field(NUMBER, "the share that one tensor may have"),
        "sizes": Field(ListOf(MapOf(INTEGER), 1), "the sizes of the dimensions, for each case of it"),
    }
)

IMPLEMENT = Record(
    {
        "kind": Field(OneOf(("function", "module", "backward")), "what is written", "function"),
        "difficulty": Field(DIFFICULTY, "easy, medium or hard"),
        "frequency": Field(FREQUENCY, "how often interviews ask for it as code, and what says so", None),
        "defines": Field(Text(r"[A-Za-z_]\w*", "a name such as `huber_loss`"), "the function or class to write"),
        "reference": Field(PROSE, "the reference: `package.module.function` or `file.py:function`"),
        "convention": Field(PROSE, "the convention in words and numbers"),
        "inputs": Field(MapOf(INPUT), "the tensor inputs, in the order of a call"),
        "parameters": Field(MapOf(PARAMETER), "the keywords, in the order of a call", {}),
        "dimensions": Field(MapOf(ListOf(INTEGER, 2, 2)), "least and greatest size of a named dimension", {}),
        "cases": Field(CASES, "the author's own cases"),
        "memory": Field(MEMORY, "how large a tensor may be that is made on the way", None),
        "forbidden": Field(ListOf(Text()), "built-ins that would do the exercise", ()),
        "input_slack": Field(NUMBER, "an epsilon that answers may add to a difference of inputs", 0.0),
        "hints": Field(ListOf(PROSE, at_least=2), "hints from gentle to telling"),
        "misconceptions": Field(ListOf(MISCONCEPTION, at_least=1), "wrong variants that the grader can name"),
        "equivalent_mutants": Field(
            ListOf(MUTANT), "mutants of the solution that are no mistakes, with the reason", ()
        ),
    }
)
