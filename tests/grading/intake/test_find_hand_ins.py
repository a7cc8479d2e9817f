"""Each top-level entry becomes one hand-in, whatever it is; none is lost, and none counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from lossquiz.grading.intake.find import RefusedError, Search, count_entries, find_hand_ins, holds_many
from lossquiz.grading.intake.hand_in import HandIn
from lossquiz.grading.intake.kinds import Kind, kind_of

HUBER = b"def huber_loss(pred, target, delta=1.0):\n    return pred\n"

TEXT = Kind("python", "read as Python, though its name ends in .txt", tried=True)


def refuse(name: str, source: bytes) -> Sequence[tuple[str, bytes]]:
    raise RefusedError(f"{name} is {len(source)} bytes of nothing")


SEARCH = Search(frozenset({"huber_loss", "mse_loss"}), (), refuse)


def found(*paths: Path) -> dict[str, HandIn]:
    hand_ins = list(find_hand_ins(paths, SEARCH))
    by_path = {hand_in.path: hand_in for hand_in in hand_ins}
    assert len(by_path) == len(hand_ins)
    return by_path


def lay_out(root: Path, *places: str, text: bytes = HUBER) -> None:
    for place in places:
        path = root / place
        if place.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)


def test_every_entry_is_one_hand_in_in_the_order_of_names(tmp_path: Path) -> None:
    lay_out(tmp_path, "b/deep/huber.py", "a.py", "c.pdf", "d.rar", "e.zip", "f/", "g/x.docx", "h")
    hand_ins = found(tmp_path)
    assert list(hand_ins) == ["a.py", "b", "c.pdf", "d.rar", "e.zip", "f", "g", "h"]
    assert [name for name, one in hand_ins.items() if one.files] == ["a.py", "b", "h"]
    assert {name for name, one in hand_ins.items() if one.refused} == {"d.rar", "e.zip"}
    assert hand_ins["g"].nothing == "nothing of Python in it: x.docx"
    assert count_entries([tmp_path]) == len(hand_ins)


def test_junk_makes_no_hand_in_unless_nothing_else_is_there(tmp_path: Path) -> None:
    junk = (
        "__MACOSX/a.py",
        ".git/hooks/x.py",
        "node_modules/x.py",
        "tests/test_huber.py",
        "setup.py",
        "README.md",
        ".DS_Store",
    )
    lay_out(tmp_path / "one", "ann/huber.py", *junk)
    lay_out(tmp_path / "two", *junk)
    lay_out(tmp_path / "three", "__MACOSX/a.py", ".DS_Store")
    assert list(found(tmp_path / "one")) == ["ann"]
    assert list(found(tmp_path / "two")) == ["setup.py", "tests"]
    assert list(found(tmp_path / "three")) == [str(tmp_path / "three")]
    lay_out(tmp_path / "four", *(f"bob/{name}" for name in junk))
    assert [file.place for file in found(tmp_path / "four")["bob"].files] == ["setup.py", "tests/test_huber.py"]


def test_installed_packages_are_nobodys_answer(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        "ann/huber.py",
        "ann/my-env/pyvenv.cfg",
        "ann/my-env/lib/huber.py",
        "ann/venv/huber.py",
        "ann/env/huber.py",
    )
    assert [file.place for file in found(tmp_path)["ann"].files] == ["huber.py", "env/huber.py"]


def test_several_roots_keep_their_names(tmp_path: Path) -> None:
    lay_out(tmp_path, "x/huber.py", "y/huber.py")
    paths = [tmp_path / "x", tmp_path / "y", tmp_path / "y"]
    assert [hand_in.path for hand_in in find_hand_ins(paths, SEARCH)] == [
        f"{tmp_path}/x/huber.py",
        f"{tmp_path}/y/huber.py",
    ]
    assert [hand_in.candidate for hand_in in find_hand_ins(paths[:1], SEARCH)] == ["huber.py"]
    assert holds_many(paths[:1])
    assert not holds_many([tmp_path / "x" / "huber.py"])


def test_only_a_named_file_s_own_modules_come_with_it(tmp_path: Path) -> None:
    lay_out(tmp_path, "bob.py", "parts/__init__.py", "parts/half.py", "unused.py")
    (tmp_path / "ann.py").write_bytes(b"import numpy\nfrom parts.half import x\nimport bob\n" + HUBER)
    ann, _ = find_hand_ins([tmp_path / "ann.py", tmp_path / "bob.py"], SEARCH)
    assert [place for place, _ in ann.files[0].companions] == ["parts/__init__.py", "parts/half.py"]


def test_files_of_one_candidate_may_import_one_another_and_nobody_else_s(tmp_path: Path) -> None:
    lay_out(tmp_path, "ann/huber.py", "ann/lib/ops.py", "bob/huber.py")
    places = {
        file.path: [place for place, _ in file.companions] for one in found(tmp_path).values() for file in one.files
    }
    assert places == {
        "ann/huber.py": ["lib/ops.py"], "ann/lib/ops.py": ["huber.py"], "bob/huber.py": [],
    }  # fmt: skip


def test_code_in_a_text_is_told_and_counts_for_whether_a_hand_in_has_changed(tmp_path: Path) -> None:
    fenced = b"Mine:\n```python\n" + HUBER + b"```\nwith\n```\nk = 1\n"
    lay_out(tmp_path, "ann/a.md", "bob.md", "cem/README.md", "dan/a.md", text=fenced)
    lay_out(tmp_path, "dan/huber.py")
    lay_out(tmp_path, "eva/a.md", text=b"huber_loss is hard\n```\nk = 1\n```\n")
    before = found(tmp_path)
    code = {name: [one.code for one in hand_in.unread] for name, hand_in in before.items()}
    told = [(HUBER.decode().rstrip(), "k = 1")]
    assert code == {"ann": told, "bob.md": told, "cem": told, "dan": told, "eva": []}
    (alone,) = find_hand_ins([tmp_path / "bob.md"], SEARCH)
    assert [one.code for one in alone.unread] == told
    lay_out(tmp_path, "ann/a.md", text=fenced.replace(b"return pred", b"return target"))
    changed = [name for name, hand_in in found(tmp_path).items() if hand_in.sha256 != before[name].sha256]
    assert changed == ["ann"]


@pytest.mark.parametrize(
    ("name", "source", "kind"),
    [
        ("a.py", HUBER, Kind("python")),
        ("A.PY", HUBER, Kind("python")),
        ("a.ipynb", b"", Kind("notebook")),
        ("A.IPYNB", b"{}", Kind("notebook")),
        ("a.txt", HUBER, TEXT),
        ("answer", HUBER, Kind("python", "read as Python, though it has no ending", tried=True)),
        ("a.py.txt", HUBER, TEXT),
        ("a.text", HUBER.decode().encode("utf-16"), replace(TEXT, said=f"{TEXT.said[:-4]}.text")),
        ("a.txt", b"The huber loss is a loss.\n", None),
        ("a", b"\x7fELF\0\0def x", None),
        ("a.txt", b"", None),
        ("a.json", b'{"name": 1}', None),
        ("a.json", b' {"nbformat": 4, "cells": []}', Kind("notebook", "a notebook under the name a.json")),
        ("a.py", b'{"cells": [], "nbformat": 4}', Kind("notebook", "a notebook under the name a.py")),
        ("a.txt", b'{"worksheets": []}', Kind("notebook", "a notebook under the name a.txt")),
        ("a.pdf", HUBER, None),
        ("a.md", HUBER, None),
    ],
)  # fmt: skip
def test_what_kind_a_file_is(name: str, source: bytes, kind: Kind | None) -> None:
    assert kind_of(name, source) == kind


def test_the_hash_of_a_hand_in_covers_all_that_a_verdict_depends_on(tmp_path: Path) -> None:
    lay_out(tmp_path, "ann/huber.py", "ann/parts.py", text=b"from parts import x\n" + HUBER)
    first = found(tmp_path)["ann"]
    (tmp_path / "ann" / "parts.py").write_bytes(b"x = 2\n")
    second = found(tmp_path)["ann"]
    assert first.sha256 != second.sha256
    assert first.files[0].sha256 == second.files[0].sha256
    assert found(tmp_path)["ann"].sha256 == second.sha256
