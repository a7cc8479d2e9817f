"""Question files on disk become one typed bank; every fault of every file is reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lossquiz.errors import BankError, Fault, InputError
from lossquiz.questions.build import build_loss, build_plain
from lossquiz.questions.checks import check_loss, check_plain
from lossquiz.questions.files import LOSS_FILE, PLAIN_FILE
from lossquiz.questions.model import Bank, BankLoss, Question
from lossquiz.questions.schema import Report
from lossquiz.questions.tree import TreeError, read_tree
from lossquiz.resources import shipped


def load_bank(extra: Iterable[Path] = (), *, root: Path | None = None) -> Bank:
    """Read the shipped bank and any others into one.

    Args:
        extra: Folders of further banks.
        root: The folder to read instead of the shipped bank.

    Raises:
        BankError: With every fault of every file.
        InputError: A folder that is not there.
    """
    roots = [root or shipped("questions"), *extra]
    losses: dict[str, BankLoss] = {}
    questions: dict[str, Question] = {}
    faults: list[Fault] = []
    homes: dict[str, str] = {}
    for folder in roots:
        for path in question_files(folder):
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            loss, found = _read(path, folder, shown, faults)
            if loss is not None:
                _add({loss.id: loss}, losses, homes, "loss", shown, faults)
            _add({q.id: q for q in found}, questions, homes, "question", shown, faults)
    if faults:
        raise BankError(tuple(faults))
    return Bank(losses, questions, roots[0])


def question_files(folder: Path) -> list[Path]:
    """Return the YAML files of a bank, in the order of their names.

    Raises:
        InputError: The folder is not there.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; a bank is a folder of <family>/<loss>.yaml files")
    return sorted(p for p in folder.rglob("*.y*ml") if p.suffix in {".yaml", ".yml"} and p.is_file())


def _add(
    new: Mapping[str, Any], known: dict[str, Any], homes: dict[str, str], what: str, shown: str, faults: list[Fault]
) -> None:
    for name, value in new.items():
        home = homes.setdefault(f"{what} {name}", shown)
        if name in known:
            faults.append(Fault(shown, 0, "id", f'the {what} id "{name}" is taken by {home}; choose another'))
        known[name] = value


def _read(path: Path, folder: Path, shown: str, faults: list[Fault]) -> tuple[BankLoss | None, tuple[Question, ...]]:
    try:
        node = read_tree(path, shown)
    except TreeError as error:
        faults.append(error.fault)
        return None, ()
    report = Report(shown)
    about_loss = any(getattr(key, "value", "") in {"card", "implement", "id"} for key, _ in _pairs(node))
    data = (LOSS_FILE if about_loss else PLAIN_FILE).read(node, "", report)
    if data is not None and not report.faults:
        (check_loss if about_loss else check_plain)(data, report, path)
    faults.extend(report.faults)
    if data is None or report.faults:
        return None, ()
    if about_loss:
        loss = build_loss(data, path, folder)
        return loss, ((loss.task,) if loss.task else ()) + loss.questions
    return None, build_plain(data)


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    value = getattr(node, "value", ())
    return [pair for pair in value if isinstance(pair, tuple)] if isinstance(value, list) else []
