"""What Landlock is told to allow: everything wanted, without what is hidden."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the lock is Linux's")

import lossquiz
from lossquiz.grading.sandbox.child.lockdown import readable_paths
from lossquiz.grading.sandbox.parent import launch


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def allowed(paths: object, path: Path) -> bool:
    trees = paths.trees  # type: ignore[attr-defined]
    return any(str(path) == tree or str(path).startswith(tree + "/") for tree in trees)


def test_a_folder_without_secrets_is_allowed_as_a_whole(tmp_path: Path) -> None:
    make(tmp_path, "lib/a.py", "lib/b/c.py")
    assert readable_paths([str(tmp_path / "lib")], []).trees == (str(tmp_path / "lib"),)


def test_a_folder_with_a_secret_is_allowed_entry_by_entry(tmp_path: Path) -> None:
    make(
        tmp_path,
        "lib/torch/t.py",
        "lib/lossquiz/s.py",
        "lib/lossquiz-1.dist-info/RECORD",
        "lib/lossquiz.pth",
        "lib/n.py",
    )
    lib = tmp_path / "lib"
    hidden = [str(lib / name) for name in ("lossquiz", "lossquiz-1.dist-info", "lossquiz.pth")]
    found = readable_paths([str(tmp_path)], hidden)
    assert allowed(found, lib / "torch" / "t.py")
    assert allowed(found, lib / "n.py")
    for secret in ("lossquiz/s.py", "lossquiz-1.dist-info/RECORD", "lossquiz.pth"):
        assert not allowed(found, lib / secret)
    assert set(found.listed) == {str(tmp_path), str(lib)}


def test_a_wanted_path_inside_a_hidden_one_stays_hidden(tmp_path: Path) -> None:
    make(tmp_path, "package/data/x")
    assert readable_paths([str(tmp_path / "package" / "data")], [str(tmp_path / "package")]).trees == ()


def test_links_are_followed_to_what_they_mean_and_never_to_a_secret(tmp_path: Path) -> None:
    make(tmp_path, "cache/torch/t.py", "cache/lossquiz/s.py", "lib/n.py")
    lib = tmp_path / "lib"
    (lib / "torch").symlink_to(tmp_path / "cache" / "torch")
    (lib / "lossquiz").symlink_to(tmp_path / "cache" / "lossquiz")
    (lib / "up").symlink_to(tmp_path)
    make(lib, "lossquiz.pth")
    found = readable_paths([str(lib)], [str(lib / "lossquiz"), str(lib / "lossquiz.pth")])
    assert allowed(found, tmp_path / "cache" / "torch" / "t.py")
    assert not allowed(found, tmp_path / "cache" / "lossquiz" / "s.py")
    assert not allowed(found, tmp_path)


def test_names_that_only_begin_alike_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, "lossquiz/s.py", "lossquiz_helpers/h.py")
    found = readable_paths([str(tmp_path)], [str(tmp_path / "lossquiz")])
    assert allowed(found, tmp_path / "lossquiz_helpers" / "h.py")
    assert not allowed(found, tmp_path / "lossquiz" / "s.py")


def test_what_does_not_exist_is_left_out(tmp_path: Path) -> None:
    assert readable_paths([str(tmp_path / "absent")], []).trees == ()


def test_this_installation_hides_itself_and_keeps_torch_readable() -> None:
    found = readable_paths(launch.readable_paths(), launch.hidden_paths())
    package = Path(lossquiz.__file__).resolve().parent
    assert not allowed(found, package / "__init__.py")
    assert not allowed(found, package.parent / "solutions" / "regression" / "huber.py")
    for root in (sys.prefix, sys.base_prefix):
        assert not allowed(found, Path(root))
    import importlib.util

    spec = importlib.util.find_spec("torch")
    assert spec is not None
    assert allowed(found, Path(str(spec.origin)).resolve())


def test_an_environment_says_nothing_of_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("HOME", "/home/somebody")
    kept = launch.environment()
    assert "SECRET_TOKEN" not in kept
    assert "HOME" not in kept
    assert kept["OMP_NUM_THREADS"] == "1"
