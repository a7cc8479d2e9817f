"""What was worked out once and is kept beside the user's other caches: YAML files as they were read, and texts.

Parsing is most of the start-up time of a command that needs a few hundred declarations; reading one JSON
index is not. The cache is a convenience only: unwritable, missing, stale or corrupt, it is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lossquiz._version import __version__

_PACKAGE = Path(__file__).parent
_FORMAT = 3


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
    platform: str = sys.platform  # held as text, so that a type checker on Linux still reads the other branch
    if platform.startswith("linux"):
        # What platformdirs answers here, without the 7 ms of importing it.
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".cache") / "lossquiz"
    import platformdirs

    return Path(platformdirs.user_cache_dir("lossquiz", appauthor=False))


def remember(name: str, files: Iterable[Path], make: Callable[[], Any]) -> Any:
    """Return `make()` as JSON gives it back (tuples as lists), kept until one of some files changes.

    Args:
        name: What the entry is called, whole and unshortened; it may hold a path.
        files: What the result depends on: the files that are read, and the code that reads and checks them.
        make: Its result is kept; what it raises is not.
    """
    key = [_stamp(path) for path in files]
    digest = zlib.crc32(name.encode(errors="surrogateescape"))
    entry = cache_home() / "yaml" / f"{Path(name).name}-{digest:08x}.json"
    kept = _read_entry(entry, key)
    if kept is None:
        kept = {"key": key, **_header(), "value": json.loads(json.dumps(make()))}
        _write_entry(entry, json.dumps(kept, separators=(",", ":")))
    return kept["value"]


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
    _write_entry(cache_home() / room / name, f"{_seal(key, text)}\n{text}")


def _seal(key: str, text: str) -> str:
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


def _header() -> dict[str, Any]:
    return {"format": _FORMAT, "version": __version__}


def _read_entry(entry: Path, key: list[list[Any]]) -> dict[str, Any] | None:
    try:
        kept = json.loads(entry.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    wanted = {"key": key, **_header()}
    if not isinstance(kept, dict) or "value" not in kept or any(kept.get(name) != wanted[name] for name in wanted):
        return None
    return kept


def _write_entry(entry: Path, content: str) -> None:
    """Write to a file of our own, then rename: a reader sees the old entry or the new one, never half of one."""
    draft = entry.with_name(f"{entry.name}.{os.getpid()}.tmp")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(content, encoding="utf-8", newline="\n")
        draft.replace(entry)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
