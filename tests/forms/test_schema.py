"""The schema language: it converts, keeps lines, tells every fault, and prints itself as JSON Schema."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from lossquiz.forms.choices import Keyed, Tagged
from lossquiz.forms.faults import Faults
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
    Schema,
    Tensor,
    Text,
)
from lossquiz.forms.values import construct, describe
from lossquiz.questions.forms import LOSS_FILE, PLAIN_FILE, QUESTION


def node_of(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def read(schema: Schema, text: str) -> tuple[Any, list[str]]:
    found = Faults("f.yaml")
    value = schema.read(node_of(text), "key", found)
    return value, [str(fault) for fault in found.found]


GOOD: list[tuple[Schema, str, Any]] = [
    (Text(), "'  some words '", "some words"),
    (Text(), "|\n  def f():\n      pass\n", "def f():\n    pass"),
    (Text(r"\d+"), "12", "12"),
    (OneOf(("easy", "hard")), "hard", "hard"),
    (NUMBER, "1", 1.0),
    (NUMBER, "-2.5", -2.5),
    (NUMBER, "1e-6", 1e-6),
    (NUMBER, "1.5E+3", 1500.0),
    (INTEGER, "7", 7),
    (FLAG, "false", False),
    (VALUE, "word", "word"),
    (VALUE, "2", 2),
    (Tensor(), "3.0", 3.0),
    (Tensor(), "[[1.0, 2.0], [3.0, 1e4]]", [[1.0, 2.0], [3.0, 10000.0]]),
    (Tensor(), "[0, 2]", [0, 2]),
    (Tensor(), "[true, false]", [True, False]),
    (ListOf(INTEGER, 2, 2), "[1, 2]", (1, 2)),
    (MapOf(NUMBER), "{b: 1, a: 2}", {"b": 1.0, "a": 2.0}),
]


@pytest.mark.parametrize(("schema", "text", "value"), GOOD)
def test_what_fits_is_converted(schema: Schema, text: str, value: Any) -> None:
    got, faults = read(schema, text)
    assert faults == []
    assert got == value
    assert type(got) is type(value)


BAD: list[tuple[Schema, str, str]] = [
    (Text(), "''", "f.yaml:1: key: expected text, got nothing"),
    (Text(), "[a]", "f.yaml:1: key: expected text, got a list"),
    (Text(r"\d+", "digits"), "12a", 'f.yaml:1: key: expected digits, got "12a"'),
    (Text(r"\d+", "digits"), '"12\\n3"', 'f.yaml:1: key: expected digits, got "12\n3"'),
    (OneOf(("easy", "hard")), "medium", 'f.yaml:1: key: expected one of easy, hard; got "medium"'),
    (NUMBER, "'1'", 'f.yaml:1: key: expected a number, got "1"'),
    (NUMBER, "true", 'f.yaml:1: key: expected a number, got "true"'),
    (NUMBER, "{}", "f.yaml:1: key: expected a number, got a mapping"),
    (INTEGER, "1.0", 'f.yaml:1: key: expected a whole number, got "1.0"'),
    (INTEGER, "yes", 'f.yaml:1: key: expected a whole number, got "yes"'),
    (FLAG, "1", 'f.yaml:1: key: expected true or false, got "1"'),
    (VALUE, "[1]", "f.yaml:1: key: expected a number, a word, true or false, got a list"),
    (Tensor(), "[1.0, [2.0]]", "f.yaml:1: key: expected a number or equally long lists of numbers, got a list"),
    (Tensor(), "[[1.0], []]", "f.yaml:1: key: expected a number or equally long lists of numbers, got a list"),
    (Tensor(), "one", 'f.yaml:1: key: expected a number or equally long lists of numbers, got "one"'),
    (Tensor(), "{a: 1}", "f.yaml:1: key: expected a number or equally long lists of numbers, got a mapping"),
    (ListOf(INTEGER), "1", 'f.yaml:1: key: expected a list, got "1"'),
    (ListOf(INTEGER, 2, 3), "[1]", "f.yaml:1: key: expected 2 to 3 items, got 1"),
    (ListOf(INTEGER, 2), "[1]", "f.yaml:1: key: expected at least 2 items, got 1"),
    (ListOf(INTEGER), "- 1\n- a", 'f.yaml:2: key[1]: expected a whole number, got "a"'),
    (MapOf(NUMBER), "[1]", "f.yaml:1: key: expected a mapping, got a list"),
    (MapOf(NUMBER), "a: 1\nb: c", 'f.yaml:2: key.b: expected a number, got "c"'),
    (MapOf(NUMBER), "? [a]\n: 1", "f.yaml:1: key: expected a word as the key, got a list"),
    (Text(), "~", 'f.yaml:1: key: expected text, got "~"'),
    (Text(), "null", 'f.yaml:1: key: expected text, got "null"'),
    (NUMBER, "1" + "0" * 400, f'f.yaml:1: key: expected a number, got "1{"0" * 49}…"'),
    (NUMBER, "!!bool maybe", 'f.yaml:1: key: expected a number, got "maybe"'),
    (NUMBER, "!!timestamp never", 'f.yaml:1: key: expected a number, got "never"'),
    (MapOf(NUMBER), "a: 1\na: 2", "f.yaml:2: key.a: the key stands twice; keep one"),
]


@pytest.mark.parametrize(("schema", "text", "fault"), BAD)
def test_what_does_not_fit_is_told_with_its_line(schema: Schema, text: str, fault: str) -> None:
    assert read(schema, text)[1] == [fault]


PERSON = Record({"name": Field(Text(form="a name"), "who it is"), "age": Field(INTEGER, "how old", None)})


def test_a_record_fills_in_defaults_and_asks_for_the_rest() -> None:
    assert read(PERSON, "name: Ada") == ({"name": "Ada", "age": None}, [])
    assert read(PERSON, "age: 3") == ({"age": 3, "name": None}, ["f.yaml:1: key.name: missing; expected who it is"])


def test_a_record_tells_all_its_faults_in_one_reading() -> None:
    _, faults = read(PERSON, "nme: Ada\nage: old\nage: 3\n")
    assert faults == [
        "f.yaml:3: key.age: the key stands twice; keep one",
        "f.yaml:1: key.nme: unknown key; did you mean name?",
        'f.yaml:2: key.age: expected a whole number, got "old"',
        "f.yaml:1: key.name: missing; expected who it is",
    ]


def test_a_key_that_has_no_place_is_told_why() -> None:
    record = Record({"name": Field(Text(), "who")}, refused={"id": "the file's name is the id; delete the line"})
    assert read(record, "name: Ada\nid: ada\n")[1] == ["f.yaml:2: key.id: the file's name is the id; delete the line"]


def test_keys_tell_the_form() -> None:
    shape = Keyed({"radius": Record({"radius": Field(NUMBER, "its size")})}, Record({"x": Field(NUMBER, "where")}))
    assert read(shape, "radius: 2") == ({"radius": 2.0}, [])
    assert read(shape, "x: 2") == ({"x": 2.0}, [])
    assert read(shape, "y: 2")[1][0] == "f.yaml:1: key.y: unknown key; known: x"
    assert read(shape, "[radius]") == (None, ["f.yaml:1: key: expected a mapping, got a list"])


def test_names_of_ones_own_may_have_a_form() -> None:
    assert read(MapOf(NUMBER, Text("[a-z]+", "a word")), "{a: 1, B: 2}")[1] == [
        'f.yaml:1: key.B: expected a word, got "B"'
    ]


def test_a_tag_chooses_the_form() -> None:
    shapes = Tagged(
        "kind",
        {
            "dot": Record({"kind": Field(OneOf(("dot",)), "what")}),
            "disc": Record({"kind": Field(OneOf(("disc",)), "what"), "radius": Field(NUMBER, "its size")}),
        },
    )
    assert read(shapes, "{kind: disc, radius: 2}") == ({"kind": "disc", "radius": 2.0}, [])
    assert read(shapes, "{kind: disc}")[1] == ["f.yaml:1: key.radius: missing; expected its size"]
    assert read(shapes, "{radius: 2}") == (None, ["f.yaml:1: key.kind: missing; expected one of dot, disc"])
    assert read(shapes, "{kind: disk}") == (None, ['f.yaml:1: key.kind: expected one of dot, disc; got "disk"'])
    assert read(shapes, "[disc]")[1] == ["f.yaml:1: key: expected a mapping, got a list"]


def test_a_fault_at_a_key_read_before_has_the_line_of_that_key() -> None:
    found = Faults("f.yaml")
    MapOf(NUMBER).read(node_of("a: 1\nb: 2\n"), "outer", found)
    found.fault_at("outer.b", "too large")
    found.fault_at("outer.b.least[0]", "below it, and not there")
    found.fault_at("outer.c", "not there")
    assert [str(fault) for fault in found.found] == [
        "f.yaml:2: outer.b: too large",
        "f.yaml:2: outer.b.least[0]: below it, and not there",
        "f.yaml: outer.c: not there",
    ]


def test_nothing_but_plain_data_is_constructed() -> None:
    assert construct(node_of("!!python/object/apply:os.getcwd []")) == []
    assert construct(node_of("!!python/name:os.getcwd ''")) is None
    assert construct(node_of("!!python/object:os.error {a: 1}")) is None
    assert construct(node_of("2001-01-01")) is not None
    assert read(Tensor(), "2001-01-01")[1] != []


@pytest.mark.parametrize(("text", "words"), [("{}", "a mapping"), ("[]", "a list"), ("''", "nothing"), ("ab", '"ab"')])
def test_a_node_is_described_by_its_kind_or_its_text(text: str, words: str) -> None:
    assert describe(node_of(text)) == words


def test_a_long_text_is_cut() -> None:
    words = describe(node_of("word " * 40))
    assert words.startswith('"word word')
    assert "…" in words
    assert len(words) < 60


def walk(schema: Any) -> Any:
    yield schema
    children = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for child in children:
        yield from walk(child)


@pytest.mark.parametrize("schema", [LOSS_FILE, PLAIN_FILE, QUESTION])
def test_json_schema_says_the_same(schema: Any) -> None:
    printed = schema.json_schema()
    if isinstance(schema, Record):
        assert set(printed["properties"]) == set(schema.fields)
        assert printed["required"] == [name for name, field in schema.fields.items() if field.required]
        assert printed["additionalProperties"] is False
    for part in walk(printed):
        if isinstance(part, dict) and isinstance(part.get("properties"), dict) and part.get("type") == "object":
            assert set(part["required"]) <= set(part["properties"])
            assert all(inner["description"] for inner in part["properties"].values())


def test_json_schema_of_the_small_schemas() -> None:
    assert Text(r"\d+").json_schema() == {"type": "string", "pattern": r"^(?:\d+)$"}
    assert Text().json_schema() == {"type": "string", "minLength": 1}
    assert OneOf(("a", "b")).json_schema() == {"enum": ["a", "b"]}
    assert NUMBER.json_schema() == {"type": ["number"]}
    assert ListOf(FLAG, 2).json_schema() == {"type": "array", "items": {"type": ["boolean"]}, "minItems": 2}
    assert MapOf(INTEGER).json_schema() == {"type": "object", "additionalProperties": {"type": ["integer"]}}
