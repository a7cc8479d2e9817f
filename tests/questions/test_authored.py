"""What is told of an author's code that fails: the file, the key and the line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from lossquiz.errors import BankError
from lossquiz.questions.authored import Blamed, Piece


def test_every_way_out_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    for code, said in {
        "raise ValueError": "own.py:2: it raises ValueError",
        "import sys; sys.exit(3)": "own.py:2: it raises SystemExit: 3",
        "import os; os._exit(0)": "own.py:2: it raises SystemExit: 0",
        "raise ValueError('odd')": "own.py:2: it raises ValueError: odd",
    }.items():
        path.write_text(f"\n{code}\n")
        with pytest.raises(BankError) as caught, Blamed(Piece(path, "own.py"), "it"):
            exec(compile(path.read_text(), str(path), "exec"), {})  # noqa: S102 - an author's
        assert str(caught.value) == said
    assert os._exit.__module__ in {"posix", "nt"}


def test_an_interruption_passes() -> None:
    with pytest.raises(KeyboardInterrupt), Blamed(Piece(Path("own.py"), "own.py")):
        raise KeyboardInterrupt
    assert sys.stdout is not None


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("a", 0, 1),
        ("a.b[1].code", 0, 4),
        ("a.b[1].code", 2, 6),  # the second line below the sign of a block
        ("a.b[0].code", 7, 3),  # of a quoted text only its first line is known
        ("a.b[5].code", 0, 3),
        ("a.none", 0, 2),
        ("none", 0, 1),
    ],
)
def test_a_key_is_found_in_its_file(tmp_path: Path, key: str, line: int, expected: int) -> None:
    path = tmp_path / "one.yaml"
    path.write_text('a:\n  b:\n    - code: "x"\n    - code: |\n        x\n        y\n')
    assert Piece(path, "one.yaml", key).fault("odd", line).line == (expected if key != "a" else 2)


def test_a_file_that_is_no_yaml_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("{")
    assert Piece(tmp_path / "one.yaml", "one.yaml", "a").fault("odd").line == 0
