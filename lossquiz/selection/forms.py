"""The forms of the advisor's files, as schemas: the one place where their keys are named and explained."""

from __future__ import annotations

from lossquiz.forms.schema import FLAG, Field, ListOf, MapOf, OneOf, Record, Scalar, Text
from lossquiz.selection.numbers import FORMS

STAGES: dict[str, tuple[float, float]] = {
    "default": (0, 3),
    "constraint": (0, 20),
    "estimand": (8, 20),
    "preference": (0, 6),
    "metric": (0, 3),
    "trap": (0, 0),
    "conflict": (0, 0),
}
"""The stages, and the weights each may give: an estimand outweighs every preference, a metric only breaks ties."""

WORD = Text(r"[a-z0-9][a-z0-9_]*", "a word in lower case, digits and underscores")
WORDS = ListOf(WORD)
RULE_ID = Text(r"[a-z0-9_]+(\.[a-z0-9_]+)+", "an id such as regression.outliers")
PROSE = Text(form="text")
CONDITIONS = ListOf(Text(form="a condition"))
NUMBER = Scalar((int, float), "a number")  # a whole number stays one, in messages too
POINTS = MapOf(NUMBER, WORD)

TASKS_FILE = MapOf(
    Record(
        {
            "title": Field(PROSE, "its name in prose"),
            "means": Field(PROSE, "what comes out of the model"),
            "aliases": Field(WORDS, "other words for it", ()),
            "by": Field(
                MapOf(
                    Record(
                        {
                            "at_most": Field(NUMBER, "the greatest number that sends it there", None),
                            "at_least": Field(NUMBER, "the least number that does", None),
                            "task": Field(WORD, "the other task"),
                            "with": Field(WORDS, "facts that hold there, since it was asked for here", ()),
                            "because": Field(PROSE, "why, where a user has to be told", ""),
                        }
                    ),
                    WORD,
                ),
                "facts that send it to another task",
                {},
            ),
        }
    ),
    WORD,
)

BOUNDS = Record(
    {
        "least": Field(NUMBER, "the least value", None),
        "above": Field(NUMBER, "what it must exceed", None),
        "below": Field(NUMBER, "what it must stay below", None),
        "whole": Field(FLAG, "whether it is a whole number", None),
        "stands_for": Field(OneOf(tuple(FORMS)), "what the number is, which decides how it may be written", None),
        "typical": Field(NUMBER, "one to try, to see what it would change", None),
    }
)
HARD = Record(
    {
        "when": Field(CONDITIONS, "conditions without which it leaves every loss", ()),
        "only": Field(MapOf(ListOf(WORD, at_least=1), WORD), "for each task, the losses that can carry the fact"),
        "because": Field(PROSE, "why no other loss can, as the end of a sentence"),
        "source": Field(PROSE, "who says so"),
    }
)
FACTS_FILE = MapOf(
    Record(
        {
            "means": Field(PROSE, "what it says, as part of a sentence"),
            "ask": Field(PROSE, "the question that asks for it"),
            "tasks": Field(ListOf(WORD, at_least=1), "where it plays a part; any for everywhere"),
            "values": Field(WORDS, "the words it takes, one of which is needed", ()),
            "levels": Field(WORDS, "the words it may take", ()),
            "number": Field(BOUNDS, "the bounds of a number", None),
            "range": Field(FLAG, "whether it takes any range of numbers, such as 0..10", default=False),
            "implies": Field(MapOf(PROSE), "facts that follow from a value, such as `=soft: soft_labels`", {}),
            "brings": Field(
                ListOf(PROSE), "facts that hold by definition wherever this one does, as NAME or NAME=VALUE", ()
            ),
            "hard": Field(HARD, "a fact that no preference can outweigh: the losses that it leaves", None),
            "kinds": Field(WORDS, "what sorts of thing it can be about; it is not suggested beside another sort", ()),
            "flag": Field(FLAG, "whether it is an option of its own", default=False),
            "aliases": Field(WORDS, "other words for it", ()),
            "inverse": Field(WORDS, "words for its reciprocal, where it is a ratio", ()),
            "called": Field(MapOf(WORD, WORD), "other words for its values, each with the value", {}),
        }
    ),
    WORD,
)

_PHRASES = ListOf(Text(form="a phrase"))
SYNONYMS_FILE = Record(
    {
        "tasks": Field(
            MapOf(
                Record(
                    {
                        "says": Field(_PHRASES, "phrases that mean this task", ()),
                        "hints": Field(_PHRASES, "phrases that are more usual here than elsewhere", ()),
                        "outright": Field(
                            _PHRASES, "phrases that name the sort of classes, whatever else is said of classes", ()
                        ),
                        "unless": Field(_PHRASES, "phrases in whose words those of `outright` mean something else", ()),
                    }
                ),
                WORD,
            ),
            "what people say instead of a task's name",
        ),
        "facts": Field(
            ListOf(
                Record(
                    {
                        "fact": Field(PROSE, "what is said, as NAME or NAME=VALUE; a number stands in the phrase"),
                        "in": Field(
                            WORDS, "the tasks where the phrases mean it; all of the fact's, when it names none", ()
                        ),
                        "phrases": Field(
                            ListOf(Text(form="a phrase"), at_least=1), "phrases that can mean nothing else there"
                        ),
                        "unless": Field(_PHRASES, "phrases in whose words they mean something else", ()),
                        "least": Field(NUMBER, "the least number in the phrase with which they mean it", None),
                        "rest": Field(
                            FLAG, "whether the number in the phrase is the share of the others", default=False
                        ),
                    }
                )
            ),
            "what people say instead of a fact",
        ),
        "common": Field(WORDS, "names of tasks, facts and metrics that prose uses in other senses", ()),
    }
)

_EFFECT: dict[str, Field] = {
    "when": Field(CONDITIONS, "conditions that must all hold", ()),
    "unless": Field(CONDITIONS, "conditions of which none may hold", ()),
    "promote": Field(POINTS, "points for losses", {}),
    "demote": Field(POINTS, "points taken away", {}),
    "exclude": Field(WORDS, "losses that must not be used", ()),
    "warn": Field(PROSE, "the trap to point out", ""),
    "about": Field(WORDS, "the losses that the warning concerns", ()),
    "reason": Field(PROSE, "why, in words for a reader"),
    "reasons": Field(MapOf(PROSE, WORD), "why, for promoted losses of which the reason is not true as it stands", {}),
}
RULE = Record(
    {
        "id": Field(RULE_ID, "its name"),
        "tasks": Field(ListOf(WORD, at_least=1), "the tasks it belongs to; the file's, when it names none", None),
        "stage": Field(OneOf(tuple(STAGES)), "what kind of reason it is", "preference"),
        **_EFFECT,
        "refuse": Field(PROSE, "why the facts cannot all be true", ""),
        "source": Field(PROSE, "who says so"),
    }
)
CODE = Text(form="Python code")
PIECE = Text(form="Python code", empty=True)
SETTINGS = Text(r"[a-z_]+=.*?(; [a-z_]+=.*?)*", 'settings such as "alpha=0.7; beta=0.3"')
OPTIONS = MapOf(SETTINGS, Text(form="a condition"))
WRITTEN = Record(
    {
        "name": Field(PROSE, "what it is called there"),
        "template": Field(WORD, "the template of its code"),
        "tasks": Field(WORDS, "the tasks that it serves; all, when it names none", ()),
        "when": Field(CONDITIONS, "conditions that must all hold; none for the last form of a task", ()),
        "params": Field(
            MapOf(PIECE, Text(r":?[a-z_]+", "the name of a parameter")), "parameters, each with its text", {}
        ),
        "slots": Field(MapOf(PIECE, WORD), "what stands at the template's own places, each as `$name`", {}),
        "options": Field(OPTIONS, "parameters and places that a fact sets; the first that applies", {}),
        "curvature": Field(
            OneOf(("exact", "above", "positive")),
            "of an objective: whether its Hessian is the loss's, bounds it from above, or is only positive",
            "",
        ),
    }
)
WRITTEN_FILE = MapOf(ListOf(WRITTEN, at_least=1), WORD)
TEMPLATE = Record(
    {
        "code": Field(CODE, "the code; `$name` is a place, `$params` the parameters"),
        "params": Field(OneOf(("lines", "keywords", "settings")), "how the parameters are written", "keywords"),
        "slots": Field(MapOf(PIECE, WORD), "what stands at a place when a loss says nothing", {}),
        "options": Field(OPTIONS, "parameters and places that a fact sets, after those of a loss", {}),
    }
)
FRAMEWORK_FILE = Record(
    {
        "title": Field(PROSE, "its name in prose"),
        "source": Field(PROSE, "where its names come from"),
        "tasks": Field(WORDS, "the tasks that it can serve at all; all, when it names none", ()),
        "lacks": Field(PROSE, "why it has no other loss, as the end of a sentence"),
        "written": Field(WORD, "the file of `written` whose losses it takes as code of one's own", ""),
        "costs": Field(NUMBER, "the points that such a loss pays beside one that is there", 0),
        "owes": Field(PROSE, "why it pays them, or what is written instead", ""),
        "imports": Field(MapOf(PROSE), "words of the code, each with the statement that imports it", {}),
        "templates": Field(MapOf(TEMPLATE, WORD), "how code is laid out"),
        "losses": Field(WRITTEN_FILE, "how it writes a loss: the first form that fits task and facts"),
        "silences": Field(ListOf(RULE_ID), "warnings that do not concern it", ()),
        "rules": Field(ListOf(RULE), "rules that hold there alone", ()),
    }
)
NAMES_FILE = MapOf(PROSE, Text(r"[A-Za-z_]+", "a name"))
RULES_FILE = Record(
    {
        "tasks": Field(ListOf(WORD, at_least=1), "the tasks of the rules that name none", None),
        "rules": Field(ListOf(RULE), "the rules"),
    }
)

KINDS = {
    "mean": "the mean",
    "median": "the median",
    "quantile": "a quantile",
    "transformed": "another point of the distribution",
    "distribution": "the whole distribution",
    "probability": "probabilities",
    "decision": "decisions",
    "ranking": "an order",
    "overlap": "the overlap of sets or shapes",
    "sequence": "a sequence as it is decoded",
    "likeness": "likeness to data or to a reference, as a network or an ear judges",
    "reward": "what is earned",
}
"""What a metric judges, and so what has to be estimated."""

_USE = Record(
    {
        "tasks": Field(ListOf(WORD, at_least=1), "some of the metric's tasks; all, when it names none", None),
        "stage": Field(OneOf(tuple(STAGES)), "what kind of reason it is", "metric"),
        **_EFFECT,
    }
)
METRICS_FILE = MapOf(
    Record(
        {
            "means": Field(PROSE, "its name in prose"),
            "aliases": Field(WORDS, "other words for it", ()),
            "kind": Field(OneOf(tuple(KINDS)), "what it judges"),
            "best": Field(PROSE, "what scores best under it, as the end of a sentence"),
            "tasks": Field(ListOf(WORD, at_least=1), "the tasks that are judged by it"),
            "implies": Field(ListOf(PROSE), "facts that hold by definition, as NAME or NAME=VALUE", ()),
            "takes": Field(WORD, "the fact that is set by a number behind its name", ""),
            "gap": Field(PROSE, "what the loss does not see, and what to do about it"),
            "gaps": Field(MapOf(PROSE, WORD), "the same, where a task has its own", {}),
            "source": Field(PROSE, "who says so"),
            "uses": Field(ListOf(_USE), "what it does to losses", ()),
        }
    ),
    WORD,
)
