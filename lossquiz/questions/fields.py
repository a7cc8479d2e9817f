"""Forms that several parts of a question file share."""

from __future__ import annotations

from lossquiz.forms.schema import INTEGER, Field, ListOf, OneOf, Record, Text
from lossquiz.questions.question import DIFFICULTIES

ID = Text(r"[a-z][a-z0-9_]*", "an id in lower case, digits and underscores")
QUESTION_ID = Text(r"[a-z][a-z0-9_-]*", "an id in lower case, digits, underscores and hyphens")
PROSE = Text(form="a sentence")
PROSES = ListOf(PROSE, at_least=1)
DIFFICULTY = OneOf(tuple(DIFFICULTIES))
FREQUENCY = Record(
    {
        "level": Field(INTEGER, "1 to 3: in one, two, or three and more public lists of interview questions"),
        "ground": Field(PROSES, "which lists ask it: name and address, and the question there; one for each level"),
    }
)
