"""Words: every spelling finds the thing, and a wrong word gets one sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lossquiz.errors import UsageError
from lossquiz.lookup import FEW, find, nearest, plain, suggest

LETTERS = {"kl_div": 1, "huber-loss": 2, "mse": 3}


def shorthand() -> Mapping[str, str]:
    return {"Squared Error": "mse", "kl": "kl_div", "MSE": "huber-loss"}


@pytest.mark.parametrize("word", ["kl_div", "KL-DIV", "kl div", "  Kl \t Div ", "kl--div", "kl_-_div", "kl–div"])
def test_case_hyphens_underscores_and_spaces_are_alike(word: str) -> None:
    assert plain(word) == "kl_div"
    assert find("letter", word, LETTERS) == 1


def test_an_id_as_it_is_comes_before_one_that_is_like_it() -> None:
    twins = {"a-b": 1, "a_b": 2}
    assert [find("twin", word, twins) for word in ("a-b", "a_b", "A b")] == [1, 2, 1]


def test_ids_come_before_other_names() -> None:
    assert find("letter", "mse", LETTERS, shorthand) == 3
    assert find("letter", "squared-error", LETTERS, shorthand) == 3
    assert find("letter", "KL", LETTERS, shorthand) == 1


def test_other_names_are_made_only_where_no_id_fits() -> None:
    def never() -> Mapping[str, str]:
        raise AssertionError("asked for")

    assert find("letter", "Huber Loss", LETTERS, never) == 2
    with pytest.raises(AssertionError, match="asked for"):
        find("letter", "x", LETTERS, never)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("hubre-loss", 'unknown letter "hubre-loss"; did you mean huber-loss?'),
        ("squared erorr", 'unknown letter "squared erorr"; did you mean mse?'),
        ("zzz", 'unknown letter "zzz"; known: kl_div, huber-loss, mse'),
        ("", 'unknown letter ""; known: kl_div, huber-loss, mse'),
    ],
)
def test_a_wrong_word_is_told_with_the_nearest(word: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find("letter", word, LETTERS, shorthand, "look there")
    assert str(caught.value) == told


def test_too_many_to_list_are_to_be_seen_elsewhere() -> None:
    many = [str(number) for number in range(FEW + 1)]
    assert suggest("zzz", many, "look there") == "look there"
    assert suggest("zzz", many[:-1], "look there") == f"known: {', '.join(many[:-1])}"
    assert suggest("zzz", many) == f"known: {', '.join(many)}"


def test_two_are_offered_at_most_and_none_twice() -> None:
    names = {"losses": "a", "lossed": "a", "lossen": "b", "losset": "c"}
    assert len(nearest("losse", names)) == len(set(nearest("losse", names))) == 2
    assert nearest("LOSSES", names)[0] == "a"


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Kullback–Leibler δ", '"Kullback–Leibler δ"'),
        ("a\nb", r'"a\nb"'),
        ("\x1b[2J", r'"\x1b[2J"'),
        ("\udcff", r'"\udcff"'),
        ("x" * 99, f'"{"x" * 80}…"'),
    ],
)
def test_a_word_is_told_as_one_line_that_does_nothing_to_a_terminal(word: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        find("letter", word, LETTERS)
    assert str(caught.value).startswith(f"unknown letter {shown}; ")
