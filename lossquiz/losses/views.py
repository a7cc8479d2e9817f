"""Ways to look at a loss along one number: what the number is, and what the inputs are for each of its values.

A view goes by the names of the inputs, as the catalogue has them. Torch is imported when a view is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the losses of some inputs.

    Attributes:
        against: What the number is, for a reader.
        low: Its least value.
        high: Its greatest.
        feed: Makes the inputs out of it, a double-precision scalar that a gradient is due to.
        kinds: What the first input may be, as the catalogue writes it; empty for anything.
    """

    against: str
    low: float
    high: float
    feed: Callable[[Tensor], Mapping[str, Any]]
    kinds: tuple[str, ...] = ()


def _row(*values: float | Tensor) -> Tensor:
    """Return one row of numbers, some of which may be scalars that a gradient flows to."""
    import torch

    return torch.stack([torch.as_tensor(value, dtype=torch.float64) for value in values]).unsqueeze(0)


def _one(value: float | Tensor) -> Tensor:
    import torch

    return torch.as_tensor(value, dtype=torch.float64).reshape(1)


def _ids(*values: int) -> Tensor:
    import torch

    return torch.tensor(values)


def _pair(x: Tensor) -> Tensor:
    """Return the unit vector at an angle of x to (1, 0)."""
    return _row(x.cos(), x.sin())


def _among(x: float | Tensor) -> Tensor:
    """Return three unit vectors at right angles, the first turned by x towards a fourth."""
    import torch

    angle = torch.as_tensor(x, dtype=torch.float64)
    none = torch.zeros_like(angle)
    rows = [[angle.cos(), none, none, angle.sin()], [none, none + 1, none, none], [none, none, none + 1, none]]
    return torch.stack([torch.stack(row) for row in rows])


def _cat(*rows: Tensor) -> Tensor:
    import torch

    return torch.cat(rows)


def _mask(inside: float | Tensor, outside: float) -> Tensor:
    """Return an image of 4 × 4 pixels with one value in the four of its middle and another around them."""
    import torch

    middle = torch.zeros(1, 1, 4, 4, dtype=torch.float64)
    middle[..., 1:3, 1:3] = 1
    return middle * inside + (1 - middle) * outside


_FAR = (-3.0, 3.0)
_LOGIT = (-6.0, 6.0)
_AT_0 = "the error: pred, at target = 0"
_AT_1 = "pred, at target = 1"
_TRUE = "the logit of the true class, two others at 0"
_AHEAD = "the score of the better one, the other at 0"
_MARGIN = "the log-ratio gained on the chosen answer, all else at 0"
_FLAT = ("float [N, *]", "float [N]")
_CLASSES = ("float [N, C]",)
_PIXELS = ("float [N, C, *]", "float [N, C, H, W]")


def _each(names: str, *found: View) -> dict[tuple[str, ...], tuple[View, ...]]:
    """Return views of all losses whose inputs are listed, one list after a bar another."""
    return {tuple(each.split()): found for each in names.split("|")}


VIEWS: Mapping[tuple[str, ...], tuple[View, ...]] = {
    **_each(
        "pred target|pred target weight|pred target mask",
        View(_AT_0, *_FAR, lambda x: {"pred": _one(x), "target": _one(0), "weight": _one(1), "mask": _one(1)}, _FLAT),
        View(_AT_1, 0.05, 4, lambda x: {"pred": _one(x), "target": _one(1), "weight": _one(1), "mask": _one(1)}, _FLAT),
        View(
            "the error of each output, at target = 0",
            *_FAR,
            lambda x: {"pred": _row(x, x, x), "target": _one(0)},
            ("float [N, Q]",),
        ),
    ),
    **_each(
        "noise_pred noise", View("the error in the noise", *_FAR, lambda x: {"noise_pred": _one(x), "noise": _one(0)})
    ),
    **_each(
        "noise_pred noise snr",
        View(
            "the error in the noise, at a signal-to-noise ratio of 10",
            *_FAR,
            lambda x: {"noise_pred": _row(x), "noise": _row(0), "snr": _one(10)},
        ),
    ),
    **_each(
        "logits target",
        View("the logit, at target = 1", *_LOGIT, lambda x: {"logits": _one(x), "target": _one(1)}, _FLAT),
        View(_TRUE, *_LOGIT, lambda x: {"logits": _row(x, 0, 0), "target": _ids(0)}, _CLASSES),
        View(_TRUE, *_LOGIT, lambda x: {"logits": _row(x, 0, 0), "target": _row(1, 0, 0)}, _CLASSES),
        View(
            "the logit of the true class in each pixel, the other at 0",
            *_LOGIT,
            lambda x: {
                "logits": _row(x, 0).repeat(4, 1).T.reshape(1, 2, 2, 2),
                "target": _ids(0, 0, 0, 0).reshape(1, 2, 2),
            },
            _PIXELS,
        ),
        View(
            "the logit on a mask of 4 pixels in 16, −3 outside",
            *_LOGIT,
            lambda x: {"logits": _mask(x, -3), "target": _mask(1, 0)},
            _PIXELS,
        ),
        View(
            "what is added to both logits of three grades, the true one the middle",
            *_LOGIT,
            lambda x: {"logits": _row(x + 1, x - 1), "target": _ids(1)},
            ("float [N, K-1]",),
        ),
    ),
    **_each(
        "scores target",
        View("the score, at target = +1", *_FAR, lambda x: {"scores": _one(x), "target": _one(1)}, _FLAT),
        View(_TRUE, *_FAR, lambda x: {"scores": _row(x, 0, 0), "target": _ids(0)}, _CLASSES),
    ),
    **_each(
        "probs target",
        View("the probability, at target = 1", 0.01, 0.99, lambda x: {"probs": _one(x), "target": _one(1)}, _FLAT),
        View(
            "the probability of the true class, of two",
            0.01,
            0.99,
            lambda x: {"probs": _row(x, 1 - x), "target": _row(1, 0)},
            _CLASSES,
        ),
        View(
            "the probability on a mask of 4 pixels in 16, 0.05 outside",
            0.01,
            0.99,
            lambda x: {"probs": _mask(x, 0.05), "target": _mask(1, 0)},
            _PIXELS,
        ),
    ),
    **_each(
        "log_probs target",
        View("log p of the true class", -6, -0.01, lambda x: {"log_probs": _row(x, 0), "target": _ids(0)}),
    ),
    **_each(
        "log_mean target",
        View("the log of the mean, at target = 2", -2.5, 3, lambda x: {"log_mean": _one(x), "target": _one(2)}),
    ),
    **_each(
        "mean target var|loc target scale|mean std target",
        View(
            "the error of the mean, at scale 1",
            *_FAR,
            lambda x: {
                "mean": _one(x),
                "loc": _one(x),
                "target": _one(0),
                "var": _one(1),
                "scale": _one(1),
                "std": _one(1),
            },
        ),
        View(
            "the log of the location, at target = 2 and scale 1",
            *_FAR,
            lambda x: {"loc": _one(x), "target": _one(2), "scale": _one(1)},
        ),
    ),
    **_each(
        "pos_scores neg_scores|chosen_rewards rejected_rewards|chosen rejected|first second target",
        View(
            _AHEAD,
            *_LOGIT,
            lambda x: {
                **dict.fromkeys(("pos_scores", "chosen_rewards", "chosen", "first"), _one(x)),
                **dict.fromkeys(("neg_scores", "rejected_rewards", "rejected", "second"), _one(0)),
                "target": _one(1),
            },
        ),
        View(_AHEAD, *_LOGIT, lambda x: {"pos_scores": _one(x), "neg_scores": _row(0, 0)}),
        View(
            "the mean log-probability of the chosen answer, −1 for the other",
            -4,
            -0.05,
            lambda x: {"chosen": _one(x), "rejected": _one(-1)},
        ),
    ),
    **_each(
        "policy_chosen policy_rejected ref_chosen ref_rejected",
        View(
            _MARGIN,
            -40,
            40,
            lambda x: {
                "policy_chosen": _one(x),
                "policy_rejected": _one(0),
                "ref_chosen": _one(0),
                "ref_rejected": _one(0),
            },
        ),
    ),
    **_each(
        "chosen rejected chosen_len rejected_len",
        View(
            "the log-probability of the chosen answer of 10 tokens, −20 for the other",
            -60,
            -1,
            lambda x: {"chosen": _one(x), "rejected": _one(-20), "chosen_len": _ids(10), "rejected_len": _ids(10)},
        ),
    ),
    **_each(
        "policy reference desirable kl",
        View(
            "the log-ratio of a desirable answer",
            -40,
            40,
            lambda x: {"policy": _one(x), "reference": _one(0), "desirable": _one(1), "kl": _one(0)[0]},
        ),
    ),
    **_each(
        "log_probs old_log_probs advantages",
        View(
            "the log of the ratio, at advantage 1",
            -0.6,
            0.6,
            lambda x: {"log_probs": _one(x), "old_log_probs": _one(0), "advantages": _one(1)},
        ),
    ),
    **_each(
        "values old_values returns",
        View(
            "the value, at an old value of 0 and a return of 1",
            -1,
            2,
            lambda x: {"values": _one(x), "old_values": _one(0), "returns": _one(1)},
        ),
    ),
    **_each(
        "log_probs ref_log_probs",
        View("log p, at a reference of −2", -4, -0.5, lambda x: {"log_probs": _one(x), "ref_log_probs": _one(-2)}),
    ),
    **_each(
        "real fake|fake",
        View("the score of a fake, a real one at 0", -4, 4, lambda x: {"fake": _one(x), "real": _one(0)}),
    ),
    **_each(
        "student teacher|student teacher target",
        View(
            "a logit of the student; the teacher gives it 2, two others 0",
            *_LOGIT,
            lambda x: {"student": _row(x, 0, 0), "teacher": _row(2, 0, 0), "target": _ids(0)},
        ),
    ),
    **_each(
        "log_q p|p q",
        View(
            "q of a class that has p = 0.7, of two",
            0.01,
            0.99,
            lambda x: {"log_q": _row(x, 1 - x).log(), "q": _row(x, 1 - x), "p": _row(0.7, 0.3)},
        ),
    ),
    **_each(
        "distance dissimilar",
        View("the distance of a dissimilar pair", 0.01, 2, lambda x: {"distance": _one(x), "dissimilar": _one(1)}),
    ),
    **_each(
        "distance target",
        View("the distance of a pair of target −1", 0.01, 2, lambda x: {"distance": _one(x), "target": _one(-1)}),
    ),
    **_each(
        "x1 x2 similar|x1 x2 target",
        View(
            "the distance of a dissimilar pair",
            0.01,
            2,
            lambda x: {"x1": _row(x, 0), "x2": _row(0, 0), "similar": _one(0)},
        ),
        View(
            "the angle between a dissimilar pair",
            0.01,
            3.13,
            lambda x: {"x1": _pair(x), "x2": _row(1, 0), "target": _one(-1)},
        ),
    ),
    **_each(
        "anchor positive negative",
        View(
            "the distance of the negative, the positive at 0.5",
            0.01,
            3,
            lambda x: {"anchor": _row(0, 0), "positive": _row(0.5, 0), "negative": _row(0, x)},
        ),
    ),
    **_each(
        "prediction target|p z",
        View(
            "the angle between the two views",
            0.01,
            3.13,
            lambda x: {"prediction": _pair(x), "p": _pair(x), "target": _row(1, 0), "z": _row(1, 0)},
        ),
    ),
    **_each(
        "pred true",
        View(
            "how far a box of side 2 lies to the side of the true one",
            *_FAR,
            lambda x: {"pred": _row(x, 0, x + 2, 2), "true": _row(0, 0, 2, 2)},
        ),
    ),
    **_each(
        "mu logvar",
        View("mu, at a variance of 1", *_FAR, lambda x: {"mu": _row(x), "logvar": _row(0)}),
    ),
    **_each(
        "log_mean log_dispersion target|logit_pi log_rate target|log_rate target gate_logit|"
        "log_mean target gate_logit log_dispersion",
        View(
            "the log of the mean, at target = 2",
            -2.5,
            3,
            lambda x: {
                "log_mean": _one(x),
                "log_rate": _one(x),
                "log_dispersion": _one(0),
                "logit_pi": _one(0),
                "gate_logit": _one(0),
                "target": _one(2),
            },
        ),
    ),
    **_each(
        "scores relevance",
        View(
            "the score of the relevant one of three, the others at 0",
            *_LOGIT,
            lambda x: {"scores": _row(x, 0, 0), "relevance": _row(1, 0, 0)},
        ),
    ),
    **_each(
        "logits quality",
        View("the logit, at a quality of 0.7", *_LOGIT, lambda x: {"logits": _one(x), "quality": _one(0.7)}),
    ),
    **_each(
        "logits target known",
        View(_TRUE, *_LOGIT, lambda x: {"logits": _row(x, 0, 0), "target": _row(1, 0, 0), "known": _row(1, 1, 1)}),
    ),
    **_each(
        "router_logits",
        View("one of three logits, the others at 0", *_LOGIT, lambda x: {"router_logits": _row(x, 0, 0)}),
    ),
    **_each(
        "mu log_sigma lower upper",
        View(
            "the predicted log of the time, the event at time 1",
            *_FAR,
            lambda x: {"mu": _one(x), "log_sigma": _one(0)[0], "lower": _one(1), "upper": _one(1)},
        ),
    ),
    **_each(
        "logits actions advantages",
        View(
            "the logit of the action taken, at advantage 1, two others at 0",
            *_LOGIT,
            lambda x: {"logits": _row(x, 0, 0), "actions": _ids(0), "advantages": _one(1)},
        ),
    ),
    **_each(
        "pos_logit neg_logits pos_log_q neg_log_q",
        View(
            "the logit of the positive, two negatives at 0",
            *_LOGIT,
            lambda x: {
                "pos_logit": _one(x),
                "neg_logits": _row(0, 0),
                "pos_log_q": _one(-3),
                "neg_log_q": _row(-3, -3),
            },
        ),
    ),
    **_each(
        "query key|z1 z2|image text logit_scale|image text logit_scale logit_bias|anchors positives|"
        "query item log_freq",
        View(
            "the angle between a pair, two other pairs at right angles to it",
            0,
            3.14,
            lambda x: {
                **dict.fromkeys(("query", "z1", "image", "anchors"), _among(x)),
                **dict.fromkeys(("key", "z2", "text", "positives", "item"), _among(0)),
                "logit_scale": _one(10)[0],
                "logit_bias": _one(-10)[0],
                "log_freq": _row(-1, -1, -1)[0],
            },
        ),
    ),
    **_each(
        "embeddings weight labels",
        View(
            "the angle to the centre of the true class, two others at right angles",
            0,
            3.14,
            lambda x: {"embeddings": _among(x)[:1], "weight": _among(0), "labels": _ids(0)},
        ),
    ),
    **_each(
        "z labels",
        View(
            "the angle between two of a class, two of another at right angles",
            0.01,
            3.13,
            lambda x: {"z": _cat(_among(x)[:1], _among(0)[[0, 1, 1]]), "labels": _ids(0, 0, 1, 1)},
        ),
    ),
    **_each(
        "log_hazard duration event",
        View(
            "the log hazard of who dies first, two survivors at 0",
            *_LOGIT,
            lambda x: {"log_hazard": _row(x, 0, 0)[0], "duration": _row(1, 2, 3)[0], "event": _row(1, 0, 0)[0]},
        ),
    ),
    **_each(
        "logits interval event",
        View(
            "the logit of the interval in which the event comes, two others at 0",
            *_LOGIT,
            lambda x: {"logits": _row(x, 0, 0), "interval": _ids(0), "event": _one(1)},
        ),
    ),
    **_each(
        "mean target raw_kappa",
        View(
            "the error of the angle",
            -3.14,
            3.14,
            lambda x: {"mean": _one(x), "target": _one(0), "raw_kappa": _one(1)},
        ),
    ),
    **_each(
        "velocity x0 x1",
        View("the error in the velocity", *_FAR, lambda x: {"velocity": _row(x), "x0": _row(0), "x1": _row(0)}),
    ),
    **_each(
        "encoded codes",
        View("how far the output lies from its code", *_FAR, lambda x: {"encoded": _row(x), "codes": _row(0)}),
    ),
    **_each(
        "losses log_vars",
        View("the log-variance of a task whose loss is 1", *_FAR, lambda x: {"losses": _one(1), "log_vars": _one(x)}),
    ),
    **_each(
        "score thresholds target",
        View(
            "the score, at thresholds −1 and 1, the middle grade the true one",
            *_LOGIT,
            lambda x: {"score": _one(x), "thresholds": _row(-1, 1)[0], "target": _ids(1)},
        ),
    ),
    **_each(
        "student_pos student_neg teacher_pos teacher_neg",
        View(
            "the margin of the student, at a margin of 1 of the teacher",
            *_FAR,
            lambda x: {"student_pos": _one(x), "student_neg": _one(0), "teacher_pos": _one(1), "teacher_neg": _one(0)},
        ),
    ),
}
