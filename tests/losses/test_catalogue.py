"""The catalogue: every name is found, every line of PyTorch works, and the definitions agree with other sources."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.errors import UsageError
from lossquiz.losses.catalogue import catalogue, find_loss, free_names

IMPLEMENT_IDS = """
mse mae huber smooth_l1 log_cosh quantile pseudo_huber msle epsilon_insensitive weighted_mse_l1 gaussian_nll poisson_nll
tweedie bce bce_with_logits weighted_bce focal focal_alpha hinge squared_hinge soft_margin categorical_cross_entropy
cross_entropy nll weighted_cross_entropy label_smoothing_ce masked_cross_entropy soft_target_ce categorical_focal
multiclass_focal multi_margin poly1 gce kl_div js_div gaussian_kl contrastive contrastive_hadsell triplet
batch_hard_triplet cosine_embedding margin_ranking hinge_embedding info_nce ntxent clip supcon bpr ranknet listnet dice
tversky focal_tversky jaccard iou_loss giou diou causal_lm_ce kd_kl dpo ipo bradley_terry ppo_clip grpo elbo
gan_non_saturating gan_hinge cox_ph barlow_twins
""".split()  # noqa: SIM905 - sixty words read better without quotes

WORLD: dict[str, Any] = {
    "n_pos": 10.0,
    "n_neg": 90.0,
    "cost_fn": 5.0,
    "cost_fp": 1.0,
    "class_counts": torch.tensor([50.0, 30.0, 20.0]),
    "class_weights": torch.tensor([0.5, 1.0, 2.0]),
    "costs": torch.tensor([[0.0, 1.0, 4.0], [1.0, 0.0, 2.0], [5.0, 2.0, 0.0]]),
    "task_weights": torch.tensor([1.0, 4.0]),
    "residual_scale": 2.0,
    "level": 0.9,
    "vocabulary": 100,
    "width": 8,
    "prior": 0.2,
    "transition": torch.full((3, 3), 0.1) + 0.7 * torch.eye(3),
    "embed": lambda images: images.mean(1),
    "distance": lambda a, b: (a - b).abs().sum(1),
}


def namespace() -> dict[str, Any]:
    return {"torch": torch, "F": F, "math": math, "itertools": itertools, **WORLD}


def build(loss_id: str, **arguments: str) -> Any:
    """Construct the loss as a reader would, by pasting its line."""
    loss = catalogue()[loss_id]
    names = namespace()
    text = loss.with_arguments({**loss.arguments, **arguments})
    if loss.torch:
        return eval(text, names)  # noqa: S307 - our own catalogue, pasted as its reader would
    before = set(names)
    exec(text, names)  # noqa: S102 - our own catalogue, pasted as its reader would
    made = [value for name, value in names.items() if name not in before and name != "__builtins__"][-1]
    return made() if isinstance(made, type) else made


@pytest.mark.parametrize("loss_id", list(catalogue()))
def test_every_line_is_constructed_and_called(loss_id: str) -> None:
    torch.manual_seed(0)
    loss = catalogue()[loss_id]
    value = build(loss_id)(*eval(loss.example, namespace()))  # noqa: S307 - our own catalogue
    value = value[1] if isinstance(value, tuple) else value
    assert value.dim() == 0
    assert torch.isfinite(value)


@pytest.mark.parametrize("loss_id", list(catalogue()))
def test_every_card_is_complete(loss_id: str) -> None:
    loss = catalogue()[loss_id]
    for text in (loss.title, loss.formula, loss.use, loss.expects, loss.reduction, loss.source):
        assert text.strip()
    assert loss.trade_offs


def test_the_names_that_a_line_leaves_open_are_explained() -> None:
    assert set(free_names()) == set(WORLD)


def test_every_question_that_asks_for_code_has_its_loss() -> None:
    assert [loss_id for loss_id in IMPLEMENT_IDS if loss_id not in catalogue()] == []


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("huber", "huber"),
        ("L1", "mae"),
        ("Mean squared error", "mse"),
        ("pos-weight", "weighted_bce"),
        ("mnrl", "info_nce"),
        ("balanced_softmax", "logit_adjusted_ce"),
        ("simclr", "ntxent"),
        ("Kullback-Leibler", "kl_div"),
        ("bco", "kto"),
    ],
)
def test_a_loss_is_found_by_its_other_names(word: str, found: str) -> None:
    assert find_loss(word).id == found


def test_an_unknown_loss_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'unknown loss "hubre"; did you mean huber'):
        find_loss("hubre")


# ---- the definitions against a second source


def arrays(seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.normal(size=7), draw.normal(size=7)


@pytest.mark.parametrize(
    ("loss_id", "numpy"),
    [
        ("log_cosh", lambda p, y: np.log(np.cosh(p - y)).mean()),
        ("pseudo_huber", lambda p, y: (np.sqrt(1 + (p - y) ** 2) - 1).mean()),
        ("quantile", lambda p, y: np.where(y > p, 0.5 * (y - p), 0.5 * (p - y)).mean()),
        ("expectile", lambda p, y: np.where(y > p, 0.75, 0.25).dot((y - p) ** 2) / len(y)),
        ("epsilon_insensitive", lambda p, y: np.maximum(0, np.abs(p - y) - 0.1).mean()),
        ("smape", lambda p, y: (np.abs(p - y) / (np.abs(p) + np.abs(y))).mean()),
        ("linex", lambda p, y: (np.exp(y - p) - (y - p) - 1).mean()),
        ("cauchy", lambda p, y: np.log(1 + ((p - y) / 2) ** 2 / 2).mean()),
        ("rmse", lambda p, y: np.sqrt(((p - y) ** 2).mean())),
    ],
)
def test_a_regression_snippet_is_its_formula(loss_id: str, numpy: Any) -> None:
    pred, target = arrays()
    value = build(loss_id)(torch.tensor(pred), torch.tensor(target))
    assert value.item() == pytest.approx(numpy(pred, target), rel=1e-5)


def test_tukey_is_flat_beyond_its_constant() -> None:
    tukey = build("tukey_biweight")
    far = [tukey(torch.tensor([distance]), torch.tensor([0.0])).item() for distance in (10.0, 1000.0)]
    assert far == pytest.approx([4.685**2 / 6] * 2)


def test_focal_is_what_torchvision_documents() -> None:
    # By hand, logit 0: p = 0.5, so (1 − 0.5)² · log 2 for either label.
    value = build("focal")(torch.zeros(2), torch.tensor([0.0, 1.0]))
    assert value.item() == pytest.approx(0.25 * math.log(2))


def test_giou_by_hand() -> None:
    # Unit squares one apart: IoU 0, hull 3, union 2, so 1 − 0 + 1/3.
    value = build("giou")(torch.tensor([[0.0, 0, 1, 1]]), torch.tensor([[2.0, 0, 3, 1]]))
    assert value.item() == pytest.approx(4 / 3)


def test_ciou_punishes_the_shape_where_diou_does_not() -> None:
    # Same centre, 2 × 1 against 1 × 2: IoU 1/3; v = 4/π²(atan ½ − atan 2)².
    boxes = torch.tensor([[0.0, 0.5, 2, 1.5]]), torch.tensor([[0.5, 0.0, 1.5, 2]])
    v = 4 / math.pi**2 * (math.atan(0.5) - math.atan(2)) ** 2
    assert build("diou")(*boxes).item() == pytest.approx(2 / 3)
    assert build("ciou")(*boxes).item() == pytest.approx(2 / 3 + v * v / (2 / 3 + v))


def test_wasserstein_and_chamfer_by_hand() -> None:
    assert build("wasserstein")(torch.tensor([0.0, 3.0]), torch.tensor([4.0, 1.0])).item() == 1.0
    line = torch.tensor([[0.0], [1.0]]), torch.tensor([[0.0], [3.0]])
    assert build("chamfer")(*line).item() == pytest.approx(0.5 + 2.0)


def test_rnnt_sums_over_every_path() -> None:
    # Two frames, one symbol, all probabilities ½ of two symbols: two paths of three steps, 2 · ½³.
    value = build("rnnt")(torch.zeros(1, 2, 2, 2), torch.tensor([[1]]))
    assert value.item() == pytest.approx(-math.log(2 * 0.5**3))


def test_zero_inflated_poisson_is_a_distribution() -> None:
    zip_nll = build("zip_nll")
    rate, gate = torch.tensor([0.7]), torch.tensor([-0.4])
    total = sum(math.exp(-zip_nll(gate, rate, torch.tensor([float(k)])).item()) for k in range(40))
    assert total == pytest.approx(1.0, abs=1e-5)


def test_hurdle_and_zinb_are_distributions() -> None:
    for name, learned in (("hurdle_nll", ()), ("zinb_nll", (torch.tensor([0.7]),))):
        nll = build(name)
        values = (torch.tensor([float(k)]) for k in range(400))
        losses = (nll(torch.tensor([0.7]), value, torch.tensor([-0.4]), *learned) for value in values)
        total = sum(math.exp(-loss.item()) for loss in losses)
        assert total == pytest.approx(1.0, abs=1e-4), name


def test_cached_info_nce_gives_the_gradient_of_the_whole_batch() -> None:
    torch.manual_seed(1)
    model, queries, keys = torch.nn.Linear(3, 2), torch.randn(6, 3), torch.randn(6, 3)
    loss = build("info_nce")
    loss(model(queries), model(keys)).backward()
    whole = model.weight.grad.clone()
    model.zero_grad()
    build("cached_info_nce")(model, queries, keys, piece=2)
    torch.testing.assert_close(model.weight.grad, whole)


def test_sinkhorn_and_mmd_vanish_on_one_set() -> None:
    points = torch.randn(6, 2, generator=torch.Generator().manual_seed(2))
    assert build("mmd")(points, points).item() == pytest.approx(0, abs=1e-6)
    assert build("sinkhorn")(points, points).item() == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("typed", "loss_id"),
    [
        ("HuberLoss", "huber"),
        ("CrossEntropyLoss", "cross_entropy"),
        ("NLLLoss", "nll"),
        ("CTCLoss", "ctc"),
        ("InfoNCE", "info_nce"),
        ("logloss", "bce_with_logits"),
        ("softmax", "cross_entropy"),
        ("MSELoss", "mse"),
        ("L1Loss", "mae"),
        ("DPO", "dpo"),
    ],
)
def test_names_are_found_as_people_write_them(typed: str, loss_id: str) -> None:
    assert find_loss(typed).id == loss_id


@pytest.mark.parametrize(
    ("word", "loss_id"),
    [("rloo", "reinforce"), ("cdpo", "robust_dpo"), ("cpo", "simpo"), ("sphereface", "arcface"), ("bco", "kto")],
)
def test_a_relative_finds_the_nearest_card_and_is_no_other_name_for_it(word: str, loss_id: str) -> None:
    loss = find_loss(word)
    assert loss.id == loss_id
    assert word in loss.near
    assert word not in loss.aliases


# ---- far out, where what is contracted carelessly has no gradient, or none that is a number


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(
    ("mu", "lower", "upper", "value", "slope"),
    [
        # Censored at z = 50: −log(1 − Φ(50)) = 1250 + log(50·√(2π)) + 1/2500, and its slope is the hazard at 50.
        (-50.0, 1.0, math.inf, 1254.8313, -50.01998),
        # Known to be before exp(0), of which the model is certain of the contrary: Φ(−50).
        (50.0, 0.0, 1.0, 1254.8313, 50.01998),
        # Left-censored where nothing is extreme: −log Φ(0).
        (0.0, 0.0, 1.0, math.log(2), math.sqrt(2 / math.pi)),
        # Between z = 30 and 31, which is nearly all beyond 30.
        (-30.0, 1.0, math.e, 454.32124, -30.03326),
    ],
)
def test_a_censored_row_far_from_its_prediction_pulls(
    dtype: torch.dtype, mu: float, lower: float, upper: float, value: float, slope: float
) -> None:
    at = torch.tensor([mu], dtype=dtype, requires_grad=True)
    log_sigma = torch.zeros((), dtype=dtype, requires_grad=True)
    loss = build("aft_nll")(at, log_sigma, torch.tensor([lower], dtype=dtype), torch.tensor([upper], dtype=dtype))
    loss.backward()
    assert loss.item() == pytest.approx(value, rel=1e-5)
    assert at.grad is not None
    assert log_sigma.grad is not None
    assert at.grad.item() == pytest.approx(slope, rel=1e-4)
    assert torch.isfinite(log_sigma.grad)


def test_a_grade_far_from_its_score_pulls() -> None:
    # −log σ(−1 − 200): the lowest grade, with a score 201 above its threshold.
    score = torch.tensor([200.0], requires_grad=True)
    loss = build("cumulative_logit")(score, torch.tensor([-1.0, 0.0, 1.0]), torch.tensor([0]))
    loss.backward()
    assert loss.item() == pytest.approx(201)
    assert score.grad is not None
    assert score.grad.item() == pytest.approx(1)


def test_a_label_that_the_model_rules_out_pulls() -> None:
    # Labels never wrong: −log p = 200, and the gradient is p − y.
    logits = torch.tensor([[200.0, 0.0, 0.0]], requires_grad=True)
    loss = build("forward_correction", transition="torch.eye(3)")(logits, torch.tensor([1]))
    loss.backward()
    assert loss.item() == pytest.approx(200)
    torch.testing.assert_close(logits.grad, torch.tensor([[1.0, -1.0, 0.0]]))


@pytest.mark.filterwarnings("ignore:`torch.cpu.amp.autocast:FutureWarning")  # of torch 2.4's own checkpoints
def test_the_blockwise_cross_entropy_keeps_no_block_of_logits() -> None:
    rows, width, classes, chunk = 64, 4, 64, 16
    hidden, weight = torch.randn(rows, width, requires_grad=True), torch.randn(classes, width, requires_grad=True)
    kept: list[int] = []
    with torch.autograd.graph.saved_tensors_hooks(lambda t: kept.append(t.numel()) or t, lambda t: t):
        loss = build("linear_cross_entropy")(hidden, weight, torch.arange(rows) % classes, chunk)
    assert max(kept, default=0) < chunk * classes
    loss.backward()
    whole = hidden.detach().requires_grad_()
    F.cross_entropy(whole @ weight.detach().T, torch.arange(rows) % classes).backward()
    torch.testing.assert_close(hidden.grad, whole.grad)
