"""What lies beside answers and is none: no row for it, unless nothing else is there."""

from __future__ import annotations

from candidate import Candidate, failed, folder, nothing_of_python, passed
from containers import Notebook

from candidates.answers import BCE, HINGE, HUBER, HUBER_NO_HALF, KL_DIV, MAE, MSE, SMOOTH_L1, TRIPLET

VENV = {
    "pyvenv.cfg": "home = /usr/bin\nversion = 3.11.7\n",
    "bin/activate": "# source me\n",
    "lib/python3.11/site-packages/losses/__init__.py": HUBER_NO_HALF,
    "lib/python3.11/site-packages/broken.py": "print 'python 2'\n",
}
TEST = (
    "from mae import mae_loss\n\ndef mse_loss(a, b):\n"
    "    raise NotImplementedError\n\ndef test_it():\n    assert mae_loss\n"
)

CANDIDATES = (
    folder(
        "junk_of_macs",
        "__MACOSX, .DS_Store, resource forks",
        {
            "hw/huber.py": HUBER,
            "hw/._huber.py": b"\x00\x05\x16\x07\x00\x02\x00\x00",
            "__MACOSX/hw/._huber.py": b"\x00\x05\x16\x07\x00\x02\x00\x00",
            "__MACOSX/hw/huber.py": HUBER_NO_HALF,
            ".DS_Store": b"\x00\x00\x00\x01Bud1",
        },
        passed("huber", path="hw/huber.py"),
    ),
    folder(
        "junk_of_git",
        "a repository with hooks and hidden files",
        {
            "mse.py": MSE,
            ".git/HEAD": "ref: refs/heads/main\n",
            ".git/hooks/mse.py": "syntax error here\n",
            ".gitignore": "*.pyc\n",
            ".vscode/settings.json": "{}",
            ".hidden_draft.py": HUBER_NO_HALF,
        },
        passed("mse", path="mse.py"),
    ),
    folder(
        "junk_of_a_venv",
        "venv/",
        {"hinge.py": HINGE, **{f"venv/{k}": v for k, v in VENV.items()}},
        passed("hinge", path="hinge.py"),
    ),
    folder(
        "junk_of_an_env",
        "env/",
        {"triplet.py": TRIPLET, **{f"env/{k}": v for k, v in VENV.items()}},
        passed("triplet", path="triplet.py"),
    ),
    folder(
        "junk_of_a_hidden_venv",
        ".venv/",
        {"bce.py": BCE, **{f".venv/{k}": v for k, v in VENV.items()}},
        passed("bce", path="bce.py"),
    ),
    folder(
        "an_env_that_is_none",
        "a folder called env without a pyvenv.cfg holds the answer",
        {"env/huber.py": HUBER_NO_HALF, "env/notes.md": "# notes"},
        failed("huber", path="env/huber.py"),
    ),
    folder(
        "junk_of_a_project",
        "everything that a project has",
        {
            "src/losses.py": MAE + MSE,
            "tests/__init__.py": "",
            "tests/test_losses.py": TEST,
            "tests/mse.py": HUBER_NO_HALF,
            "test_mae.py": TEST,
            "mae_test.py": TEST,
            "conftest.py": "import pytest\n\ndef mse_loss(a, b):\n    return 0\n",
            "setup.py": "from setuptools import setup\n\nsetup(name='losses')\n",
            "README.md": "# Losses\n\n```python\ndef huber_loss(pred, target): ...\n```\n",
            "README": "see README.md",
            "LICENSE": "MIT",
            "LICENSE.txt": "MIT",
            "requirements.txt": "torch>=2.0\nnumpy\n",
            "requirements-dev.txt": "pytest\n",
            "pyproject.toml": "[project]\nname = 'losses'\n",
            "Makefile": "test:\n\tpytest\n",
            "node_modules/left-pad/index.py": HUBER_NO_HALF,
            "src/__pycache__/losses.cpython-311.pyc": b"\xa7\r\r\n" + bytes(12),
            "lib/site-packages/huber.py": HUBER_NO_HALF,
        },
        passed("mae", path="src/losses.py"),
        passed("mse", path="src/losses.py"),
    ),
    folder(
        "junk_of_jupyter",
        "checkpoints in several folders",
        {
            "kl_div.ipynb": Notebook([KL_DIV]),
            ".ipynb_checkpoints/kl_div-checkpoint.ipynb": Notebook(["def kl_divergence_loss("]),
            "sub/.ipynb_checkpoints/smooth_l1-checkpoint.py": HUBER_NO_HALF,
            "sub/smooth_l1.py": SMOOTH_L1,
        },
        passed("kl_div", path="kl_div.ipynb"),
        passed("smooth_l1", path="sub/smooth_l1.py"),
    ),
    folder(
        "junk_only",
        "nothing but what macOS and git add",
        {"__MACOSX/._x": b"\x00\x05", ".DS_Store": b"\x00", ".git/HEAD": "ref: x\n"},
        nothing_of_python(),
    ),
    folder(
        "readme_only",
        "a README and nothing else",
        {"README.md": "# I could not do it\n", "requirements.txt": "torch\n"},
        nothing_of_python(),
    ),
    folder(
        "answer_in_a_test_file",
        "the only file is called test_huber.py",
        {"test_huber.py": HUBER},
        passed("huber", path="test_huber.py"),
    ),
    folder(
        "answer_in_tests",
        "the only file lies in tests/",
        {"tests/hinge.py": HINGE},
        passed("hinge", path="tests/hinge.py"),
    ),
    Candidate(".DS_Store", "junk beside the candidates", b"\x00\x00\x00\x01Bud1", ()),
    Candidate("__MACOSX", "junk beside the candidates", {"._ann.zip": b"\x00\x05\x16\x07"}, ()),
    Candidate(
        ".ipynb_checkpoints", "junk beside the candidates", {"Untitled3-checkpoint.ipynb": Notebook([HUBER])}, ()
    ),
    Candidate("README.md", "junk beside the candidates", "# Answers of group B\n", ()),
)
