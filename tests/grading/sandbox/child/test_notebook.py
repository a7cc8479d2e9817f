"""Notebooks of every format: the source of their code cells, or in one sentence why there is none."""

from __future__ import annotations

import codecs
import json
from typing import Any

import pytest

from lossquiz.grading.sandbox.both.outcomes import LoadFailure
from lossquiz.grading.sandbox.child.notebook import notebook_cells, read_notebook


def code(source: object, **other: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **other}


def book(*cells: object, **other: object) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **other}).encode()


def failure(source: bytes) -> LoadFailure:
    found = read_notebook(source, "answer.ipynb")
    assert isinstance(found, LoadFailure)
    return found


def test_source_is_a_text_or_a_list_of_lines() -> None:
    assert notebook_cells(book(code("x = 1\ny = 2"), code(["x = 1\n", "y = 2"]))) == ["x = 1\ny = 2"] * 2


def test_what_later_formats_add_is_passed_over() -> None:
    cells = [code("x = 1", id="a", attachments={}), code("x = 2", id="a"), {"cell_type": "raw", "source": "no"}]
    assert notebook_cells(book(*cells, nbformat=5, nbformat_minor=99, signature=None)) == ["x = 1", "x = 2"]


def test_before_format_four_cells_lay_in_worksheets() -> None:
    cells: list[object] = [
        {"cell_type": "heading", "source": "def answer", "level": 1},
        {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python", "prompt_number": 1},
        {"cell_type": "code", "input": "ls -l", "language": "bash"},
        {"cell_type": "code", "input": "z = 3", "language": "python"},
    ]
    old = {"worksheets": [{"cells": cells[:3]}, {"cells": cells[3:]}, {}], "nbformat": 3, "metadata": {"name": ""}}
    assert notebook_cells(json.dumps(old).encode()) == ["x = 1\ny = 2", "", "z = 3"]


def test_a_cell_in_another_language_is_empty_and_keeps_its_number() -> None:
    shell = code("ls", metadata={"vscode": {"languageId": "shellscript"}})
    assert notebook_cells(book(shell, code("x = 1", metadata={"vscode": {"languageId": "python"}}))) == ["", "x = 1"]


@pytest.mark.parametrize(
    "encode",
    [
        codecs.BOM_UTF8.__add__,
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: codecs.BOM_UTF16_BE + raw.decode().encode("utf-16-be"),
        lambda raw: raw.decode().encode("utf-32"),
        lambda raw: raw.replace(b"{", b"\r\n{"),
    ],
)
def test_every_encoding_of_json_is_read(encode: Any) -> None:
    raw = json.dumps(json.loads(book(code("x = 'é大'"))), ensure_ascii=False).encode()
    assert notebook_cells(encode(raw)) == ["x = 'é大'"]


@pytest.mark.parametrize(
    "cell",
    [None, 1, [], "code", {}, {"cell_type": "code"}, code(None), code({"a": 1}), code(3), code([None, 1, ["x"]]),
     code("", metadata=None), code("", metadata={"vscode": 1}), code("", language=7)],
)  # fmt: skip
def test_odd_cells_hide_no_other(cell: object) -> None:
    assert [text for text in notebook_cells(book(cell, code("x = 1"), cell)) if text] == ["x = 1"]


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "python3", "language": "python", "display_name": "Torch"}},
        {"kernelspec": {"language": "R"}, "language_info": {"name": "python"}},  # the kernel was changed after
        {"language_info": {"name": "ipython"}, "kernelspec": None},
        {"kernelspec": {"name": "conda-env-x"}},
        {"language_info": 3},
        None,
        [],
    ],
)
def test_a_notebook_in_python_or_in_nothing_said_is_read(metadata: object) -> None:
    assert notebook_cells(book(code("x = 1"), metadata=metadata)) == ["x = 1"]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}}, "R"),
        ({"language_info": {"name": "julia"}}, "julia"),
        ({"kernelspec": {"language": "scala"}}, "scala"),
    ],
)
def test_a_notebook_in_another_language_says_so(metadata: object, language: str) -> None:
    assert failure(book(code("x <- 1"), metadata=metadata)) == LoadFailure(
        "decode", "", f"the notebook is in {language}, not in Python"
    )


@pytest.mark.parametrize(
    ("raw", "message", "line"),
    [
        (b"", "the notebook is empty", 1),
        (b"  \n", "the notebook is empty", 2),
        (b'{"cells": [\n  {"a": 1}\n  {"b": 2}]}', "the notebook is no JSON: Expecting ',' delimiter, column 3", 3),
        (b'{"cells": [', "the notebook is no JSON: Expecting value, column 12", 1),
        (b'{\n<<<<<<< HEAD\n"cells": []}', "Expecting property name enclosed in double quotes, column 1", 2),
        (b'{"cells": []}\n{}', "the notebook is no JSON: Extra data, column 1", 2),
        (b'{\n"cells": "\xe9"}', "the notebook is not utf-8 (line 2)", 0),
        (b"[" * 100_000, "the notebook is too deeply nested", 0),
        (b'{"x": ' + b"1" * 5000 + b"}", "", 0),
        (b"[]", "not a notebook: no list of cells", 0),
        (b'{"cells": null}', "not a notebook: no list of cells", 0),
        (b'{"worksheets": [1, {"cells": 2}]}', "not a notebook: no list of cells", 0),
    ],
)
def test_what_is_no_notebook_says_why_and_where(raw: bytes, message: str, line: int) -> None:
    found = failure(raw)
    assert (found.stage, found.line) == ("decode", line)
    assert message in found.message
    assert found.message
