"""What a text imports or names of the files beside it: by statements, and by the texts in it that say which to load."""

from __future__ import annotations

import re

# In a notebook the quotation marks of a text are written \" .
_FILE = re.compile(r"[\"'](?:[^\"'\n]*[/\\])?([^\"'\n/\\]+\.py)\\?[\"']")
_LOADED = re.compile(r"\b(?:import_module|__import__)\s*\(\s*[rubRUB]?\\?[\"']\.*(\w+)[\w.]*\\?[\"']")


def is_mentioned(entry: str, text: str) -> bool:
    """Tell whether a text imports the module, or names the file, that lies beside it under a name."""
    stem, is_python = entry.removesuffix(".py"), entry.endswith(".py")
    if "." in entry and not is_python:
        return entry in text
    if is_python and entry in _FILE.findall(text):
        return True
    return stem.isidentifier() and (stem in _LOADED.findall(text) or _imports(text, stem))


def _imports(text: str, stem: str) -> bool:
    statement = rf"(?:from|import)\s+\.*{stem}\b|from\s+\.\s+import\s[^\n]*\b{stem}\b"
    after_others = rf"(?:^|[\n;\"])[ \t]*import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)+{stem}\b"
    return re.search(statement, text) is not None or re.search(after_others, text) is not None


def words_of_imports(text: str) -> set[str]:
    """Return the words that may be modules beside a text: more than those that are."""
    stems = {*re.findall(r"(?:from|import)\s+\.*(\w+)", text), *_LOADED.findall(text)}
    files = {name.removesuffix(".py") for name in _FILE.findall(text)}
    return (
        stems | files | {word for line in re.findall(r"import\s+([\w, .]+)", text) for word in re.findall(r"\w+", line)}
    )
