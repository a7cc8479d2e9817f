"""Every way in which a file of the advisor can be wrong is told with its line, its key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import BankError, Fault
from lossquiz.selection.reading import read_declarations

FILES = {
    "tasks.yaml": """\
regression: {title: Regression, means: a number, aliases: [reg]}
classes:
  title: Classification
  means: one of several
  by: {n_classes: {at_most: 2, task: regression}}
""",
    "facts.yaml": """\
outliers:
  means: values far outside
  ask: "Outliers?"
  levels: [gross]
  tasks: [any]
n_classes:
  means: the number of classes
  ask: "How many?"
  number: {least: 2, whole: true}
  implies: {">=100": outliers, "=2": outliers=gross}
  tasks: [classes]
  aliases: [classes]
framework:
  means: the library
  ask: "Which?"
  values: [pytorch, boost]
  called: {xgb: boost}
  tasks: [any]
""",
    "names.yaml": "weight: how much each row counts\n",
    "written/objectives.yaml": """\
mae:
  - name: an objective of your own
    template: own
    slots: {body: sign(raw - y)}
""",
    "frameworks/boost.yaml": """\
title: Boost
source: somebody
tasks: [regression]
lacks: it has no more
written: objectives
costs: 4
owes: it is yours
imports: {boost: import boost}
templates:
  rows: {code: boost.train($params), slots: {data: ""}, options: {outliers: scale=2}}
  own: {code: boost.train($body)}
losses:
  mse:
    - {name: squared, template: rows, when: [outliers], params: {loss: robust}}
    - {name: squared, template: rows, params: {loss: squared}}
silences: [trap.mse]
rules:
  - id: boost.trap
    tasks: [regression]
    stage: trap
    warn: mind the trees
    reason: because
    source: somebody
""",
    "metrics.yaml": "{}\n",
    "rules/regression.yaml": """\
tasks: [regression]
rules:
  - id: regression.default
    stage: default
    promote: {mse: 2.5, mae: 1}
    reason: usual
    source: somebody
  - id: regression.outliers
    when: [outliers=gross|n_classes>5]
    unless: [n_classes]
    promote: {mae: 4}
    exclude: [mse]
    reason: bounded pull
    source: somebody
""",
    "rules/traps.yaml": """\
rules:
  - id: trap.mse
    tasks: [any]
    stage: trap
    warn: mind the scale
    about: [mae]
    reason: because
    source: somebody
""",
}
LOSSES = frozenset({"mse", "mae"})


def put(folder: Path, name: str = "", old: str = "", new: str = "") -> Path:
    for part in ("rules", "written", "frameworks"):
        (folder / part).mkdir()
    for file, text in FILES.items():
        assert file != name or text.count(old) >= 1, old
        (folder / file).write_text(text.replace(old, new, 1) if file == name else text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(BankError) as caught:
        read_declarations(folder, LOSSES)
    return caught.value.faults


def test_sound_files_are_taken(tmp_path: Path) -> None:
    content = read_declarations(put(tmp_path), LOSSES)
    assert [rule["id"] for rule in content["rules"]] == [
        *("regression.default", "regression.outliers", "trap.mse"),
        *("boost.trap", "framework.boost.regression.own"),
    ]
    silent = [["framework", "=", "boost"]]
    assert content["rules"][2]["unless"] == [silent]
    assert content["rules"][3]["when"] == [silent]
    assert content["rules"][4]["demote"] == {"mae": 4}
    assert content["rules"][0]["tasks"] == ("regression",)
    assert content["rules"][2]["tasks"] == ["regression", "classes"]
    assert content["rules"][1]["when"] == [[["outliers", "=", "gross"], ["n_classes", ">", "5"]]]
    assert content["rules"][1]["looks_at"] == ["n_classes", "outliers"]
    # The trap is about a loss that only regression recommends.
    assert content["by_task"] == {"regression": [0, 1, 2, 3, 4], "classes": []}
    assert content["facts"]["n_classes"]["number"] == {"least": 2, "whole": True}
    assert set(content["facts"]["outliers"]) == {"means", "ask", "levels", "tasks"}


def hard(only: str, when: str = "outliers") -> str:
    return f"hard: {{when: [{when}], only: {{{only}}}, because: it is, source: somebody}}"


CHANGES = [
    ("tasks.yaml", "title: Classification", "titel: Classes", 3, "classes.titel", "did you mean title?"),
    ("tasks.yaml", "[reg]", "[Reg]", 1, "regression.aliases[0]", "expected a word in lower case"),
    ("tasks.yaml", "[reg]", "[classes]", 2, "classes", '"classes" already names regression'),
    ("tasks.yaml", "n_classes: {", "outliers: {", 5, "classes.by.outliers", "expected a fact that is a number"),
    (
        "tasks.yaml",
        "task: regression",
        "task: reg",
        5,
        "classes.by.n_classes.task",
        'no task "reg"; known: classes, regression',
    ),
    ("tasks.yaml", "at_most: 2", "at_most: two", 5, "classes.by.n_classes.at_most", 'expected a number, got "two"'),
    ("facts.yaml", 'ask: "Outliers?"', "asking: x", 3, "outliers.asking", "did you mean ask?"),
    ("facts.yaml", "tasks: [any]", "tasks: []", 5, "outliers.tasks", "expected at least 1 items, got 0"),
    ("facts.yaml", "tasks: [any]", "tasks: any", 5, "outliers.tasks", 'expected a list, got "any"'),
    ("facts.yaml", "tasks: [any]", "tasks: [reg]", 5, "outliers.tasks[0]", 'no task "reg"'),
    ("facts.yaml", "levels: [gross]", "levels: [gross]\n  values: [a]", 1, "outliers", "no two of them"),
    ("facts.yaml", "whole: true", "whole: maybe", 9, "n_classes.number.whole", "expected true or false"),
    ("facts.yaml", '">=100"', '">=many"', 10, "n_classes.implies.>=many", "n_classes does not take >=many"),
    (
        "facts.yaml",
        "levels: [gross]",
        'levels: [gross]\n  implies: {"!=gross": n_classes=3}',
        5,
        "outliers.implies.!=gross",
        'expected =VALUE, got "!=gross"',
    ),
    ("facts.yaml", '": outliers,', '": outlier,', 10, "n_classes.implies.>=100", 'no fact "outlier"'),
    ("facts.yaml", "outliers=gross", "outliers=huge", 10, "n_classes.implies.=2", "it takes gross"),
    ("facts.yaml", "outliers=gross", "outliers>1", 10, "n_classes.implies.=2", "expected a fact, as NAME or NAME"),
    ("facts.yaml", "aliases: [classes]", "aliases: [outliers]", 12, "n_classes.aliases[0]", "already names outliers"),
    ("facts.yaml", "levels: [gross]", "brings: [n_class]", 4, "outliers.brings[0]", 'no fact "n_class"'),
    ("facts.yaml", "levels: [gross]", "brings: [n_classes>2]", 4, "outliers.brings[0]", "expected a fact, as NAME or"),
    ("facts.yaml", '": outliers,', '": "outliers, outlier",', 10, "n_classes.implies.>=100", 'no fact "outlier"'),
    ("facts.yaml", "levels: [gross]", hard("reg: [mse]"), 4, "outliers.hard.only.reg", 'no task "reg"'),
    ("facts.yaml", "levels: [gross]", hard("classes: [rmse]"), 4, "outliers.hard.only.classes[0]", 'no loss "rmse"'),
    ("facts.yaml", "levels: [gross]", hard("classes: [mse]", "a"), 4, "outliers.hard.when[0]", 'no fact "a"'),
    ("tasks.yaml", "at_most: 2", "with: [outlier]", 5, "classes.by.n_classes.with[0]", 'no fact "outlier"'),
    ("tasks.yaml", "n_classes: {", "n_class: {", 5, "classes.by.n_class", 'no fact "n_class"'),
    ("facts.yaml", "called: {xgb", "called: {XGB", 17, "framework.called.XGB", "expected a word in lower case"),
    ("names.yaml", "weight: how", "wei-ght: how", 1, "wei-ght", "expected a name"),
    ("written/objectives.yaml", "mae:", "mea:", 1, "mea", 'no loss "mea"; did you mean mse or mae?'),
    ("written/objectives.yaml", "template: own", "templat: own", 3, "mae[0].templat", "did you mean template?"),
    ("frameworks/boost.yaml", "train($body)", "train($boddy)", 12, "losses.mae[0]", "nothing is filled in for 'boddy'"),
    ("frameworks/boost.yaml", "title: Boost", "titel: Boost", 1, "titel", "did you mean title?"),
    ("frameworks/boost.yaml", "tasks: [regression]", "tasks: [reg]", 3, "tasks[0]", 'no task "reg"'),
    (
        "frameworks/boost.yaml",
        "written: objectives",
        "written: functions",
        5,
        "written",
        'no file of written losses "functions"',
    ),
    ("frameworks/boost.yaml", "  mse:", "  msee:", 13, "losses.msee", 'no loss "msee"; did you mean mse?'),
    ("frameworks/boost.yaml", "when: [outliers]", "when: [outlier]", 14, "losses.mse[0].when[0]", 'no fact "outlier"'),
    (
        "frameworks/boost.yaml",
        "squared, template: rows, params",
        "squared, template: row, params",
        15,
        "losses.mse[1].template",
        '"row"',
    ),
    (
        "frameworks/boost.yaml",
        "rows, params",
        "rows, when: [outliers], params",
        13,
        "losses.mse",
        "add a form without `when`",
    ),
    (
        "frameworks/boost.yaml",
        "train($params)",
        "train($parms)",
        14,
        "losses.mse[0]",
        "template rows: nothing is filled in for 'parms'",
    ),
    (
        "frameworks/boost.yaml",
        "train($params)",
        "train($params",
        14,
        "losses.mse[0]",
        "template rows: not valid Python",
    ),
    ("frameworks/boost.yaml", "silences: [trap.mse]", "silences: [trap.mae]", 16, "silences[0]", 'no rule "trap.mae"'),
    (
        "frameworks/boost.yaml",
        "    tasks: [regression]\n",
        "",
        18,
        "rules[0].tasks",
        "missing; expected the tasks it belongs to",
    ),
    (
        "frameworks/boost.yaml",
        "warn: mind",
        "when: [outlier]\n    warn: mind",
        21,
        "rules[0].when[0]",
        'no fact "outlier"',
    ),
    ("rules/regression.yaml", "rules:", "rule:", 2, "rule", "did you mean rules?"),
    ("rules/regression.yaml", "stage: default", "stage: whim", 4, "rules[0].stage", "expected one of default"),
    ("rules/regression.yaml", "mse: 2.5", "mse: 7", 5, "rules[0].promote.mse", "expected 0 to 3 points"),
    ("rules/regression.yaml", "mse: 2.5", "mse: much", 5, "rules[0].promote.mse", 'expected a number, got "much"'),
    ("rules/regression.yaml", "mse: 2.5", "msee: 2.5", 5, "rules[0].promote.msee", 'no loss "msee"'),
    ("rules/regression.yaml", "promote: {mse: 2.5, mae: 1}", "demote: {mse: -1}", 5, "rules[0].demote.mse", "got -1"),
    ("rules/regression.yaml", "promote: {mse: 2.5, mae: 1}", "promote: {}", 3, "rules[0]", "has no effect"),
    ("rules/regression.yaml", "source: somebody", 'source: ""', 7, "rules[0].source", "expected text, got nothing"),
    ("rules/regression.yaml", "regression.outliers", "regression.default", 8, "rules[1].id", "taken by regression"),
    ("rules/regression.yaml", "[outliers=gross|", "[outlierz|", 9, "rules[1].when[0]", "did you mean outliers?"),
    ("rules/regression.yaml", "outliers=gross", "outliers=huge", 9, "rules[1].when[0]", "does not take =huge"),
    ("rules/regression.yaml", "outliers=gross", "outliers>1", 9, "rules[1].when[0]", "does not take >1"),
    ("rules/regression.yaml", "n_classes>5", "n_classes>few", 9, "rules[1].when[0]", "it takes a number"),
    ("rules/regression.yaml", "[outliers=gross|n_classes>5]", "[a b]", 9, "rules[1].when[0]", "not a condition"),
    ("rules/regression.yaml", "unless: [n_classes]", "unless: n_classes", 10, "rules[1].unless", "expected a list"),
    ("rules/regression.yaml", "exclude: [mse]", "exclude: [rmse]", 12, "rules[1].exclude[0]", 'no loss "rmse"'),
    ("rules/regression.yaml", "tasks: [regression]", "tasks: [reg]", 1, "tasks[0]", 'no task "reg"'),
    ("rules/regression.yaml", "unless: [n_classes]", "reasons: {mse: x}", 10, "rules[1].reasons.mse", "not promote"),
    ("rules/traps.yaml", "    tasks: [any]\n", "", 2, "rules[0].tasks", "missing; expected the tasks it belongs to"),
    ("rules/traps.yaml", "about: [mae]", "about: mae", 6, "rules[0].about", 'expected a list, got "mae"'),
    ("rules/traps.yaml", "warn: mind the scale", "effect: warn", 5, "rules[0].effect", "unknown key"),
]


def test_a_hard_fact_becomes_a_rule_that_leaves_nothing_but_its_losses(tmp_path: Path) -> None:
    content = read_declarations(
        put(
            tmp_path, "facts.yaml", "levels: [gross]", "levels: [gross]\n  " + hard("regression: [mae]", "n_classes>5")
        ),
        LOSSES,
    )
    made = next(rule for rule in content["rules"] if rule["id"].startswith("fact."))
    assert (made["id"], made["tasks"], made["exclude"]) == ("fact.outliers.regression", ["regression"], ["mse"])
    assert made["when"] == [[["outliers", "", None]], [["n_classes", ">", "5"]]]
    assert content["by_task"]["regression"] == [0, 1, 2, 3, 4, 5]


def test_two_hard_facts_that_leave_no_loss_are_a_contradiction(tmp_path: Path) -> None:
    folder = put(tmp_path, "facts.yaml", "levels: [gross]", "levels: [gross]\n  " + hard("regression: [mae]"))
    facts = folder / "facts.yaml"
    other = hard("regression: [mse]", "n_classes")
    text = facts.read_text(encoding="utf-8").replace("  aliases: [classes]\n", f"  aliases: [classes]\n  {other}\n")
    facts.write_text(text, encoding="utf-8")
    rules = read_declarations(folder, LOSSES)["rules"]
    made = next(rule for rule in rules if rule["id"] == "fact.outliers.n_classes.regression")
    assert "outliers leaves only mae and n_classes leaves only mse" in made["refuse"]


@pytest.mark.parametrize(("name", "old", "new", "line", "key", "message"), CHANGES)
def test_a_fault_says_where_what_and_what_was_expected(
    tmp_path: Path, name: str, old: str, new: str, line: int, key: str, message: str
) -> None:
    found = {(fault.path, fault.key): fault for fault in faults_of(put(tmp_path, name, old, new))}
    assert (Path(name).name, key) in found, list(map(str, found.values()))
    fault = found[Path(name).name, key]
    assert message in fault.message
    assert fault.line == line


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = put(tmp_path, "rules/regression.yaml", "mse: 2.5", "mse: 7")
    (folder / "names.yaml").write_text("weight: \n", encoding="utf-8")
    (folder / "rules" / "more.yaml").write_text("tasks: [regression]\nrules: [{id: a.b}, {}]\n", encoding="utf-8")
    assert [(fault.path, fault.line, fault.key) for fault in faults_of(folder)] == [
        ("names.yaml", 1, "weight"),
        *(("more.yaml", 2, f"rules[{index}].{key}") for index, key in ((0, "reason"), (0, "source"), (1, "id"))),
        *(("more.yaml", 2, f"rules[1].{key}") for key in ("reason", "source")),
        ("regression.yaml", 5, "rules[0].promote.mse"),
    ]


def test_a_fact_with_a_fault_is_still_known_to_the_rules(tmp_path: Path) -> None:
    (fault,) = faults_of(put(tmp_path, "facts.yaml", "levels: [gross]", "levels: gross"))
    assert (fault.path, fault.line, fault.key) == ("facts.yaml", 4, "outliers.levels")


def test_without_facts_the_rules_are_not_blamed(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "facts.yaml").write_text("a: [", encoding="utf-8")
    assert [fault.path for fault in faults_of(folder)] == ["facts.yaml"]
