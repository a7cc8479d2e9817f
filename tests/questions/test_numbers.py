"""Typed numbers, against what Python's own arithmetic makes of them, and against what is no number."""

from __future__ import annotations

import contextlib
import math
import random

import pytest

from lossquiz.questions.numbers import NumberError, parse_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.5", 0.5),
        (" .5 ", 0.5),
        ("1/2", 0.5),
        ("5e-1", 0.5),
        ("5E-1", 0.5),
        ("50%", 0.5),
        ("50 %", 0.5),
        ("0,5", 0.5),
        ("-0,5", -0.5),
        ("1,312", 1.312),
        ("1,000.5", 1000.5),
        ("½", 0.5),
        ("−1", -1.0),
        ("3·2", 6.0),
        ("= 3", 3.0),
        ("≈0.69", 0.69),
        ("0.69 nats", 0.69),
        ("ln 2", 0.6931471805599453),
        ("ln2", 0.6931471805599453),
        ("LN(2)", 0.6931471805599453),
        ("log(2)", 0.6931471805599453),
        ("-ln 0.5", 0.6931471805599453),
        ("2 ln 2", 1.3862943611198906),
        ("2ln2", 1.3862943611198906),
        ("ln 2 + ln 3", 1.791759469228055),
        ("log2(8)", 3.0),
        ("log10(100)", 2.0),
        ("sqrt(2)/2", 0.7071067811865476),
        ("√2/2", 0.7071067811865476),
        ("√(4)", 2.0),
        ("2 sqrt 2", 2.8284271247461903),
        ("e^2", 7.38905609893065),
        ("e^-1", 0.36787944117144233),
        ("exp(-1)", 0.36787944117144233),
        ("2pi", 6.283185307179586),
        ("2π", 6.283185307179586),
        ("3(4)", 12.0),
        ("(1+1)(2+1)", 6.0),
        ("abs(-2)", 2.0),
        ("2**10", 1024.0),
    ],
)
def test_ways_to_write_a_number(typed: str, value: float) -> None:
    assert parse_number(typed) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "%",
        "foo",
        "b",
        "1,2,3 apples",
        "True",
        "1j",
        "'a'",
        "[1]",
        "1 if 1 else 2",
        "1or 2",
        "lambda: 1",
        "x",
        "ln",
        "ln()",
        "ln(1, 2)",
        "log(x=1)",
        "__import__('os').system('true')",
        "(1).real",
        "nan",
        "inf",
        "\x00",
        "((",
        "1/0",
        "1e400",
        "10**400",
        "9**9**9**9",
        "ln 0",
        "sqrt(-1)",
        "(-1)**.5",
        "1" * 201,
        "(" * 90 + "1" + ")" * 90 + "(",
    ],
)
def test_what_is_no_number_is_told_in_one_line(typed: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(typed)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


def rng(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - texts to repeat


RANDOM = rng(20)
FLOATS = [RANDOM.uniform(-1, 1) * 10.0 ** RANDOM.randint(-300, 300) for _ in range(300)]


def test_every_float_reads_back() -> None:
    for value in (0.0, -0.0, 5e-324, 1.7976931348623157e308, *FLOATS):
        assert parse_number(repr(value)) == value


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("alphabet", ["0123456789.,+-*/^()% elnogsqrtpixab²½√", "".join(map(chr, range(0x250)))])
def test_any_text_is_a_finite_number_or_refused(alphabet: str, seed: int) -> None:
    chance = rng(seed)
    for _ in range(100):
        typed = "".join(chance.choices(alphabet, k=chance.randint(0, 20)))
        with contextlib.suppress(NumberError):
            assert math.isfinite(parse_number(typed)), typed
