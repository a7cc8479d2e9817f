"""What the form of a task cannot say: names that must agree with one another."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from lossquiz.forms.code import parse_code
from lossquiz.lookup import suggest
from lossquiz.questions.kinds.implement.dimensions import ANY, dimensions_of, names_in, size_of
from lossquiz.questions.samplers import SAMPLERS, options_of

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults

Data = Mapping[str, Any]
PYTHON_NUMBER = r"-?(0|[1-9]\d*)(\.\d*)?([eE][-+]?\d+)?"
_WHOLE_NUMBER = r"-?(0|[1-9]\d*)"


def check_task(spec: Data, faults: Faults) -> None:
    """Note the faults of a task that reads well key by key."""
    for name, value in spec["inputs"].items():
        _check_sampler(value, f"implement.inputs.{name}", faults, tuple(spec["inputs"]), tuple(spec["parameters"]))
    _check_names(spec, faults)
    for name, value in spec["parameters"].items():
        _check_parameter(value, f"implement.parameters.{name}", faults, spec)
    _check_dimensions(spec, faults)
    for kind, cases in spec["cases"].items():
        for index, case in enumerate(cases):
            check_given(case["given"], spec, f"implement.cases.{kind}[{index}].given", faults)
    _check_memory(spec, faults)
    _check_misconceptions(spec, faults)


def _check_memory(spec: Data, faults: Faults) -> None:
    for index, sizes in enumerate(spec["memory"]["sizes"] if spec["memory"] else ()):
        if set(sizes) != set(spec["dimensions"]) or not names_in(spec["memory"]["of"]) <= set(sizes):
            wanted = ", ".join(spec["dimensions"])
            faults.fault_at(f"implement.memory.sizes[{index}]", f"expected the size of each dimension: {wanted}")


def _check_sampler(value: Data, key: str, faults: Faults, inputs: tuple[str, ...], parameters: tuple[str, ...]) -> None:
    if value["sampler"] not in SAMPLERS:
        faults.fault_at(
            f"{key}.sampler", f'unknown sampler "{value["sampler"]}"; {suggest(value["sampler"], tuple(SAMPLERS))}'
        )
        return
    known = options_of(value["sampler"])
    for option, chosen in value["options"].items():
        if option not in known:
            faults.fault_at(f"{key}.options.{option}", f"unknown option; {suggest(option, known)}")
        if option == "ignored" and chosen not in parameters:
            faults.fault_at(f"{key}.options.ignored", f'no parameter "{chosen}"; {suggest(str(chosen), parameters)}')
        if option in {"of", "within"} and chosen not in inputs:
            faults.fault_at(f"{key}.options.{option}", f'no input "{chosen}"; {suggest(str(chosen), inputs)}')


def _check_names(spec: Data, faults: Faults) -> None:
    """Hold the names to what a signature can be made of."""
    for section in ("inputs", "parameters"):
        for name in spec[section]:
            if not name.isidentifier() or iskeyword(name):
                faults.fault_at(f"implement.{section}.{name}", "expected a name that Python takes for an argument")
    for name in spec["parameters"]:
        if name in spec["inputs"]:
            faults.fault_at(f"implement.parameters.{name}", "there is an input of that name; choose another")


def _check_parameter(value: Data, key: str, faults: Faults, spec: Data) -> None:
    written, whole = value["default"], value["whole"] or value["dimension"]
    if written and not re.fullmatch(_WHOLE_NUMBER if whole else PYTHON_NUMBER, written):
        what = "a whole number" if whole else "a number"
        faults.fault_at(f"{key}.default", f'expected {what} as Python writes it, got "{written}"')
    if value["dimension"]:
        _check_told_size(value, key, faults, spec)
        return
    if not value["range"]:
        faults.fault_at(f"{key}.range", "expected the least and the greatest value to try")
        return
    low, high = value["range"]
    if not low < high:
        faults.fault_at(f"{key}.range", f"expected the lesser first, got {low}, {high}")
    if whole and (low % 1 or high % 1):
        faults.fault_at(f"{key}.range", f"expected whole numbers, got {low}, {high}")
    if whole and any(number % 1 for number in value["also"]):
        faults.fault_at(f"{key}.also", f"expected whole numbers, got {', '.join(map(str, value['also']))}")


def _check_told_size(value: Data, key: str, faults: Faults, spec: Data) -> None:
    if value["dimension"] not in spec["dimensions"]:
        faults.fault_at(
            f"{key}.dimension", f"no dimension {value['dimension']}; {suggest(value['dimension'], spec['dimensions'])}"
        )
    if value["default"] or value["range"] or value["also"]:
        faults.fault_at(key, "the size of a dimension has neither default nor values to try; every call gives it")


def _check_dimensions(spec: Data, faults: Faults) -> None:
    shapes = [dimensions_of(value["shape"]) for value in spec["inputs"].values()]
    named = {name for shape in shapes for dimension in shape for name in names_in(dimension)}
    if (ANY,) in shapes and set(shapes) != {(ANY,)}:
        faults.fault_at("implement.inputs", 'the shape "*" is for all inputs or for none; "N, *" goes with names')
    for name in sorted(named - set(spec["dimensions"])):
        faults.fault_at("implement.inputs", f"no size for the dimension {name}; add it under `dimensions`")
    for name, (low, high) in spec["dimensions"].items():
        if name not in named or not 1 <= low <= high:
            faults.fault_at(
                f"implement.dimensions.{name}", "expected a dimension of an input, with 1 <= least <= greatest"
            )


def check_given(given: Data, spec: Data, key: str, faults: Faults) -> None:
    """Hold given values to the inputs and parameters of a task."""
    for name in given:
        if name not in spec["inputs"] and name not in spec["parameters"]:
            known = (*spec["inputs"], *spec["parameters"])
            faults.fault_at(f"{key}.{name}", f"no input or parameter of that name; {suggest(name, known)}")
    for name in spec["inputs"]:
        if name not in given:
            faults.fault_at(key, f"no value for {name}")
    for name, value in spec["parameters"].items():
        if isinstance(given.get(name), list):
            faults.fault_at(f"{key}.{name}", "expected a number for a parameter")
        elif name not in given and not value["default"]:
            faults.fault_at(key, f"no value for {name}, which has no default")
    _check_shapes(given, spec, key, faults)


def _check_shapes(given: Data, spec: Data, key: str, faults: Faults) -> None:
    """Hold the shapes of given values to those of the inputs, and to one another."""
    sizes: dict[str, int] = {}
    free: tuple[int, ...] | None = None
    for name, declared in spec["inputs"].items():
        if name not in given:
            continue
        shape, place = _shape(given[name]), f"{key}.{name}"
        dimensions = dimensions_of(declared["shape"])
        if dimensions[-1:] == (ANY,):
            dimensions, shape, rest = dimensions[:-1], shape[: len(dimensions) - 1], shape[len(dimensions) - 1 :]
            free = rest if free is None else free
            if rest != free or (dimensions and not rest):
                wanted = f"the dimensions of the input before it, {_written(free)}" if rest != free else "further ones"
                faults.fault_at(place, f"expected {wanted}, got {_written(rest)}")
                continue
        if len(dimensions) != len(shape):
            faults.fault_at(place, f"expected the shape [{declared['shape']}], got {_written(_shape(given[name]))}")
            continue
        for dimension, size in zip(dimensions, shape, strict=True):
            if not names_in(dimension) <= ({dimension} | set(sizes)):
                continue  # told by nothing that is given
            expected = sizes.setdefault(dimension, size) if dimension.isalpha() else size_of(dimension, sizes)
            if size != expected:
                faults.fault_at(place, f"expected {expected} for {dimension}, got the shape {_written(shape)}")


def _shape(value: Any) -> tuple[int, ...]:
    return (len(value), *_shape(value[0])) if isinstance(value, (list, tuple)) else ()


def _written(shape: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _check_misconceptions(spec: Data, faults: Faults) -> None:
    seen: set[str] = set()
    for index, misconception in enumerate(spec["misconceptions"]):
        key = f"implement.misconceptions[{index}]"
        if misconception["id"] in seen:
            faults.fault_at(f"{key}.id", f'"{misconception["id"]}" stands twice')
        seen.add(misconception["id"])
        problem = _code_problem(misconception["code"], spec["defines"])
        if problem:
            faults.fault_at(f"{key}.code", problem)


def _code_problem(code: str, name: str) -> str:
    try:
        tree = parse_code(code)
    except ValueError as error:
        return str(error)
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return "" if name in defined else f"expected code that defines {name}"
