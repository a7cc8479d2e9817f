"""Whatever is done to a file of any format, it is still valid, or each fault is told with its place; nothing else."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lossquiz.cache import packed, unpacked
from lossquiz.errors import Fault
from lossquiz.forms.files import Document, read_file
from lossquiz.losses import catalogue, checks
from lossquiz.losses.forms import FAMILY_FILE, INPUT_FORMS_FILE, LIBRARIES_FILE, NAMES_FILE
from lossquiz.questions import bank
from lossquiz.resources import shipped
from lossquiz.selection import declarations, facts
from lossquiz.selection.checks import Known, check_facts, check_rules, check_tasks
from lossquiz.selection.compiling import compile_fact, compile_rules
from lossquiz.selection.conditions import holds, parse_condition
from lossquiz.selection.forms import FACTS_FILE, FRAMEWORK_FILE, RULES_FILE, TASKS_FILE
from lossquiz.selection.framework_checks import check_framework, whole_framework
from lossquiz.selection.library_code import code_of
from lossquiz.selection.rules import Rule
from lossquiz.selection.torch_line import torch_line

MUTANTS, BATCHES = 2000, 4

# ---- what is mutated: a small piece of the shipped files, which is still a whole file


def blocks_of(text: str, start: str) -> list[str]:
    """Return the parts of a text that begin at each line which fits a pattern."""
    return [part for part in re.split(rf"(?m)^(?={start})", text) if re.match(start, part)]


@functools.cache
def blocks(pattern: str, start: str) -> list[str]:
    package = Path(checks.__file__).parents[1]
    return [block for path in sorted(package.glob(pattern)) for block in blocks_of(path.read_text("utf-8"), start)]


def sampled(pattern: str, start: str = r"\w+:", amount: int = 4, head: str = "") -> Callable[[random.Random], str]:
    return lambda chance: head + "".join(chance.sample(blocks(pattern, start), amount))


def question_file(pattern: str) -> Callable[[random.Random], str]:
    texts = [path.read_text("utf-8") for path in sorted(shipped("questions").glob(pattern))]

    def make(chance: random.Random) -> str:
        head, _, rest = chance.choice(texts).partition("\nquestions:\n")
        return head + "\nquestions:\n" + "".join(chance.sample(blocks_of(rest, r"  - "), 2))

    return make


# ---- how it is read, checked and used


@functools.cache
def known() -> Known:
    content = declarations.declarations()
    every = {name: {"number": None, "values": (), "levels": (), **fact} for name, fact in content["facts"].items()}
    return Known(frozenset(catalogue.catalogue()), content["tasks"], every)


def read_family(path: Path) -> Sequence[Fault]:
    document = read_file(path, FAMILY_FILE)
    forms = read_file(catalogue.DATA / "input_forms.yaml", INPUT_FORMS_FILE) if not FORMS else FORMS[0]
    FORMS[:] = [forms]
    checks.check_family(document, forms.data, {})
    for loss_id, entry in document.data.items() if not document.faults.found else ():
        loss = catalogue.Loss(**checks.complete(loss_id, entry, path.stem, forms.data))
        assert loss.code
        assert torch_line(loss, {name.partition("=")[0]: True for name in loss.options})
    return document.faults.found


FORMS: list[Document] = []


def read_libraries(path: Path) -> Sequence[Fault]:
    return read_file(path, LIBRARIES_FILE).faults.found


def read_names(path: Path) -> Sequence[Fault]:
    return read_file(path, NAMES_FILE).faults.found


def read_input_forms(path: Path) -> Sequence[Fault]:
    return read_file(path, INPUT_FORMS_FILE).faults.found


def read_tasks(path: Path) -> Sequence[Fault]:
    document = read_file(path, TASKS_FILE)
    check_tasks(document, Known(known().losses, {**known().tasks, **document.entries()}, known().facts))
    if not document.faults.found:
        assert all(facts.Task(id=name, **task).title for name, task in document.data.items())
    return document.faults.found


def read_facts(path: Path) -> Sequence[Fault]:
    document = read_file(path, FACTS_FILE)
    check_facts(document, Known(known().losses, known().tasks, {**known().facts, **document.entries()}))
    for name, entry in document.data.items() if not document.faults.found else ():
        fact = facts.Fact(id=name, **compile_fact(entry))
        assert all(isinstance(holds(parse_condition(f"{name}{test}"), {name: 5.0}), bool) for test in fact.implies)
    return document.faults.found


def read_frameworks(path: Path) -> Sequence[Fault]:
    document = read_file(path, FRAMEWORK_FILE)
    check_framework("lightgbm", document, known(), {}, {"X": "features"})
    for name in document.data["losses"] if not document.faults.found else ():
        for form in whole_framework(document.data, {})["losses"][name]:
            assert code_of(form, document.data, {"outliers": True}, {})
    return document.faults.found


def read_rules(path: Path) -> Sequence[Fault]:
    document = read_file(path, RULES_FILE)
    names = Known(known().losses, known().tasks, known().facts)
    check_rules(document, names)
    for raw in compile_rules(document.data, names) if not document.faults.found else ():
        assert isinstance(Rule(**raw).fires({"outliers": True, "n_classes": 3.0}), bool)
    return document.faults.found


def read_questions(path: Path) -> Sequence[Fault]:
    faults: list[Fault] = []
    data = bank._read(path, path.name, faults)
    if data is not None:
        loss, questions = bank._built(unpacked(packed(data)), path, path.parent)
        assert loss or questions
        assert [heading[0] for heading in bank._headed(data)["headings"]] == [question.id for question in questions]
    return faults


LIBRARY = """\
title: A library
source: somebody
tasks: [regression, forecasting]
lacks: it has no more
imports: {np: import numpy as np}
templates:
  rows:
    params: lines
    slots: {label: a number, gives: a number, data: "", target: y, back: predict(X)}
    options: {exposure: data=weight}
    code: "params = {\\n$params\\n}  # $label\\nfit($target$data)  # $gives\\n$back"
losses:
"""


def library_file(chance: random.Random) -> str:
    text = (declarations.DATA / "frameworks" / "lightgbm.yaml").read_text("utf-8")
    losses = re.findall(r"(?m)^  \w+: \[\{.*template: rows.*\}\]$", text)
    return LIBRARY + "\n".join(chance.sample(losses, 3)) + "\n"


FORMATS: dict[str, tuple[str, Callable[[random.Random], str], Callable[[Path], Sequence[Fault]]]] = {
    "family": ("regression.yaml", sampled("losses/data/families/*.yaml"), read_family),
    "input_forms": ("input_forms.yaml", sampled("losses/data/input_forms.yaml"), read_input_forms),
    "names": ("names.yaml", sampled("losses/data/names.yaml", amount=8), read_names),
    "libraries": ("libraries.yaml", sampled("losses/data/libraries.yaml", amount=8), read_libraries),
    "tasks": ("tasks.yaml", sampled("selection/data/tasks.yaml", amount=8), read_tasks),
    "facts": ("facts.yaml", sampled("selection/data/facts.yaml"), read_facts),
    "frameworks": (
        "lightgbm.yaml",
        library_file,
        read_frameworks,
    ),
    "rules": ("r.yaml", sampled("selection/data/rules/*.yaml", "  - id", head="tasks: [any]\nrules:\n"), read_rules),
    "loss": ("regression/huber.yaml", question_file("regression/huber.yaml"), read_questions),
    "questions": ("concepts/some.yaml", question_file("concepts/*.yaml"), read_questions),
}

# ---- the mutations

VALUES = (
    *("[]", "[1, two]", "{}", "{a: 1}", "~", "null", "true", "No", "-3", "0", "1e400", "9" * 400, ".nan", "-.inf"),
    *("''", '"$x {y} %s"', "2001-02-30", "1:70", "0x1g", "=", "<<", "!!bool maybe", '!!int ""', "!!timestamp now"),
    *("!!binary =", "!!set {a}", "!!python/name:os.system", "&a b", "*a", "|", "> x", "? x", "- - - x", "a: b: c"),
    *('"a{99999999999}"', "-" * 30_000 + "1", '"' + "(" * 9_000 + '"', '"x.y"', "lambda", "x[", "$delta", "q={value}"),
    *('"\\ud800"', '"\\x00"', "é" * 300, "\u2028", "any", "x|y", "x>", ">=1", "$", "${", "(" * 250, "lambda: (yield)"),
)
PIECES = ("\t", "\x00", "\u202e", "\ufeff", "[", "}", '"', "'", ": ", "#", "- ", "---\n", "...\n", "%YAML 9.9\n", "\r")


def place(lines: list[str], chance: random.Random) -> int:
    return chance.randrange(len(lines))


def delete(lines: list[str], chance: random.Random) -> None:
    del lines[place(lines, chance)]


def double(lines: list[str], chance: random.Random) -> None:
    lines.insert(place(lines, chance), chance.choice(lines))


def swap_lines(lines: list[str], chance: random.Random) -> None:
    one, two = place(lines, chance), place(lines, chance)
    lines[one], lines[two] = lines[two], lines[one]


def indent(lines: list[str], chance: random.Random) -> None:
    at = place(lines, chance)
    lines[at] = " " * chance.randrange(1, 5) + lines[at] if chance.random() < 0.5 else lines[at][1:]


def replace_value(lines: list[str], chance: random.Random) -> None:
    at = place(lines, chance)
    parts = re.split(r"((?:: | - |, |\[))", lines[at])
    parts[2 * chance.randrange((len(parts) + 1) // 2)] = chance.choice(VALUES)
    lines[at] = "".join(parts)


def swap_values(lines: list[str], chance: random.Random) -> None:
    one, two = place(lines, chance), place(lines, chance)
    (left, colon, value), (other, mark, worth) = lines[one].partition(": "), lines[two].partition(": ")
    lines[one], lines[two] = left + colon + worth, other + mark + value


def rename(lines: list[str], chance: random.Random) -> None:
    at = place(lines, chance)
    lines[at] = re.sub(r"\w+(?=:)", chance.choice(("titel", "id", "1", "a b", "form", "_")), lines[at], count=1)


def insert_piece(lines: list[str], chance: random.Random) -> None:
    at = place(lines, chance)
    where = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + chance.choice(PIECES) + lines[at][where:]


def truncate(lines: list[str], chance: random.Random) -> None:
    at = place(lines, chance)
    lines[at:] = [lines[at][: chance.randrange(len(lines[at]) + 1)]]


MUTATIONS = (delete, double, swap_lines, indent, replace_value, replace_value, swap_values, rename, insert_piece)


def mutated(text: str, chance: random.Random) -> bytes:
    """Return a text with one to three changes, sometimes cut short or with a byte that is no UTF-8."""
    lines = text.split("\n")
    for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 4)):
        mutation(lines, chance)
    if chance.random() < 0.05:
        truncate(lines, chance)
    raw = "\n".join(lines).encode()
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(128, 256)]) + raw[at:] if chance.random() < 0.05 else raw


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("kind", FORMATS)
def test_a_mutated_file_is_valid_or_its_faults_are_told(kind: str, batch: int, tmp_path: Path) -> None:
    name, make, read = FORMATS[kind]
    chance = random.Random(f"{kind} {batch}")  # noqa: S311 - a seeded choice of mutations
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    told = 0
    for _ in range(MUTANTS // BATCHES):
        path.write_bytes(mutated(make(chance), chance))
        faults = read(path)
        told += bool(faults)
        for fault in faults:
            assert fault.path in {name, path.name}
            assert fault.message
            assert fault.line > 0 or not fault.key
            assert fault.line <= path.read_bytes().count(b"\n") + 1 + bool(fault.key)  # a last key may lack its value
    # Some changes do no harm, such as one within a sentence; most do.
    assert 0.5 < told / (MUTANTS // BATCHES) < 1


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_mutated_is_valid(kind: str, tmp_path: Path) -> None:
    name, make, read = FORMATS[kind]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    chance = random.Random(kind)  # noqa: S311 - a seeded choice of pieces
    for _ in range(20):
        path.write_text(make(chance), encoding="utf-8")
        assert read(path) == []
