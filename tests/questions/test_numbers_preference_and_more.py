"""Numbers in prose (cards, prompts, options, explanations) of preference and other newer losses, worked out again."""

from __future__ import annotations

import math
from itertools import starmap

import pytest


def near(*pairs: tuple[float, float]) -> bool:
    return all(starmap(lambda value, said: value == pytest.approx(said, abs=0.6e-4), pairs))


def softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_dpo() -> None:
    assert near((math.log(2), 0.6931), (softplus(-1.3), 0.2410), (softplus(-1.5), 0.2014), (softplus(-2), 0.1269))
    assert near((softplus(2), 2.1269))
    assert softplus(0.5) == pytest.approx(0.97, abs=0.005)
    assert math.log(9) / 0.1 == pytest.approx(22.0, abs=0.05)
    assert math.log(9) / 0.5 == pytest.approx(4.4, abs=0.05)
    assert sigmoid(math.log(9)) == pytest.approx(0.9)


def test_ipo() -> None:
    beta = 0.1
    assert near((1 / (4 * beta**2), 25.0), (1 / 2 * beta, 0.05), ((1 / 2 * beta) ** 2, 0.0025))
    assert 2 * (0 - 1 / (2 * beta)) / (-beta * sigmoid(0)) == pytest.approx(200.0)
    assert 25 / math.log(2) == pytest.approx(36.07, abs=0.005)
    target, share = 5.0, 0.8
    best = min(
        (k / 1000 for k in range(-9000, 9000)), key=lambda h: share * (h - target) ** 2 + 0.2 * (h + target) ** 2
    )
    assert best == pytest.approx((2 * share - 1) * target, abs=1e-3)


def test_bradley_terry() -> None:
    assert near((sigmoid(2.2), 0.9002), (sigmoid(1.2), 0.7685), (sigmoid(0.2), 0.5498))
    assert near((math.log(4 / 3), 0.2877), (math.log(2) + math.log(4 / 3), 0.9808), (math.exp(1.0986123), 3.0))
    assert near((softplus(-2), 0.1269), (softplus(-5) + softplus(3), 3.0553))
    assert sigmoid(1.1) == pytest.approx(0.75, abs=0.002)
    assert sigmoid(4.6) == pytest.approx(0.99, abs=0.001)


def test_gan_non_saturating() -> None:
    assert near((2 * math.log(2), 1.3863), (softplus(-1) + softplus(0), 1.0064))
    assert near((sigmoid(5), 0.9933), (sigmoid(-5), 0.0067))
    assert sigmoid(5) / sigmoid(-5) == pytest.approx(148.4, abs=0.05)
    assert near((softplus(-math.log(3)), 0.2877), (softplus(math.log(3)), 1.3863))
    assert near(((0.28768 + 1.38629) / 2, 0.8370), (0.83699 + 0.28768, 1.1247))


def test_gan_hinge() -> None:
    assert near((2.5 / 3, 0.8333), (2.5 / 3 + 0.5, 1.3333), (max(0, 1 + 7) / 4, 2.0), (2 * math.log(2), 1.3863))
    assert max(0.0, 1 - sum([9, -7]) / 2) == 0
    assert (max(0, 1 - 9) + max(0, 1 + 7)) / 2 == 4


def one_kl(mean: float, variance: float) -> float:
    return 0.5 * (mean**2 + variance - 1 - math.log(variance))


def test_gaussian_kl() -> None:
    assert near((one_kl(1, 1), 0.5), (one_kl(0, 4), 0.8069), (one_kl(2, 1), 2.0), (3.30685 / 2, 1.6534))
    assert one_kl(0, 0.01) == pytest.approx(1.81, abs=0.005)
    assert 0.5 * (100 - 1 + math.log(0.01)) == pytest.approx(47.2, abs=0.05)
    assert near((-math.log(0.01), 4.6052), (one_kl(0, math.e), 0.3591), (one_kl(0, math.e**2), 2.1945))
    assert -math.log(0.1) == pytest.approx(2.30, abs=0.005)


def test_elbo() -> None:
    assert 784 * math.log(2) == pytest.approx(543.4, abs=0.05)
    assert math.isqrt(784) == 28
    assert 100 / math.log(2) / 784 == pytest.approx(0.184, abs=0.0005)
    assert near((2 * math.log(2), 1.3863), (2 * math.log(4 / 3), 0.5754), (1.38629 + 0.57536 + 2.5, 4.4617))
    assert near((one_kl(3, 2), 4.6534), (4 * one_kl(3, 2), 18.6137), ((82 + 18.6137) / 2, 50.3069))


def test_boxes() -> None:
    assert near((1 - 90 / 110, 0.1818), (1 - 9900 / 10100, 0.0198), (6 / 7, 0.8571), ((6 / 7 + 0.5) / 2, 0.6786))
    assert near((1 - 6 / (4 + 6 - 6), -0.5))
    assert pytest.approx(0.01) == 1 - 2 * 9900 / 20000
    assert near((2 / 9, 0.2222), (6 / 7 + 2 / 9, 1.0794), ((1.5 + 1) / 2, 1.25), (1 - 0.5 / 1.5, 0.6667))
    assert (102 - 2) / 2 == 50
    assert near((2 / 18, 0.1111), (6 / 7 + 2 / 18, 0.9683), (32 / 72, 0.4444), (0.75 + 2 / 32, 0.8125))
    turn = math.atan(2) - math.atan(0.5)
    v = 4 / math.pi**2 * turn**2
    assert near((turn, 0.6435), (4 / math.pi**2, 0.4053), (v, 0.1678), (v / (2 / 3 + v), 0.2011))
    assert near((v * v / (2 / 3 + v), 0.0337), (2 / 3 + v * v / (2 / 3 + v), 0.7004))
    assert near((0.2 / 1.2, 0.1667), (0.2 / 0.4, 0.5), (1 - 200 / 800, 0.75))


def test_cox_ph() -> None:
    assert near((math.log(math.factorial(10)) / 10, 1.5104), (math.log(4) - math.log(2), 0.6931))
    assert near((math.log(2) / 2, 0.3466), (1 / 4 / 2, 0.125))
    assert pytest.approx(0.43, abs=0.005) == 0.9**8
    assert near((math.log(1 + math.e) / 2, 0.6566), ((math.log(1 + math.e) - 1) / 2, 0.1566))


def test_router_z() -> None:
    assert near((math.log(8) ** 2, 4.3241), (math.log(4) ** 2, 1.9218), (math.log(4) ** 2 / 2, 0.9609))
    assert math.log1p(3 * math.exp(-30)) < 0.5e-12
    assert pytest.approx(675) == (0 + 3 * 30**2) / 4
    assert near((3 + math.log(2), 3.6931))


def test_orpo() -> None:
    p = math.exp(-0.1)
    assert near((0.1 * math.log(2), 0.0693), (p, 0.9048), (1 - p, 0.0952), (math.log(1 - p), -2.3522))
    assert near((math.log(p / (1 - p)), 2.2522), (math.log(p) + math.log(1 - p), -2.4522))
    assert p / (1 - p) == pytest.approx(9.51, abs=0.005)
    assert near((math.log(1 + 1 / 3), 0.2877), (math.log(2) + math.log(4 / 3), 0.9808), (math.log(1.5), 0.4055))
    assert near((-1 - sigmoid(-math.log(3)) / (1 - 0.5), -1.5))


def test_simpo() -> None:
    assert near((softplus(1), 1.3133), (softplus(-1), 0.3133), (softplus(-3), 0.0486), (softplus(2), 2.1269))
    assert near(((math.log(2) + softplus(1)) / 2, 1.0032), (-80 / 100, -0.8), (-30 / 20, -1.5), (-2 * 0.5 / 20, -0.05))


def test_dice() -> None:
    assert near((1 - 0.5 / 1, 0.5), (1 - 0.01 / 0.51, 0.9804), ((0 + 0.9) / 2, 0.45), (3.4 / 4.3, 0.7907))
    assert pytest.approx(0.00056, abs=0.5e-5) == 1 - 16001 / 16010
    assert near((1 - 1 / (1 + 1), 0.5), (1 - 1e-5 / (1 + 1e-5), 0.99999), ((3.4 - 8.6) / 18.49, -0.2812))
    assert near((4.3**2, 18.49))


def test_jaccard() -> None:
    dice = 0.2
    assert near((2 * dice / (1 + dice), 0.3333), (0.8 / (2 - 0.8), 0.6667), (2.2 / 3.1, 0.7097), (2.2 / 3.1**2, 0.2289))
    share = 0.5
    assert near(
        (1 - (share / 2) / (0.5 + share - share / 2), 1 - share / (1 + share)), (1 - share / (1 + share), 0.6667)
    )
    assert near((30 / 50**2, 0.012), (1 / 50, 0.02), (0.012 / 0.02, 0.6), (1 - 10 / 19, 0.4737))


def test_tversky() -> None:
    share = 0.5
    assert near((1 - share / (share + 0.5 * (1 - share) + 0.5 * share), 0.5), (2.2 / 2.86, 0.7692), (2.86**2, 8.1796))
    assert near((0.44 / 8.1796, 0.0538), (1 - 2.2 / (2.2 + 0.08 + 0.16), 0.0984))


def test_focal_tversky() -> None:
    assert near(
        (0.5**0.75, 0.5946), ((0.05 / 0.5) ** -0.25, 1.7783), (2.2 / 2.51, 0.8765), ((1 - 2.2 / 2.51) ** 2, 0.0153)
    )
    assert near((0.1 / 1.1, 0.0909), (math.sqrt(1 / 11), 0.3015), (math.sqrt(0.5), 0.7071))
    assert near(((math.sqrt(1 / 11) + math.sqrt(0.5)) / 2, 0.5043))


def test_kd_kl_and_reverse_kl() -> None:
    assert near((0.75 * math.log(1.5), 0.3041), (0.25 * math.log(2), 0.1733), (0.75 * math.log(1.5) - 0.17329, 0.1308))
    assert near(
        (4 * (0.75 * math.log(1.5) + 0.25 * math.log(0.5)), 0.5232), (2 * (0.5 - 0.75), -0.5), ((8 / 2) ** 2, 16)
    )
    assert near((math.log(1.5), 0.4055), (0.75 * (0.40547 - 0.13081), 0.2060), (math.log(1 / 0.5), 0.6931))
    gap, rest = math.log(1e-9) - math.log(0.9), math.log(1 / 0.1)
    assert gap == pytest.approx(-20.6, abs=0.05)
    assert rest == pytest.approx(2.3, abs=0.05)
    assert 1e-9 * (gap - rest) == pytest.approx(-2.3e-8, rel=0.01)


def test_ppo_clip() -> None:
    assert near((math.log(1.5) - 1, -0.5945), (math.log(0.5) - 1, -1.6931), (-(2.4 - 0.8 - 1.5) / 3, -0.0333))
    assert math.log(3.4e38) == pytest.approx(88.7, abs=0.05)


def test_kl_k3() -> None:
    assert near(
        (0.5 + math.log(2) - 1, 0.1931), (2 - math.log(2) - 1, 0.3069), (math.exp(-1), 0.3679), (math.e - 2, 0.7183)
    )
    assert near((0.1**2 / 2, 0.005), (math.exp(0.1) - 1.1, 0.00517), (3**2 / 2, 4.5), (1 - 0.25, 0.75))
    assert math.exp(3) - 4 == pytest.approx(16.09, abs=0.005)


def test_value_clip() -> None:
    assert near(
        (max(0.25, 0.8**2), 0.64), (max(1.5**2, 1.2**2), 2.25), ((0.64 + 2.25) / 2 / 2, 0.7225), (-1.5 / 2, -0.75)
    )
    assert near((300 - 251, 49), (300 - 250.2, 49.8), (50 / 0.2, 250))


def test_grpo() -> None:
    spread = math.sqrt(3 / 16)
    assert near((spread, 0.4330), (0.75 / spread, 1.7321), (0.25 / spread, 0.5774), (0.25 / spread / 4, 0.1443))
    assert near((math.sqrt(0.75 / 3), 0.5), (math.sqrt(1 / 3), 0.5774), (0.75 / 0.5, 1.5), (0.5 / 0.57735, 0.8660))
    assert near((-(-1 + 2 + 3 - 6) / 4, 0.5))


def test_kto() -> None:
    assert near((sigmoid(-6), 0.0025), (0.1 * sigmoid(-6) * sigmoid(6), 0.0002466), (0.1 * sigmoid(6), 0.09975))
    assert near((1 - sigmoid(0.5), 0.3775), (1 - sigmoid(-0.5), 0.6225), (sigmoid(1), 0.7311), (0.8 / 4, 0.2))
    assert near((1 - sigmoid(1), 0.2689), ((0.2689 + 0.7311) / 2, 0.5))
