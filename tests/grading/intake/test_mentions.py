"""A helper belongs to the answer that imports or names it, in whatever way it is loaded, and to no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.grading.intake.find import RefusedError, Search, find_hand_ins
from lossquiz.grading.intake.hand_in import HandIn
from lossquiz.grading.intake.mentions import is_mentioned

ANSWER = "def huber_loss(pred, target, delta=1.0):\n    return pred\n"


@pytest.mark.parametrize(
    "text",
    [
        "import parts",
        "import torch, parts",
        "import torch as t, os.path, parts as p",
        "from parts import half",
        "from . import parts",
        "importlib.import_module('parts')",
        'h = import_module( "parts" )',
        "import_module('.parts', __package__)",
        "import_module('parts.half')",
        "__import__('parts')",
        "runpy.run_path('parts.py')",
        "spec_from_file_location('p', 'parts.py')",
        'exec(open(r"./lib/parts.py").read())',
        "open(HERE + '/parts.py')",
        '"p = import_module(\\"parts\\")\\n"',
        '"exec(open(\\"parts.py\\").read())\\n"',
    ],
)
def test_a_helper_is_named_in_many_ways(text: str) -> None:
    assert is_mentioned("parts.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "from torch import parts_of",
        "import torch as parts",
        "from other import a, parts",
        "print('parts')",
        "import_module('my.parts')",
        "import_module('counterparts')",
        "open('counterparts.py')",
        "open('parts.pyc')",
        "# see parts.py",
    ],
)
def test_a_word_like_its_name_names_no_helper(text: str) -> None:
    assert not is_mentioned("parts.py", text)


def test_a_folder_is_no_file_and_a_file_needs_no_identifier() -> None:
    assert is_mentioned("parts", "import_module('parts.half')")
    assert not is_mentioned("parts", "open('parts.py')")
    assert is_mentioned("my-parts.py", "runpy.run_path('my-parts.py')")


def _refuse(name: str, source: bytes) -> list[tuple[str, bytes]]:
    raise RefusedError(f"{name}: {len(source)}")


def _found(*paths: Path) -> dict[str, HandIn]:
    search = Search(frozenset({"huber_loss"}), (), _refuse)
    return {hand_in.candidate: hand_in for hand_in in find_hand_ins(paths, search)}


def test_what_is_loaded_by_its_name_comes_with_the_answer_and_makes_no_row(tmp_path: Path) -> None:
    files = {
        "ann.py": f"import importlib\nh = importlib.import_module('ann_parts')\n{ANSWER}",
        "bob.py": f"import runpy\nh = runpy.run_path('bob-parts.py')\nother = open('ann.py')\n{ANSWER}",
        "ann_parts.py": "half = 0.5\n",
        "bob-parts.py": "half = 0.5\n",
        "notes.py": "half = 0.5\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = _found(tmp_path)
    assert list(found) == ["ann.py", "bob.py", "notes.py"]
    companions = {name: [place for place, _ in hand_in.files[0].companions] for name, hand_in in found.items()}
    assert companions == {"ann.py": ["ann_parts.py"], "bob.py": ["bob-parts.py"], "notes.py": []}
    (alone,) = _found(tmp_path / "ann.py").values()
    assert [place for place, _ in alone.files[0].companions] == ["ann_parts.py"]
