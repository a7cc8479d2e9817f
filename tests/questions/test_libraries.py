"""What cards say of libraries: names that can be found, the version in which each was read, defaults as in the code.

A raised pin fails here on purpose: then what the cards say of that library is read again, and its version set anew.
Where another release is installed than the one that was read, as at the ends of the ranges, it is not asked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from library_paths import defaults_aside, defaults_of, find

from lossquiz.losses.catalogue import DATA
from lossquiz.questions.bank import load_bank
from lossquiz.selection import reading

os.environ.setdefault("KERAS_BACKEND", "torch")

FRAMEWORKS = Path(reading.__file__).with_name("data") / "frameworks"
VERSIONS: Mapping[str, str] = yaml.safe_load((DATA / "libraries.yaml").read_text(encoding="utf-8"))
LIBRARIES = [library for loss in load_bank().losses.values() for library in loss.card.libraries]
SAID: dict[str, list[str]] = {}
for _library in LIBRARIES:
    SAID.setdefault(_library.name, []).append(_library.says)

OF_NO_LIBRARY = {
    "paper": "a paper, whose numbers stay",
    "code": "code without releases",
    "example": "no package has it",
}
BLANK_BY_BLANK = {"xgboost", "lightgbm", "catboost"}  # objectives, named by a word and not by a path
ASIDE = {"optax"}  # JAX has threads, and whoever forks beside them is warned: asked in a process of its own


def key(name: str) -> str:
    return re.split(r"[. ]", name, maxsplit=1)[0]


def why_without_version(name: str) -> str:
    """Say why a name has no version of a library, or ""; it ends in what it is, in brackets."""
    last = re.search(r" \(.*?(\w+)\)$", name)
    return OF_NO_LIBRARY.get(last[1], "") if last else ""


def installed(library: str) -> bool:
    """Tell whether a library is here in the version that was read."""
    try:
        return find_spec(library) is not None and of_release(VERSIONS[library], version(distribution(library)))
    except PackageNotFoundError:  # of another build than the one that is pinned
        return False


def distribution(library: str) -> str:
    return {"sklearn": "scikit-learn", "xgboost": "xgboost-cpu"}.get(library, library.replace("_", "-"))


def of_release(said: str, found: str) -> bool:
    parts = said.split(".")
    return re.split(r"[.+]", found)[: len(parts)] == parts


PATHS = [name for name in sorted(SAID) if key(name) in VERSIONS and " " not in name and installed(key(name))]
OBJECTIVES = [name for name in sorted(SAID) if key(name) in BLANK_BY_BLANK]


# --- versions ---------------------------------------------------------------------------------------------------


def test_versions_are_sorted_and_in_quotes() -> None:
    lines = [line for line in (DATA / "libraries.yaml").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert list(VERSIONS) == sorted(VERSIONS)
    assert [line for line in lines if not re.fullmatch(r'\w+: "\d+(\.\d+){1,2}"', line)] == []


def test_each_version_belongs_to_a_card() -> None:
    assert set(VERSIONS) - set(map(key, SAID)) == set()


def test_each_library_of_the_advisor_has_its_version() -> None:
    assert {path.stem for path in FRAMEWORKS.glob("*.yaml")} <= set(VERSIONS)


def test_each_library_of_a_card_has_its_version_or_a_reason_to_have_none() -> None:
    without = [name for name in SAID if key(name) not in VERSIONS]
    assert [name for name in without if not why_without_version(name)] == []
    assert [name for name in SAID if key(name) in VERSIONS and why_without_version(name)] == []


def test_code_without_releases_has_the_year_or_month_of_its_last_commit() -> None:
    code = {(row.name, row.version) for row in LIBRARIES if re.search(r"(code|example)\)$", row.name)}
    assert [row for row in code if not re.fullmatch(r"20\d\d(\.(0[1-9]|1[0-2]))?", row[1])] == []


@pytest.mark.parametrize("name", sorted(name for name in SAID if key(name) in VERSIONS))
def test_names_are_dotted_paths_or_objectives(name: str) -> None:
    path = r"\w+(\.\w+)+"
    assert re.fullmatch(rf"({'|'.join(sorted(BLANK_BY_BLANK))}) [\w:]+" if " " in name else path, name)


@pytest.mark.parametrize("library", sorted(filter(find_spec, VERSIONS)))
def test_versions_are_those_that_are_pinned(library: str) -> None:
    lines = (Path(__file__).parents[2] / "constraints.txt").read_text(encoding="utf-8").splitlines()
    name = distribution(library)
    pins = [line.removeprefix(f"{name}==").split()[0] for line in lines if line.startswith(f"{name}==")]
    assert any(of_release(VERSIONS[library], pin) for pin in pins), f"read the cards' notes on {library} again: {pins}"


# --- names and defaults -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in PATHS if key(name) not in ASIDE])
def test_names_are_found(name: str) -> None:
    assert find(name) is not None


# What a card states as a default: where it stands, its parameter, its number. The card has to state that number too.
DEFAULTS: list[tuple[str, str, float]] = [
    ("torch.autograd.gradcheck", "eps", 1e-6),
    ("torch.nn.CosineEmbeddingLoss", "margin", 0.0),
    ("torch.nn.CrossEntropyLoss", "ignore_index", -100),
    ("torch.nn.CTCLoss", "blank", 0),
    ("torch.nn.GaussianNLLLoss", "eps", 1e-6),
    ("torch.nn.HingeEmbeddingLoss", "margin", 1.0),
    ("torch.nn.HuberLoss", "delta", 1.0),
    ("torch.nn.MarginRankingLoss", "margin", 0.0),
    ("torch.nn.MultiMarginLoss", "margin", 1.0),
    ("torch.nn.MultiMarginLoss", "p", 1),
    ("torch.nn.NLLLoss", "ignore_index", -100),
    ("torch.nn.SmoothL1Loss", "beta", 1.0),
    ("torch.nn.TripletMarginLoss", "eps", 1e-6),
    ("torch.nn.TripletMarginLoss", "margin", 1.0),
    ("keras.layers.MixUp", "alpha", 0.2),
    ("keras.losses.BinaryFocalCrossentropy", "alpha", 0.25),
    ("keras.losses.BinaryFocalCrossentropy", "gamma", 2.0),
    ("keras.losses.CategoricalFocalCrossentropy", "alpha", 0.25),
    ("keras.losses.CategoricalFocalCrossentropy", "gamma", 2.0),
    ("keras.losses.CategoricalGeneralizedCrossEntropy", "q", 0.5),
    ("keras.losses.Huber", "delta", 1.0),
    ("monai.losses.unified_focal_loss.AsymmetricFocalTverskyLoss", "delta", 0.7),
    ("monai.losses.unified_focal_loss.AsymmetricFocalTverskyLoss", "gamma", 0.75),
    ("monai.losses.BarlowTwinsLoss", "lambd", 0.005),
    ("monai.losses.ContrastiveLoss", "temperature", 0.5),
    ("monai.losses.DiceLoss", "smooth_dr", 1e-5),
    ("monai.losses.DiceLoss", "smooth_nr", 1e-5),
    ("monai.losses.FocalLoss", "gamma", 2.0),
    ("monai.losses.TverskyLoss", "alpha", 0.5),
    ("monai.losses.TverskyLoss", "beta", 0.5),
    ("monai.losses.TverskyLoss", "smooth_nr", 1e-5),
    ("optax.ctc_loss", "blank_id", 0),
    ("optax.huber_loss", "delta", 1.0),
    ("optax.losses.dice_loss", "smooth", 1.0),
    ("optax.losses.ntxent", "temperature", 0.07),
    ("optax.losses.poly_loss_cross_entropy", "epsilon", 2.0),
    ("optax.losses.sigmoid_focal_loss", "gamma", 2.0),
    ("optax.losses.triplet_margin_loss", "eps", 1e-6),
    ("optax.losses.triplet_margin_loss", "margin", 1.0),
    ("pytorch_metric_learning.losses.ArcFaceLoss", "margin", 28.6),
    ("pytorch_metric_learning.losses.ArcFaceLoss", "scale", 64),
    ("pytorch_metric_learning.losses.ContrastiveLoss", "neg_margin", 1),
    ("pytorch_metric_learning.losses.CosFaceLoss", "margin", 0.35),
    ("pytorch_metric_learning.losses.CosFaceLoss", "scale", 64),
    ("pytorch_metric_learning.losses.NTXentLoss", "temperature", 0.07),
    ("pytorch_metric_learning.losses.SupConLoss", "temperature", 0.1),
    ("pytorch_metric_learning.losses.TripletMarginLoss", "margin", 0.05),
    ("sklearn.ensemble.GradientBoostingRegressor", "alpha", 0.9),
    ("sklearn.linear_model.HuberRegressor", "epsilon", 1.35),
    ("sklearn.linear_model.LogisticRegression", "C", 1.0),
    ("sklearn.linear_model.PoissonRegressor", "alpha", 1.0),
    ("sklearn.linear_model.QuantileRegressor", "alpha", 1.0),
    ("sklearn.linear_model.QuantileRegressor", "quantile", 0.5),
    ("sklearn.linear_model.SGDClassifier", "alpha", 1e-4),
    ("sklearn.linear_model.SGDRegressor", "epsilon", 0.1),
    ("sklearn.linear_model.TweedieRegressor", "power", 0.0),
    ("sklearn.metrics.mean_pinball_loss", "alpha", 0.5),
    ("sklearn.metrics.mean_tweedie_deviance", "power", 0.0),
    ("sklearn.svm.LinearSVC", "C", 1.0),
    ("sklearn.svm.LinearSVR", "epsilon", 0.0),
    ("sklearn.svm.SVR", "C", 1.0),
    ("sklearn.svm.SVR", "epsilon", 0.1),
]
# The same for a word; cards say it in words of their own, "its default loss" for one.
WORDS: list[tuple[str, str, str | None]] = [
    *((f"torch.nn.{loss}", "reduction", "mean") for loss in ("BCELoss", "CTCLoss", "GaussianNLLLoss", "HuberLoss")),
    *((f"torch.nn.{loss}", "reduction", "mean") for loss in ("KLDivLoss", "L1Loss", "MSELoss", "PoissonNLLLoss")),
    ("keras.losses.SparseCategoricalCrossentropy", "ignore_class", None),
    ("monai.losses.FocalLoss", "alpha", None),
    ("optax.losses.sigmoid_focal_loss", "alpha", None),
    ("sklearn.linear_model.SGDClassifier", "loss", "hinge"),
    ("sklearn.svm.LinearSVC", "loss", "squared_hinge"),
]


def numbers(text: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in re.findall(r"−?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


def test_cards_state_the_defaults_that_are_checked() -> None:
    unsaid = [(name, value) for name, _, value in DEFAULTS if value not in numbers(" ".join(SAID.get(name, [])))]
    assert unsaid == []


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [row for row in [*DEFAULTS, *WORDS] if key(row[0]) not in ASIDE and installed(key(row[0]))],
    ids=lambda part: str(part).rpartition(".")[2],
)
def test_defaults_are_as_said(name: str, parameter: str, value: float | str | None) -> None:
    assert defaults_of(name)[parameter] == value


@pytest.mark.skipif(not installed("optax"), reason="Optax is not installed")
def test_names_and_defaults_of_optax() -> None:
    rows = [row for row in [*DEFAULTS, *WORDS] if key(row[0]) in ASIDE]
    found = defaults_aside(name for name in PATHS if key(name) in ASIDE)
    assert [row for row in rows if found[row[0]][row[1]] != row[2]] == []


# --- objectives, which have no signature ------------------------------------------------------------------------


def trained_by_xgboost(objective: str, labels: list[float], **parameters: Any) -> dict[str, Any]:
    xgboost = pytest.importorskip("xgboost")
    groups = {"qid": [0] * len(labels)} if objective.startswith("rank:") else {}
    data = xgboost.DMatrix(np.zeros((len(labels), 1)), label=labels, **groups)
    booster = xgboost.train({"objective": objective, "nthread": 1, **parameters}, data, 1)
    settings: dict[str, Any] = json.loads(booster.save_config())["learner"]["objective"]
    return settings


@pytest.mark.parametrize("name", [name for name in OBJECTIVES if name.startswith("xgboost ") and ":" in name])
def test_objectives_of_xgboost_are_found(name: str) -> None:
    objective = name.removeprefix("xgboost ")
    more = {"multi:softprob": {"num_class": 2}, "reg:quantileerror": {"quantile_alpha": 0.5}}.get(objective, {})
    assert trained_by_xgboost(objective, [0.0, 1.0], **more)["name"] == objective


@pytest.mark.parametrize(
    ("name", "group", "parameter", "value"),
    [
        ("xgboost reg:pseudohubererror", "pseudo_huber_param", "huber_slope", 1.0),
        ("xgboost reg:tweedie", "tweedie_regression_param", "tweedie_variance_power", 1.5),
        ("xgboost scale_pos_weight", "reg_loss_param", "scale_pos_weight", 1.0),
    ],
)
def test_defaults_of_xgboost(name: str, group: str, parameter: str, value: float) -> None:
    objective = name.removeprefix("xgboost ") if ":" in name else "binary:logistic"
    assert float(trained_by_xgboost(objective, [0.0, 1.0])[group][parameter]) == value
    assert value in numbers(" ".join(SAID[name]))


def trained_by_lightgbm(objective: str, labels: list[float], **parameters: Any) -> Any:
    lightgbm = pytest.importorskip("lightgbm")
    few = {"min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 0, "min_data_in_bin": 1, "num_threads": 1, "verbose": -1}
    data = lightgbm.Dataset(np.arange(len(labels), dtype=float)[:, None], labels, params=few)
    settings = {"objective": objective, "boost_from_average": False, "learning_rate": 1.0, **few, **parameters}
    return lightgbm.train(settings, data, 1)


@pytest.mark.parametrize(
    ("objective", "parameter", "value"),
    [
        ("huber", "alpha", 0.9),
        ("multiclass", "num_class", 2),
        ("quantile", "alpha", 0.9),
        ("regression_l1", "boosting", "gbdt"),
        ("tweedie", "tweedie_variance_power", 1.5),
    ],
)
def test_objectives_and_defaults_of_lightgbm(objective: str, parameter: str, value: float | str) -> None:
    more = {"num_class": 2} if objective == "multiclass" else {}
    written = trained_by_lightgbm(objective, [0.0, 1.0, 1.0, 0.0], **more).model_to_string()
    settings = dict(re.findall(r"^\[(\w+): (.*)\]$", written, re.MULTILINE))
    assert (settings["objective"], settings[parameter]) == (objective, str(value))


def test_objectives_of_lightgbm_and_catboost_are_all_tried() -> None:
    others = {name for name in OBJECTIVES if not name.startswith("xgboost ")}
    tried = ("huber", "multiclass", "quantile", "regression_l1", "tweedie")
    assert others == {"catboost Quantile", *(f"lightgbm {objective}" for objective in tried)}


# --- what is said and has no default to look at -----------------------------------------------------------------


def test_keras_weighs_misses_by_alpha() -> None:
    keras = pytest.importorskip("keras")
    target, two_misses = np.array([[1.0, 1.0, 1.0, 0.0]]), np.array([[0.0, 0.0, 1.0, 0.0]])
    by_alpha, by_beta = (keras.losses.Tversky(*weights)(target, two_misses) for weights in ((1.0, 0.0), (0.0, 1.0)))
    assert (float(by_alpha), float(by_beta)) == (pytest.approx(2 / 3, abs=1e-6), pytest.approx(0, abs=1e-6))


def test_what_a_probability_of_0_costs() -> None:
    keras, metrics = pytest.importorskip("keras"), pytest.importorskip("sklearn.metrics")
    by_keras = float(keras.losses.BinaryCrossentropy()(np.array([[1.0]]), np.array([[0.0]])))
    by_sklearn = metrics.log_loss([1], [0.0], labels=[0, 1])
    assert (round(by_keras, 1), round(by_sklearn, 1)) == (16.1, 36.0)


@pytest.mark.parametrize("classes", [3, 5])
def test_second_derivative_of_lightgbms_cross_entropy(classes: int) -> None:
    trees = trained_by_lightgbm("multiclass", [0.0, 1.0, 0.0, 1.0], num_class=classes).trees_to_dataframe()
    p = 1 / classes
    assert trees["weight"][0] / trees["count"][0] == pytest.approx(classes / (classes - 1) * p * (1 - p), rel=1e-4)


def test_pairs_of_xgboost() -> None:
    xgboost = pytest.importorskip("xgboost")
    data = xgboost.DMatrix(np.array([[0.0], [1.0]]), label=[1, 0], qid=[0, 0], base_margin=[0.3, -0.7])
    plain = {"objective": "rank:pairwise", "eta": 1.0, "reg_lambda": 0.0, "min_child_weight": 0.0, "nthread": 1}
    plain["lambdarank_normalization"] = False
    sigma = 1 / (1 + np.exp(-1.0))
    for settings, gap in ((plain | {"lambdarank_score_normalization": False}, 1.0), (plain, 1.01)):
        leaf = xgboost.train(settings, data, 1).trees_to_dataframe().query("Feature == 'Leaf'").iloc[0]
        curvature = 2 * sigma * (1 - sigma) / gap
        assert (leaf["Cover"], leaf["Gain"] * leaf["Cover"]) == (
            pytest.approx(curvature, rel=1e-4),
            pytest.approx((1 - sigma) / gap, rel=1e-4),
        )


def test_level_of_catboosts_quantile() -> None:
    catboost = pytest.importorskip("catboost")
    settings = {"iterations": 20, "verbose": False, "allow_writing_files": False, "thread_count": 1}
    labels, table = np.linspace(0, 1, 400) ** 2, np.arange(400)[:, None] % 2
    predicted = catboost.CatBoost({"loss_function": "Quantile", **settings}).fit(table, labels).predict(table)
    assert np.mean(labels < predicted) == pytest.approx(0.5, abs=0.02)
