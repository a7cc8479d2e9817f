"""IPython's syntax line by line: what becomes of it, and what is left alone because it is Python."""

from __future__ import annotations

import ast
import json
from textwrap import dedent

import pytest

from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.ipython_syntax import (
    module_name,
    python_of_cell,
    python_of_lines,
    statement_of,
    written_module,
)
from lossquiz.grading.sandbox.child.notebook import Notebook, read_notebook
from lossquiz.grading.sandbox.child.pieces import Piece, read_python


def cell(text: str) -> str:
    """Return the Python of a cell, having seen that it parses and has no more lines than the cell."""
    python = python_of_cell(dedent(text).strip("\n"))
    ast.parse(python)
    assert python.count("\n") <= dedent(text).strip("\n").count("\n")
    return python


@pytest.mark.parametrize(
    "line",
    ["%matplotlib inline", "%load_ext autoreload", "!pip install torch", "!!ls", "!", "%", "?torch", "??torch",
     "torch?", "torch.nn.functional??", "F.huber_loss ?", "torch.*loss*?", "x[0].y?", "%time?", "%%time", "x = torch?",
     "torch? # why", "!echo \"it's", "%env PATH=(", "!grep '\"\"\"' x.py", "%cd '''", "! ls", "% time",
     "%config InlineBackend.figure_format = 'svg'"],
)  # fmt: skip
def test_what_only_concerns_the_notebook_does_nothing(line: str) -> None:
    assert cell(f"x = 1\n{line}\ny = 2") == "x = 1\npass\ny = 2"
    assert cell(f"if x:\n    {line}\nelse:\n\t{line}") == "if x:\n    pass\nelse:\n\tpass"


def test_a_command_goes_on_over_backslashes_and_lines_keep_their_numbers() -> None:
    text = "!pip install \\\n    torch \\\n    'numpy\nx = 1\n%env A \\\nB\ny = 2\n!ls \\"
    assert cell(text) == "pass\n\n\nx = 1\npass\n\ny = 2\npass"


@pytest.mark.parametrize(
    "text",
    [
        "x = (a\n% b)\n!ls",
        "x = [\n  a\n  % b,\n  c]\n!ls",
        "x = a \\\n% b\n!ls",
    ],
)
def test_what_goes_on_from_the_line_before_is_python(text: str) -> None:
    with pytest.raises(SyntaxError):
        ast.parse(text)
    assert ast.unparse(ast.parse(cell(text))).startswith(ast.unparse(ast.parse(text.removesuffix("\n!ls"))))


@pytest.mark.parametrize("quote", ['"""', "'''"])
@pytest.mark.parametrize("prefix", ["", "r", "f", "rb", "B"])
def test_lines_within_a_text_are_left_alone(quote: str, prefix: str) -> None:
    text = f"x = {prefix}{quote}\n!ls\n%magic (\nx = !ls\nname?\n\\{quote}%%bash\n\"quoted' {quote}\n"
    assert cell(f"!true\n{text}!ls") == f"pass\n{text}pass"


@pytest.mark.parametrize(
    "line",
    ["# '''", "x = '#' + \"it's\"", "x = 'a\\'b'", 'x = "(["', "# ((", "x = {1: '}'}", "x = ''", 'x = ""',
     "x = '''a''' '\"'", "print('x = %d' % 3)", 'print("a = !b")', "assert a != b", "d = dict(a=1)",
     "x = y if a else b  # what?"],
)  # fmt: skip
def test_texts_comments_and_operators_mislead_nobody(line: str) -> None:
    assert cell(f"!true\n{line}\n!false") == f"pass\n{line}\npass"


@pytest.mark.parametrize("target", ["x", "a, b", "a.b", "x[0]", "d['k']", "files: list[str]", "a,", "    größe"])
@pytest.mark.parametrize("right", ["!ls -l (", "%env HOME", "%pwd", "%timeit -o f()", "! \"it's"])
def test_what_asks_the_system_is_bound_to_something_inert(target: str, right: str) -> None:
    indent = "if 1:\n" if target.startswith(" ") else ""
    python = python_of_cell(f"{indent}{target} = {right}")
    ast.parse(python)
    assert python.startswith(f"{indent}{target} = get_ipython().getoutput(")


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("%time x = f(1)", "x = f(1)"),
        ("%time f(1,\n      2)\n!ls", "f(1,\n      2)\npass"),
        ("%timeit f(1)", "f(1)"),
        ("%timeit -n 10 -r3 -q f(1)", "f(1)"),
        ("%timeit -n 10\nx = 1", "\nx = 1"),
        ("%timeit -x + 1", "-x + 1"),
        ("%prun -s cumtime -q f(1)", "f(1)"),
        ("%memit -r 3 f(1)", "f(1)"),
        ("%time", "pass"),
        ("%time !ls", "pass"),
        ("%time %run other.py", "from other import *"),
        ("x = %time f(1)", "x = f(1)"),
        ("for i in a:\n    %time f(i)\n    %timeit g(i)", "for i in a:\n    f(i)\n    g(i)"),
        ("%run other.py", "from other import *"),
        ("%run -i './lib/other.py' --flag 3", "from lib.other import *"),
        ("%run ../other", "from other import *"),
        ("%run other.ipynb", "from other import *"),
        ("%run", "pass"),
        ("%run my-script.py", "pass"),
        ("pip install torch", "pass"),
        ("cd data", "pass"),
        ("time f(1)", "f(1)"),
    ],
)
def test_what_runs_something_runs_it_once(line: str, python: str) -> None:
    assert cell(line) == python


def test_pylab_gives_the_names_that_compute() -> None:
    names: dict[str, object] = {}
    exec(statement_of("pylab", "inline").replace("matplotlib.pyplot as plt", "math as plt"), names)  # noqa: S102 - ours
    assert {"np", "plt", "linspace"} <= set(names)


@pytest.mark.parametrize(
    ("first", "python"),
    [
        ("%%time", ""),
        ("%%timeit", ""),
        ("%%timeit -n 10 -r 3", "pass"),
        ("%%timeit y = bypass", "y = bypass"),
        ("%%capture", ""),
        ("%%capture --no-stderr", ""),
        ("%%capture out --no-stderr", "out = get_ipython().getoutput('')"),
        ("%%prun -s cumtime", ""),
        ("%%python3", ""),
        ("\n# a title\n%%time", "\n# a title\n"),
        ("%%capture\n%%time", "\n"),
    ],
)
def test_the_body_of_a_cell_that_is_timed_or_captured_is_run_once(first: str, python: str) -> None:
    body = "def answer(p, t):\n    return p % t\n!ls"
    assert python_of_cell(f"{first}\n{body}") == f"{python}\n{body.replace('!ls', 'pass')}"


@pytest.mark.parametrize(
    "name",
    ["bash", "html", "javascript", "js", "sh", "latex", "markdown", "script", "writefile", "svg", "R", "cython", "sql"],
)
def test_the_body_of_another_cell_is_not_python(name: str) -> None:
    assert python_of_cell(f"%%{name} x\nrm -rf / (") == ""
    assert python_of_cell(f"%%capture\n%%{name}\n1 (") == ""


@pytest.mark.parametrize(
    "text",
    [
        "    x = 1\n    if x:\n        y = 2",
        ">>> x = 1\n>>> if x:\n...     y = 2",
        "In [3]: x = 1\nIn [4]: if x:\n   ...:     y = 2",
    ],
)
def test_what_was_pasted_with_its_margin_or_its_prompts_is_read_without(text: str) -> None:
    assert python_of_cell(text) == "x = 1\nif x:\n    y = 2"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("%%writefile helpers.py\ndef f(x):\n    return x\n", ("helpers", b"def f(x):\n    return x\n", False)),
        ("\n%%file 'lib/ops.py'\nx = 1", ("lib.ops", b"x = 1", False)),
        ("%%writefile -a ./helpers.py  \ny = 'é'", ("helpers", "y = 'é'".encode(), True)),
        ("%%writefile /content/helpers.py\n", ("helpers", b"", False)),
        ("%%writefile", None),
        ("%%writefile data.csv\n1,2", None),
        ("%%writefile my-script.py\nx = 1", None),
        ("%%time\nx = 1", None),
        ("x = 1", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_file_that_a_cell_writes_is_a_module(text: str, written: tuple[str, bytes, bool] | None) -> None:
    assert written_module(text) == written


def test_a_module_is_named_by_its_path() -> None:
    paths = ["a.py", "./a/b.py", "a\\b.py", "../a.py", "/x/y/a.ipynb", "a b.py", "a-b", ""]
    assert [module_name(path) for path in paths] == ["a", "a.b", "a.b", "a", "a", "", "", ""]


def test_python_is_read_as_python_before_anything_else_is_thought_of() -> None:
    text = "x = 5\ny = (x\n%3)\n'''\n!ls\n'''\n"
    assert python_of_lines(text) == text
    assert read_python(text.encode(), "answer.py")[0].text == text  # type: ignore[index,union-attr]


def test_a_file_downloaded_from_colab_keeps_its_calls_of_pip() -> None:
    pieces = read_python(b'"""Title"""\n\n!pip install torch\n# %matplotlib inline\nx = 1\n', "answer.py")
    assert isinstance(pieces, list)
    names: dict[str, object] = {}
    exec(pieces[0].code, names)  # noqa: S102 - ours
    assert names["x"] == 1
    assert isinstance(read_python(b"%%bash\nrm -rf /\n", "answer.py"), LoadFailure)
    assert isinstance(read_python(b"    x = 1\n", "answer.py"), LoadFailure)


def test_an_error_beside_magics_is_told_at_its_line() -> None:
    cell = {"cell_type": "code", "source": "!ls \\\n -l\nx = 1\ndef f(:\n"}
    notebook = read_notebook(json.dumps({"cells": [cell]}).encode(), "answer.ipynb")
    assert isinstance(notebook, Notebook)
    assert isinstance(notebook.pieces[0], LoadFailure)
    assert (notebook.pieces[0].line, notebook.pieces[0].cell) == (4, 1)


def test_what_a_notebook_writes_is_there_once_all_cells_have_written() -> None:
    texts = [
        "%%writefile a.py\nx = 1\n",
        "%%writefile -a a.py\ny = 2\n",
        "%%file b.py\nz",
        "%%file b.py\nz = 3",
        "import a",
    ]
    cells = [{"cell_type": "code", "source": text} for text in texts]
    notebook = read_notebook(json.dumps({"cells": cells}).encode(), "answer.ipynb")
    assert isinstance(notebook, Notebook)
    assert notebook.written == {"a": b"x = 1\ny = 2\n", "b": b"z = 3"}
    assert [isinstance(piece, Piece) for piece in notebook.pieces] == [True] * 5
