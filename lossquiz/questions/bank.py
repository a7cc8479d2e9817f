"""Question files on disk become one typed bank; every fault of every file is reported at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from lossquiz.cache import code, packed, remember, unpacked
from lossquiz.errors import BankError, Fault, InputError
from lossquiz.losses.catalogue import catalogue, catalogue_files, library_versions
from lossquiz.questions.kinds import kind_of
from lossquiz.questions.model import IMPLEMENT, Bank, BankLoss, Card, Heading, Library, Relative, Shelf
from lossquiz.questions.question import Question, frequency_of
from lossquiz.resources import shipped

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.losses.catalogue import Loss
    from lossquiz.questions.kinds.implement import ImplementTask

OWN_SAMPLERS = "samplers.py"
Data = Mapping[str, Any]


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
    losses: dict[str, Callable[[], BankLoss]] = {}
    questions: dict[str, Callable[[], Question]] = {}
    headings: dict[str, Heading] = {}
    faults: list[Fault] = []
    homes: dict[str, str] = {}
    _load_samplers([folder for folder in roots if (folder / OWN_SAMPLERS).is_file()], faults)
    for folder in roots:
        for kept in _checked(folder, faults):
            file = _File(kept, folder)
            if file.loss:
                _add({file.loss: file.build_loss}, losses, homes, "loss", file.shown, faults)
            found = file.headings()
            _add({name: partial(file.build, name) for name in found}, questions, homes, "question", file.shown, faults)
            headings.update(found)
    if faults:
        raise BankError(tuple(faults))
    return Bank(Shelf(losses), Shelf(questions), roots[0], headings)


class _File:
    """A checked question file; its loss and its questions are built, all at once, when one of them is asked for."""

    def __init__(self, kept: Mapping[str, Any], folder: Path) -> None:
        self.loss: str = kept["loss"]
        self.shown: str = kept["shown"]
        self._kept = kept
        self._folder = folder

    def headings(self) -> dict[str, Heading]:
        """Return what is known of the file's questions, by id; of two with one id, which is a fault, the last."""
        title, family = self._kept["title"], self._kept["family"]
        return {
            name: Heading(name, kind, title, family, difficulty, self.loss, idea, frequency_of(often), mistake)
            for name, kind, difficulty, idea, often, mistake in self._kept["headings"]
        }

    def build_loss(self) -> BankLoss:
        """Return the loss that the file is about."""
        return cast("BankLoss", self._built[0])

    def build(self, name: str) -> Question:
        """Return one of its questions."""
        return self._built[1][name]

    @cached_property
    def _built(self) -> tuple[BankLoss | None, dict[str, Question]]:
        loss, questions = _built(unpacked(self._kept["data"]), self._folder / self._kept["path"], self._folder)
        return loss, {question.id: question for question in questions}


def question_files(folder: Path) -> list[Path]:
    """Return the YAML files of a bank, in the order of their names.

    Raises:
        InputError: The folder is not there, one within it cannot be read, or what is called a YAML file is none.
    """
    if not folder.is_dir():
        wrong = "is a file" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {wrong}; a bank is a folder of <family>/<loss>.yaml files")
    found = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        found += [Path(place, name) for name in (*folders, *names) if Path(name).suffix in {".yaml", ".yml"}]
    for path in found:
        if not path.is_file():
            raise InputError(f"{path}: is no file, or a link that leads nowhere; give it another name, or mend it")
    return sorted(found)


def _refuse(error: OSError) -> NoReturn:
    """Stop at a folder that cannot be read: without its questions the bank would be another one."""
    raise InputError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _load_samplers(banks: Sequence[Path], faults: list[Fault]) -> None:
    """Let each bank that has samplers of its own add them; the others do without NumPy."""
    for position, bank in enumerate(banks):
        from lossquiz.questions.own_samplers import load_samplers

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


def _built(data: Data, path: Path, folder: Path) -> tuple[BankLoss | None, tuple[Question, ...]]:
    if "card" not in data:
        return None, _questions(data, None, {"title": data["title"], "family": data["family"], "loss": ""})
    task = _task(data, folder) if data["implement"] else None
    shared = {"title": data["title"], "family": data["card"]["family"], "loss": data["id"]}
    questions = _questions(data, task, shared)
    loss = BankLoss(data["id"], data["title"], _card(data["card"]), task, questions, path)
    return loss, (*((task,) if task else ()), *questions)


def _task(data: Data, folder: Path) -> ImplementTask:
    from lossquiz.questions.kinds import implement  # not for those who only list

    return implement.build(data, folder)


def _card(data: Data) -> Card:
    parts = {
        "relatives": tuple(Relative(**relative) for relative in data["relatives"]),
        "libraries": tuple(Library(**library) for library in data["libraries"]),
    }
    return Card(**{**data, **parts})


def _questions(data: Data, task: ImplementTask | None, shared: Data) -> tuple[Question, ...]:
    """Build the questions of a file, each by its kind from its own keys and those that it shares with the others."""
    return tuple(
        kind_of(question["kind"]).build({**shared, **_fields(question)}, task) for question in data["questions"]
    )


def _fields(question: Data) -> Data:
    own = {key: value for key, value in question.items() if key != "kind"}
    return {**own, "frequency": frequency_of(question["frequency"])}


def _checked(folder: Path, faults: list[Fault]) -> Sequence[Mapping[str, Any]]:
    """Return the files of a folder as checked plain data; note what is wrong with the others."""
    paths = question_files(folder)
    sources = [*paths, folder / OWN_SAMPLERS, *code("forms/*.py", "questions/**/*.py"), *catalogue_files()]
    try:
        files: Sequence[Mapping[str, Any]] = remember(
            f"{folder.resolve()}.bank", sources, lambda: _check(paths, folder)
        )
    except _FaultyError as faulty:
        faults.extend(faulty.faults)
        files = faulty.files
    return files


def _check(paths: Iterable[Path], folder: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for path in paths:
        within = path.relative_to(folder).as_posix()
        shown = f"{folder.name}/{within}"
        data = _read(path, shown, faults)
        if data is not None:
            files.append({"path": within, "shown": shown, **_headed(data), "data": packed(data)})
    if faults:
        raise _FaultyError(files, tuple(faults))
    return files


def _headed(data: Data) -> dict[str, Any]:
    """Return what is known of a file and of its questions before they are built."""
    spec = data.get("implement")
    task = [(data["id"], IMPLEMENT, spec["difficulty"], "", spec["frequency"], "")] if spec else []
    asked = [
        (q["id"], q["kind"], q["difficulty"], q["idea"], q["frequency"], q.get("misconception", ""))
        for q in data["questions"]
    ]
    about = data.get("card", data)
    return {
        "loss": data["id"] if "card" in data else "",
        "title": data["title"],
        "family": about["family"],
        "headings": [*task, *asked],
    }


def _read(path: Path, shown: str, faults: list[Fault]) -> dict[str, Any] | None:
    from lossquiz.forms.files import read_file
    from lossquiz.questions.checks import check_loss, check_plain
    from lossquiz.questions.forms import question_file

    entry = catalogue().get(path.stem)
    document = read_file(path, question_file(known=entry is not None), shown)
    data, found = document.data, document.faults
    about_loss = data is not None and "card" in data
    if data is not None and about_loss:
        data["id"] = path.stem
    if data is not None and not found.found:
        if about_loss:
            check_loss(data, found, path, entry)
        else:
            check_plain(data, found)
        _check_ids(data, found)
    faults.extend(found.found)
    if data is None or found.found:
        return None
    return _inherited(data, entry, path.parent.name) if about_loss else {**data, "family": path.parent.name}


def _inherited(data: Mapping[str, Any], entry: Loss | None, family: str) -> dict[str, Any]:
    """Return a loss file's data with its folder's family, its libraries' versions, and what the catalogue states."""
    libraries = tuple(_dated(library) for library in data["card"]["libraries"])
    card = {**data["card"], "family": family, "libraries": libraries}
    if entry is None:
        return {**data, "card": card}
    # A definition is kept back where writing it is the task.
    code = entry.code if entry.torch or not data["implement"] else ""
    facts = {"formula": entry.formula, "input_form": entry.expects, "torch": code}
    sources = (entry.source, *card["sources"])
    return {**data, "title": entry.title, "card": {**card, **facts, "sources": sources}}


def _dated(library: Mapping[str, Any]) -> dict[str, Any]:
    """Return who computes a loss with the version that was read, of the library that its name begins with."""
    imported = library["name"].replace(".", " ").split()[0]
    return {**library, "version": library["version"] or library_versions().get(imported, "")}


def _check_ids(data: Mapping[str, Any], faults: Faults) -> None:
    """Note ids that stand twice in one file; the implement task has the loss's id."""
    seen = {data["id"]} if data.get("implement") else set()
    for index, question in enumerate(data["questions"]):
        if question["id"] in seen:
            faults.fault_at(f"questions[{index}].id", f'the question id "{question["id"]}" stands twice in this file')
        seen.add(question["id"])
