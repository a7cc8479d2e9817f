"""`lossquiz recommend "house prices, …"`: understood, shown, confirmed, answered."""

from __future__ import annotations

import io
import json
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from start_up import call_twice

from lossquiz.cli.app import app

HOUSES = "house prices, a few crazy outliers, judged by RMSLE"
NEAR = "CTR in a recommender"


class Result(NamedTuple):
    """What one call printed and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201 - a function
    def call(*words: str, lines: tuple[str, ...] | None = None) -> Result:
        for module in ("recommend", "recommend_described"):
            monkeypatch.setattr(f"lossquiz.cli.{module}.is_person", lambda: lines is not None, raising=False)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines or ())))
        with pytest.raises(SystemExit) as end:
            app(["recommend", *words])
        printed = capsys.readouterr()
        return Result(int(str(end.value.code or 0)), printed.out, printed.err)

    import lossquiz.cli.recommend_described  # noqa: F401 - so that it can be told that a person is there

    return call


def command_in(text: str) -> list[str]:
    return shlex.split(text.split("the same by options: ")[1].splitlines()[0])


def test_yes_answers_and_shows_what_was_understood(run) -> None:  # noqa: ANN001
    told = run(HOUSES, "--yes")
    assert told.code == 0
    assert "  outliers: 'a few crazy outliers'\n" in told.err
    assert "  metric=rmsle: 'RMSLE'\n" in told.err
    assert "1 msle " in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_the_command_that_it_tells_gives_the_same_answer(run) -> None:  # noqa: ANN001
    told = run("fraud, 0.2 % positive, 12,345 rows", "--yes")
    assert command_in(told.err) == ["lossquiz", "recommend", "--task", "binary_classification", "--pos-rate", "0.002"]
    assert run(*command_in(told.err)[2:]).out == told.out


def test_words_need_no_quotes(run) -> None:  # noqa: ANN001
    assert run("house", "prices", "with", "outliers", "--yes").out == run("house prices with outliers", "--yes").out


def test_json_holds_what_was_understood(run) -> None:  # noqa: ANN001
    answer = json.loads(run(NEAR + ", probabilities must be right", "--yes", "--json").out)
    understood = answer["understood"]
    assert set(understood) == {"text", "task", "because", "facts", "others"}
    assert understood["text"] == NEAR + ", probabilities must be right"
    assert understood["task"] == answer["task"]
    assert understood["facts"] == [
        {"fact": "calibrated_probabilities", "value": True, "because": "'probabilities must be right'"}
    ]
    assert all(set(other) == {"task", "because"} for other in understood["others"])
    assert "understood" not in json.loads(run("-t", "regression", "--json").out)


@pytest.mark.parametrize("words", [(HOUSES,), (HOUSES, "--json"), (HOUSES, "--code")])
def test_nobody_there_to_confirm_is_one_line(run, words: tuple[str, ...]) -> None:  # noqa: ANN001
    told = run(*words)
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1
    assert "task regression, with outliers, metric=rmsle" in told.err
    assert "add --yes" in told.err


def test_json_asks_nobody_even_in_a_terminal(run) -> None:  # noqa: ANN001
    told = run(HOUSES, "--json", lines=("y",))
    assert (told.code, told.out) == (2, "")


def test_a_person_says_what_is_different(run) -> None:  # noqa: ANN001
    told = run(HOUSES, lines=("n", "no outliers, metric=mae", "y"))
    assert told.code == 0
    assert command_in(told.err)[2:] == ["--task", "regression", "--given", "outliers=false", "--metric", "mae"]


def test_of_tasks_that_are_near_a_person_chooses(run) -> None:  # noqa: ANN001
    told = run(NEAR, lines=("7", "nonsense", "?", "2", "y"))
    assert "ctr_prediction: the probability of a click or a purchase; also ctr" in told.err
    listed = [line.strip() for line in told.err.splitlines() if line[:3].strip().isdecimal()]
    assert listed[0].startswith("1 ")
    assert "there is no number 7 here" in told.err
    assert 'unknown task "nonsense"' in told.err
    assert {"1 recommendation: 'a recommender'", "2 click prediction: 'CTR'"} <= set(listed)
    assert command_in(told.err)[3] == "ctr_prediction"


def test_with_yes_the_first_is_taken_and_the_others_are_told(run) -> None:  # noqa: ANN001
    told = run(NEAR, "--yes")
    assert "note: another task is near (--task ctr_prediction: 'CTR')" in told.err


def test_what_is_said_by_options_wins(run) -> None:  # noqa: ANN001
    answer = json.loads(run(HOUSES, "--metric", "mae", "-g", "outliers=no", "--yes", "--json").out)
    assert answer["facts"]["metric"] == "mae"
    assert "outliers" not in answer["facts"]
    assert [fact["fact"] for fact in answer["understood"]["facts"]] == []
    assert json.loads(run(HOUSES, "-t", "forecasting", "--yes", "--json").out)["task"] == "forecasting"


def test_what_contradicts_an_option_is_left_out(run) -> None:  # noqa: ANN001
    told = run("fraud, extremely imbalanced", "--pos-rate", "0.4", "--yes", "--json")
    assert told.code == 0
    assert "imbalance" not in [fact["fact"] for fact in json.loads(told.out)["understood"]["facts"]]


def test_only_code_goes_to_stdout(run) -> None:  # noqa: ANN001
    told = run(HOUSES, "--yes", "--code")
    assert told.out.startswith("import torch")
    compile(told.out, "printed", "exec")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("",), "the description is empty"),
        (("qwertz asdf",), "does not say which task it is"),
        ((HOUSES, "--data", "x.csv"), "--data does not go with a description"),
        ((HOUSES, "--compare", "mse"), "--compare does not go with a description"),
        ((HOUSES, "--facts", "outlier"), "--facts does not go with a description"),
        ((HOUSES, "-t", "regresion", "--yes"), 'unknown task "regresion"; did you mean regression?'),
        (("x" * 5000, "--yes"), "does not say which task it is"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_2(run, words: tuple[str, ...], message: str) -> None:  # noqa: ANN001
    told = run(*words)
    assert (told.code, told.out) == (2, "")
    assert message in told.err
    assert len(told.err.splitlines()) == 1


def test_hostile_text_is_printed_as_text(run) -> None:  # noqa: ANN001
    told = run("house prices [bold]with[/bold] \x1b[31moutliers\x07", "--yes")
    assert told.code == 0
    assert "\x1b" not in told.err + told.out
    assert "\x07" not in told.err + told.out


def test_the_interview_understands_a_description(run) -> None:  # noqa: ANN001
    told = run(lines=("qwertz asdf", "house prices with a few crazy outliers", "y", "q"))
    assert "does not say which task it is" in told.err
    assert "outliers: 'a few crazy outliers'" in told.err
    assert "first so far: huber" in told.err
    assert "without the questions: lossquiz recommend --task regression --outliers" in told.err


def test_nothing_heavy_is_loaded_and_yaml_is_parsed_once(tmp_path: Path) -> None:
    heavy = ("torch", "numpy", "pandas", "sqlite3", "importlib.metadata", "yaml", "csv", "rich.console")
    first, second = call_twice(["recommend", HOUSES, "--yes"], heavy, tmp_path)
    assert "yaml" in first.loaded
    assert "torch" not in first.loaded
    assert second.loaded == "[]"
    assert first.stdout == second.stdout
