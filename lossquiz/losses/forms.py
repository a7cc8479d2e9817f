"""The form of the catalogue's files, as a schema: the one place where their keys are named and explained."""

from __future__ import annotations

from lossquiz.forms.schema import FLAG, Field, ListOf, MapOf, Record, Text

WORD = Text(r"[a-z][a-z0-9_]*", "a word in lower case, digits and underscores")
PROSE = Text(form="text")
CODE = Text(form="Python code")
SETTINGS = Text(r"[a-z_]+=.*?(; [a-z_]+=.*?)*", 'settings such as "alpha=0.7; beta=0.3"')
INPUT = Text(
    r"(float|int64|bool) \[.*\]|int|float|a [a-z ]+",
    'a dtype and shape such as "float [N, C]", a Python number as "int", or words such as "a module"',
)
CONDITION = Text(
    r"[a-z_]+(=[a-z0-9_]+)?(\|[a-z_]+(=[a-z0-9_]+)?)*", "facts such as competing_risks or metric=map|metric=mrr"
)
VERSION = Text(r"\d+(\.\d+)*", "a version such as 2.13")
FACT = Text(r"[a-z][a-z0-9_]*(=[a-z0-9_]+)?", "a fact, as NAME or NAME=VALUE")

VARIANT = Record(
    {
        "when": Field(ListOf(CONDITION, at_least=1), "what must hold, all of it; `task=NAME` asks for the task"),
        "unless": Field(ListOf(CONDITION), "of what nothing may hold", ()),
        "snippet": Field(CODE, "the definition in this case, or as otherwise", ""),
        "formula": Field(PROSE, "its formula", ""),
        "expects": Field(PROSE, "what goes in then", ""),
        "reduction": Field(PROSE, "what comes out then", ""),
        "inputs": Field(MapOf(INPUT, WORD), "dtype and shape of each input then", {}),
        "example": Field(CODE, "a tuple of small tensors to call it with then", ""),
    }
)
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
        "inputs": Field(MapOf(INPUT, WORD), "dtype and shape of each input, where not the input form's", {}),
        "step": Field(CODE, "the training step, where it is not the usual one", ""),
        "variants": Field(ListOf(VARIANT), "what is written otherwise where facts ask for it; the first that fits", ()),
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
LIBRARIES_FILE = MapOf(VERSION, Text(r"[A-Za-z]\w*", "the name by which a library is imported"))
INPUT_FORMS_FILE = MapOf(
    Record(
        {
            "expects": Field(PROSE, "what goes in: logits or probabilities, shapes, dtypes"),
            "reduction": Field(PROSE, "what comes out when nothing is said"),
            "inputs": Field(
                MapOf(INPUT, WORD), "dtype and shape of each input; names of a snippet's own go before these"
            ),
            "example": Field(CODE, "Python source of a tuple of small tensors"),
        }
    ),
    WORD,
)
