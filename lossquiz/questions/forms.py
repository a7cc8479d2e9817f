"""The form of a question file, as a schema; each kind of question brings the form of its own keys."""

from __future__ import annotations

from lossquiz.forms.choices import Keyed, Tagged
from lossquiz.forms.schema import Field, ListOf, OneOf, Record
from lossquiz.losses.forms import VERSION
from lossquiz.questions.fields import DIFFICULTY, FREQUENCY, ID, PROSE, PROSES, QUESTION_ID
from lossquiz.questions.kinds import LISTED, kind_of
from lossquiz.questions.kinds.implement.form import IMPLEMENT

_FAMILY = {"family": "the folder's name is the family; delete the line"}
_INHERITED = (
    "the catalogue of losses says this already; delete the line (another convention is another loss, with its id)"
)
_LIBRARY = Record(
    {
        "name": Field(PROSE, "the class or function, with its library: `torch.nn.HuberLoss`"),
        "says": Field(PROSE, "its convention and defaults, in a few words"),
        "version": Field(VERSION, "the version that does so, where not the one in libraries.yaml", ""),
    }
)
_RELATIVE = Record(
    {
        "loss": Field(ID, "the id of a loss"),
        "says": Field(PROSE, "how the two are related, in a few words"),
    }
)
_ADDED = {
    "latex": Field(PROSE, "the formula in LaTeX", ""),
    "expression": Field(PROSE, "the formula as NumPy code over the inputs and parameters, checked numerically", ""),
    "gradient": Field(PROSE, "the gradient of one element or row, in plain text", ""),
    "estimates": Field(PROSE, "what its minimum estimates, and of which likelihood it is the negative logarithm", ""),
    "curvature": Field(PROSE, "whether it is convex and in what, and whether its gradient is bounded", ""),
    "at_chance": Field(PROSE, "its value for a model that knows nothing, as a formula and a number", ""),
    "when": Field(PROSES, "when to use it"),
    "when_not": Field(PROSES, "when not to use it"),
    "symptoms": Field(PROSES, "what one sees when it is written or used wrongly, and the cause", ()),
    "relatives": Field(ListOf(_RELATIVE), "losses that are close to it, or are it in some limit", ()),
    "libraries": Field(ListOf(_LIBRARY), "who computes what: conventions and defaults, side by side", ()),
    "links": Field(PROSES, "addresses of papers and documentation", ()),
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


def _question(kind: str) -> Record:
    return Record(
        {
            "kind": Field(OneOf((kind,)), "the kind of question"),
            "id": Field(QUESTION_ID, "an id that no other question has"),
            "difficulty": Field(DIFFICULTY, "easy, medium or hard"),
            "hints": Field(PROSES, "hints from gentle to telling", ()),
            "idea": Field(ID, "a word for what it asks, where others ask it too: one of them a session", ""),
            "frequency": Field(FREQUENCY, "how often interviews ask it, and what says so", None),
            **kind_of(kind).form(),
        }
    )


QUESTION = Tagged("kind", {kind: _question(kind) for kind in LISTED})

_TITLE = {"title": Field(PROSE, "the loss's name")}
_REST = {
    "implement": Field(IMPLEMENT, "the task of writing it", None),
    "questions": Field(ListOf(QUESTION), f"{', '.join(LISTED[:-1])} and {LISTED[-1]} questions", ()),
}
LOSS_FILE = Record({**_TITLE, "card": Field(CARD, "the loss's card"), **_REST}, refused=_FAMILY)
KNOWN_LOSS_FILE = Record(
    {"card": Field(KNOWN_CARD, "what the card adds to the catalogue"), **_REST},
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
    return Keyed(dict.fromkeys(("card", "implement"), loss), PLAIN_FILE)
