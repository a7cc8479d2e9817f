"""A fact stands once: a card adds to the catalogue, and everything that speaks of a loss says the same of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from lossquiz.errors import BankError, Fault
from lossquiz.losses.catalogue import DATA, catalogue
from lossquiz.questions.bank import load_bank
from lossquiz.questions.find import Subject
from lossquiz.questions.starter import starter_text
from lossquiz.report.json.show import card_json
from lossquiz.resources import shipped
from lossquiz.selection import recommend

BANK = load_bank()
KNOWN = [loss_id for loss_id in BANK.losses if loss_id in catalogue()]
ADDED = {
    *("latex", "expression", "gradient", "estimates", "curvature", "at_chance"),
    *("when", "when_not", "symptoms", "relatives", "libraries", "links", "sources"),
}

GAMMA = """\
card:
  when: ["Targets are positive."]
  when_not: ["Targets are negative."]
"""


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(BankError) as caught:
        load_bank(root=folder)
    return caught.value.faults


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    (tmp_path / "mine" / "regression").mkdir(parents=True)
    return tmp_path / "mine"


def put(folder: Path, text: str, name: str = "regression/gamma_nll.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_most_losses_of_the_bank_are_known_to_the_catalogue() -> None:
    assert len(KNOWN) >= 17


@pytest.mark.parametrize("path", sorted(shipped("questions").rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_field_stands_twice(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "family" not in {*data, *data.get("card", ())}
    if path.stem not in catalogue():
        return
    entry = catalogue()[path.stem]
    assert "title" not in data
    assert set(data["card"]) <= ADDED
    assert entry.source not in data["card"].get("sources", ())
    assert path.parent.name == entry.family
    stated = {" ".join(str(value).split()) for value in (entry.title, entry.formula, entry.expects, entry.use)}
    assert stated.isdisjoint(" ".join(text.split()) for text in texts_of(data))


def texts_of(value: Any) -> list[str]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for child in children for text in texts_of(child)]


def test_no_loss_of_the_catalogue_repeats_its_file_or_its_input_form() -> None:
    forms = yaml.safe_load((DATA / "input_forms.yaml").read_text(encoding="utf-8"))
    for path in (DATA / "families").glob("*.yaml"):
        for loss_id, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            assert not {"id", "family"} & set(entry), loss_id
            same = {key for key, said in forms[entry["form"]].items() if entry.get(key) == said}
            assert same == set(), loss_id


@pytest.mark.parametrize("loss_id", KNOWN)
def test_everything_says_the_same_of_a_loss(loss_id: str) -> None:
    loss, entry = BANK.losses[loss_id], catalogue()[loss_id]
    assert (loss.title, loss.card.family, loss.card.formula) == (entry.title, entry.family, entry.formula)
    assert loss.card.input_form == entry.expects
    assert loss.card.torch == (entry.code if entry.torch else "")
    assert loss.card.sources[0] == entry.source
    assert loss.task is not None
    assert (loss.task.title, loss.task.family, loss.task.formula) == (entry.title, entry.family, entry.formula)
    assert {(question.title, question.family) for question in loss.questions} <= {(entry.title, entry.family)}
    assert entry.title in starter_text(loss.task)
    shown = card_json(Subject(loss_id, loss, entry))
    assert (shown["title"], shown["family"], shown["formula"]) == (entry.title, entry.family, entry.formula)
    assert (shown["expects"], shown["torch"]) == (entry.expects, loss.card.torch)


def test_the_answer_of_the_advisor_says_what_the_card_says() -> None:
    first = recommend("regression", {"outliers": True}).choices[0]
    assert first.loss == "huber"
    card = BANK.losses["huber"]
    assert (first.title, first.torch, first.expects) == (card.title, card.card.torch, card.card.input_form)
    assert first.torch == "torch.nn.HuberLoss(delta=1.0)"


@pytest.mark.parametrize("loss_id", list(catalogue()))
def test_every_card_prints_code_that_is_ready_to_paste(loss_id: str) -> None:
    subject = Subject(loss_id, BANK.losses.get(loss_id), catalogue()[loss_id])
    assert "$" not in json.dumps(card_json(subject))
    compile(catalogue()[loss_id].code, loss_id, "exec")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("title: Gamma likelihood", "title"),
        ("card:\n  formula: x", "card.formula"),
        ("card:\n  input_form: x", "card.input_form"),
        ("card:\n  torch: x", "card.torch"),
    ],
)
def test_a_card_that_states_what_the_catalogue_states_is_a_fault(home: Path, line: str, key: str) -> None:
    text = GAMMA.replace("card:", line if line.startswith("card") else f"{line}\ncard:")
    (fault,) = faults_of(put(home, text))
    assert (fault.path, fault.key) == ("mine/regression/gamma_nll.yaml", key)
    assert fault.line == text[: text.index(line.rpartition("\n")[2])].count("\n") + 1
    assert fault.message.startswith("the catalogue of losses says this already; delete the line")


def test_a_known_loss_lies_in_the_folder_of_its_family(home: Path) -> None:
    (fault,) = faults_of(put(home, GAMMA, "robust/gamma_nll.yaml"))
    assert str(fault) == (
        "mine/robust/gamma_nll.yaml: expected the file in the folder regression, as the catalogue has it, not in robust"
    )


def test_a_bank_of_ones_own_inherits_too_and_shows_the_definition_where_nobody_has_to_write_it(home: Path) -> None:
    loss = load_bank(root=put(home, GAMMA)).losses["gamma_nll"]
    entry = catalogue()["gamma_nll"]
    assert (loss.title, loss.card.formula, loss.card.sources) == (entry.title, entry.formula, (entry.source,))
    assert loss.card.torch == entry.code != ""


def test_a_loss_that_the_catalogue_does_not_know_states_all_itself(home: Path) -> None:
    (*_, last) = faults_of(put(home, GAMMA.replace("gamma_nll", "mine"), "regression/mine.yaml"))
    assert {fault.key for fault in faults_of(home)} == {"title", "card.formula", "card.input_form", "card.sources"}
    assert last.message.startswith("missing; expected")
