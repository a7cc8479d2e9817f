"""A library decides what is chosen: only what it has, with its own names; what it lacks is said."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

import pytest
from library_code import LIBRARIES, blocks

from lossquiz.errors import UsageError
from lossquiz.report.json.recommend import recommendation_json
from lossquiz.report.terminal.recommendation import recommendation_pieces
from lossquiz.selection import recommend, why_not
from lossquiz.selection.advice import Recommendation
from lossquiz.selection.engine import score
from lossquiz.selection.facts import read_all, tasks
from lossquiz.selection.frameworks import write_for
from lossquiz.selection.library_code import FRAMEWORK
from lossquiz.selection.next_question import telling

TABULAR = ("xgboost", "lightgbm", "catboost", "sklearn")


def answer(task: str, text: str) -> Recommendation:
    return recommend(task, read_all(text.split(";")))


@pytest.mark.parametrize(
    ("word", "library"),
    [
        ("torch", "pytorch"),
        ("PyTorch", "pytorch"),
        ("xgb", "xgboost"),
        ("XGBoost", "xgboost"),
        ("lgbm", "lightgbm"),
        ("scikit-learn", "sklearn"),
        ("tf", "keras"),
        ("tensorflow", "keras"),
        ("jax", "optax"),
        ("flax", "optax"),
    ],
)
def test_a_library_has_the_names_that_people_type(word: str, library: str) -> None:
    assert read_all([f"framework={word}"]) == {FRAMEWORK: library}


def test_an_unknown_library_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean xgboost"):
        read_all(["framework=xgbost"])


@pytest.mark.parametrize(
    ("task", "text", "loss", "code"),
    [
        ("regression", "outliers;framework=xgboost", "pseudo_huber", '"objective": "reg:pseudohubererror"'),
        ("regression", "outliers;large_target_scale;framework=xgboost", "", '"huber_slope": 1.35 * residual_scale'),
        ("regression", "outliers;framework=lightgbm", "huber", '"alpha": 1.0'),
        ("regression", "outliers;framework=catboost", "huber", 'loss_function="Huber:delta=1.0"'),
        ("regression", "outliers;framework=sklearn", "huber", "HuberRegressor(epsilon=1.35)"),
        ("regression", "outliers;framework=keras", "huber", "keras.losses.Huber(delta=1.0)"),
        ("regression", "outliers;framework=optax", "huber", "optax.huber_loss(pred, y, delta=1.0).mean()"),
        ("regression", "quantile=0.9;framework=xgboost", "quantile", '"quantile_alpha": 0.9'),
        ("regression", "quantile=0.9;framework=catboost", "quantile", "Quantile:alpha=0.9"),
        ("regression", "quantile=0.9;framework=sklearn", "quantile", 'loss="quantile", quantile=0.9'),
        ("regression", "zero_inflated;framework=lightgbm", "tweedie", '"tweedie_variance_power": 1.5'),
        ("regression", "frequency_target;framework=xgboost", "poisson_nll", "base_margin=np.log(exposure)"),
        ("regression", "frequency_target;framework=lightgbm", "poisson_nll", "init_score=np.log(exposure)"),
        ("regression", "frequency_target;framework=catboost", "poisson_nll", "baseline=np.log(exposure)"),
        ("binary", "pos_rate=0.02;framework=xgboost", "weighted_bce", '"scale_pos_weight": 49'),
        ("binary", "pos_rate=0.2;framework=catboost", "weighted_bce", "scale_pos_weight=4"),
        ("binary", "pos_rate=0.02;framework=sklearn", "weighted_bce", "class_weight={0: 1, 1: 49}"),
        ("multiclass", "n_classes=7;framework=lightgbm", "cross_entropy", '"num_class": 7'),
        ("ranking", "framework=xgboost", "lambdarank", '"rank:ndcg"'),
        ("ranking", "metric=map;framework=xgboost", "lambdarank", '"rank:map"'),
        ("survival", "interval_censored;framework=xgboost", "aft_nll", '"label_upper_bound", upper'),
        ("survival", "framework=catboost", "cox_ph", 'loss_function="Cox"'),
        (
            "survival",
            "competing_risks;framework=sklearn",
            "logistic_hazard",
            "np.where(step == last[rows], cause[rows], 0)",
        ),
        ("regression", "need_uncertainty;framework=lightgbm", "multi_quantile", "for q in (0.05, 0.5, 0.95):"),
        ("regression", "need_uncertainty;framework=catboost", "gaussian_nll", "RMSEWithUncertainty"),
        ("sequence_alignment", "framework=keras", "ctc", "keras.losses.CTC()"),
        ("multilabel", "framework=catboost", "bce_with_logits", 'loss_function="MultiLogloss"'),
    ],
)
def test_the_first_choice_is_one_that_the_library_has_with_what_the_facts_say(
    task: str, text: str, loss: str, code: str
) -> None:
    first = answer(task, text).choices[0]
    assert first.loss == loss or not loss
    assert code in first.code
    assert first.written is not None
    assert not first.written.own


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("task", list(tasks()))
def test_an_answer_holds_nothing_that_the_library_cannot_write(library: str, task: str) -> None:
    if not score(task, {FRAMEWORK: library}).ranked:
        with pytest.raises(UsageError, match=r"^[^\n]+ has no loss [^\n]+; these have one: --framework pytorch[^\n]*$"):
            recommend(task, {FRAMEWORK: library})
        return
    found = recommend(task, {FRAMEWORK: library})
    for choice in found.choices:
        assert choice.written is not None
        assert choice.code == choice.written.code != ""
        assert choice.torch
        assert choice.reasons
    lacking = {out.loss for out in found.rejected if out.absent}
    assert all(write_for(loss, task, found.facts) is None for loss in lacking)


@pytest.mark.parametrize("library", TABULAR)
def test_what_has_no_place_in_a_table_is_refused_with_the_libraries_that_have_it(library: str) -> None:
    with pytest.raises(UsageError) as refusal:
        answer("similarity", f"triplets;framework={library}")
    assert "triplet" in str(refusal.value)
    assert str(refusal.value).endswith("these have one: --framework pytorch, keras, optax")


def test_what_would_be_first_without_the_library_is_the_first_note() -> None:
    found = answer("regression", "outliers;framework=xgboost")
    note = next(warned for warned in found.warnings if warned.first)
    assert note.text.startswith("huber would be first, but XGBoost has no such loss")
    assert "pseudo_huber is the first that it has" in note.text
    assert not [w for w in answer("regression", "outliers;framework=catboost").warnings if w.first]


def test_an_objective_of_ones_own_comes_after_what_is_there_and_says_so() -> None:
    found = answer("regression", "outliers;framework=xgboost")
    own = next(choice for choice in found.choices if choice.loss == "huber")
    assert own.written is not None
    assert own.written.own
    assert own.against[0].weight == -4
    assert "def huber(raw, train):" in own.code
    alone = answer("binary", "positive_unlabeled;framework=lightgbm")
    assert alone.choices[0].loss == "nnpu"
    assert [w.id for w in alone.warnings if w.first] == ["loss_of_ones_own"]


def test_why_not_says_what_the_library_lacks() -> None:
    given = read_all(["framework=sklearn"])
    assert "scikit-learn has no such loss" in why_not("log_cosh", "regression", given)


def scenarios() -> list[tuple[str, str]]:
    with (Path(__file__).parent / "scenarios.csv").open(encoding="utf-8", newline="") as file:
        return [(row["task"], row["facts"]) for row in csv.DictReader(file)]


def test_without_a_library_and_with_pytorch_nothing_is_different() -> None:
    for task, text in scenarios():
        given = read_all(part for part in text.split(";") if part)
        plain, named = recommend(task, given), recommend(task, {**given, FRAMEWORK: "torch"})
        assert plain.choices == named.choices
        assert not any(choice.written for choice in plain.choices)


def test_nobody_is_asked_for_a_library_and_no_answer_turns_on_one() -> None:
    for task in tasks():
        assert FRAMEWORK not in {question.fact.id for question in telling(task, {})}
        assert not any(FRAMEWORK in text for choice in recommend(task).choices for text in choice.switch_if)


def test_json_has_the_library_and_keeps_the_names_of_old() -> None:
    rows = recommendation_json(answer("regression", "outliers;framework=xgb"))
    first = rows["recommendations"][0]
    assert rows["facts"][FRAMEWORK] == "xgboost"
    assert first["torch"].startswith("def pseudo_huber")
    assert first["code"].startswith("import numpy as np\nimport xgboost as xgb\n")
    assert first[FRAMEWORK] == {"title": "XGBoost", "name": "reg:pseudohubererror", "own": False}
    assert FRAMEWORK not in recommendation_json(answer("regression", "outliers"))["recommendations"][0]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_block_is_python_within_the_width_of_a_page(library: str) -> None:
    assert len(blocks(library)) > 30
    for block in blocks(library):
        ast.parse(block.code)
        assert "$" not in block.code
        assert block.code.endswith("\n")
        assert not re.search(r"[ \t]$|\n\n\n\n", block.code, re.MULTILINE), block.code
        assert max(map(len, block.code.splitlines())) <= 92, block.code


def test_traps_of_pytorch_alone_are_left_out_and_those_of_the_library_are_there() -> None:
    traps = {warned.id for warned in answer("regression", "outliers;framework=lightgbm").warnings}
    assert "lightgbm.trap.huber" in traps
    assert not traps & {"trap.column_against_row", "trap.huber_delta"}
    assert "trap.column_against_row" in {warned.id for warned in answer("regression", "outliers").warnings}


def test_the_screen_shows_the_library_s_code_and_not_all_that_it_lacks() -> None:
    shown = "".join(text for text, _ in recommendation_pieces(answer("regression", "outliers;framework=xgb"), 80))
    assert "    params = {\n" in shown
    assert "torch" not in shown.replace("PyTorch", "")
    assert "no such loss" not in shown.partition("\n1 ")[2]
    pieces = recommendation_pieces(answer("regression", "outliers;framework=xgb"), 80, why=True)
    everything = "".join(text for text, _ in pieces)
    assert "def huber(raw, train):" in everything
    assert "not       mse, rmse" in everything
