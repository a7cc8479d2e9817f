"""What an assignment asks for: nothing that may be an answer is called missing, and nothing else is called one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import pytest

from lossquiz.cli.app import app

HUBER = """import torch
def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    return torch.where(e <= delta, 0.5 * e * e, delta * (e - 0.5 * delta)).mean()
"""
CROSS = "def {}(logits, target):\n    return -logits.log_softmax(1).gather(1, target[:, None]).mean()\n"
HIDDEN = 'if __name__ == "__main__":\n' + "".join(
    f"    {line}\n" for line in CROSS.format("cross_entropy_loss").splitlines()
)


def _zip(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _notebook(*cells: str) -> str:
    made = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c.splitlines(keepends=True)} for c in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


CLASS: dict[str, dict[str, str | bytes]] = {
    "camel_beside": {"huber.py": HUBER, "ce.py": CROSS.format("crossEntropyLoss")},
    "camel_in_one": {"all.py": HUBER + CROSS.format("crossEntropyLoss")},
    "camel_alone": {"loss.py": CROSS.format("crossEntropyLoss")},
    "camel_in_a_notebook": {
        "huber.py": HUBER,
        "ce.ipynb": _notebook("import torch\n", CROSS.format("crossEntropyLoss")),
    },
    "guarded": {"huber.py": HUBER, "ce.py": HIDDEN},
    "a_pdf": {"huber.py": HUBER, "cross_entropy.pdf": b"%PDF-1.5\n"},
    "a_markdown": {"huber.py": HUBER, "notes.md": f"```python\n{CROSS.format('cross_entropy_loss')}```\n"},
    "a_page": {"huber.py": HUBER, "ce.html": f"<pre>{CROSS.format('cross_entropy_loss')}</pre>"},
    "a_signature": {"huber.py": HUBER, "task.md": "```python\ndef cross_entropy_loss(logits, target): ...\n```\n"},
    "a_rar": {"huber.py": HUBER, "rest.rar": b"Rar!\x1a\x07\x01\x00"},
    "broken_zip": {"huber.py": HUBER, "rest.zip": b"PK\x03\x04 and no more"},
    "nothing_else": {"huber.py": HUBER, "README.md": "cross_entropy_loss is not done\n", "plot.png": b"\x89PNG"},
    "a_mention": {"huber.py": HUBER + "# next: cross_entropy_loss\n"},
    "another_loss": {"huber.py": HUBER, "more.py": "def bce_loss(probs, target):\n    return probs.mean()\n"},
    "two_archives": {
        "work.zip": _zip({"inner.zip": _zip({"huber.py": HUBER, "ce.py": CROSS.format("cross_entropy_loss")})})
    },
}
# The standing of cross_entropy, and what its reason must say.
OWED = {
    "camel_beside": ("needs_review", "crossEntropyLoss"),
    "camel_in_one": ("needs_review", "crossEntropyLoss"),
    "camel_alone": ("needs_review", "crossEntropyLoss"),
    "camel_in_a_notebook": ("needs_review", "crossEntropyLoss"),
    "guarded": ("needs_review", "nothing is called so once the file is loaded"),
    "a_pdf": ("needs_review", "cross_entropy.pdf"),
    "a_markdown": ("needs_review", "notes.md: copy it"),
    "a_page": ("needs_review", "ce.html: copy it"),
    "a_signature": ("missing", "nothing was handed in for this question"),
    "a_rar": ("needs_review", "rest.rar"),
    "broken_zip": ("needs_review", "rest.zip"),
    "nothing_else": ("missing", "nothing was handed in for this question"),
    "a_mention": ("missing", "nothing was handed in for this question"),
    "another_loss": ("missing", "nothing was handed in for this question"),
    "two_archives": ("graded", ""),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, object]]:
    root = tmp_path_factory.mktemp("due")
    for candidate, files in CLASS.items():
        for name, content in files.items():
            path = root / "hand-ins" / candidate / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assignment = root / "assignment.yaml"
    assignment.write_text("title: Two\nseed: 7\nquestions:\n  huber: {max: 1}\n  cross_entropy: {max: 1}\n")
    words = ["grade", str(root / "hand-ins"), "--assignment", str(assignment), "--out", str(root / "out"), "--json"]
    assert app(words, standalone_mode=False) == 1
    found = map(json.loads, (root / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines())
    return {(row["candidate"], row["question"]): row for row in found}


@pytest.mark.parametrize("candidate", CLASS)
def test_what_may_be_an_answer_is_left_to_a_person(
    candidate: str, rows: dict[tuple[str, str], dict[str, object]]
) -> None:
    row = rows[candidate, "cross_entropy"]
    status, reason = OWED[candidate]
    assert (row["status"], row["points"]) == (status, {"needs_review": None, "missing": 0.0, "graded": 1.0}[status])
    assert reason in str(row["reason"])


def test_there_is_a_row_for_each_question(rows: dict[tuple[str, str], dict[str, object]]) -> None:
    assert set(rows) == {(candidate, question) for candidate in CLASS for question in ("huber", "cross_entropy")}
    right = {key: row["verdict"] for key, row in rows.items() if key[1] == "huber"}
    assert right.pop(("camel_alone", "huber")) == "not_found"
    assert set(right.values()) == {"passed"}
