"""IPython's own syntax becomes Python that does what a submission needs of it; lines keep their numbers.

What times or captures a statement is the statement, what runs a file is its import, what asks the system gets an inert
object, and everything else does nothing. As in IPython, such a line begins a statement: what begins with % or ! within
brackets, after a backslash or in a text of several lines is Python.
Source: IPython's documentation, "IPython syntax" and "Built-in magic commands".
"""

from __future__ import annotations

import re

# Cell magics whose body is Python; the body of any other (`%%bash`, `%%html`) is not.
PYTHON_CELLS = frozenset({
    "capture", "ipytest", "memit", "prun", "pyinstrument", "pypy", "python", "python3", "scalene", "snakeviz", "time",
    "timeit", "wandb",
})  # fmt: skip
# Line magics of a statement, and the options that may stand before it.
_GAP = r"(?:[ \t]+|(?=\n)|\Z)"
_OF_A_STATEMENT = {
    "time": re.compile(rf"(?:--\S+{_GAP})*"),
    "timeit": re.compile(rf"(?:-[nrp][ \t]*\d+{_GAP}|-[tcqov]+{_GAP})*"),
    "prun": re.compile(rf"(?:-[lsTD][ \t]*\S+{_GAP}|-[rq]+{_GAP})*"),
    "memit": re.compile(rf"(?:-[rti][ \t]*\d+{_GAP}|-[co]+{_GAP})*"),
}
_PYLAB = "import numpy, numpy as np, matplotlib.pyplot as plt; from numpy import *"
# In a cell of one line these need no %.
_AUTOMAGIC = re.compile(
    r"\s*(?:pip3?|conda|mamba|cd|ls|cat|mkdir|rm|cp|mv|matplotlib|load_ext|env|time|timeit|run)\s+\S"
)

_TARGET = r"[^\W\d]\w*(?:\.\w+|\[[^\]\n=]*\])*"
_ASSIGNED = re.compile(rf"(\s*{_TARGET}(?:\s*,\s*{_TARGET})*\s*,?\s*(?::[\w.\[\], |]+)?=\s*)(?:%(\w*)[ \t]*|!)(.*)")
_ESCAPED = re.compile(r"(\s*)(?:(%(?!%))(\w*)\s*(.*)|%%.*|!.*|\?.*)")
_HELP = re.compile(r"(\s*)(?:[\w.,\s]+=\s*)?%{0,2}[^\W\d][\w.*]*(?:\[[^\]\n]*\][\w.]*)*\s*\?{1,2}\s*(?:#.*)?")
_CELL_MAGIC = re.compile(r"%%(\w+)\s*(.*)")
_FILE = re.compile(r"(-a\s+|--append\s+)?(['\"]?)(\S+?)\2\s*")
_PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)|(?:In \[\d+\]|\s*\.{3,}): ?")
_LEXEME = re.compile(
    r"""(?P<text>\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)
    |(?P<comment>\#[^\n]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)""",
    re.DOTALL | re.VERBOSE,
)


def python_of_cell(text: str) -> str:
    """Return the Python of one cell, line by line."""
    lines = _unprompted(text.split("\n"))
    if len([line for line in lines if line.strip()]) == 1:
        lines = ["%" + line.lstrip() if _AUTOMAGIC.match(line) else line for line in lines]
    if not _take_cell_magics(lines):
        return ""
    return python_of_lines("\n".join(lines))


def python_of_lines(text: str) -> str:
    """Return the Python of lines some of which are IPython's; cell magics are none of them."""
    at, made = 0, []
    while at < len(text):
        python, at = _statement(text, at)
        made.append(python)
    return "".join(made)


def written_module(text: str) -> tuple[str, bytes, bool] | None:
    """Return the module that a cell writes with `%%writefile`: its name, its source, and whether it is appended."""
    lines = text.split("\n")
    first = _first(lines)
    magic = _CELL_MAGIC.match(lines[first])
    if magic is None or magic[1] not in {"writefile", "file"}:
        return None
    file = _FILE.fullmatch(magic[2])
    name = module_name(file[3]) if file and file[3].endswith(".py") else ""
    return (name, "\n".join(lines[first + 1 :]).encode(errors="replace"), bool(file and file[1])) if name else None


def module_name(path: str) -> str:
    """Return the dotted name under which a file is imported that is named by its path, or ""."""
    parts = re.sub(r"\.(py|ipynb)$", "", path.replace("\\", "/")).removeprefix("./").split("/")
    if not all(map(str.isidentifier, parts)):
        parts = parts[-1:]  # from the root, or from a folder above
    return ".".join(parts) if all(map(str.isidentifier, parts)) else ""


def statement_of(name: str, line: str) -> str:
    """Return what a line magic does, as Python: a statement, an import, or nothing."""
    options = _OF_A_STATEMENT.get(name)
    if options:
        return line[_behind(options, line, 0) :] or "pass"
    if name == "run":
        module = module_name(next((word for word in line.split() if not word.startswith("-")), "").strip("'\""))
        return f"from {module} import *" if module else "pass"
    return _PYLAB if name == "pylab" else "pass"


def _first(lines: list[str]) -> int:
    """Return the number of the first line that is neither blank nor a comment."""
    return next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)


def _unprompted(lines: list[str]) -> list[str]:
    """Return the lines without the prompts, or the indentation, that were pasted with all of them."""
    first = lines[_first(lines)]
    if _PROMPT.match(first):
        return [_PROMPT.sub("", line, count=1) for line in lines]
    margin = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(margin) for line in lines]


def _take_cell_magics(lines: list[str]) -> bool:
    """Replace the cell magics at the top, and tell whether Python follows."""
    while magic := _CELL_MAGIC.match(lines[_first(lines)]):
        name, line = magic.groups()
        if name not in PYTHON_CELLS:
            return False
        lines[_first(lines)] = _beside_a_cell(name, line)
    return True


def _beside_a_cell(name: str, line: str) -> str:
    """Return what stands in the line of a cell magic: preparations, or where what was captured is bound."""
    if name == "timeit" and line:
        return statement_of(name, line)
    kept = next((word for word in line.split() if word.isidentifier()), "") if name == "capture" else ""
    return f"{kept} = get_ipython().getoutput('')" if kept else ""


def _statement(text: str, at: int) -> tuple[str, int]:
    """Return the Python of the statement that begins at a place in the text, and the place after it."""
    end = _end_of_line(text, at)
    assigned, escaped = _ASSIGNED.fullmatch(text, at, end), _ESCAPED.fullmatch(text, at, end)
    if assigned:
        if assigned[2] == "time":
            return _with_the_rest(assigned[1], text, assigned.start(3))
        return _instead(f"{assigned[1]}get_ipython().getoutput({assigned[3]!r})", text, at)
    if escaped:
        options = _OF_A_STATEMENT.get(escaped[3] or "")
        if options and escaped[4]:
            return _with_the_rest(escaped[1], text, _behind(options, text, escaped.start(4)))
        return _instead(escaped[1] + statement_of(escaped[3] or "", escaped[4] or ""), text, at)
    if help_asked := _HELP.fullmatch(text, at, end):
        return _instead(f"{help_asked[1]}pass", text, at)
    end = _end_of_statement(text, at)
    return text[at:end], end


def _with_the_rest(before: str, text: str, at: int) -> tuple[str, int]:
    """Return what comes before, and the statement that begins within the line."""
    python, end = _statement(text, at)
    return before + python, end


def _instead(python: str, text: str, at: int) -> tuple[str, int]:
    """Put Python in the place of a line and of those that its backslashes add to it."""
    end = _end_of_line(text, at)
    while text[end - 1 : end] == "\\" and end < len(text):
        end = _end_of_line(text, end + 1)
    return python + "\n" * (text.count("\n", at, end) + (end < len(text))), end + 1


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_statement(text: str, at: int) -> int:
    """Return the place after the Python statement, of one or several lines, that begins at a place."""
    depth = 0
    for lexeme in _LEXEME.finditer(text, at):
        depth += {"open": 1, "close": -1}.get(lexeme.lastgroup or "", 0)
        if lexeme.lastgroup == "end" and depth <= 0:
            return lexeme.end()
    return len(text)


def _behind(options: re.Pattern[str], text: str, at: int) -> int:
    found = options.match(text, at)
    return found.end() if found else at
