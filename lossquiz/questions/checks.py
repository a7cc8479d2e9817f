"""What a schema cannot say of a question file: names that must agree with one another."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.forms.code import expression_problem, parse_code, pattern_problem
from lossquiz.forms.faults import Faults
from lossquiz.lookup import suggest
from lossquiz.questions.samplers import SAMPLERS, options_of

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss

Data = Mapping[str, Any]


def check_loss(data: Data, faults: Faults, path: Path, entry: Loss | None) -> None:
    """Note the faults of a loss file that reads well key by key.

    Args:
        data: What it holds.
        faults: The faults found in it.
        path: Where it lies.
        entry: The loss in the catalogue, or None when that does not know it.
    """
    if data["id"] != path.stem:
        faults.fault_at("id", f'expected the file\'s name, "{path.stem}", got "{data["id"]}"')
    if entry and entry.family != path.parent.name:
        message = f"expected the file in the folder {entry.family}, as the catalogue has it, not in {path.parent.name}"
        faults.fault_at("", message)
    _check_card(data["card"], faults)
    if data["implement"]:
        _check_task(data["implement"], faults)
    known = {m["id"] for m in (data["implement"] or {}).get("misconceptions", ())}
    _check_questions(data["questions"], faults, data["implement"], known)


def check_plain(data: Data, faults: Faults) -> None:
    """Note the faults of a file whose questions belong to no loss."""
    _check_questions(data["questions"], faults, None, set())


def _check_card(card: Data, faults: Faults) -> None:
    problem = expression_problem(card["expression"]) if card["expression"] else ""
    if problem:
        faults.fault_at("card.expression", problem)


def _check_task(spec: Data, faults: Faults) -> None:
    for name, value in spec["inputs"].items():
        _check_sampler(value, f"implement.inputs.{name}", faults, tuple(spec["inputs"]))
    _check_signatures(spec, faults)
    for name, value in spec["parameters"].items():
        low, high = value["range"]
        if not low < high:
            faults.fault_at(f"implement.parameters.{name}.range", f"expected the lesser first, got {low}, {high}")
    _check_dimensions(spec, faults)
    for kind, cases in spec["cases"].items():
        for index, case in enumerate(cases):
            _check_given(case["given"], spec, f"implement.cases.{kind}[{index}].given", faults)
    _check_misconceptions(spec, faults)


def _check_sampler(value: Data, key: str, faults: Faults, inputs: tuple[str, ...]) -> None:
    if value["sampler"] not in SAMPLERS:
        faults.fault_at(
            f"{key}.sampler", f'unknown sampler "{value["sampler"]}"; {suggest(value["sampler"], tuple(SAMPLERS))}'
        )
        return
    known = options_of(value["sampler"])
    for option, chosen in value["options"].items():
        if option not in known:
            faults.fault_at(f"{key}.options.{option}", f"unknown option; {suggest(option, known)}")
        if option == "of" and chosen not in inputs:
            faults.fault_at(f"{key}.options.of", f'no input "{chosen}"; {suggest(str(chosen), inputs)}')


def parameters_of(signature: str) -> dict[str, Any] | None:
    """Return the names of a signature with their defaults (None for those without), or None when it is no Python."""
    try:
        tree = parse_code(f"def {signature}: ...")
    except ValueError:
        return None
    function = tree.body[0]
    if not isinstance(function, ast.FunctionDef):
        return None
    names = [argument.arg for argument in function.args.args]
    defaults: list[Any] = [None] * (len(names) - len(function.args.defaults))
    try:
        defaults += [ast.literal_eval(node) for node in function.args.defaults]
    except ValueError:
        return None
    return dict(zip(names, defaults, strict=True))


def _check_signatures(spec: Data, faults: Faults) -> None:
    inputs = dict.fromkeys(spec["inputs"])
    parameters = {name: value["default"] for name, value in spec["parameters"].items()}
    expected = {"signature": inputs | ({} if spec["construct"] else parameters)}
    if spec["construct"]:
        expected["construct"] = parameters
    for key, names in expected.items():
        found = parameters_of(spec[key])
        if found is None or list(found.items()) != list(names.items()):
            wanted = ", ".join(n if d is None else f"{n}={d}" for n, d in names.items())
            faults.fault_at(
                f"implement.{key}", f"expected the inputs, then the parameters with their defaults: ({wanted})"
            )
    if (spec["kind"] == "module") != bool(spec["construct"]):
        faults.fault_at("implement.kind", "a module, and only a module, has `construct`")


def _check_dimensions(spec: Data, faults: Faults) -> None:
    named = {d.strip() for v in spec["inputs"].values() for d in v["shape"].split(",")} - {"*"}
    for name in sorted(named - set(spec["dimensions"])):
        if not name.isdigit():
            faults.fault_at("implement.inputs", f"no size for the dimension {name}; add it under `dimensions`")
    for name, (low, high) in spec["dimensions"].items():
        if name not in named or not 1 <= low <= high:
            faults.fault_at(
                f"implement.dimensions.{name}", "expected a dimension of an input, with 1 <= least <= greatest"
            )


def _check_given(given: Data, spec: Data, key: str, faults: Faults) -> None:
    for name in given:
        if name not in spec["inputs"] and name not in spec["parameters"]:
            known = (*spec["inputs"], *spec["parameters"])
            faults.fault_at(f"{key}.{name}", f"no input or parameter of that name; {suggest(name, known)}")
    for name in spec["inputs"]:
        if name not in given:
            faults.fault_at(key, f"no value for {name}")
    for name in spec["parameters"]:
        if isinstance(given.get(name), list):
            faults.fault_at(f"{key}.{name}", "expected a number for a parameter")


def _check_misconceptions(spec: Data, faults: Faults) -> None:
    name = (spec["construct"] or spec["signature"]).split("(", 1)[0]
    seen: set[str] = set()
    for index, misconception in enumerate(spec["misconceptions"]):
        key = f"implement.misconceptions[{index}]"
        if misconception["id"] in seen:
            faults.fault_at(f"{key}.id", f'"{misconception["id"]}" stands twice')
        seen.add(misconception["id"])
        problem = _code_problem(misconception["code"], name)
        if problem:
            faults.fault_at(f"{key}.code", problem)


def _code_problem(code: str, name: str) -> str:
    try:
        tree = parse_code(code)
    except ValueError as error:
        return str(error)
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return "" if name in defined else f"expected code that defines {name}"


def _check_questions(questions: tuple[Data, ...], faults: Faults, spec: Data | None, misconceptions: set[str]) -> None:
    for index, question in enumerate(questions):
        key = f"questions[{index}]"
        kind = question["kind"]
        if kind == "choose":
            right = sum(bool(option["correct"]) for option in question["options"])
            if right != 1:
                faults.fault_at(f"{key}.options", f"expected exactly one correct option, got {right}")
        elif kind == "compute":
            if spec is None:
                faults.fault_at(f"{key}.kind", "a compute question needs an implement task, for its reference")
            else:
                _check_given(question["given"], spec, f"{key}.given", faults)
        elif kind == "debug" and question["misconception"] not in misconceptions:
            hint = suggest(question["misconception"], tuple(sorted(misconceptions)))
            faults.fault_at(f"{key}.misconception", f"no such misconception in this file; {hint}")
        elif kind == "explain":
            _check_rubric(question, key, faults)


def _check_rubric(question: Data, key: str, faults: Faults) -> None:
    if not 1 <= question["needed"] <= len(question["rubric"]):
        faults.fault_at(f"{key}.needed", f"expected 1 to {len(question['rubric'])}, got {question['needed']}")
    for index, point in enumerate(question["rubric"]):
        for phrase in point["any"]:
            problem = pattern_problem(phrase)
            if problem:
                faults.fault_at(f"{key}.rubric[{index}].any", problem)
