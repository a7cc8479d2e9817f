"""What `import` means in a candidate's folder."""

from __future__ import annotations

import sys

import pytest

from lossquiz.grading.sandbox.child.companions import FOLDER, ROOT, Companions

FILES = [(place, b"") for place in (
    "top.py", "src/lossy/__init__.py", "src/lossy/ops.py", "src/beside.py", "plain/deep/inner.py", "v1.2/odd.py",
)]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "name", "meant"),
    [
        ("src/main.py", "beside", "src.beside"),
        ("src/main.py", "top", "top"),
        ("src/lossy/mae.py", "lossy.ops", "src.lossy.ops"),
        ("src/lossy/mae.py", "ops", "src.lossy.ops"),
        ("main.py", "lossy", None),
        ("main.py", "src.lossy", "src.lossy"),
        ("main.py", "plain", "plain"),
        ("main.py", "plain.deep.inner", "plain.deep.inner"),
        ("main.py", "nothing", None),
        ("main.py", FOLDER, ""),
        ("main.py", f"{FOLDER}.top", "top"),
        ("src/lossy/mae.py", f"{FOLDER}.src.lossy.ops", "src.lossy.ops"),
        ("v1.2/main.py", "odd", "v1_dot_2.odd"),
    ],
)
def test_a_name_is_looked_for_beside_the_file_and_above_it(place: str, name: str, meant: str | None) -> None:
    assert Companions(place, FILES).find(name) == meant


def test_relative_imports_start_where_the_file_lies() -> None:
    assert Companions("main.py", FILES).package == FOLDER
    assert Companions("src/lossy/mae.py", FILES).package == f"{FOLDER}.src.lossy"


@pytest.mark.parametrize("entry", ["plain/deep", "./plain/deep", f"{ROOT}/plain/deep", f"{ROOT}/src/../plain/deep"])
def test_folders_that_are_put_on_the_path_are_looked_into(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    assert Companions("main.py", FILES).find("inner") is None
    monkeypatch.setattr(sys, "path", [*sys.path, entry])
    assert Companions("main.py", FILES).find("inner") == "plain.deep.inner"


@pytest.mark.parametrize("entry", ["..", f"{ROOT}/../etc", "/plain/deep", "../plain/deep"])
def test_no_path_leads_out_of_the_candidate_s_folder(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, entry])
    assert Companions("main.py", FILES).find("inner") is None


def test_folders_are_packages_with_or_without_an_init() -> None:
    companions = Companions("main.py", FILES)
    assert [companions.is_package(name) for name in ("src.lossy", "plain", "plain.deep", "top", "src.lossy.ops")] == [
        True, True, True, False, False,
    ]  # fmt: skip
