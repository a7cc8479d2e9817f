"""Go through files, folders and archives: each top-level entry becomes one hand-in, and none is lost."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lossquiz.errors import InputError
from lossquiz.grading.foreign_text import clean, escape
from lossquiz.grading.intake.code_in_texts import code_in
from lossquiz.grading.intake.hand_in import HandIn, Named, Older, Submission, Unread
from lossquiz.grading.intake.junk import is_beside_answers, is_junk, is_never_answer
from lossquiz.grading.intake.kinds import is_archive, is_closed_archive, kind_of, may_be_source, suffix_of, text_of
from lossquiz.grading.intake.mentions import words_of_imports
from lossquiz.grading.intake.reading import MAX_ARCHIVE, MAX_NOTEBOOK, MAX_SOURCE, LinkError, read_file, reason_of
from lossquiz.grading.intake.serving import serving_of
from lossquiz.grading.intake.trees import Found, file_reader, holds_source, is_folder, members_of, walk

HELPER = re.compile(r"[A-Za-z_]\w*\.py")
_MOST_FILES = 5_000  # in one candidate's folder
_MOST_COMPANIONS = 8 << 20
_EMPTY = "nothing of Python in it: an empty folder, or only what systems and tools leave in one"
_CLOSED = "an archive that is not opened: "
_COPY = re.compile(r"(?<=.)(?: ?\(\d+\)|-\d+)$", re.DOTALL)  # `huber (1)`, and Canvas's `huber-1`
_DEEPEST = 2  # archives in archives


class RefusedError(Exception):
    """An archive that is not opened; the message says why."""


Unpack = Callable[[str, bytes], Sequence[tuple[str, bytes]]]
Naming = Callable[[str], "Named | None"]


@dataclass(frozen=True, slots=True)
class Search:
    """What the search must know.

    Attributes:
        functions: The names of the questions' functions: what holds none of them is no answer.
        helpers: The names of files that are no answers, though they lie among them.
        unpack: Opens an archive: its name and bytes to the files in it.
        naming: Tells by the name of a top-level entry whose it is, or returns None: then it is a candidate of its own.
    """

    functions: frozenset[str]
    helpers: tuple[str, ...]
    unpack: Unpack
    naming: Naming | None = None

    def answers(self, text: str) -> bool:
        """Tell whether a text holds a word that is a function's name."""
        return any(word in self.functions for word in re.findall(r"\w+", text))


def find_hand_ins(paths: Sequence[Path], search: Search) -> Iterator[HandIn]:
    """Go through what the user gave, in the order of the names in it.

    Below a single folder or archive paths are relative to it; where several were given, each keeps its own name, so
    that no two are called the same.

    Raises:
        InputError: A path that is not there or cannot be entered, or a helper that is none.
    """
    roots = check_paths(paths)
    check_helpers(search.helpers, roots)
    for path in roots:
        shown = escape(path.as_posix())
        prefix = f"{shown.rstrip('/')}/" if len(roots) > 1 else ""
        if path.is_dir() and not path.is_symlink():
            yield from _of_folder(walk(path), prefix, shown, search)
        elif is_archive(path.name):
            yield from _of_root_archive(path, prefix, shown, search)
        else:
            yield _of_named_file(path, shown, search, roots)


def holds_many(paths: Sequence[Path]) -> bool:
    """Tell whether this is a batch: more than one path, a folder or an archive."""
    return len(paths) > 1 or any(is_archive(path.name) or (path.is_dir() and not path.is_symlink()) for path in paths)


def count_entries(paths: Sequence[Path], naming: Naming | None = None) -> int:
    """Return about how many hand-ins there are, or 0 where only opening an archive would tell.

    Args:
        paths: Files, folders and archives.
        naming: Tells by names whose entries are, or None.
    """
    count = 0
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            names = entries_of(path)
            told = [naming(name) for name in names] if naming else [None] * len(names)
            count += len({one.candidate if one else f"/{name}" for name, one in zip(names, told, strict=True)})
        elif is_archive(path.name):
            return 0
        else:
            count += 1
    return count


def entries_of(path: Path) -> list[str]:
    """Return the names of what may be hand-ins in a folder, in their order; none for anything else."""
    if not path.is_dir() or path.is_symlink():
        return []
    with os.scandir(path) as entries:
        return sorted(e.name for e in entries if not is_junk(e.name, folder=e.is_dir(follow_symlinks=False)))


def check_paths(paths: Sequence[Path]) -> list[Path]:
    """Return each path once.

    Raises:
        InputError: One is not there or cannot be entered, or the folder that this runs in is gone.
    """
    try:
        os.getcwd()  # noqa: PTH109 - Path.cwd is the same call
    except OSError as error:
        raise InputError("the folder that this runs in is gone; change to another one") from error
    return list(dict.fromkeys(_there(path) for path in paths))


def check_helpers(names: Sequence[str], paths: Sequence[Path]) -> None:
    """Check that each helper lies where it is looked for: beside flat answers. An archive is not opened for that.

    Raises:
        InputError: One is no name of a Python file, or lies nowhere.
    """
    for name in names:
        if not HELPER.fullmatch(name):
            raise InputError(f"{name}: expected the name of a Python file without its folder, such as common.py")
        if not any(is_archive(path.name) or (_home_of(path) / name).is_file() for path in paths):
            folders = ", ".join(dict.fromkeys(clean(escape(str(_home_of(path))), 300) for path in paths))
            raise InputError(f"--helper {name}: no such file in {folders}")


def _home_of(path: Path) -> Path:
    """Return the folder in which a helper of what the user named lies."""
    return path if path.is_dir() and not path.is_symlink() else path.parent


def _there(path: Path) -> Path:
    try:
        if stat.S_ISDIR(path.lstat().st_mode):
            os.scandir(path).close()
    except FileNotFoundError as error:
        raise InputError(f"{clean(escape(str(path)), 300)}: no such file or folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{clean(escape(str(path)), 300)}: {reason_of(error)}") from error
    return path


# --- folders --------------------------------------------------------------------------------------------------------


def _of_folder(files: Iterable[Found], prefix: str, shown: str, search: Search, depth: int = 0) -> Iterator[HandIn]:
    """Make a hand-in of each top-level entry; what only serves an answer beside it, or is junk, makes none."""
    entries: dict[str, list[Found]] = {}
    owned: set[str] = set()  # entries that have their name from whose they are
    for file in files if search.naming is None else _regrouped(files, search.naming):
        if file.named:
            owned.add(file.place.partition("/")[0])
        if file.place.rpartition("/")[2] not in search.helpers or "/" in file.place:
            entries.setdefault(file.place.partition("/")[0], []).append(file)
        else:
            entries.setdefault("", []).append(file)
    helpers = entries.pop("", [])
    entries = dict(sorted(entries.items()))
    kept = {n: found for n, found in entries.items() if n in owned or not is_junk(n, folder=is_folder(found))}
    if not kept:
        soft = {name: found for name, found in entries.items() if not is_never_answer(name, folder=is_folder(found))}
        kept = {name: found for name, found in soft.items() if any(holds_source(file) for file in found)}
    serving = serving_of(kept, helpers, search.answers)
    for name, found in kept.items():
        if name in serving.of:
            continue
        yield from _of_entry(name, found, prefix, search, serving.for_entry(name), depth)
    if not kept:
        said = "nothing of Python in it" if entries or helpers else _EMPTY
        yield HandIn(shown, shown, nothing=said)


def _regrouped(files: Iterable[Found], naming: Naming) -> Iterator[Found]:
    """Move each file into a folder of the candidate whose it is by the name of its top-level entry."""
    for file in files:
        entry, slash, below = file.place.partition("/")
        named = naming(entry)
        if named is None:
            yield file
        else:
            place = below if slash else named.file or entry
            yield replace(file, place=f"{named.candidate}/{place}", really=file.place, named=named)


def _without_older(found: list[Found], base: _Base) -> tuple[list[Found], tuple[Older, ...]]:
    """Keep of the files at one place that which was handed in last, and tell of the others."""
    places: dict[str, list[Found]] = {}
    for file in sorted(found, key=_when):
        places.setdefault(file.place, []).append(file)
    older = tuple(_older(file, base) for files in places.values() for file in files[:-1])
    return [files[-1] for _, files in sorted(places.items())], older


def _when(file: Found) -> tuple[str, float, str]:
    return (file.named.attempt if file.named else "", file.modified or 0.0, file.shown)


def _older(file: Found, base: _Base) -> Older:
    try:
        sha256 = hashlib.sha256(file.read(MAX_NOTEBOOK)).hexdigest()
    except (OSError, ValueError):
        sha256 = ""
    submitted = file.named.submitted if file.named else None
    path = f"{base.prefix}{escape(file.shown)}"
    return Older(escape(base.place(file)), path, sha256, file.modified if submitted is None else submitted)


def _of_entry(
    name: str,
    found: list[Found],
    prefix: str,
    search: Search,
    companions: tuple[tuple[str, bytes], ...],
    depth: int,
) -> Iterator[HandIn]:
    path = f"{prefix}{escape(name)}"
    candidate = path  # below one root its entry's name; among several roots that alone would not tell whose it is
    if is_folder(found):
        yield _of_files(candidate, path, found, _Base(f"{name}/", prefix), search, depth)
    elif is_archive(name):
        yield _of_archive(candidate, path, found[0], search, depth)
    else:
        files, others = _sources(found, _Base("", prefix), companions)
        yield replace(_hand_in(candidate, path, files, others), unread=_texts(found, _Base("", prefix), search))


@dataclass(frozen=True, slots=True)
class _Base:
    """Where files lie: the folder that they share, with a `/`, and what reports put before their paths."""

    folder: str
    prefix: str

    def place(self, file: Found) -> str:
        return file.place[len(self.folder) :]


def _of_files(candidate: str, path: str, found: list[Found], base: _Base, search: Search, depth: int) -> HandIn:
    """Make one hand-in of all files below a candidate's folder."""
    if len(found) > _MOST_FILES:
        return HandIn(candidate, path, nothing=f"more than {_MOST_FILES} files", refused=True)
    told = next((file.named for file in found if file.named), None)
    if told is None:
        return _of_these(candidate, path, found, base, search, depth)
    newest, older = _without_older(found, base)
    return replace(_of_these(candidate, path, newest, base, search, depth), older=older, told=told)


def _of_these(candidate: str, path: str, found: list[Found], base: _Base, search: Search, depth: int) -> HandIn:
    main = [file for file in found if not _beside(base.place(file))]
    usable = [file for file in main if file.problem or holds_source(file)]
    archives = [file for file in main if is_archive(file.place)]
    soft = [file for file in found if _beside(base.place(file)) and holds_source(file)]
    files, others = _sources(usable or ([] if archives else soft) or main, base, None)
    inner = [_of_archive(candidate, f"{base.prefix}{escape(a.shown)}", a, search, depth) for a in archives]
    files += [file for one in inner for file in one.files]
    refused = [one for one in inner if one.nothing]
    if not files and refused:
        return replace(refused[0], candidate=candidate)
    closed = [file for file in main if not (file.problem or holds_source(file) or file in archives)]
    unread = [_unread(file, base, search) for file in closed]
    unread += [Unread(one.path, "", one.nothing, archive=True) for one in refused if one.refused]
    unread += [beside for one in inner for beside in one.unread]
    if not files:
        unread = [one for one in unread if one.code] or [*_texts(found, base, search)]
    return replace(_hand_in(candidate, path, files, others), unread=tuple(unread))


def _texts(found: list[Found], base: _Base, search: Search) -> tuple[Unread, ...]:
    """Return the texts in which code stands that may be an answer."""
    return tuple(one for one in (_unread(file, base, search) for file in found if not holds_source(file)) if one.code)


def _unread(file: Found, base: _Base, search: Search) -> Unread:
    name = file.place.rpartition("/")[2]
    closed = is_closed_archive(name)
    reason = "an archive of a kind that is not opened" if closed else "nothing of Python in it"
    path = f"{base.prefix}{escape(file.shown)}"
    return Unread(path, _stem(name), reason, archive=closed, code=code_in(file, search.answers))


def _beside(place: str) -> bool:
    """Tell whether a file lies in a folder, or has a name, that is looked at only where nothing else is there."""
    *folders, name = place.split("/")
    aside = name != "__init__.py" and is_beside_answers(name, folder=False)  # a package may have its answer there
    return aside or any(is_beside_answers(folder, folder=True) for folder in folders)


def _hand_in(candidate: str, path: str, files: list[Submission], others: list[str]) -> HandIn:
    if files:
        return HandIn(candidate, path, tuple(files))
    closed = [name for name in others if is_closed_archive(name)]
    if closed:
        said = f"an archive of a kind that is not opened: {_some(closed)}"
        return HandIn(candidate, path, nothing=said, refused=True)
    return HandIn(candidate, path, nothing=f"nothing of Python in it: {_some(others)}" if others else _EMPTY)


def _some(names: Sequence[str]) -> str:
    """Return the first few of some names."""
    return ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])  # noqa: PLR2004 - enough


def _sources(
    found: Iterable[Found], base: _Base, companions: tuple[tuple[str, bytes], ...] | None
) -> tuple[list[Submission], list[str]]:
    """Read the files that may hold answers; return them, and the names of the others.

    Args:
        found: The files.
        base: Where they lie.
        companions: What they may import; by default one another.
    """
    files: list[Submission] = []
    others: list[str] = []
    for file in found:
        made = _submission(file, base)
        if isinstance(made, Submission):
            files.append(made)
        elif made:
            others.append(made)
    if companions is not None:
        return [replace(file, companions=companions) for file in files], others
    return _importing_one_another(files), others


def _submission(file: Found, base: _Base) -> Submission | str:
    """Return a file as a submission, or its name where there is nothing of Python in it."""
    name = file.place.rpartition("/")[2]
    path, place = f"{base.prefix}{escape(file.shown)}", escape(base.place(file))
    made = Submission(path, b"", "python", place, stem=_stem(name), modified=file.modified, named=file.named)
    cap = MAX_NOTEBOOK if suffix_of(name) in {".ipynb", ".json"} else MAX_SOURCE
    problem = file.problem
    if not problem and name == ".":
        return ""
    if not problem and not may_be_source(name):
        link = _link(file)
        return replace(made, error=link) if link else escape(name)
    try:
        source = b"" if problem else file.read(cap)
    except (OSError, ValueError) as error:
        problem = reason_of(error)
        if suffix_of(name) == ".json":
            return escape(name)
    if problem:
        return replace(made, error=problem)
    kind = kind_of(escape(name), source)
    if kind is None:
        return escape(name)
    return replace(made, source=source, source_format=kind.format, said=kind.said, tried=kind.tried)


def _stem(name: str) -> str:
    """Return a name as a question's may be written: without its ending, and what tells copies of a file apart."""
    bare = _COPY.sub("", name[: len(name) - len(suffix_of(name))])
    return escape(bare).lower().replace("-", "_").replace(" ", "_")


def _link(file: Found) -> str:
    """Say of a file that is no source by its name that it is a link, or return ""."""
    try:
        file.read(0)
    except LinkError as error:
        return str(error)
    except (OSError, ValueError):  # any other is longer than nothing, or cannot be read
        return ""
    return ""


def _importing_one_another(files: list[Submission]) -> list[Submission]:
    python = [(f.place, f.source) for f in files if f.source_format == "python" and not f.error and not f.tried]
    if sum(len(source) for _, source in python) > _MOST_COMPANIONS:
        python = []
    python = [(place, source) for place, source in python if place.endswith(".py")]
    return [replace(file, companions=tuple(pair for pair in python if pair[0] != file.place)) for file in files]


# --- archives and named files ----------------------------------------------------------------------------------------


def _of_archive(candidate: str, path: str, file: Found, search: Search, depth: int) -> HandIn:
    """Make one hand-in of an archive, as of a folder."""
    if depth >= _DEEPEST:
        return HandIn(candidate, path, nothing="an archive in an archive in an archive is not opened", refused=True)
    try:
        members = search.unpack(file.shown, file.read(MAX_ARCHIVE))
    except (OSError, ValueError, RefusedError) as error:
        return HandIn(candidate, path, nothing=f"{_CLOSED}{reason_of(error)}", refused=True)
    return _of_files(candidate, path, members_of(members, file.modified), _Base("", f"{path}/"), search, depth + 1)


def _of_root_archive(path: Path, prefix: str, shown: str, search: Search) -> Iterator[HandIn]:
    try:
        members = search.unpack(path.name, read_file(path, MAX_ARCHIVE))
    except (OSError, ValueError, RefusedError) as error:
        yield HandIn(shown, shown, nothing=f"{_CLOSED}{reason_of(error)}", refused=True)
        return
    yield from _of_folder(members_of(members), prefix, shown, search, depth=1)


def _of_named_file(path: Path, shown: str, search: Search, roots: Sequence[Path]) -> HandIn:
    """Make a hand-in of a file that the user named; what lies beside it may be imported, unless it was named too."""
    file = Found(path.name, file_reader(path), modified=_modified(path), really=str(path))
    made = _submission(file, _Base("", ""))
    if not isinstance(made, Submission):
        return replace(
            _hand_in(shown, shown, [], [made or shown]), named=True, unread=_texts([file], _Base("", ""), search)
        )
    others = {other.name for other in roots if other != path}
    companions = _siblings(path, made.text, others, search.helpers)
    return HandIn(shown, shown, (replace(made, path=shown, companions=companions),), named=True)


def _modified(path: Path) -> float | None:
    try:
        return path.lstat().st_mtime
    except OSError:
        return None


def _siblings(path: Path, text: str, others: set[str], helpers: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Read what a file imports of what lies beside it, and what that imports."""
    folder = path.parent
    found: dict[str, bytes] = {}
    queue = [text, *(f"import {name.removesuffix('.py')}" for name in helpers)]
    looked: set[str] = set()
    while queue:
        text = queue.pop()
        for stem in sorted(words_of_imports(text) - looked):
            looked.add(stem)
            for place, source in _module_files(folder, stem, others):
                found[place] = source
                queue.append(text_of(source))
    found.pop(escape(path.name), None)
    return tuple(sorted(found.items())) if sum(map(len, found.values())) <= _MOST_COMPANIONS else ()


def _module_files(folder: Path, stem: str, others: set[str]) -> Iterator[tuple[str, bytes]]:
    candidates = [folder / f"{stem}.py"]
    try:
        if (folder / stem).is_dir() and not (folder / stem).is_symlink():
            candidates += [Path(folder, stem, found.place) for found in walk(folder / stem)]
    except OSError:
        return
    for path in candidates[:_MOST_FILES]:
        if path.suffix == ".py" and path.name not in others and os.path.lexists(path):
            try:
                yield escape(path.relative_to(folder).as_posix()), read_file(path, MAX_SOURCE)
            except (OSError, ValueError):
                continue
