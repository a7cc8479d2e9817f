"""YAML files read once: the parsed and checked result is kept as JSON beside the user's other caches.

Parsing is most of the start-up time of a command that needs a few hundred declarations; reading one JSON
index is not. The cache is a convenience only: unwritable, missing, stale or corrupt, it is ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lossquiz._version import __version__
from lossquiz.errors import BankError, Fault

Check = Callable[[Mapping[str, Any]], Any]
"""Turns `{file name: parsed value}` into the JSON-able value to keep, or raises `BankError`."""

_FORMAT = 2


def cache_home() -> Path:
    """Return the folder for caches: `$LOSSQUIZ_HOME/cache`, else the platform's own place. It may not exist yet."""
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


def load_yaml(path: Path) -> Any:
    """Return the parsed content of one YAML file, from the cache when the file has not changed.

    Raises:
        BankError: The file cannot be read or is not YAML.
    """
    return load_yamls([path], next_value)


def next_value(values: Mapping[str, Any]) -> Any:
    """Return the only value of a one-file load."""
    return next(iter(values.values()))


def load_yamls(paths: Sequence[Path], check: Check) -> Any:
    """Return `check({path.name: content})` for several YAML files, kept as one cache entry.

    Args:
        paths: The files; their names must differ.
        check: Runs only when a file changed, so validation costs nothing afterwards.

    Raises:
        BankError: A file cannot be read, is not YAML, or does not pass the check.
    """
    # The code that made an entry counts as one of its sources: after a change of it, the old result may not fit.
    key = [[str(path), *_stamp(path)] for path in (*paths, *_code_of(check))]
    entry = _entry(paths[0], check)
    kept = _read_entry(entry, key)
    if kept is not None:
        return kept["value"]
    value = check({path.name: parse_yaml(path) for path in paths})
    _write_entry(entry, {"key": key, **_header(), "value": value})
    return value


def parse_yaml(path: Path) -> Any:
    """Parse one YAML file, without the cache.

    Raises:
        BankError: The file cannot be read or is not YAML.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader, C or Python
    except OSError as error:
        raise _fault(path, 0, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _fault(path, 0, "not UTF-8; save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "does not parse"
        raise _fault(path, mark.line + 1 if mark else 0, f"not valid YAML: {problem}") from error


def _fault(path: Path, line: int, message: str) -> BankError:
    return BankError((Fault(path.name, line, "", message),))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _fault(path, 0, f"cannot be read: {error.strerror}") from error
    return found.st_mtime_ns, found.st_size


def _code_of(check: Check) -> list[Path]:
    file = getattr(sys.modules.get(check.__module__), "__file__", None)
    return [Path(file)] if file and Path(file).is_file() else []


def _header() -> dict[str, Any]:
    return {"format": _FORMAT, "version": __version__}


def _entry(path: Path, check: Check) -> Path:
    name = f"{path}|{check.__module__}.{check.__qualname__}"
    return cache_home() / "yaml" / f"{path.stem}-{zlib.crc32(name.encode(errors='surrogateescape')):08x}.json"


def _read_entry(entry: Path, key: list[list[Any]]) -> dict[str, Any] | None:
    try:
        kept = json.loads(entry.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    wanted = {"key": key, **_header()}
    if not isinstance(kept, dict) or "value" not in kept or any(kept.get(name) != wanted[name] for name in wanted):
        return None
    return kept


def _write_entry(entry: Path, content: Mapping[str, Any]) -> None:
    """Write to a file of our own, then rename: a reader sees the old entry or the new one, never half of one."""
    draft = entry.with_name(f"{entry.name}.{os.getpid()}.tmp")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
        draft.replace(entry)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


def remember(name: str, key: Sequence[Any], make: Callable[[], Any]) -> Any:
    """Return `make()` as JSON gives it back (tuples as lists), kept until `key` changes.

    Args:
        name: What the entry is called, whole and unshortened; it may hold a path.
        key: JSON-able values on which the result depends: the files' stamps, for one.
        make: Its result is kept; what it raises is not.
    """
    digest = zlib.crc32(name.encode(errors="surrogateescape"))
    entry = cache_home() / "yaml" / f"{Path(name).name}-{digest:08x}.json"
    kept = _read_entry(entry, list(key))
    if kept is None:
        kept = {"key": list(key), **_header(), "value": make()}
        _write_entry(entry, kept)
    return kept["value"]
