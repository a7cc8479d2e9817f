"""Samplers: shapes, ranges and classes as promised, the same numbers for the same seed, and a bank's own ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lossquiz.errors import BankError, Fault
from lossquiz.questions import samplers as vocabulary
from lossquiz.questions.bank import load_bank
from lossquiz.questions.own_samplers import load_samplers
from lossquiz.questions.samplers import SAMPLERS, Draw, options_of, sampler

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = {"N": 40, "C": 5, "D": 7}
SHAPES: dict[str, tuple[int, ...]] = {
    "class_ids": (40,), "durations": (40,), "distances": (40,), "signs": (40,), "binary": (40,), "boxes": (40, 4),
    "lengths_that_fit": (40,),
    "one_hot": (40, 5), "simplex": (40, 5), "sparse_simplex": (40, 5), "log_simplex": (40, 5),
}  # fmt: skip
LENGTHS = {"lengths_within": {"of": "other"}, "lengths_that_fit": {"of": "ids", "within": "steps"}}
OPTIONS: Mapping[str, Mapping[str, Any]] = {"near": {"of": "other"}, "some_ids": {"ignored": "ignored"}, **LENGTHS}
BUILT_IN = sorted(name for name, function in SAMPLERS.items() if function.__module__ == vocabulary.__name__)


def draw(
    name: str,
    *,
    seed: int = 0,
    shape: tuple[int, ...] | None = None,
    dims: Mapping[str, int] = ROWS,
    scale: float = 1.0,
    plain: bool = False,
    **options: Any,
) -> NDArray[Any]:
    sizes = SHAPES.get(name, (40, 7)) if shape is None else shape
    given = {"other": np.linspace(-1, 1, int(np.prod(sizes)), dtype=np.float32).reshape(sizes)}
    given |= {"ids": np.arange(120).reshape(40, 3) % 2, "steps": np.full(40, 3)}
    chosen = {**OPTIONS.get(name, {}), **options}
    return SAMPLERS[name](Draw(np.random.default_rng(seed), sizes, dims, given, scale, plain), **chosen)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("name", BUILT_IN)
def test_shape_dtype_and_finite_numbers(name: str, *, plain: bool) -> None:
    values = draw(name, plain=plain)
    assert values.shape == SHAPES.get(name, (40, 7))
    assert values.dtype == (np.int64 if SAMPLERS[name].dtype == "int64" else np.float32)
    assert np.all(np.isfinite(values))


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(name: str) -> None:
    np.testing.assert_array_equal(draw(name, seed=3), draw(name, seed=3))
    assert not np.array_equal(draw(name, seed=3), draw(name, seed=4))


@pytest.mark.parametrize("name", ["normal", "uniform", "positive", "logits", "binary", "signs", "probs"])
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3, 4)])
def test_elementwise_samplers_fill_any_shape(name: str, shape: tuple[int, ...]) -> None:
    assert draw(name, shape=shape).shape == shape


def test_normal_has_the_mean_and_spread_asked_for() -> None:
    values = draw("normal", shape=(4000,), mean=3.0, std=0.5, scale=10.0)
    assert values.mean() == pytest.approx(3.0, abs=0.3)
    assert values.std() == pytest.approx(5.0, rel=0.1)


def test_uniform_keeps_its_bounds_at_every_scale() -> None:
    values = draw("uniform", shape=(4000,), low=-2.0, high=6.0, scale=100.0)
    assert values.min() >= -2
    assert values.max() <= 6
    assert values.mean() == pytest.approx(2.0, abs=0.3)


def test_short_numbers_beside_tenths_differ_from_tenths_by_none() -> None:
    values, tenths = draw("normal", plain=True, beside=0.013), draw("normal", plain=True)
    np.testing.assert_allclose(values - tenths, 0.013, atol=1e-6)
    np.testing.assert_array_equal(draw("normal", beside=0.013), draw("normal"))  # only short ones are moved


@pytest.mark.parametrize("plain", [False, True])
def test_positive_numbers_are_positive(*, plain: bool) -> None:
    assert np.all(draw("positive", plain=plain, spread=3.0) > 0)


@pytest.mark.parametrize("plain", [False, True])
def test_logits_are_never_zero_and_have_both_signs(*, plain: bool) -> None:
    values = draw("logits", shape=(3000,), plain=plain, std=0.2)
    assert np.all(values != 0)
    assert np.any(values < 0)
    assert np.any(values > 0)


def test_distances_lie_on_both_sides_of_the_margin() -> None:
    values = draw("distances", typical=2.0)
    assert np.all(values > 0)
    assert np.any(values < 2)
    assert np.any(values > 2)


def test_near_stays_near_whatever_the_scale_and_differs_from_row_to_row() -> None:
    base = np.linspace(-1, 1, 280, dtype=np.float32).reshape(40, 7)
    away = np.linalg.norm(draw("near", scale=100.0, spread=0.5) - base, axis=1)
    assert away.max() < 4
    assert away.max() > 4 * away.min()


@pytest.mark.parametrize("plain", [False, True])
def test_probabilities_keep_away_from_0_and_1(*, plain: bool) -> None:
    values = draw("probs", shape=(3000,), plain=plain, low=0.01)
    assert values.min() >= 0.01 - 1e-6
    assert values.max() <= 0.99 + 1e-6
    assert values.min() < 0.1
    assert values.max() > 0.9


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("shape", [(1, 2), (40, 5), (9, 30), (3, 4, 6)])
@pytest.mark.parametrize("name", ["simplex", "sparse_simplex"])
def test_rows_of_probabilities_sum_to_one(name: str, shape: tuple[int, ...], *, plain: bool) -> None:
    values = draw(name, shape=shape, plain=plain).astype(np.float64)
    np.testing.assert_allclose(values.sum(axis=-1), 1.0, atol=1e-6)
    assert np.all(values >= 0)
    assert name == "sparse_simplex" or np.all(values > 0)


def test_sparse_rows_have_exact_zeros_but_never_only_zeros() -> None:
    values = draw("sparse_simplex", zeros=0.5)
    assert 0.2 < np.mean(values == 0) < 0.7
    assert np.all(values.max(axis=-1) > 0)
    assert not np.any(draw("sparse_simplex", zeros=0.0) == 0)


@pytest.mark.parametrize("scale", [0.01, 1.0, 100.0])
def test_log_probabilities_sum_to_one_in_the_end(scale: float) -> None:
    values = draw("log_simplex", scale=scale).astype(np.float64)
    np.testing.assert_allclose(np.exp(values).sum(axis=-1), 1.0, atol=1e-5)


@pytest.mark.parametrize("rows", [5, 6, 40])
def test_every_class_occurs_when_there_are_rows_enough(rows: int) -> None:
    ids = draw("class_ids", shape=(rows,))
    assert set(ids.tolist()) == {0, 1, 2, 3, 4}
    hot = draw("one_hot", shape=(rows, 5))
    np.testing.assert_array_equal(hot.sum(axis=1), np.ones(rows))
    assert set(np.unique(hot)) == {0.0, 1.0}
    assert np.all(hot.sum(axis=0) >= 1)


def test_with_few_rows_the_classes_differ() -> None:
    ids = draw("class_ids", shape=(3,))
    assert len(set(ids.tolist())) == 3
    assert ids.min() >= 0
    assert ids.max() <= 4


def test_the_dimension_that_counts_the_classes_can_be_named() -> None:
    assert set(draw("class_ids", shape=(4, 9), classes="D").ravel().tolist()) == set(range(7))


@pytest.mark.parametrize(("name", "values"), [("binary", {0.0, 1.0}), ("signs", {-1.0, 1.0})])
@pytest.mark.parametrize("seed", range(6))
def test_both_labels_occur_from_two_elements_on(name: str, values: set[float], seed: int) -> None:
    assert set(draw(name, shape=(2,), seed=seed).tolist()) == values
    assert set(draw(name, shape=(1,), seed=seed).tolist()) <= values


def test_durations_are_positive_tenths_with_ties() -> None:
    values = draw("durations", shape=(200,), longest=5.0)
    assert values.min() > 0
    assert values.max() <= 5
    np.testing.assert_allclose(values * 10, np.round(values * 10), atol=1e-4)
    assert len(np.unique(values)) < 200


def test_counts_are_whole_with_zeros_and_more_spread_than_their_mean() -> None:
    values = draw("counts", shape=(2000,), typical=3.0, most=20.0)
    assert set(values) <= set(range(21))
    assert 0 in values
    assert values.var() > 2 * values.mean()


def test_grades_tie_and_ranks_do_not() -> None:
    given = draw("grades", shape=(40, 6), highest=2)
    assert set(given.ravel()) == {0.0, 1.0, 2.0}
    order = draw("ranks", shape=(40, 6))
    assert (np.sort(order, axis=-1) == np.arange(6)).all()
    assert len({tuple(row) for row in order}) > 20


def test_masks_have_rows_without_a_one_and_rows_of_both() -> None:
    values = draw("mask", shape=(300, 5))
    assert set(values.ravel()) == {0.0, 1.0}
    empty = (values.sum(axis=-1) == 0).mean()
    assert 0.05 < empty < 0.2
    assert draw("mask", shape=(300, 5), kept=0.5, empty=0.0).mean() == pytest.approx(0.5, abs=0.05)


def test_lengths_meet_both_ends() -> None:
    values = draw("lengths", shape=(400,), low=2, high=5)
    assert (values.min(), values.max()) == (2, 5)


def test_lengths_fit_what_they_are_lengths_of() -> None:
    assert set(draw("lengths_within", shape=(60,))) <= set(range(1, 61))
    ids = np.array([[1, 1, 2], [1, 2, 3], [4, 4, 4]] * 200)
    steps = np.tile([3, 3, 5], 200)
    found = SAMPLERS["lengths_that_fit"](
        Draw(np.random.default_rng(0), (600,), {}, {"ids": ids, "steps": steps}), of="ids", within="steps"
    )
    # 1 1 needs three steps, 1 1 2 four; 1 2 3 needs three; 4 4 4 needs five.
    assert [set(found[row::3]) for row in range(3)] == [{1, 2}, {1, 2, 3}, {1, 2, 3}]


@pytest.mark.parametrize("plain", [False, True])
def test_log_probabilities_are_negative(*, plain: bool) -> None:
    values = draw("log_probabilities", shape=(3000,), spread=4.0, plain=plain)
    assert values.max() <= np.float32(-0.01)  # in the precision of the draw: NumPy before 2.0 compares in double
    assert values.min() >= -1e4
    assert (values < -100).any()


@pytest.mark.parametrize("plain", [False, True])
def test_boxes_have_room_inside(*, plain: bool) -> None:
    x1, y1, x2, y2 = draw("boxes", plain=plain).T
    assert np.all(x2 > x1)
    assert np.all(y2 > y1)


@pytest.mark.parametrize(
    ("name", "digits"), [("normal", 1), ("near", 1), ("uniform", 2), ("distances", 2), ("probs", 2)]
)
def test_plain_values_are_short(name: str, digits: int) -> None:
    values = draw(name, plain=True).astype(np.float64)
    np.testing.assert_allclose(values, np.round(values, digits), atol=1e-5)


def test_a_plain_simplex_is_in_tenths() -> None:
    values = draw("simplex", plain=True).astype(np.float64)
    np.testing.assert_allclose(values * 10, np.round(values * 10), atol=1e-5)


def test_options_are_the_keywords_of_a_sampler() -> None:
    assert options_of("normal") == ("mean", "std", "beside")
    assert options_of("near") == ("of", "spread")
    assert options_of("one_hot") == ()


# A bank's own samplers


OWN = """
import numpy as np
from dataclasses import dataclass
from lossquiz.questions.samplers import Draw, sampler


@dataclass(frozen=True)
class Tail:
    heaviness: float


@sampler
def heavy_tailed(draw: Draw, *, heaviness: float = 2.0):
    return draw.rng.standard_t(Tail(heaviness).heaviness, size=draw.shape)
"""


@pytest.fixture(autouse=True)
def _vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    before, modules = dict(SAMPLERS), set(sys.modules)
    yield
    SAMPLERS.clear()
    SAMPLERS.update(before)
    for name in set(sys.modules) - modules:
        if name.startswith("lossquiz_bank_samplers_"):
            del sys.modules[name]


def bank_with(tmp_path: Path, code: str | bytes, name: str = "mine") -> Path:
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    (folder / "samplers.py").write_bytes(code if isinstance(code, bytes) else code.encode())
    return folder


def fault_of(folder: Path) -> Fault:
    with pytest.raises(BankError) as caught:
        load_samplers(folder)
    (fault,) = caught.value.faults
    return fault


def test_a_bank_brings_a_sampler_with_options(tmp_path: Path) -> None:
    load_samplers(bank_with(tmp_path, OWN))
    assert options_of("heavy_tailed") == ("heaviness",)
    values = draw("heavy_tailed", heaviness=3.0)
    assert values.dtype == np.float32
    expected = np.random.default_rng(0).standard_t(3.0, size=(40, 7)).astype(np.float32)
    np.testing.assert_array_equal(values, expected)
    assert not list((tmp_path / "mine").glob("__pycache__"))


def test_the_file_can_be_read_again_and_what_it_dropped_is_gone(tmp_path: Path) -> None:
    load_samplers(bank_with(tmp_path, OWN))
    load_samplers(bank_with(tmp_path, OWN.replace("heavy_tailed", "light_tailed")))
    assert "light_tailed" in SAMPLERS
    assert "heavy_tailed" not in SAMPLERS
    assert "normal" in SAMPLERS


def test_two_banks_in_use_at_once_cannot_share_a_name(tmp_path: Path) -> None:
    one, two = bank_with(tmp_path, OWN, "one"), bank_with(tmp_path, OWN, "two")
    load_samplers(one)
    with pytest.raises(BankError, match=r'two/samplers\.py:12: cannot be imported: .*"heavy_tailed" already'):
        load_samplers(two, beside=[one])
    assert "heavy_tailed" in SAMPLERS
    load_samplers(two)  # one after the other, each for itself, they can


def test_a_built_in_sampler_cannot_be_replaced(tmp_path: Path) -> None:
    normal = SAMPLERS["normal"]
    fault = fault_of(bank_with(tmp_path, OWN.replace("def heavy_tailed", "def normal")))
    assert 'there is a sampler "normal" already; choose another name' in fault.message
    assert SAMPLERS["normal"] is normal
    with pytest.raises(ValueError, match="already"):
        sampler(_named("normal"))


def _named(name: str) -> Any:
    def function(draw: Draw) -> NDArray[Any]:
        return np.zeros(draw.shape)

    function.__name__ = name
    return function


BROKEN = [
    ("import numpy\nimport no_such_module_here\n", 2, "ModuleNotFoundError"),
    ("x = 1\n\nraise ValueError('no such luck')\n", 3, "ValueError: no such luck"),
    ("x = 1\ndef f(:\n", 2, "SyntaxError"),
    ("import sys\nsys.exit(3)\n", 2, "SystemExit"),
    (b"x = '\xe9'\n", 1, "SyntaxError"),
]


@pytest.mark.parametrize(("code", "line", "message"), BROKEN, ids=range(len(BROKEN)))
def test_a_file_that_does_not_import_is_a_fault_with_its_line(
    tmp_path: Path, code: str | bytes, line: int, message: str
) -> None:
    modules = set(sys.modules)
    fault = fault_of(bank_with(tmp_path, code))
    assert (fault.path, fault.line) == ("mine/samplers.py", line)
    assert fault.message.startswith("cannot be imported: ")
    assert message in fault.message
    assert not [name for name in set(sys.modules) - modules if name.startswith("lossquiz_bank_samplers_")]


def test_a_file_that_fails_half_way_adds_nothing(tmp_path: Path) -> None:
    fault_of(bank_with(tmp_path, OWN + "\nraise RuntimeError\n"))
    assert "heavy_tailed" not in SAMPLERS


@pytest.mark.parametrize("parameters", ["", "draw, low", "*draw", "*, draw"])
def test_a_sampler_takes_a_draw_and_keywords(tmp_path: Path, parameters: str) -> None:
    code = f"from lossquiz.questions.samplers import sampler\n\n\n@sampler\ndef odd({parameters}):\n    return 0\n"
    fault = fault_of(bank_with(tmp_path, code))
    assert (fault.key, fault.line) == ("odd", 4)
    assert "expected a function of one draw, with its options after a `*`" in fault.message


RESULTS = [
    ("1 / 0", r"mine/samplers\.py:6: odd: raised ZeroDivisionError: division by zero"),
    ("np.zeros(3)", r"odd: returned shape \(3,\); expected draw\.shape, which was \(40, 7\)"),
    ("np.zeros(draw.shape, dtype=int)", r"odd: returned int64; expected floats"),
    ("None", r"odd: returned shape \(\); expected draw\.shape"),
    ("[['a'] * 7] * 40", r"odd: returned <U1; expected floats"),
]


@pytest.mark.parametrize(("result", "message"), RESULTS)
def test_what_a_sampler_does_wrong_while_drawing_is_the_banks_fault(tmp_path: Path, result: str, message: str) -> None:
    head = "import numpy as np\nfrom lossquiz.questions.samplers import sampler\n\n@sampler\ndef odd(draw):\n"
    load_samplers(bank_with(tmp_path, f"{head}    return {result}\n"))
    with pytest.raises(BankError, match=message):
        draw("odd")


QUESTION = """
title: Tail
card: {formula: f, when: [now], when_not: [never], input_form: any, sources: [here]}
implement:
  difficulty: easy
  defines: tail
  reference: "references.py:tail"
  convention: "mean"
  inputs: {x: {sampler: heavy_tailed, shape: "*", gradient: true, options: {heaviness: 3.0}}}
  cases: {worked: [{given: {x: 1.0}}]}
  hints: [one, two]
  misconceptions: [{id: wrong, says: "Wrong.", code: "def tail(x): return x.sum()"}]
"""


def bank_of_tails(tmp_path: Path, code: str, question: str = QUESTION) -> Path:
    folder = bank_with(tmp_path, code)
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / "tail.yaml").write_text(question, encoding="utf-8")
    return folder


def test_load_bank_reads_a_banks_own_samplers_from_the_cache_too(tmp_path: Path) -> None:
    folder = bank_of_tails(tmp_path, OWN)
    for _ in range(2):
        SAMPLERS.pop("heavy_tailed", None)
        assert load_bank(root=folder).tasks["tail"].inputs[0].sampler == "heavy_tailed"
        assert "heavy_tailed" in SAMPLERS


def test_a_changed_samplers_file_is_checked_against_again(tmp_path: Path) -> None:
    folder = bank_of_tails(tmp_path, OWN)
    load_bank(root=folder)
    bank_with(tmp_path, OWN.replace("heaviness", "weight"))
    with pytest.raises(BankError, match=r"x\.options\.heaviness: unknown option; known: weight"):
        load_bank(root=folder)
    bank_with(tmp_path, "")
    with pytest.raises(BankError, match=r'x\.sampler: unknown sampler "heavy_tailed"'):
        load_bank(root=folder)


def test_a_broken_samplers_file_is_told_with_the_faults_of_the_questions(tmp_path: Path) -> None:
    folder = bank_of_tails(tmp_path, "raise OSError('gone')\n", QUESTION.replace("title: Tail", "titel: Tail"))
    with pytest.raises(BankError) as caught:
        load_bank(root=folder)
    assert [(fault.path, fault.line, fault.key) for fault in caught.value.faults] == [
        ("mine/samplers.py", 1, ""),
        ("mine/own/tail.yaml", 2, "titel"),
        ("mine/own/tail.yaml", 2, "title"),
    ]
