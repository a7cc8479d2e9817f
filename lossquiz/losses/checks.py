"""The catalogue's files, read and checked: what a form cannot say, which is that names agree with one another."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any, TypeAlias

from lossquiz.forms.code import parse_code
from lossquiz.forms.faults import Faults, raise_faults
from lossquiz.forms.files import Document, read_file
from lossquiz.lookup import plain, suggest
from lossquiz.losses.forms import FAMILY_FILE, INPUT_FORMS_FILE, LIBRARIES_FILE, NAMES_FILE

Words: TypeAlias = dict[str, tuple[str, str]]
"""The loss that each word names, and the file where it does."""


def read_catalogue(folder: Path) -> dict[str, Any]:
    """Read the catalogue's folder: its losses, with what their input form says filled in, free names and libraries.

    Raises:
        BankError: Every fault of every file.
    """
    names = read_file(folder / "names.yaml", NAMES_FILE)
    libraries = read_file(folder / "libraries.yaml", LIBRARIES_FILE)
    forms = read_file(folder / "input_forms.yaml", INPUT_FORMS_FILE)
    families = {path.stem: read_file(path, FAMILY_FILE) for path in sorted((folder / "families").glob("*.yaml"))}
    taken: Words = {}
    for family in families.values():
        check_family(family, forms.entries(), taken)
    raise_faults(document.faults for document in (names, libraries, forms, *families.values()))
    losses = [
        complete(loss_id, entry, family, forms.data)
        for family, document in families.items()
        for loss_id, entry in document.data.items()
    ]
    return {"losses": losses, "names": names.data, "libraries": libraries.data}


def complete(loss_id: str, entry: Mapping[str, Any], family: str, forms: Mapping[str, Any]) -> dict[str, Any]:
    """Return a loss with its id and family, and with what its input form says where it says nothing itself."""
    stated = {key: value for key, value in entry.items() if value not in ("", {})}
    also = stated.pop("expects_also", "")
    whole = {**entry, **forms[entry["form"]], **stated, "id": loss_id, "family": family}
    del whole["expects_also"]
    whole["inputs"] = _named(whole)
    whole["variants"] = [_variant(whole, variant) for variant in entry["variants"]]
    return {**whole, "expects": f"{whole['expects']}; {also}"} if also else whole


def _variant(loss: Mapping[str, Any], variant: Mapping[str, Any]) -> dict[str, Any]:
    """Return when a variant applies, and what it sets."""
    sets = {key: value for key, value in variant.items() if key not in {"when", "unless"} and value not in ("", {})}
    if "snippet" in sets:
        sets["torch"] = ""
    sets["inputs"] = _named({**loss, **sets})
    return {"when": list(variant["when"]), "unless": list(variant["unless"]), "sets": sets}


def _named(loss: Mapping[str, Any]) -> dict[str, str]:
    """Return the dtype and shape of each input under the name that the code gives it."""
    names = _parameters(loss["snippet"], loss["arguments"]) if loss["snippet"] and not loss["torch"] else []
    kinds = dict(loss["inputs"])
    return dict(zip(names, kinds.values(), strict=False)) if len(names) == len(kinds) else kinds


def _parameters(snippet: str, arguments: Mapping[str, str]) -> list[str]:
    """Return the parameters without a default of the function, or of the module's `forward`, that a snippet defines."""
    body = parse_code(Template(snippet).substitute(arguments, options="")).body
    made = next((node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))), None)
    if isinstance(made, ast.ClassDef):
        made = next((n for n in made.body if isinstance(n, ast.FunctionDef) and n.name == "forward"), None)
    if not isinstance(made, ast.FunctionDef):
        return []
    taken = [argument.arg for argument in made.args.args if argument.arg != "self"]
    return taken[: len(taken) - len(made.args.defaults)]


def check_family(document: Document, forms: Mapping[str, Any], taken: Words) -> None:
    """Note what is wrong with the losses of one family that have the form that they should.

    Args:
        document: The family's file.
        forms: The input forms, by name; None for one that has a fault itself.
        taken: The words taken so far; the file's own are added.
    """
    for loss_id, entry in document.sound_entries().items():
        _check_words(loss_id, entry, taken, document.faults)
        _check_form(loss_id, entry, forms, document.faults)
        if _check_code(loss_id, entry, document.faults):
            _check_inputs(loss_id, entry, forms, document.faults)


def _check_words(loss_id: str, entry: Mapping[str, Any], taken: Words, faults: Faults) -> None:
    words = ((f"{loss_id}.{key}[{i}]", word) for key in ("aliases", "near") for i, word in enumerate(entry[key]))
    places = [(loss_id, loss_id), *words]
    for key, word in places:
        owner = taken.setdefault(plain(word), (loss_id, faults.path))
        if owner != (loss_id, faults.path):
            faults.fault_at(key, f'"{word}" already names {owner[0]} in {owner[1]}')


def _check_form(loss_id: str, entry: Mapping[str, Any], forms: Mapping[str, Any], faults: Faults) -> None:
    form = entry["form"]
    if form not in forms:
        faults.fault_at(f"{loss_id}.form", f'no input form "{form}"; {suggest(form, tuple(forms))}')
        return
    for key, said in (forms[form] or {}).items():
        if entry[key] == said:
            faults.fault_at(f"{loss_id}.{key}", f"the input form {form} says the same; delete the line")


def _check_code(loss_id: str, entry: Mapping[str, Any], faults: Faults) -> bool:
    """Note what is wrong with the code of a loss, and tell whether all of it can be read."""
    sound = True
    if bool(entry["torch"]) == bool(entry["snippet"]):
        faults.fault_at(loss_id, "expected either `torch` or `snippet`")
    codes = {key: entry[key] for key in ("torch", "snippet", "step")}
    codes |= {f"variants[{i}].snippet": variant["snippet"] for i, variant in enumerate(entry["variants"])}
    for key, code in codes.items():
        problem = _template_problem(code, entry["arguments"])
        if problem:
            faults.fault_at(f"{loss_id}.{key}", problem)
            sound = False
    return sound


def _check_inputs(loss_id: str, entry: Mapping[str, Any], forms: Mapping[str, Any], faults: Faults) -> None:
    """Note where the code takes other inputs than those whose dtype and shape are said."""
    loss = {**entry, "inputs": entry["inputs"] or (forms.get(entry["form"]) or {}).get("inputs", {})}
    written = {f"{loss_id}.inputs": loss}
    for i, variant in enumerate(entry["variants"]):
        said = {key: variant[key] for key in ("snippet", "inputs") if variant[key]}
        code = {"torch": ""} if "snippet" in said else {}
        written[f"{loss_id}.variants[{i}].inputs"] = {**loss, **said, **code}
    for key, version in written.items():
        taken = _parameters(version["snippet"], version["arguments"]) if not version["torch"] else []
        if taken and taken != list(_named(version)):
            faults.fault_at(key, f"the code takes {', '.join(taken)}; give each of them its dtype and shape")


def _template_problem(text: str, arguments: Mapping[str, str]) -> str:
    try:
        code = Template(text).substitute(arguments, options="")
    except KeyError as error:
        return f"no default for ${error.args[0]}; add it under `arguments`"
    except ValueError:
        return "expected the name of an argument after each $"
    try:
        parse_code(code)
    except ValueError as error:
        return str(error)
    return ""
