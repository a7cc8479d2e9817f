"""A folder of results written by hand: a class as it comes, with names and answers that want to be more than text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SCRIPT = "<script>document.title='owned'</script>"
FORMULA = '=HYPERLINK("https://example.org","x")'
ANSI = "red\x1b[31m"
TURNED = "abc\u202efdp.exe"
QUOTED = 'O\'Hara "the" & <b>bold</b> {{7*7}} | `x`'
ARABIC = "ليلى"
HOSTILE = (SCRIPT, FORMULA, ANSI, TURNED, QUOTED, ARABIC)

RIGHT = b"""import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
SUM = RIGHT.replace(b".mean()", b".sum()")
USES = b"""import torch.nn.functional as F

# easy
def huber_loss(pred, target, delta=1.0):
    return F.huber_loss(pred, target, delta=delta)
"""
BROKEN = b"import torch\n\ndef huber_loss(pred, target, delta=1.0)\n    return '</pre><script>1</script>'\n"
CELLS = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Huber"]},
        {"cell_type": "code", "source": ["import torch\n", "\n", "print('\x1b[31mhi')"]},
        {"cell_type": "code", "source": "def huber_loss(p, t, delta=1.0):\n    return undefined_name(p - t)\n"},
    ],
    "metadata": {"kernelspec": {"language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
NOTEBOOK = json.dumps(CELLS).encode()

CHECKS = ("shape", "dtype", "value", "gradient", "stability", "defaults", "contract", "from_scratch")
EXAMPLE = {
    "kind": "worked",
    "note": "inside δ = 1, and beyond",
    "inputs": {"pred": [0.5, 3.0], "target": [0.0, 0.0]},
    "shapes": {"pred": [2], "target": [2]},
    "parameters": {},
    "defaults": {"delta": 1.0},
    "upstream": None,
    "expected": {"value": 1.3125, "gradient": {"pred": [0.25, 0.5]}},
    "got": {"value": 2.625, "gradient": {"pred": [0.5, 1.0]}},
    "dtype": "float32",
    "formula": "mean of ½·e² where |e| ≤ δ, δ·(|e| − ½δ) beyond",
    "terms": [0.125, 2.5],
}


def check(name: str, failed: int = 0, message: str = "", example: Mapping[str, Any] | None = None) -> dict[str, Any]:
    told = {"name": name, "passed": not failed, "judged": True, "cases": 20, "failed": failed, "not_judged": 0}
    return {**told, "message": message, "counterexample": example}


def not_judged(name: str) -> dict[str, Any]:
    told = {"name": name, "passed": False, "judged": False, "cases": 20, "failed": 0, "not_judged": 20}
    return {**told, "message": "not judged: no case gave a result", "counterexample": None}


def checks(**failed: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [failed.get(name) or check(name) for name in CHECKS]  # type: ignore[misc]


def huber(x: float) -> tuple[float, float]:
    """Return the loss of one error at δ = 1, and its slope, by hand."""
    size = abs(x)
    return (x * x / 2, x) if size <= 1 else (size - 0.5, 1.0 if x > 0 else -1.0)


def curve(factor: float = 1.0, gaps: Sequence[int] = ()) -> dict[str, Any]:
    xs = [(number - 12) / 4 for number in range(25)]
    loss = [[x, huber(x)[0], None if n in gaps else factor * huber(x)[0]] for n, x in enumerate(xs)]
    slope = [[x, huber(x)[1], None if n in gaps else factor * huber(x)[1]] for n, x in enumerate(xs)]
    return {"of": "pred − target", "loss": loss, "slope": slope}


def row(candidate: str, question: str | None = "huber", source: bytes | None = RIGHT, **fields: Any) -> dict[str, Any]:
    """Return a row of a right answer, or what the fields make of it."""
    name = fields.pop("file", f"{question}.py") if source is not None else ""
    sha256 = hashlib.sha256(source).hexdigest() if source is not None else ""
    most = {"huber": 5.0, "mse": 2.0}.get(question or "")
    return {
        "version": 2,
        "candidate": candidate,
        "question": question,
        "path": f"{candidate}/{name}" if name else candidate,
        "file": name,
        "sha256": sha256,
        "status": "graded",
        "reason": "",
        "verdict": "passed",
        "score": 1.0,
        "points": most,
        "max": most,
        "checks": checks(),
        "diagnosis": [],
        "fact": "",
        "error": None,
        "warnings": [],
        "output": "",
        "alike": "",
        "shape": "",
        "shape_size": 0,
        "uses": [],
        "curve": None,
        "seconds": 0.02,
        "versions": {"lossquiz": "0.4.0", "python": "3.11.9", "torch": "2.13.0"},
        "bank": "b" * 64,
        "isolation": "full",
        "seed": 7,
        "repeats": [],
        "held": None,
        "submitted": None,
        "late_days": 0,
        "others": [],
        "hand_in": {"path": candidate, "sha256": "c" * 64, "rows": 1},
        **fields,
    }


def wrong(candidate: str, question: str = "huber", source: bytes = SUM, **fields: Any) -> dict[str, Any]:
    seen = "expected 1.3125, got 2.625 (18 of 20 cases)"
    failed = {"value": check("value", 18, seen, EXAMPLE), "gradient": check("gradient", 18, "twice too large")}
    told = {"verdict": "failed", "score": 0.4, "points": 3.75, "checks": checks(**failed)}
    return row(candidate, question, source, **{**told, **fields})


def missing(candidate: str, question: str, reason: str = "nothing was handed in") -> dict[str, Any]:
    told = {"status": "missing", "reason": reason, "verdict": "not_found", "score": 0.0, "points": 0.0}
    return row(candidate, question, None, checks=[], **told)


NAMED = {
    "id": "sum_instead_of_mean",
    "message": "The elements are summed; the convention is their mean.",
    "derivation": "Yours is n times the right one:\n2.625 = 2 × 1.3125",
}


def rows() -> list[dict[str, Any]]:
    """Return the rows of the class: 14 candidates, 2 questions."""
    lost = {"verdict": "error", "score": 0.0, "points": None, "checks": [], "status": "needs_review"}
    syntax = {"kind": "load", "message": "SyntaxError (line 3): expected ':'", "type": "SyntaxError", "cell": 0}
    syntax |= {"line": 3, "source": "def huber_loss(pred, target, delta=1.0)", "first_cause": ""}
    name = {"kind": "run", "message": "NameError (cell 2, line 2): name 'undefined_name' is not defined"}
    name |= {"type": "NameError", "cell": 2, "line": 2, "source": "return undefined_name(p - t)"}
    name |= {"first_cause": "ModuleNotFoundError: No module named 'helpers' (cell 1, line 1)"}
    package = {**syntax, "message": "it needs the package einops, which is not installed here", "line": 1}
    package |= {"type": "ModuleNotFoundError", "source": "import einops"}
    uses = [{"name": "torch.nn.functional.huber_loss", "line": 5, "cell": 0}]
    scratch = check(
        "from_scratch", 1, "uses torch.nn.functional.huber_loss (line 5); the question asks for it from scratch"
    )
    forbidden = {
        "verdict": "forbidden",
        "score": 0.0,
        "points": 0.0,
        "uses": uses,
        "checks": checks(from_scratch=scratch),
    }
    slow = {"verdict": "timeout", "score": 0.0, "points": 0.0, "checks": [not_judged(name) for name in CHECKS]}
    slow |= {"error": {**syntax, "kind": "timeout", "message": "took longer than 10 s", "line": 0, "type": ""}}
    odd = {"alike": "77", "fact": "agrees on 11 of 20 cases; in the others |e| > δ"}
    return [
        row("alice", shape="s1", shape_size=130, curve=curve(), held=True, repeats=[{"seed": 8, "verdict": "passed"}]),
        row("alice", "mse", shape="m1", shape_size=40),
        row("bob", shape="s1", shape_size=130, late_days=2, submitted="2026-11-25T23:10:00+00:00"),
        row("bob", "mse", shape="m1", shape_size=40, late_days=2),
        wrong(
            "carol", diagnosis=[NAMED], curve=curve(2.0, (3, 4)), output=f"loss 2.6\n{ANSI}", warnings=["set a seed"]
        ),
        missing("carol", "mse", "no file defines mse_loss"),
        wrong("dave", diagnosis=[NAMED]),
        wrong("erin", **odd),
        wrong("frank", **odd),
        row("grace", source=USES, **forbidden),
        row("heidi", **slow),
        row("ivan", source=BROKEN, error=syntax, reason=syntax["message"], **lost),
        row("Judy", source=NOTEBOOK, file="answers.ipynb", error=name, reason=name["message"], **lost),
        row("ken", source=b"import einops\n", error=package, reason=package["message"], **{**lost, "score": None}),
        missing("mallory", "huber"),
        missing("mallory", "mse"),
        wrong(SCRIPT, fact=f"agrees with {SCRIPT}", output=f"{SCRIPT}\n{ANSI}", source=f"# {SCRIPT}\n".encode()),
        row(FORMULA, others=[{"file": f"huber {QUOTED}.py", "sha256": "d" * 64, "submitted": None}]),
        row(ANSI),
        row(TURNED),
        row(QUOTED),
        row(ARABIC),
    ]


RUN = {
    "version": 2,
    "lossquiz": "0.4.0",
    "python": "3.11.9",
    "torch": "2.13.0",
    "bank": "b" * 64,
    "seed": 7,
    "seeds": [7, 8],
    "isolation": "full",
    "limits": {"seconds": 10.0, "memory_bytes": 536870912},
    "people": {"alice": {"name": "Alice Adams", "email": ""}},
    "questions": ["huber", "mse"],
    "command": "lossquiz grade hand-ins --out results",
    "started": "2026-11-26T10:00:00+00:00",
    "points": {
        "huber": {"max": 5.0, "checks": {"value": 1.0, "gradient": 1.0, "stability": 2.0, "contract": 1.0}},
        "mse": {"max": 2.0, "checks": {}},
    },
    "deadline": "2026-11-24T00:00:00+00:00",
    "pass_mark": 0.6,
    "roster": None,
    "for_candidate": None,
}
OVERRIDES = """candidate,question,points,comment,by,at
Judy,huber,2,too hard on you,ada,2026-11-26T11:00:00
Judy,huber,3.5,"a notebook; the idea is right <i>here</i>",ada,2026-11-26T12:00:00
alice,huber,,well done,bea,2026-11-26T12:30:00
nobody,huber,1,,ada,2026-11-26T12:40:00
"""


def make_class(folder: Path, made: Sequence[Mapping[str, Any]] | None = None, **run: Any) -> Path:
    """Write a folder of results, by default that of the class above."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps({**RUN, **run}), encoding="utf-8")
    lines = "".join(f"{json.dumps(one)}\n" for one in (rows() if made is None else made))
    (folder / "results.jsonl").write_text(lines, encoding="utf-8")
    (folder / "sources").mkdir(exist_ok=True)
    for source in (RIGHT, SUM, USES, BROKEN, NOTEBOOK, b"import einops\n", f"# {SCRIPT}\n".encode()):
        (folder / "sources" / hashlib.sha256(source).hexdigest()).write_bytes(source)
    if made is None:
        (folder / "overrides.csv").write_text(OVERRIDES, encoding="utf-8")
    return folder
