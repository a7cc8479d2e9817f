"""The package as a whole: what it ships, what it imports, what it says of itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import lossquiz
from lossquiz.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_holds_questions_and_solutions_and_works_away_from_the_repository(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    wheel = next(tmp_path.glob("*.whl"))
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(place)
    assert "lossquiz/py.typed" in names
    assert "lossquiz/_shipped/questions/regression/huber.yaml" in names
    assert "lossquiz/_shipped/solutions/regression/huber.py" in names
    assert "lossquiz/report/class_pages/templates/class.html.j2" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        settings = {"PYTHONPATH": str(place), "LOSSQUIZ_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "lossquiz", *words]
        return subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **settings}, capture_output=True, encoding="utf-8", check=False
        )

    listed = run("list")
    assert listed.returncode == 0, listed.stderr
    assert "huber" in listed.stdout
    (tmp_path / "huber.py").write_text((ROOT / "solutions" / "regression" / "huber.py").read_text())
    graded = run("grade", "huber.py")
    assert graded.returncode == 0, graded.stderr + graded.stdout


@pytest.mark.parametrize("words", [("--help",), ("list",), ("show", "huber"), ("--version",)])
def test_light_commands_load_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['lossquiz', *sys.argv[1:]]\n"
        "from lossquiz.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'pandas', 'scipy', 'matplotlib', 'pydantic', 'sympy'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    settings = {"LOSSQUIZ_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "HEAVY []" in done.stdout, done.stdout + done.stderr


def test_the_api_grades_functions_and_files_and_refuses_unknown_names() -> None:
    report = lossquiz.grade(ROOT / "solutions" / "regression" / "mse.py", seed=1)
    assert report.verdict == "passed"

    def mse_loss(pred, target):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return (pred - target).square().sum()

    failed = lossquiz.grade(mse_loss, seed=1)
    assert failed.verdict == "failed"
    assert failed.diagnosis
    assert lossquiz.check(mse_loss, "mse", seed=1) is False
    with pytest.raises(UsageError, match="did you mean"):
        lossquiz.grade(mse_loss, "msee")


def test_the_changelog_and_the_readme_know_the_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", lossquiz.__version__)
    assert "[Unreleased]" in (ROOT / "CHANGELOG.md").read_text()


def test_no_text_of_the_project_names_a_path_of_a_machine() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    outsiders = re.compile(r"/work/(?:main|shared)\b")
    for name in tracked.stdout.split():
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".txt"}
            and path.is_file()
            and path.name != Path(__file__).name
        ):
            found = outsiders.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None, (name, found)
