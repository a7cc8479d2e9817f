"""Question files on disk become one typed bank; every fault of every file is reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.cache import remember
from lossquiz.errors import BankError, Fault, InputError
from lossquiz.questions.build import build_loss, build_plain
from lossquiz.questions.model import Bank, BankLoss, Question
from lossquiz.resources import shipped

if TYPE_CHECKING:
    from yaml.nodes import Node

    from lossquiz.forms.schema import Report

OWN_SAMPLERS = "samplers.py"
# What a checked file looks like depends on the code that checks it, too.
_CHECKERS = ("bank.py", "checks.py", "files.py", "samplers.py", "schema.py", "tree.py")


class _FaultyError(Exception):
    """A folder with faults: what could be read nevertheless, and what could not."""

    def __init__(self, files: list[dict[str, Any]], faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.files = files
        self.faults = faults


def load_bank(extra: Iterable[Path] = (), *, root: Path | None = None) -> Bank:
    """Read the shipped bank and any others into one.

    The files are parsed and checked once; until one of them changes, what came of it is read from the cache.

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
    _load_samplers([folder for folder in roots if (folder / OWN_SAMPLERS).is_file()], faults)
    for folder in roots:
        for file in _checked(folder, faults):
            loss, found = _built(file, folder)
            if loss is not None:
                _add({loss.id: loss}, losses, homes, "loss", file["shown"], faults)
            _add({q.id: q for q in found}, questions, homes, "question", file["shown"], faults)
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


def _load_samplers(banks: Sequence[Path], faults: list[Fault]) -> None:
    """Let each bank that has samplers of its own add them; the others do without NumPy."""
    for position, bank in enumerate(banks):
        from lossquiz.questions.samplers import load_samplers

        try:
            load_samplers(bank, banks[:position])
        except BankError as error:
            faults.extend(error.faults)


def _add(
    new: Mapping[str, Any], known: dict[str, Any], homes: dict[str, str], what: str, shown: str, faults: list[Fault]
) -> None:
    for name, value in new.items():
        home = homes.setdefault(f"{what} {name}", shown)
        if name in known:
            faults.append(Fault(shown, 0, "id", f'the {what} id "{name}" is taken by {home}; choose another'))
        known[name] = value


def _built(file: Mapping[str, Any], folder: Path) -> tuple[BankLoss | None, tuple[Question, ...]]:
    if not file["about_loss"]:
        return None, build_plain(file["data"])
    loss = build_loss(file["data"], folder / file["path"], folder)
    return loss, ((loss.task,) if loss.task else ()) + loss.questions


def _checked(folder: Path, faults: list[Fault]) -> Sequence[Mapping[str, Any]]:
    """Return the files of a folder as checked plain data; note what is wrong with the others."""
    paths = question_files(folder)
    key = [
        _stamp(path)
        for path in (*paths, folder / OWN_SAMPLERS, *(Path(__file__).with_name(name) for name in _CHECKERS))
    ]
    try:
        files = remember(f"{folder.resolve()}.bank", key, lambda: _check(paths, folder))
    except _FaultyError as faulty:
        faults.extend(faulty.faults)
        files = faulty.files
    return tuple({**file, "data": _as_read(file["data"])} for file in files)


def _stamp(path: Path) -> list[str | int]:
    try:
        found = path.stat()
    except OSError:
        return [str(path), 0, 0, 0]
    # The time of change tells of a file that was replaced by one with an older date.
    return [str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size]


def _check(paths: Iterable[Path], folder: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for path in paths:
        within = path.relative_to(folder).as_posix()
        shown = f"{folder.name}/{within}"
        about_loss, data = _read(path, shown, faults)
        if data is not None:
            files.append({"path": within, "shown": shown, "about_loss": about_loss, "data": data})
    if faults:
        raise _FaultyError(files, tuple(faults))
    return files


def _read(path: Path, shown: str, faults: list[Fault]) -> tuple[bool, dict[str, Any] | None]:
    from lossquiz.forms.nodes import TreeError, read_tree
    from lossquiz.forms.schema import Report
    from lossquiz.questions.checks import check_loss, check_plain
    from lossquiz.questions.forms import LOSS_FILE, PLAIN_FILE

    try:
        node = read_tree(path, shown)
    except TreeError as error:
        faults.append(error.fault)
        return False, None
    report = Report(shown)
    about_loss = any(getattr(key, "value", "") in {"card", "implement", "id"} for key, _ in _pairs(node))
    data = (LOSS_FILE if about_loss else PLAIN_FILE).read(node, "", report)
    if data is not None and not report.faults:
        (check_loss if about_loss else check_plain)(data, report, path)
        _check_ids(data, report)
    faults.extend(report.faults)
    return about_loss, None if report.faults else data


def _check_ids(data: Mapping[str, Any], report: Report) -> None:
    """Note ids that stand twice in one file; the implement task has the loss's id."""
    seen = {data["id"]} if data.get("implement") else set()
    for index, question in enumerate(data["questions"]):
        if question["id"] in seen:
            report.fault_at(f"questions[{index}].id", f'the question id "{question["id"]}" stands twice in this file')
        seen.add(question["id"])


def _pairs(node: Node) -> list[tuple[Any, Any]]:
    value = getattr(node, "value", ())
    return [pair for pair in value if isinstance(pair, tuple)] if isinstance(value, list) else []


def _as_read(value: Any, key: str = "") -> Any:
    """Undo what JSON does to tuples, where it matters.

    Every list is a tuple, but for the values of tensors, under `given`; of a task, `build` makes tuples itself.
    """
    if key in {"given", "implement"}:
        return value
    if isinstance(value, dict):
        return {name: _as_read(item, name) for name, item in value.items()}
    return tuple(_as_read(item) for item in value) if isinstance(value, (list, tuple)) else value
