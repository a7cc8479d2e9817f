"""Code on the screen: its own line numbers, and nothing broken that Python would not bear."""

from __future__ import annotations

import ast
import io
import re

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.report.terminal.console import PlainConsole
from lossquiz.report.terminal.source import print_source

LONG = (
    "import torch\n\n\ndef f(pred, target):\n"
    "    return torch.where(pred < target, (pred - target).square(), (pred - target).abs() * 3).mean()\n"
)


def printed(source: str, width: int, *, terminal: bool) -> list[str]:
    console = PlainConsole()
    console.file, console.width = io.StringIO(), width
    console._force_terminal = terminal
    print_source(source, console)
    return re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue()).splitlines()


@pytest.mark.parametrize("width", [80, 60])
def test_a_long_line_is_broken_under_its_own_number(width: int) -> None:
    lines = printed(LONG, width, terminal=True)
    assert max(map(len, lines)) <= width
    assert [line[:4].strip() for line in lines if line[:4].strip()] == ["1", "2", "3", "4", "5"]
    assert ast.dump(ast.parse("\n".join(line[4:] for line in lines))) == ast.dump(ast.parse(LONG))


def test_in_a_pipe_a_line_is_a_line() -> None:
    assert [line[4:] for line in printed(LONG, 40, terminal=False)] == LONG.rstrip().split("\n")


def test_all_code_of_the_bank_is_the_same_python_at_80_columns() -> None:
    for question in load_bank().questions.values():
        code = question.body().code
        if code:
            lines = printed(code, 80, terminal=True)
            gutter = len(str(len(code.strip("\n").split("\n")))) + 3
            told = "\n".join(line[gutter:] for line in lines)
            assert ast.dump(ast.parse(told)) == ast.dump(ast.parse(code)), question.id
