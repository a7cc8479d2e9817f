"""The form of a question file, as a schema: the one place where its keys are named and explained."""

from __future__ import annotations

from lossquiz.forms.choices import Keyed, Tagged
from lossquiz.forms.schema import (
    FLAG,
    INTEGER,
    NUMBER,
    VALUE,
    Field,
    ListOf,
    MapOf,
    OneOf,
    Record,
    Tensor,
    Text,
)
from lossquiz.questions.model import DIFFICULTIES, EquivalentMutant

ID = Text(r"[a-z][a-z0-9_]*", "an id in lower case, digits and underscores")
QUESTION_ID = Text(r"[a-z][a-z0-9_-]*", "an id in lower case, digits, underscores and hyphens")
PROSE = Text(form="a sentence")
PROSES = ListOf(PROSE, at_least=1)
DIFFICULTY = OneOf(tuple(DIFFICULTIES))

_FAMILY = {"family": "the folder's name is the family; delete the line"}
_INHERITED = (
    "the catalogue of losses says this already; delete the line (another convention is another loss, with its id)"
)
_ADDED = {
    "latex": Field(PROSE, "the formula in LaTeX", ""),
    "expression": Field(PROSE, "the formula as NumPy code over the inputs and parameters, checked numerically", ""),
    "when": Field(PROSES, "when to use it"),
    "when_not": Field(PROSES, "when not to use it"),
}
CARD = Record(
    {
        "formula": Field(PROSE, "the formula in plain text"),
        "input_form": Field(PROSE, "what goes in: logits or probabilities, shapes, dtypes"),
        "torch": Field(PROSE, "the PyTorch expression, ready to paste, absent when there is none", ""),
        **_ADDED,
        "sources": Field(PROSES, "where the facts come from"),
    },
    refused=_FAMILY,
)
KNOWN_CARD = Record(
    {**_ADDED, "sources": Field(PROSES, "where the facts come from, beside the catalogue's source", ())},
    refused={**_FAMILY, **dict.fromkeys(("formula", "input_form", "torch"), _INHERITED)},
)

INPUT = Record(
    {
        "sampler": Field(ID, "how its values are drawn"),
        "shape": Field(
            Text(r"\*|[A-Z0-9](, ?[A-Z0-9*])*", 'a shape such as "N, C", or "*" for any'), "its named dimensions"
        ),
        "gradient": Field(FLAG, "whether a gradient is due", False),
        "options": Field(MapOf(VALUE), "options of the sampler", {}),
    }
)

PARAMETER = Record(
    {
        "default": Field(NUMBER, "the default in the signature"),
        "range": Field(ListOf(NUMBER, 2, 2), "least and greatest value to try"),
    }
)

_CASE_FIELDS = {
    "given": Field(MapOf(Tensor()), "values of the inputs and of parameters away from their default"),
    "note": Field(PROSE, "what the case shows", ""),
    "gradient": Field(FLAG, "whether the gradient is judged", True),
    "rtol": Field(NUMBER, "a relative tolerance of its own", None),
    "dtype": Field(OneOf(("float32", "float64")), "the precision of the inputs", "float32"),
}
CASES = Record(
    {
        "worked": Field(ListOf(Record(_CASE_FIELDS), 1), "one to three elements, round numbers"),
        "boundary": Field(ListOf(Record(_CASE_FIELDS)), "kinks, ties, margins met exactly, clips", ()),
        "extreme": Field(ListOf(Record(_CASE_FIELDS)), "huge logits, probabilities of 0 and 1, zero distances", ()),
    }
)

MISCONCEPTION = Record(
    {
        "id": Field(ID, "a name for the mistake"),
        "says": Field(PROSE, "one sentence: what went wrong, and the right thing"),
        "code": Field(Text(form="Python code"), "the wrong variant, complete"),
    }
)
_MUTANT_FIELDS = {
    "change": Field(PROSE, "the changed line as it reads after the change"),
    "reason": Field(PROSE, "why it is no mistake"),
}
if set(_MUTANT_FIELDS) != set(EquivalentMutant.__dataclass_fields__):  # pragma: no cover
    raise AssertionError("the schema of an equivalent mutant and its type differ")

IMPLEMENT = Record(
    {
        "kind": Field(OneOf(("function", "module", "backward")), "what is written", "function"),
        "difficulty": Field(DIFFICULTY, "easy, medium or hard"),
        "signature": Field(Text(r"\w+\(.*\)", "a call such as `f(pred, target, delta=1.0)`"), "how it is called"),
        "construct": Field(
            Text(r"\w+\(.*\)", "a call such as `C(weight=1.0)`"), "for a module: how it is constructed", ""
        ),
        "reference": Field(PROSE, "the reference: `package.module.function` or `file.py:function`"),
        "convention": Field(PROSE, "the convention in words and numbers"),
        "inputs": Field(MapOf(INPUT), "the tensor inputs, in the order of the signature"),
        "parameters": Field(MapOf(PARAMETER), "the keywords, in the order of the signature", {}),
        "dimensions": Field(MapOf(ListOf(INTEGER, 2, 2)), "least and greatest size of a named dimension", {}),
        "cases": Field(CASES, "the author's own cases"),
        "forbidden": Field(ListOf(Text()), "built-ins that would do the exercise", ()),
        "input_slack": Field(NUMBER, "an epsilon that answers may add to a difference of inputs", 0.0),
        "hints": Field(ListOf(PROSE, at_least=2), "hints from gentle to telling"),
        "misconceptions": Field(ListOf(MISCONCEPTION, at_least=1), "wrong variants that the grader can name"),
        "equivalent_mutants": Field(
            ListOf(Record(_MUTANT_FIELDS)), "mutants of the solution that are no mistakes, with the reason", ()
        ),
    }
)

_COMMON = {
    "id": Field(QUESTION_ID, "an id that no other question has"),
    "difficulty": Field(DIFFICULTY, "easy, medium or hard"),
    "hints": Field(PROSES, "hints from gentle to telling", ()),
}
_OPTION = Record(
    {
        "text": Field(PROSE, "the answer to choose"),
        "correct": Field(FLAG, "whether it is the right one", False),
        "why": Field(PROSE, "why it is right or wrong"),
    }
)


def _form(kind: str, fields: dict[str, Field]) -> Record:
    return Record({"kind": Field(OneOf((kind,)), "the kind of question"), **_COMMON, **fields})


QUESTION = Tagged(
    "kind",
    {
        "choose": _form(
            "choose",
            {
                "prompt": Field(PROSE, "the question"),
                "options": Field(ListOf(_OPTION, at_least=2), "the answers; exactly one is correct"),
                "explanation": Field(PROSE, "what to remember"),
                "sources": Field(PROSES, "where it comes from", ()),
            },
        ),
        "compute": _form(
            "compute",
            {
                "prompt": Field(PROSE, "the question; the given values are shown below it", ""),
                "given": Field(MapOf(Tensor()), "values of the inputs and parameters"),
                "answer": Field(NUMBER, "the number, as the reference gives it"),
                "tolerance": Field(NUMBER, "how far off a typed answer may be", 0.005),
                "explanation": Field(PROSE, "the working, step by step"),
            },
        ),
        "explain": _form(
            "explain",
            {
                "prompt": Field(PROSE, "the question"),
                "rubric": Field(
                    ListOf(
                        Record(
                            {
                                "point": Field(PROSE, "what a good answer says"),
                                "any": Field(ListOf(Text(), 1), "phrases (regular expressions) that show it"),
                            }
                        ),
                        at_least=3,
                    ),
                    "the points looked for",
                ),
                "needed": Field(INTEGER, "how many points make a pass"),
                "model_answer": Field(PROSE, "a good answer"),
            },
        ),
        "debug": _form(
            "debug",
            {
                "prompt": Field(PROSE, "the question", "This code has one mistake. Which?"),
                "misconception": Field(ID, "the misconception whose code is shown"),
                "distractors": Field(ListOf(PROSE, at_least=2), "other mistakes that the code does not make"),
                "explanation": Field(PROSE, "how to see it, and the fix"),
            },
        ),
    },
)

_TITLE = {"title": Field(PROSE, "the loss's name")}
_REST = {
    "implement": Field(IMPLEMENT, "the task of writing it", None),
    "questions": Field(ListOf(QUESTION), "choose, compute, explain and debug questions", ()),
}
_ID = {"id": Field(ID, "the loss's id, which is also the file's name")}
LOSS_FILE = Record({**_ID, **_TITLE, "card": Field(CARD, "the loss's card"), **_REST}, refused=_FAMILY)
KNOWN_LOSS_FILE = Record(
    {**_ID, "card": Field(KNOWN_CARD, "what the card adds to the catalogue"), **_REST},
    refused={**_FAMILY, "title": _INHERITED},
)
PLAIN_FILE = Record(
    {
        "title": Field(PROSE, "what the questions are about"),
        "questions": Field(ListOf(QUESTION, at_least=1), "questions that belong to no single loss"),
    },
    refused=_FAMILY,
)


def question_file(*, known: bool) -> Keyed:
    """Return the form of a question file.

    Args:
        known: Whether the catalogue knows a loss of the file's name; what it states has no place in the file.
    """
    loss = KNOWN_LOSS_FILE if known else LOSS_FILE
    return Keyed(dict.fromkeys(("card", "implement", "id"), loss), PLAIN_FILE)
