"""Typed numbers, against what Python's own arithmetic makes of them, and against what is no number."""

from __future__ import annotations

import contextlib
import math
import random

import pytest

from lossquiz.questions.digits import NumberError
from lossquiz.questions.numbers import parse_number


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
        ("0,312", 0.312),
        ("1234,567", 1234.567),
        ("12,34", 12.34),
        (",5", 0.5),
        ("2.5,", 2.5),
        ("007", 7.0),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("1,00,000", 100000.0),
        ("1'000", 1000.0),
        ("1\u2019000,5", 1000.5),
        ("1 000", 1000.0),
        ("1\u202f000\u202f000,5", 1000000.5),
        ("1\u2009234", 1234.0),
        ("1_000", 1000.0),
        ("2½", 2.5),
        ("2 ½", 2.5),
        ("-2½", -2.5),
        ("2⅔", 2.6666666666666665),
        ("1 1/2", 1.5),
        ("-1 1/2", -1.5),
        ("1 1/2 ln 2", 1.0397207708399179),
        ("1⁄3", 0.3333333333333333),
        ("2 1⁄3", 2.3333333333333335),
        ("2/½", 4.0),
        ("1e-3", 0.001),
        ("10^-3", 0.001),
        ("10⁻³", 0.001),
        ("2·10^-3", 0.002),
        ("2 × 10⁻³", 0.002),
        ("2x10^-3", 0.002),
        ("1,5e-3", 0.0015),
        ("2²", 4.0),
        ("log₂(8)", 3.0),
        ("2e^-1", 0.7357588823428847),
        ("ln 2 / ln 3", 0.6309297535714574),
        ("1/2 ln 2", 0.34657359027997264),
        ("–5", -5.0),
        ("- 5", -5.0),
        ("1 – 0.3", 0.7),
        ("１．５", 1.5),
        ("٣٫٥", 3.5),
        ("𝟐.𝟓", 2.5),
        ("\u200b0.5\u00a0", 0.5),
        ("loss = 2.5", 2.5),
        ("L: 2.5", 2.5),
        ("lambda: 1", 1.0),
        ("L = 3/4 = 0.75", 0.75),
        ("the answer is 2.5.", 2.5),
        ("it's about 0.69", 0.69),
        ("mean(1, 2) = 1.5", 1.5),
        ("ln 2 ≈ 0.69", 0.6931471805599453),
        ("1/2 or 0.5", 0.5),
        ("0.333...", 0.333),
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
        ("21/16 (1.3125)", 1.3125),
        ("21/16(1.3125)", 1.3125),
        ("1/2 (0.5)", 0.5),
        ("1.3125 (21/16)", 1.3125),
        ("1.3125 (= 21/16)", 1.3125),
        ("0.69 (ln 2)", 0.69),
        ("ln(2) (0.693)", 0.6931471805599453),
        ("0.5 (50%)", 0.5),
        ("50% (0.5)", 0.5),
        ("-1/2 (-0.5)", -0.5),
        ("1.3125 (mean)", 1.3125),
        ("1.3125(the mean)", 1.3125),
        ("loss = 21/16 (sum and mean).", 1.3125),
        ("0.69 (in nats)", 0.69),
        ("1.3125?", 1.3125),
        ("1.3125 ?", 1.3125),
        ("minus 0.5", -0.5),
        ("negative 0.5", -0.5),
        ("1 minus 0.25", 0.75),
        ("50 percent", 0.5),
        ("50 per cent", 0.5),
        ("half", 0.5),
        ("one half", 0.5),
        ("minus a half", -0.5),
        ("a third", 1 / 3),
        ("zero", 0.0),
        ("$0.5$", 0.5),
        ("$-\u00bd$", -0.5),
        ("[0.5]", 0.5),
        ("grad = [-0.5]", -0.5),
        ("the gradient is -0.5", -0.5),
        ("the gradient is minus one half.", -0.5),
        ("gradient -0.5", -0.5),
        ("mean 1.3125", 1.3125),
        ("Huber loss 1.3125", 1.3125),
        ("1e-5%", 1e-7),
        ("a loss of 2.5", 2.5),
        ("dL/dp is 2", 2.0),
        ("loss(3) = 2.5", 2.5),
        ("log10 2", 0.3010299956639812),
        ("log2 8", 3.0),
        ("log2 (8)", 3.0),
        ("log1p(1)", 0.6931471805599453),
        ("log1p 1", 0.6931471805599453),
        ("expm1(1)", 1.718281828459045),
        ("max(0, .5)", 0.5),
        ("max(0,.5)", 0.5),
        ("2 max(0, 1 - 0.5)", 1.0),
        ("min(1, 2, 3)", 1.0),
    ],
)
def test_ways_to_write_a_number(typed: str, value: float) -> None:
    assert parse_number(typed) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,234", ("1.234", "1234")),
        ("10,000", ("10.000", "10000")),
        ("-1,234", ("1.234", "1234")),
        ("2 * 1,234", ("1.234", "1234")),
        ("ln 2/3", ("ln(2)/3", "ln(2/3)")),
        ("ln 1/2", ("ln(1)/2", "ln(1/2)")),
        ("2 ln 1,5/2", ("ln(1,5)/2", "ln(1,5/2)")),
        ("ln 2^2", ("ln(2)^2", "ln(2^2)")),
        ("1/2π", ("(1/2)*pi", "1/(2*pi")),
        ("2 (ln 2)", ("2 or 2*(ln 2)",)),
        ("2 (1+1)", ("2 or 2*(1+1)",)),
        ("21/16 (3)", ("21/16 or (21/16)*(3)",)),
        ("ln 2 (3)", ("ln 2 or (ln 2)*(3)",)),
        ("1 - 50%", ("1 - (50)/100", "1 - 50)/100")),
        ("max(0,5)", ("max(0, 5) or max of 0.5 alone",)),
        ("2 or 3", ("2 and 3",)),
        ("2; 3", ("2 and 3",)),
        ("3/4 = 0.7", ("0.75 and 0.7",)),
        ("0.6–0.7", ("range",)),
        ("0.6-0.7", ("range",)),
        ("1 bit", ("nats",)),
    ],
)
def test_what_can_be_read_as_several_numbers_is_asked(typed: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(typed)
    assert "\n" not in str(caught.value)
    for reading in readings:
        assert reading in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "2½½",
        "1.5½",
        "½2",
        "1 3/2",
        "2^1 1/2",
        "2 3",
        "2, 3",
        "1 5000",
        "12 3456",
        "1,2.5",
        "1.5,2",
        "1.2.3",
        "1,000,00",
        "1_00",
        "0.(3)",
        "0x10",
        "0b1",
        "0o17",
        "5₂",
        "2①",
        "0.69±0.01",
        "0.69+-0.01",
        "log(8,2)",
        "2x = 3",
        ">0.5",
        "$5",
        "5k",
        "not 2",
        "∞",
        "-inf",
        "",
        " ",
        "%",
        "foo",
        "b",
        "1,2,3 apples",
        "True",
        "1j",
        "'a'",
        "[1, 2]",
        "between 2 and 3",
        "at most 2 or 3",
        "0.5 (bits)",
        "0.5 (not sure it is 2)",
        "50 (percent)",
        "0.5 (negative)",
        "it is not 2",
        "half of 3",
        "twice 3",
        "one and a half",
        "max(2)",
        "1 if 1 else 2",
        "1or 2",
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
