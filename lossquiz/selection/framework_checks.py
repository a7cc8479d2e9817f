"""What is wrong with the files on libraries: names, and code that cannot be written or read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lossquiz.forms.code import code_problem
from lossquiz.forms.faults import Faults
from lossquiz.forms.files import Document
from lossquiz.selection.checks import Known, check_rule, check_tasks_of, condition_problems, unknown
from lossquiz.selection.library_code import code_of


def check_written(document: Document, known: Known) -> None:
    """Note what is wrong with losses as code of one's own that have the form that they should."""
    for loss, forms in document.sound_entries().items():
        _check_forms(loss, loss, forms, document.faults, known)


def check_framework(
    name: str, document: Document, known: Known, written: Mapping[str, Document], meanings: Mapping[str, Any]
) -> None:
    """Note what is wrong with a library's file: names, and code that cannot be written or read."""
    content, faults = document.data or {}, document.faults
    for problem in condition_problems(f"framework={name}", known):
        faults.fault_at("title", f"the file's name is no library: {problem}")
    if faults.sound("tasks"):
        check_tasks_of(content.get("tasks") or (), "tasks", faults, known)
    _check_own_rules(content, faults, known)
    if faults.sound("written") and content.get("written") and content["written"] not in written:
        faults.fault_at("written", unknown("file of written losses", content["written"], written))
    for loss, forms in (content.get("losses") or {}).items():
        if faults.sound(f"losses.{loss}"):
            _check_forms(loss, f"losses.{loss}", forms, faults, known)
    if not faults.found and not any(other.faults.found for other in written.values()):
        _check_code(whole_framework(content, written), faults, meanings)


def _check_own_rules(content: Mapping[str, Any], faults: Faults, known: Known) -> None:
    for place, rule in enumerate(content.get("silences") or ()):
        if rule and rule not in known.rules:
            faults.fault_at(f"silences[{place}]", unknown("rule", rule, known.rules))
    for index, rule in enumerate(content.get("rules") or ()):
        if faults.sound(f"rules[{index}]"):
            check_rule(rule, f"rules[{index}]", faults, known)
            if not rule["tasks"]:
                faults.fault_at(f"rules[{index}].tasks", "missing; expected the tasks it belongs to")


def _check_forms(loss: str, key: str, forms: Iterable[Mapping[str, Any]], faults: Faults, known: Known) -> None:
    if loss not in known.losses:
        faults.fault_at(key, unknown("loss", loss, known.losses))
    whole: set[str] = set()
    for place, form in enumerate(forms):
        here = f"{key}[{place}]"
        check_tasks_of(form["tasks"], f"{here}.tasks", faults, known)
        for index, text in enumerate(form["when"]):
            for problem in condition_problems(text, known):
                faults.fault_at(f"{here}.when[{index}]", problem)
        for text in form["options"]:
            for problem in condition_problems(text, known):
                faults.fault_at(f"{here}.options.{text}", problem)
        if not form["when"]:
            whole.update(form["tasks"] or known.tasks)
    served = {task for form in forms for task in form["tasks"] or known.tasks}
    if served - whole:
        left = ", ".join(sorted(served - whole))
        faults.fault_at(key, f"nothing is written for {left} where no fact holds; add a form without `when`")


def _check_code(framework: Mapping[str, Any], faults: Faults, meanings: Mapping[str, Any]) -> None:
    for loss, forms in framework["losses"].items():
        for place, form in enumerate(forms):
            key = f"losses.{loss}[{place}]"
            if form["template"] not in framework["templates"]:
                faults.fault_at(f"{key}.template", unknown("template", form["template"], framework["templates"]))
                continue
            try:
                problem = code_problem(code_of(form, framework, {}, meanings))
            except (KeyError, ValueError) as error:
                problem = f"nothing is filled in for {error}"
            if problem:
                faults.fault_at(key, f"template {form['template']}: {problem}")


def whole_framework(content: Mapping[str, Any], written: Mapping[str, Document]) -> dict[str, Any]:
    """Return a library with its losses and, after them, those that it takes as code of one's own."""
    losses = {loss: [_served(form, content, own=False) for form in forms] for loss, forms in content["losses"].items()}
    own = written[content["written"]].data if content["written"] else {}
    for loss, forms in own.items():
        fitting = [_served(form, content, own=True) for form in forms if form["template"] in content["templates"]]
        if fitting:
            losses[loss] = [*losses.get(loss, ()), *fitting]
    return {**content, "losses": losses}


def _served(form: Mapping[str, Any], framework: Mapping[str, Any], *, own: bool) -> dict[str, Any]:
    return {**form, "tasks": form["tasks"] or framework["tasks"], "own": own}
