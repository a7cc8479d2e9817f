"""The bank read from the cache is the bank read from its files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lossquiz.cache import cache_home
from lossquiz.errors import BankError
from lossquiz.questions import bank as bank_module
from lossquiz.questions.bank import load_bank

PLAIN = """
title: Scenarios
questions:
  - {id: which-one, kind: choose, difficulty: easy, prompt: "Which?", explanation: "So.",
     options: [{text: "This", correct: true, why: "Yes."}, {text: "That", why: "No."}]}
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "bank" / "plain" / "scenarios.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PLAIN, encoding="utf-8")
    return tmp_path / "bank"


def entries() -> list[Path]:
    return sorted((cache_home() / "yaml").glob("*.bank-*.kept"))


def test_the_second_reading_does_not_parse_and_is_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_bank()
    assert len(entries()) == 1

    def parse(*_: object) -> None:
        raise AssertionError("the files were parsed again")

    monkeypatch.setattr(bank_module, "_check", parse)
    second = load_bank()
    assert second.losses == first.losses
    assert second.questions == first.questions
    assert second.losses["huber"].task is not None
    assert any(isinstance(case.given["pred"], list) for case in second.losses["huber"].task.cases)
    assert isinstance(second.losses["huber"].card.when, tuple)
    assert second.questions["huber-compute-two"].given["pred"] == [0.5, 3.0]  # type: ignore[union-attr]


def test_a_changed_file_is_read_again_even_with_an_older_date_and_the_same_size(folder: Path) -> None:
    assert load_bank(root=folder).questions["which-one"].asking() == "Which?"
    path = folder / "plain" / "scenarios.yaml"
    before = path.stat()
    path.write_text(PLAIN.replace("Which?", "Where?"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert load_bank(root=folder).questions["which-one"].asking() == "Where?"


def test_new_and_removed_files_are_seen(folder: Path) -> None:
    load_bank(root=folder)
    more = folder / "plain" / "more.yaml"
    more.write_text(PLAIN.replace("which-one", "which-two"), encoding="utf-8")
    assert set(load_bank(root=folder).questions) == {"which-one", "which-two"}
    more.unlink()
    assert set(load_bank(root=folder).questions) == {"which-one"}


def test_a_changed_catalogue_is_seen(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    family, read = tmp_path / "family.yaml", bank_module._check
    family.write_text("old", encoding="utf-8")
    times: list[int] = []
    monkeypatch.setattr(bank_module, "catalogue_files", lambda: (family,))
    monkeypatch.setattr(bank_module, "_check", lambda *words: times.append(1) or read(*words))
    load_bank(root=folder)
    load_bank(root=folder)
    assert len(times) == 1
    family.write_text("new and longer", encoding="utf-8")
    load_bank(root=folder)
    assert len(times) == 2


def test_what_is_kept_needs_neither_yaml_nor_the_forms(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from lossquiz.questions.bank import load_bank\n"
        "from lossquiz.losses.catalogue import catalogue\n"
        "from lossquiz.selection.declarations import declarations\n"
        "load_bank(), catalogue(), declarations()\n"
        "print(sorted({'yaml', 'lossquiz.forms.schema'} & set(sys.modules)))\n"
    )
    settings = {**os.environ, "LOSSQUIZ_HOME": str(tmp_path)}
    loaded = [
        subprocess.run([sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert loaded == ["['lossquiz.forms.schema', 'yaml']\n", "[]\n"]


def test_faults_are_told_each_time_and_never_kept(folder: Path) -> None:
    path = folder / "plain" / "scenarios.yaml"
    path.write_text(PLAIN.replace("difficulty: easy", "difficulty: dull"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BankError, match=r"bank/plain/scenarios\.yaml:4: questions\[0\]\.difficulty"):
            load_bank(root=folder)
    assert entries() == []
    path.write_text(PLAIN, encoding="utf-8")
    assert "which-one" in load_bank(root=folder).questions


def test_ids_taken_twice_are_found_across_banks_from_the_cache_too(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "plain"
    other.mkdir(parents=True)
    (other / "again.yaml").write_text(PLAIN, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BankError, match=r"other/plain/again\.yaml: id: the question id .* is taken by bank/plain"):
            load_bank([other.parent], root=folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": [], "value": []}', "\x00\xff"])
def test_a_damaged_cache_is_ignored(folder: Path, content: str) -> None:
    load_bank(root=folder)
    (entry,) = entries()
    entry.write_text(content, encoding="utf-8")
    assert "which-one" in load_bank(root=folder).questions


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("LOSSQUIZ_HOME", str(blocked))
    assert "which-one" in load_bank(root=folder).questions


def test_labels_say_what_the_questions_say_in_their_order() -> None:
    bank = load_bank()
    told = ("id", "kind", "title", "family", "difficulty", "loss", "idea", "frequency", "mistake")
    assert list(bank.labels) == list(bank.questions)
    for label, question in zip(bank.labels.values(), bank.questions.values(), strict=True):
        assert [getattr(label, name) for name in told] == [getattr(question, name) for name in told]


def test_only_the_file_of_a_question_that_is_asked_for_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    load_bank()
    built: list[str] = []
    build = bank_module._built

    def noted(data: dict[str, object], path: Path, folder: Path) -> object:
        built.append(path.stem)
        return build(data, path, folder)

    monkeypatch.setattr(bank_module, "_built", noted)
    bank = load_bank()
    assert len(bank.labels) > 100
    assert "huber" in bank.tasks
    assert "huber" in bank.losses
    assert built == []
    assert bank.questions["huber-compute-two"] in bank.losses["huber"].questions
    assert bank.tasks["huber"] is bank.questions["huber"]
    assert built == ["huber"]
