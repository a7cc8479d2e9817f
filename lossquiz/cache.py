"""What was worked out once and is kept beside the user's other caches: YAML files as they were read, and texts.

Parsing is most of the start-up time of a command that needs a thousand declarations; reading one marshalled
value is not (6 ms for the whole bank, where JSON takes 15 and loses what is a tuple). The cache is a convenience only:
unwritable, missing, stale or corrupt, it is ignored.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lossquiz._version import __version__
from lossquiz.resources import own_folder

_PACKAGE = Path(__file__).parent
_FORMAT = 4
_MARSHAL = 4  # the version of marshal that every supported Python reads and writes


def cache_home() -> Path:
    """Return the folder for caches: `$LOSSQUIZ_HOME/cache`, else the platform's own place. It may not exist yet."""
    try:
        return _cache_home()
    except RuntimeError:  # of a user who has no home
        return Path(os.devnull) / "cache"  # where nothing can be kept


def _cache_home() -> Path:
    moved = os.environ.get("LOSSQUIZ_HOME")
    if moved:
        return Path(moved).expanduser() / "cache"
    return own_folder("cache")


def remember(name: str, files: Iterable[Path], make: Callable[[], Any]) -> Any:
    """Return `make()`, made of plain types, kept until one of some files changes.

    Args:
        name: What the entry is called, whole and unshortened; it may hold a path.
        files: What the result depends on: the files that are read, and the code that reads and checks them.
        make: Its result is kept: mappings, lists, tuples, texts, numbers, truth values,
            bytes and None. What it raises is not.
    """
    key = [_stamp(path) for path in files]
    digest = zlib.crc32(name.encode(errors="surrogateescape"))
    entry = cache_home() / "yaml" / f"{Path(name).name}-{digest:08x}.kept"
    kept = _read_entry(entry, key)
    if kept is None:
        content = packed((make(),))
        kept = unpacked(content)
        _write_entry(entry, _head(key, content) + b"\n" + content)
    return kept[0]


def packed(value: Any) -> bytes:
    """Return a value made of plain types as bytes, which `remember` keeps within another until somebody asks for it."""
    return marshal.dumps(_plain(value), _MARSHAL)


def unpacked(content: bytes) -> Any:
    """Return the value that was packed; only for bytes that `remember` gave back."""
    return marshal.loads(content)  # noqa: S302 - whole, by the sum of the entry that they stood in


def read_kept(room: str, name: str, key: str) -> str | None:
    """Return the text that was kept under a name for a key, or None: none, for another key, or damaged.

    Args:
        room: The folder of such entries.
        name: The entry's name; it holds one text at a time.
        key: All that the text depends on, as one word, such as a digest.
    """
    try:
        head, _, text = (cache_home() / room / name).read_bytes().decode().partition("\n")
    except (OSError, ValueError):
        return None
    return text if head == _seal(key, text) else None


def write_kept(room: str, name: str, key: str, text: str) -> None:
    """Keep a text under a name, in place of the one before; silently not, where nothing can be written."""
    _write_entry(cache_home() / room / name, f"{_seal(key, text)}\n{text}".encode())


def _seal(key: str, text: str) -> str:
    import hashlib  # 3 ms, for the few that keep texts

    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()


def code(*patterns: str) -> list[Path]:
    """Return the modules of this package that fit some patterns, such as `forms/*.py`, in a fixed order."""
    return sorted(path for pattern in patterns for path in _PACKAGE.glob(pattern))


def _stamp(path: Path) -> list[str | int]:
    try:
        found = path.stat()
    except OSError:
        return [str(path), 0, 0, 0]
    # The time of change tells of a file that was replaced by one with an older date.
    return [str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size]


def _head(key: list[list[str | int]], content: bytes) -> bytes:
    """Return the first line of an entry: what it was made of, by whom, and the sum of the bytes that follow."""
    told = {"key": key, "format": _FORMAT, "version": __version__, "size": len(content), "sum": zlib.crc32(content)}
    return json.dumps(told, separators=(",", ":")).encode()


def _read_entry(entry: Path, key: list[list[str | int]]) -> tuple[Any] | None:
    try:
        head, _, content = entry.read_bytes().partition(b"\n")
        # Only bytes that were written whole are handed to marshal, which bears no others.
        if head != _head(key, content):
            return None
        kept: tuple[Any] = unpacked(content)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return kept


def _plain(value: Any) -> Any:
    """Return a value in the very types that marshal knows: a text of a class of its own becomes a plain one."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    if value is None or isinstance(value, (bool, bytes)):
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"{type(value).__name__} is not kept")


def _write_entry(entry: Path, content: bytes) -> None:
    """Write to a file of our own, then rename: a reader sees the old entry or the new one, never half of one."""
    draft = entry.with_name(f"{entry.name}.{os.getpid()}.tmp")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(entry)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
