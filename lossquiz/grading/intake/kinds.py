"""What kind of file something is: by its name, and where the name does not say, by how it begins."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.both.job import SourceFormat

_PYTHON = frozenset({".py", ".pyw"})
_TRIED = frozenset({"", ".txt", ".text", ".json"})
_ARCHIVES = re.compile(r".*\.(zip|tar|tar\.(gz|bz2|xz)|tgz|tbz2?|txz)", re.IGNORECASE | re.DOTALL)
_OTHER_ARCHIVES = re.compile(r".*\.(7z|rar|gz|bz2|xz|zst|lz4|whl|egg|jar|iso|dmg)", re.IGNORECASE | re.DOTALL)
_NOTEBOOK = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{.*"(?:cells|worksheets)"\s*:', re.DOTALL)
_DEFINING = re.compile(r"^\s*(?:async\s+def|def|class|import|from)\s+\w|\blambda\b", re.MULTILINE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is to be read.

    Attributes:
        format: Python or a notebook.
        said: What is to be said where that is not what its name says.
        tried: Whether it may as well be no Python at all.
    """

    format: SourceFormat
    said: str = ""
    tried: bool = False


def suffix_of(name: str) -> str:
    """Return a file's ending in lower case, with its dot."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending}".lower() if dot and stem else ""


def is_archive(name: str) -> bool:
    """Tell whether a file is an archive that can be opened."""
    return _ARCHIVES.fullmatch(name) is not None


def is_closed_archive(name: str) -> bool:
    """Tell whether a file is an archive of a kind that is not opened."""
    return not is_archive(name) and _OTHER_ARCHIVES.fullmatch(name) is not None


def may_be_source(name: str) -> bool:
    """Tell whether a file is worth reading."""
    return suffix_of(name) in _PYTHON | _TRIED | {".ipynb"}


def kind_of(name: str, source: bytes) -> Kind | None:
    """Return how to read a file, or None where there is nothing of Python in it."""
    suffix = suffix_of(name)
    if suffix == ".ipynb":
        return Kind("notebook")
    if suffix in _PYTHON | _TRIED and _NOTEBOOK.match(source[:4096] if suffix in _PYTHON else source):
        return Kind("notebook", f"a notebook under the name {name}")
    if suffix in _PYTHON:
        return Kind("python")
    if suffix == ".json" or suffix not in _TRIED or not _looks_like_python(source):
        return None
    return Kind(
        "python", f"read as Python, though {f'its name ends in {suffix}' if suffix else 'it has no ending'}", True
    )


def _looks_like_python(source: bytes) -> bool:
    """Tell whether a text has a word without which nothing is defined."""
    is_text = b"\0" not in source[:4096] or any(source.startswith(mark) for mark, _ in _MARKS)
    return is_text and _DEFINING.search(text_of(source)) is not None


def text_of(source: bytes) -> str:
    """Return source as text in which ASCII words can be found, without trusting what it says of itself."""
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return source.decode(encoding, "replace")
    try:
        return source.decode()
    except UnicodeDecodeError:
        return source.decode("latin-1")
