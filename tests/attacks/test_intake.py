"""What lies in a folder of strangers: links, devices, pipes, archives, notebooks, modules that would shadow others."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from attack_batch import RIGHT, Place, make_place, run_grade

HONEST = RIGHT.format(mark="")
SECRET = "CANARY-intake-5f1e0d"  # noqa: S105 - a word to look for
SHADOWS = (
    "torch", "numpy", "typing", "json", "os", "struct", "sitecustomize", "usercustomize", "lossquiz", "conftest",
    "setup", "math", "re", "rich", "typer", "yaml", "__init__", "helper",
)  # fmt: skip
EVIL = f'raise SystemExit("{SECRET}")\n'


def notebook(*cells: Any, **other: Any) -> str:
    made = [{"cell_type": "code", "source": c, "metadata": {}, "outputs": []} for c in cells]
    return json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5, "metadata": {}, **other})


def a_symlink(folder: Path, secret: Path) -> None:
    (folder / "huber.py").symlink_to(secret)


def a_symlink_to_nothing(folder: Path, secret: Path) -> None:
    (folder / "huber.py").symlink_to(secret.with_name("gone"))


def a_symlink_to_itself(folder: Path, _: Path) -> None:
    (folder / "huber.py").symlink_to("huber.py")


def a_symlink_to_a_device(folder: Path, _: Path) -> None:
    (folder / "huber.py").symlink_to("/dev/zero")


def a_symlink_to_a_folder(folder: Path, secret: Path) -> None:
    (folder / "more").symlink_to(secret.parent)


def a_symlink_to_the_parent(folder: Path, _: Path) -> None:
    (folder / "again").symlink_to("..")


def a_pipe(folder: Path, _: Path) -> None:
    os.mkfifo(folder / "huber.py")


def a_socket(folder: Path, _: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("huber.py")
    finally:
        os.chdir(before)


def a_device(folder: Path, _: Path) -> None:
    try:
        os.mknod(folder / "huber.py", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError:
        pytest.skip("only root can make a device")


def a_folder_with_the_name_of_a_file(folder: Path, _: Path) -> None:
    (folder / "huber.py").mkdir()
    (folder / "huber.py" / "mse.txt").write_text("nothing")


def a_sparse_giant(folder: Path, _: Path) -> None:
    with (folder / "huber.py").open("wb") as file:
        file.truncate(1 << 33)


def a_giant_notebook(folder: Path, _: Path) -> None:
    (folder / "huber.ipynb").write_text(notebook("x = 1", filler="x" * (21 << 20)))


def a_zip_with_dots(folder: Path, _: Path) -> None:
    with zipfile.ZipFile(folder / "answers.zip", "w") as archive:
        archive.writestr("../../../../tmp/lossquiz-intake-evil", EVIL)
        archive.writestr("huber.py", HONEST)


def a_tar_with_links(folder: Path, secret: Path) -> None:
    with tarfile.open(folder / "answers.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("huber.py")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("/tmp/lossquiz-intake-evil"), io.BytesIO())  # noqa: S108 - must not be made


def a_zip_under_a_source_name(folder: Path, _: Path) -> None:
    with zipfile.ZipFile(folder / "huber.py", "w") as archive:
        archive.writestr("__main__.py", HONEST)


def a_module_for_each_name(folder: Path, _: Path) -> None:
    (folder / "huber.py").write_text(HONEST)
    for name in SHADOWS:
        (folder / f"{name}.py").write_text(EVIL)
    (folder / "evil.pth").write_text(f"import sys; sys.exit('{SECRET}')\n")


def a_package_for_each_name(folder: Path, _: Path) -> None:
    (folder / "huber.py").write_text(HONEST)
    for name in SHADOWS[:10]:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(EVIL)


def an_import_of_a_neighbour(folder: Path, _: Path) -> None:
    (folder / "huber.py").write_text("from neighbour import huber_loss\n")
    (folder / "neighbour.py").write_text(HONEST)


def an_import_from_another_candidate(folder: Path, _: Path) -> None:
    (folder / "huber.py").write_text(
        "import sys\n"
        f"sys.path[:0] = ['.', '..', {str(folder.parent / 'an_honest_one')!r}]\n"
        "from huber import huber_loss\n"
    )


def an_honest_one(folder: Path, _: Path) -> None:
    (folder / "huber.py").write_text(HONEST)


def an_honest_notebook(folder: Path, _: Path) -> None:
    (folder / "huber.ipynb").write_text(notebook("%matplotlib inline\n!true\nimport torch", HONEST))


def a_notebook_with_magics(folder: Path, _: Path) -> None:
    cells = (f"%run {folder}/evil.py", f"!echo {SECRET}", f"%%bash\necho {SECRET}", "%%html\n<script>alert(1)</script>",
             f"%%writefile /tmp/lossquiz-intake-evil\n{SECRET}", "get_ipython().system('id')", HONEST)  # fmt: skip
    (folder / "huber.ipynb").write_text(notebook(*cells))


def a_notebook_as_people_write_them(folder: Path, _: Path) -> None:
    before = (
        "%load_ext autoreload\n%matplotlib inline\n!pip install -q torch \\\n    tqdm\nfiles = !ls",
        "import matplotlib.pyplot as plt, seaborn as sns\nfrom tqdm.notebook import tqdm\nimport torch",
        "%%writefile steps.py\ndef clipped(a, delta):\n    return a.clamp(max=delta)\n",
        "from google.colab import drive\ndrive.mount('/content/drive')",
    )
    answer = (
        "%%time\nfrom steps import clipped\n\ndef huber_loss(pred, target, delta=1.0):\n"
        "    a = (pred - target).abs()\n    c = clipped(a, delta)\n    return (c * (a - 0.5 * c)).mean()\n"
    )
    after = (
        "x = torch.linspace(-3, 3, 50)\nfig, (left, right) = plt.subplots(1, 2)",
        "left.plot(x, [huber_loss(e, torch.tensor(0.0)) for e in tqdm(x)])\nplt.show()",
        "%timeit huber_loss(x, x)\nhuber_loss?",
        "import asyncio\nawait asyncio.sleep(0)\nname = input('Your name: ')",
        "%%html\n<script>alert(1)</script>",
    )
    (folder / "huber.ipynb").write_text(notebook(*before, answer, *after), encoding="utf-8")


def a_notebook_in_an_old_format(folder: Path, _: Path) -> None:
    cell = {"cell_type": "code", "input": HONEST, "language": "python", "outputs": []}
    (folder / "huber.ipynb").write_text(json.dumps({"worksheets": [{"cells": [cell]}], "nbformat": 3}))


def a_notebook_in_another_language(folder: Path, _: Path) -> None:
    kernel = {"kernelspec": {"name": "ir", "language": "R"}}
    (folder / "huber.ipynb").write_text(notebook("huber_loss <- function(x) x", metadata=kernel))


def a_notebook_of_nothing(folder: Path, _: Path) -> None:
    (folder / "huber.ipynb").write_text('{"cells": null}')


def a_notebook_too_deep(folder: Path, _: Path) -> None:
    (folder / "huber.ipynb").write_text("[" * 100_000 + "]" * 100_000)


def a_notebook_of_odd_cells(folder: Path, _: Path) -> None:
    cells: list[Any] = [None, 1, [], {"cell_type": "code"}, {"cell_type": "code", "source": {"a": 1}}]
    (folder / "huber.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 1e999}))


def a_notebook_that_is_no_json(folder: Path, _: Path) -> None:
    (folder / "huber.ipynb").write_text(HONEST)


def a_name_with_control_characters(folder: Path, _: Path) -> None:
    inner = folder / "\x1b[2J\x1b]0;owned\x07\n\u202e"
    inner.mkdir()
    (inner / "huber.py").write_text(HONEST)


def a_name_of_odd_bytes(folder: Path, _: Path) -> None:
    inner = os.path.join(os.fsencode(folder), b"caf\xe9\xff")  # noqa: PTH118 - bytes
    os.mkdir(inner)  # noqa: PTH102 - bytes
    with open(os.path.join(inner, b"huber.py"), "w") as file:  # noqa: PTH118, PTH123 - bytes
        file.write(HONEST)


def a_name_like_an_option(folder: Path, _: Path) -> None:
    (folder / "--trust-submissions").mkdir()
    (folder / "--trust-submissions" / "huber.py").write_text(HONEST)


def a_name_of_markup(folder: Path, _: Path) -> None:
    inner = folder / "[red]<script>alert(1)<!--]=cmd|' "
    inner.mkdir()
    (inner / "huber.py").write_text(HONEST)


def a_long_name(folder: Path, _: Path) -> None:
    inner = folder / ("n" * 255)
    inner.mkdir()
    (inner / "huber.py").write_text(HONEST)


def a_deep_folder(folder: Path, _: Path) -> None:
    inner = folder
    for _number in range(200):
        inner = inner / "d"
        inner.mkdir()
    (inner / "huber.py").write_text(HONEST)


# What is laid out: the verdicts of its rows by the name of the file, and words of the reason.
PLANS: dict[Callable[[Path, Path], None], tuple[dict[str, str], str]] = {
    a_symlink: ({"huber.py": "error"}, "symbolic link"),
    a_symlink_to_nothing: ({"huber.py": "error"}, "symbolic link"),
    a_symlink_to_itself: ({"huber.py": "error"}, "symbolic link"),
    a_symlink_to_a_device: ({"huber.py": "error"}, "symbolic link"),
    a_symlink_to_a_folder: ({"more": "error"}, "symbolic link"),
    a_symlink_to_the_parent: ({"again": "error"}, "symbolic link"),
    a_pipe: ({"huber.py": "error"}, "not a regular file"),
    a_socket: ({"huber.py": "error"}, "not a regular file"),
    a_device: ({"huber.py": "error"}, "not a regular file"),
    a_folder_with_the_name_of_a_file: ({"a_folder_with_the_name_of_a_file": "not_found"}, "nothing of Python"),
    a_sparse_giant: ({"huber.py": "error"}, "larger than 1 MiB"),
    a_giant_notebook: ({"huber.ipynb": "error"}, "larger than 20 MiB"),
    a_zip_with_dots: ({"answers.zip": "error"}, "archive"),
    a_tar_with_links: ({"answers.tar.gz": "error"}, "archive"),
    a_zip_under_a_source_name: ({"huber.py": "error"}, ""),
    an_import_of_a_neighbour: ({"huber.py": "passed", "neighbour.py": "passed"}, ""),
    an_import_from_another_candidate: ({"huber.py": "error"}, ""),
    an_honest_one: ({"huber.py": "passed"}, ""),
    an_honest_notebook: ({"huber.ipynb": "passed"}, ""),
    a_notebook_with_magics: ({"huber.ipynb": "passed"}, ""),
    a_notebook_in_an_old_format: ({"huber.ipynb": "passed"}, ""),
    a_notebook_in_another_language: ({"huber.ipynb": "error"}, "the notebook is in R, not in Python"),
    a_notebook_as_people_write_them: ({"huber.ipynb": "passed"}, ""),
    a_notebook_of_nothing: ({"huber.ipynb": "error"}, "notebook"),
    a_notebook_too_deep: ({"huber.ipynb": "error"}, "deep"),
    a_notebook_of_odd_cells: ({"huber.ipynb": "not_found"}, "no huber_loss"),
    a_notebook_that_is_no_json: ({"huber.ipynb": "error"}, ""),
    a_name_with_control_characters: ({"huber.py": "passed"}, ""),
    a_name_of_odd_bytes: ({"huber.py": "passed"}, ""),
    a_name_like_an_option: ({"huber.py": "passed"}, ""),
    a_name_of_markup: ({"huber.py": "passed"}, ""),
    a_long_name: ({"huber.py": "passed"}, ""),
    a_deep_folder: ({"huber.py": "passed"}, ""),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("intake"))


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "huber_key.py"
    path.write_text(f'raise SystemExit("{SECRET}")\n')
    return path


@pytest.fixture(scope="module")
def rows(place: Place, secret: Path) -> Iterator[dict[str, dict[str, dict[str, Any]]]]:
    """The rows of one batch, by what was laid out and by the name of the file."""
    for plan in PLANS:
        folder = place.answers / plan.__name__
        folder.mkdir()
        with contextlib.suppress(pytest.skip.Exception):
            plan(folder, secret)
    done = run_grade(place, str(place.answers), "--json", "--seed", "11", "--seconds", "5")
    text = done.stdout.decode()
    assert done.returncode == 1, done.stderr.decode()
    assert SECRET not in text + done.stderr.decode()
    found: dict[str, dict[str, dict[str, Any]]] = {plan.__name__: {} for plan in PLANS}
    for row in json.loads(text)["submissions"]:
        parts = row["path"].split("/")
        assert parts[-1] not in found[parts[0]]
        found[parts[0]][parts[-1]] = row
    yield found
    assert not Path("/tmp/lossquiz-intake-evil").exists()  # noqa: S108 - must not be there


@pytest.mark.parametrize("plan", [pytest.param(plan, id=plan.__name__) for plan in PLANS])
def test_what_lies_in_a_folder_gets_its_rows(
    rows: dict[str, dict[str, dict[str, Any]]], plan: Callable[[Path, Path], None], level: str
) -> None:
    if plan is an_import_from_another_candidate and level != "full":
        pytest.skip(f"only isolation level full hides the answers of others; this machine gives {level}")
    wanted, said = PLANS[plan]
    found = rows[plan.__name__]
    if plan is a_device and not found:
        pytest.skip("only root can make a device")
    assert {name: row["verdict"] for name, row in found.items()} == wanted
    assert any(said in (row["error"] or "") for row in found.values()) or not said


@pytest.mark.parametrize("lay_out", [a_module_for_each_name, a_package_for_each_name])
def test_modules_beside_an_answer_shadow_nothing(tmp_path: Path, lay_out: Callable[[Path, Path], None]) -> None:
    place = make_place(tmp_path)
    lay_out(place.answers, place.answers)
    done = run_grade(place, str(place.answers / "huber.py"), "--json")
    assert SECRET not in done.stdout.decode() + done.stderr.decode()
    assert json.loads(done.stdout)["submissions"][0]["verdict"] == "passed"


def test_the_command_started_among_the_answers_imports_none_of_them(tmp_path: Path) -> None:
    """The installed command, that is: `python -m` puts the working folder before all others, whatever is run."""
    script = Path(sys.executable).with_name("lossquiz")
    if not script.exists():
        pytest.skip("the command is not installed beside this Python")
    place = make_place(tmp_path)
    a_module_for_each_name(place.answers, place.answers)
    done = run_grade(replace(place, work=place.answers), "huber.py", "--json", command=(str(script),))
    assert SECRET not in done.stdout.decode() + done.stderr.decode()
    assert json.loads(done.stdout)["submissions"][0]["verdict"] == "passed"


def test_the_last_of_many_definitions_is_found(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    (place.answers / "answers.py").write_text("".join(f"def step_{i}(): pass\n" for i in range(60)) + HONEST)
    done = run_grade(place, str(place.answers), "--json")
    assert [row["question"] for row in json.loads(done.stdout)["submissions"]] == ["huber"]


def test_a_named_archive_with_tricks_is_refused_and_has_a_row(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    a_zip_with_dots(place.answers, place.answers)
    done = run_grade(place, str(place.answers / "answers.zip"), "--json")
    assert done.returncode == 1
    (row,) = json.loads(done.stdout)["submissions"]
    assert (row["verdict"], row["status"]) == ("error", "needs_review")
    assert "leads out of it" in row["reason"]


def test_a_named_link_is_not_followed(tmp_path: Path, secret: Path) -> None:
    place = make_place(tmp_path)
    a_symlink(place.answers, secret)
    done = run_grade(place, str(place.answers / "huber.py"), "--json")
    assert "symbolic link" in json.loads(done.stdout)["submissions"][0]["error"]
