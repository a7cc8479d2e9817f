"""The page on writing questions is true: its example is a bank without faults, and it names every key and sampler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lossquiz.questions import samplers
from lossquiz.questions.bank import load_bank
from lossquiz.questions.forms import LOSS_FILE, PLAIN_FILE
from lossquiz.questions.samplers import SAMPLERS, options_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
TEXT = PAGE.read_text(encoding="utf-8")
FILE = re.compile(r"^`([\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    before = dict(SAMPLERS)
    for name, content in FILE.findall(TEXT):
        path = tmp_path / "my-bank" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    yield tmp_path / "my-bank"
    SAMPLERS.clear()
    SAMPLERS.update(before)


def test_the_example_loads(bank: Path) -> None:
    loaded = load_bank(root=bank)
    assert list(loaded.losses) == ["cauchy"]
    assert {question.kind for question in loaded.questions.values()} == {
        "implement", "choose", "compute", "debug", "explain",
    }  # fmt: skip
    assert loaded.tasks["cauchy"].inputs[1].sampler == "heavy_tailed"


def test_the_example_is_proved(bank: Path) -> None:
    from lossquiz.grading.proof.prove import prove

    loss = load_bank(root=bank).losses["cauchy"]
    assert prove(loss, seeds=3, mutate=False).faults == ()


def keys_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield from schema["properties"]
        for part in schema.values():
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)


@pytest.mark.parametrize("key", sorted({*keys_of(LOSS_FILE.json_schema()), *keys_of(PLAIN_FILE.json_schema())}))
def test_every_key_is_explained(key: str) -> None:
    assert f"`{key}`" in TEXT or f"`{key}:" in TEXT or f"{{{key}:" in TEXT or f"{key}: [" in TEXT


BUILT_IN = sorted(name for name, function in SAMPLERS.items() if function.__module__ == samplers.__name__)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_sampler_is_listed_with_its_options(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}`(?: †)? \|.*\| ?(.*) \|$", TEXT, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == list(options_of(name))
