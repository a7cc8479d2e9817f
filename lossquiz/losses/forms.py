"""The form of the catalogue's files, as a schema: the one place where their keys are named and explained."""

from __future__ import annotations

from lossquiz.forms.schema import FLAG, Field, ListOf, MapOf, Record, Text

WORD = Text(r"[a-z][a-z0-9_]*", "a word in lower case, digits and underscores")
PROSE = Text(form="text")
CODE = Text(form="Python code")
SETTINGS = Text(r"[a-z_]+=.*?(; [a-z_]+=.*?)*", 'settings such as "alpha=0.7; beta=0.3"')
FACT = Text(r"[a-z][a-z0-9_]*(=[a-z0-9_]+)?", "a fact, as NAME or NAME=VALUE")

LOSS = Record(
    {
        "title": Field(PROSE, "its name in prose"),
        "form": Field(WORD, "its input form, one of input_forms.yaml"),
        "aliases": Field(ListOf(WORD), "other words for it", ()),
        "near": Field(ListOf(WORD), "words for relatives without an entry, which find it for want of a nearer one", ()),
        "formula": Field(PROSE, "the formula in plain text; e = prediction − target"),
        "torch": Field(CODE, "a PyTorch expression that makes or is the loss; $name is an argument", ""),
        "snippet": Field(CODE, "a short definition where PyTorch has no class; $name is an argument", ""),
        "arguments": Field(MapOf(Text(form="Python code", empty=True), WORD), "the default of each $name", {}),
        "options": Field(MapOf(SETTINGS, FACT), "arguments, or keywords in place of $options, that a fact sets", {}),
        "use": Field(PROSE, "when to reach for it, in half a sentence"),
        "expects": Field(PROSE, "what goes in, where that is not what the input form says", ""),
        "expects_also": Field(PROSE, "what goes in, beside what the input form says: the range of a parameter", ""),
        "reduction": Field(PROSE, "what comes out, where that is not what the input form says", ""),
        "example": Field(CODE, "a tuple of small tensors to call it with, where the input form's does not do", ""),
        "trade_offs": Field(ListOf(PROSE, at_least=1), "what it costs"),
        "source": Field(PROSE, "where the definition comes from"),
        "explain_only": Field(FLAG, "known and explained, recommended by no rule", default=False),
    },
    refused={
        "id": "the key above is the id; delete the line",
        "family": "the file's name is the family; delete the line",
    },
)
FAMILY_FILE = MapOf(LOSS, WORD)
NAMES_FILE = MapOf(PROSE, WORD)
INPUT_FORMS_FILE = MapOf(
    Record(
        {
            "expects": Field(PROSE, "what goes in: logits or probabilities, shapes, dtypes"),
            "reduction": Field(PROSE, "what comes out when nothing is said"),
            "example": Field(CODE, "Python source of a tuple of small tensors"),
        }
    ),
    WORD,
)
