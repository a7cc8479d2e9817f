"""Checked plain data becomes the frozen types of `model`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lossquiz.questions.model import (
    BankLoss,
    Card,
    CaseSpec,
    ChooseQuestion,
    ComputeQuestion,
    DebugQuestion,
    EquivalentMutant,
    ExplainQuestion,
    ImplementTask,
    InputSpec,
    Misconception,
    Option,
    ParameterSpec,
    Question,
    RubricPoint,
)

Data = Mapping[str, Any]


def build_loss(data: Data, path: Path, bank: Path) -> BankLoss:
    """Build one loss from its checked file."""
    task = build_task(data, bank) if data["implement"] else None
    shared = {"title": data["title"], "family": data["card"]["family"], "loss": data["id"]}
    misconceptions = {m.id: m for m in task.misconceptions} if task else {}
    questions = tuple(_question(q, shared, misconceptions) for q in data["questions"])
    return BankLoss(data["id"], data["title"], Card(**data["card"]), task, questions, path)


def build_plain(data: Data) -> tuple[Question, ...]:
    """Build the questions of a file that is about no single loss."""
    shared = {"title": data["title"], "family": data["family"], "loss": ""}
    return tuple(_question(q, shared, {}) for q in data["questions"])


def build_task(data: Data, bank: Path) -> ImplementTask:
    """Build the implement task of a loss."""
    spec = data["implement"]
    named = spec["construct"] or spec["signature"]
    return ImplementTask(
        id=data["id"],
        title=data["title"],
        family=data["card"]["family"],
        difficulty=spec["difficulty"],
        entry_kind=spec["kind"],
        name=named.split("(", 1)[0],
        signature=spec["signature"],
        construct=spec["construct"],
        convention=spec["convention"],
        reference=spec["reference"],
        inputs=tuple(_input(name, value) for name, value in spec["inputs"].items()),
        parameters=tuple(
            ParameterSpec(name, value["default"], *value["range"]) for name, value in spec["parameters"].items()
        ),
        dimensions={name: (low, high) for name, (low, high) in spec["dimensions"].items()},
        cases=tuple(CaseSpec(kind=kind, **case) for kind, cases in spec["cases"].items() for case in cases),
        forbidden=tuple(spec["forbidden"]),
        hints=tuple(spec["hints"]),
        misconceptions=tuple(Misconception(**m) for m in spec["misconceptions"]),
        equivalent_mutants=tuple(EquivalentMutant(**m) for m in spec["equivalent_mutants"]),
        formula=data["card"]["formula"],
        input_slack=spec["input_slack"],
        bank=bank,
    )


def _input(name: str, spec: Data) -> InputSpec:
    shape = tuple(part.strip() for part in spec["shape"].split(","))
    return InputSpec(name, spec["sampler"], spec["options"], shape, spec["gradient"])


def _question(data: Data, shared: Data, misconceptions: Mapping[str, Misconception]) -> Question:
    fields = {**shared, **{key: value for key, value in data.items() if key != "kind"}}
    kind = data["kind"]
    if kind == "choose":
        return ChooseQuestion(**{**fields, "options": tuple(Option(**option) for option in data["options"])})
    if kind == "compute":
        return ComputeQuestion(**fields)
    if kind == "explain":
        return ExplainQuestion(**{**fields, "rubric": tuple(RubricPoint(**point) for point in data["rubric"])})
    shown = misconceptions[fields.pop("misconception")]
    wrong = tuple(Option(text, correct=False, why="The code does not do that.") for text in fields.pop("distractors"))
    return DebugQuestion(**fields, code=shown.code, options=(Option(shown.says, True, "That is it."), *wrong))
