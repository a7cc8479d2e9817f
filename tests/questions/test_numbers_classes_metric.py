"""The numbers in the prose of questions about classes, embeddings and rankings, worked out again."""

from __future__ import annotations

from math import exp, log

import pytest


def share(gap: float) -> float:
    """Return the softmax of one of two scores that lies so far above the other."""
    return 1 / (1 + exp(-gap))


NUMBERS = [
    # what the prose says, what it is, where it stands
    (5.5452, log(256), "info_nce at_chance"),
    (6.931, log(1024), "info-nce-choose-stuck"),
    (1097, exp(7), "info-nce-choose-temperature"),
    (2.01, exp(0.7), "info-nce-choose-temperature"),
    (5.545, log(256), "info-nce-choose-bound"),
    (-4.455, log(256) - 10, "info-nce-choose-bound"),
    (1.3133, log(1 + exp(1)), "info-nce-compute-two"),
    (1.3863, log(4), "info-nce-compute-lengths"),
    (2.3026, log(10), "nll at_chance"),
    (0.5667, (0.2 + 0.1 + 1.4) / 3, "nll-compute-three"),
    (1.1116, (log(4 / 3) + 3 * log(4)) / 4, "weighted_cross_entropy worked"),
    (1.1666, (2 * log(4 / 3) + 8 * log(4)) / 10, "weighted-cross-entropy-compute-three"),
    (3.8886, (2 * log(4 / 3) + 8 * log(4)) / 3, "weighted-cross-entropy-compute-three"),
    (0.5003, -0.91 * log(0.91) - 0.09 * log(0.01), "label_smoothing_ce floor of 10"),
    (1.01, -0.9001 * log(0.9001) - 0.0999 * log(0.0001), "label_smoothing_ce floor of 1000"),
    (0.0943, -log(0.91), "label-smoothing-ce-choose-floor"),
    (4.51, log(91), "label-smoothing-ce-choose-gap"),
    (4.39, log(81), "label-smoothing-ce-choose-gap"),
    (2.20, log(9), "label-smoothing-ce-choose-gap"),
    (2.944439, log(0.95 / 0.05), "label_smoothing_ce boundary"),
    (0.5623, -0.75 * log(0.75) - 0.25 * log(0.25), "label_smoothing_ce worked"),
    (0.5074, 0.8 * log(4 / 3) + 0.2 * log(4), "label-smoothing-ce-compute-two"),
    (1.1666, 0.2 * log(4 / 3) + 0.8 * log(4), "label-smoothing-ce-compute-two"),
    (0.837, (log(4 / 3) + log(4)) / 2, "soft_target_ce worked"),
    (0.9299, (0.2 * log(4 / 3) + 0.8 * log(4) + log(2)) / 2, "soft-target-ce-compute-two"),
    (1.386, 2 * log(2), "soft-target-ce-choose-multi-hot"),
    (1.8651, 0.9**2 * log(10), "multiclass_focal at_chance"),
    (94.8, 900 * -log(0.9), "multiclass-focal-choose-easy"),
    (230.3, 100 * log(10), "multiclass-focal-choose-easy"),
    (0.29, 9 * -log(0.9) / (9 * -log(0.9) + log(10)), "multiclass-focal-choose-easy"),
    (0.005, 0.09 * -log(0.9) / (0.09 * -log(0.9) + 0.81 * log(10)), "multiclass-focal-choose-easy"),
    (0.018, log(4 / 3) / 16, "multiclass_focal worked"),
    (0.7798, 9 / 16 * log(4), "multiclass_focal worked"),
    (0.3989, (log(4 / 3) + 9 * log(4)) / 32, "multiclass-focal-compute-two"),
    (1.0397, 0.75 * log(4), "multiclass-focal-compute-chance"),
    (6.2364, log(511), "ntxent at_chance"),
    (0.5514, log(1 + 2 / exp(1)), "ntxent worked"),
    (0.1353, exp(-2), "ntxent-compute-two"),
    (0.2395, log(1 + 2 * exp(-2)), "ntxent-compute-two"),
    (1.9459, log(7), "ntxent-compute-collapse"),
    (5.5413, log(255), "supcon at_chance"),
    (0.8133, log(exp(1) + 1) - 0.5, "supcon worked"),
    (1.386, log(4), "supcon-choose-least"),
    (2.197, log(9), "supcon-choose-least"),
    (0.3133, log(1 + 1 / exp(1)), "supcon-compute-two"),
    (0.2088, 2 * log(1 + 1 / exp(1)) / 3, "supcon-compute-two"),
    (0.789, (log(2) + log(4 / 3) + log(4)) / 3, "bpr-compute-three"),
    (2.3671, log(2) + log(4 / 3) + log(4), "bpr-compute-three"),
    (0.2158, (log(4 / 3) + (log(2 / 3) + log(2)) / 2) / 2, "js-div-compute-half"),
    (0.1438, (log(2 / 3) + log(2)) / 2, "js-div-compute-half"),
    (0.1308, log(2) + 0.75 * log(0.75) + 0.25 * log(0.25), "js_div worked"),
    (0.8326, log(2) ** 0.5, "js-div-choose-scipy"),
    (1.4427, 1 / log(2), "js-div-choose-scipy"),
    (0.3466, log(2) / 2, "js-div-compute-rows"),
    (0.2667, (0.4 + 0.4 + 0) / 3, "cosine-embedding-compute-three"),
    (0.6, (0 + 1.5 + 0.3) / 3, "margin-ranking-compute-three"),
    (0.5822, -share(1) * log(share(1)) - share(-1) * log(share(-1)), "listnet worked"),
    (0.731, share(1), "listnet worked"),
    (0.665, exp(2) / (exp(2) + exp(1) + 1), "listnet-choose-perfect"),
    (0.245, exp(1) / (exp(2) + exp(1) + 1), "listnet-choose-perfect"),
    (0.090, 1 / (exp(2) + exp(1) + 1), "listnet-choose-perfect"),
    (54.6, exp(4), "listnet-choose-padding"),
    (0.7651, ((log(4 / 3) + log(4)) / 2 + log(2)) / 2, "listnet-compute-equal"),
    (0.998, (0.1 + 400) / 401, "ranknet-choose-pooled"),
    (0.965, (2 * 0.1 + 50) / 52, "ranknet-choose-pooled"),
    (8, 10 - 1 - 1, "ranknet-choose-pairs"),
    (0.4904, (log(4 / 3) + log(2)) / 2, "ranknet-compute-tie"),
    (0.837, (2 * log(4 / 3) + 2 * log(4)) / 4, "ranknet-compute-lists"),
    (0.4621, 2 * log(2) / 3, "ranknet-debug-ties"),
    (128.8, 128 * (1 + 1 / 256) + 0.005 * 128 * 127 / 256, "barlow_twins at_chance"),
    (0.0625, (1 - 3 / 4) ** 2, "barlow-twins-debug-variance"),
    (3.2026, log(10) + 0.9, "poly1 at_chance"),
    (0.5377, log(4 / 3) + 0.25, "poly1 worked"),
    (2.1363, log(4) + 0.75, "poly1 worked"),
    (2.8863, log(4) + 1.5, "poly1 worked"),
    (1.1931, log(2) + 0.5, "poly1 worked"),
    (1.837, (log(4 / 3) + 0.5 + log(4) + 1.5) / 2, "poly1-compute-two"),
    (0.6363, log(4) - 0.75, "poly1-compute-chance"),
    (0.567, 1 - (3 / 16) ** 0.5, "poly1-debug-batch"),
    (1.1435, (1 - 10**-0.7) / 0.7, "gce at_chance"),
    (0.008, 1000**-0.7, "gce symptoms"),
    (1.43, 1 / 0.7, "gce symptoms"),
    (0.6156, 0.5**0.7, "gce worked"),
    (0.5492, (1 - 0.5**0.7) / 0.7, "gce worked"),
    (0.2679, (1 - 0.75**0.5) / 0.5, "gce worked"),
    (0.0398, 0.01**0.7, "gce-choose-noise"),
    (25, 0.01**-0.7, "gce-choose-noise"),
    (0.0079, 1000**-0.7, "gce-choose-start"),
    (0.2, 10**-0.7, "gce-choose-start"),
    (0.866, 0.75**0.5, "gce-compute-half"),
    (0.634, (2 * (1 - 0.75**0.5) + 1) / 2, "gce-compute-half"),
    (1.0, (1 - 0.75) ** 0.5 / 0.5, "gce-debug-power"),
    (-0.298, -(0.25 + 0.5 * log(2)) * 0.5, "multiclass-focal-debug-detached"),
]


@pytest.mark.parametrize(("said", "worked_out", "where"), NUMBERS)
def test_a_number_in_prose_is_what_it_is_said_to_be(said: float, worked_out: float, where: str) -> None:
    digits = len(f"{said}".partition(".")[2]) if isinstance(said, float) else 0
    assert said == round(worked_out, digits), where
