"""Implement tasks: how an answer is called is derived, not written a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask

QUESTIONS = Path(__file__).resolve().parents[3] / "questions"
TASKS = load_bank().tasks
# Copied from the words that users rely on, not from the code.
SIGNATURES = {
    "bce": "bce_loss(probs, target)",
    "bce_with_logits": "bce_with_logits_loss(logits, target)",
    "bce_with_logits_backward": "bce_with_logits_backward(logits, target)",
    "focal": "focal_loss(logits, target, gamma=2.0)",
    "hinge": "hinge_loss(scores, target)",
    "kl_div": "kl_divergence_loss(log_q, p)",
    "contrastive": "contrastive_loss(x1, x2, target, margin=1.0)",
    "contrastive_hadsell": "contrastive_loss_hadsell(distance, target, margin=1.0)",
    "triplet": "triplet_loss(anchor, positive, negative, margin=1.0)",
    "categorical_cross_entropy": "categorical_cross_entropy_loss(probs, target)",
    "categorical_focal": "categorical_focal_loss(probs, target, gamma=2.0)",
    "cross_entropy": "cross_entropy_loss(logits, target)",
    "cross_entropy_backward": "cross_entropy_backward(logits, target)",
    "custom_loss_module": "forward(pred, target)",
    "huber": "huber_loss(pred, target, delta=1.0)",
    "log_cosh": "log_cosh_loss(pred, target)",
    "mae": "mae_loss(pred, target)",
    "mse": "mse_loss(pred, target)",
    "mse_backward": "mse_backward(pred, target)",
    "smooth_l1": "smooth_l1_loss(pred, target, beta=1.0)",
    "weighted_mse_l1": "weighted_mse_l1_loss(pred, target, weight=1.0)",
}


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_the_signature_is_the_one_that_users_rely_on(name: str, signature: str) -> None:
    assert TASKS[name].signature == signature


def test_a_module_is_constructed_with_the_parameters() -> None:
    assert TASKS["custom_loss_module"].construct == "CustomLoss(weight=1.0)"
    assert TASKS["huber"].construct == ""


def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> ImplementTask:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    text = (QUESTIONS / "regression" / "huber.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "regression").mkdir()
    (tmp_path / "regression" / "huber.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return load_bank(root=tmp_path).tasks["huber"]


@pytest.mark.parametrize("written", ["1e-4", "0.50", "-100", "2"])
def test_a_default_is_shown_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    task = loaded(tmp_path, monkeypatch, "{default: 1.0,", f"{{default: {written},")
    assert task.signature == f"huber_loss(pred, target, delta={written})"
    assert task.parameters[0].default == float(written)


def test_the_order_of_the_inputs_is_the_order_of_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = '    target: {sampler: normal, shape: "*"}\n'
    pred = '    pred: {sampler: normal, shape: "*", gradient: true, options: {std: 1.5}}\n'
    task = loaded(tmp_path, monkeypatch, pred + target, target + pred)
    assert task.signature == "huber_loss(target, pred, delta=1.0)"


@pytest.mark.parametrize("path", sorted(QUESTIONS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_file_writes_a_fact_of_the_task_twice(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "id" not in data
    assert not {"id", "signature", "construct", "name", "function", "title", "family"} & set(data.get("implement", {}))


def test_an_implement_task_is_graded_and_never_marked() -> None:
    with pytest.raises(TypeError, match="graded, not marked"):
        TASKS["huber"].mark("b")


def test_the_answer_is_the_code_of_the_model_answer() -> None:
    answer = TASKS["huber"].answer()
    assert answer.label == "A model answer to huber"
    assert "def huber_loss(" in answer.code
    assert not answer.text
