"""`lossquiz recommend`, from the words typed to the words printed."""

from __future__ import annotations

import ast
import io
import json
import sys
import textwrap
from pathlib import Path

import pytest
from start_up import call_twice

from lossquiz.cli.app import app
from lossquiz.selection.facts import all_facts


class Result:
    """What one call printed and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # noqa: ANN201 - a function
    def call(*words: str) -> Result:
        with pytest.raises(SystemExit) as end:
            app(["recommend", *words])
        printed = capsys.readouterr()
        return Result(int(str(end.value.code or 0)), printed.out, printed.err)

    return call


def test_the_answer_fits_a_screen_and_80_columns(run) -> None:  # noqa: ANN001
    result = run("--task", "regression", "--outliers")
    lines = result.out.splitlines()
    assert result.code == 0
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "1 huber  Huber loss  5.5" in lines
    assert "    loss_fn = torch.nn.HuberLoss(delta=1.0)" in lines
    assert "\x1b" not in result.out


def test_the_founding_call(run) -> None:  # noqa: ANN001
    assert "1 focal " in run("--task", "classification", "--num-classes", "2", "--imbalanced").out
    assert "1 bce_with_logits " in run("--task", "classification", "--num-classes", "2").out


def test_json_has_the_documented_names(run) -> None:  # noqa: ANN001
    answer = json.loads(run("-t", "regression", "--outliers", "--json").out)
    assert {"version", "task", "facts", "recommendations", "rejected", "warnings"} <= set(answer)
    assert answer["version"] == 1
    assert answer["task"] == "regression"
    assert answer["facts"] == {"outliers": True}
    first = answer["recommendations"][0]
    assert {"loss", "torch", "score", "reasons", "trade_offs", "switch_if", "expects"} <= set(first)
    assert first["loss"] == "huber"
    assert {"rule", "text", "source"} <= set(first["reasons"][0])
    assert {"loss", "rule", "text"} <= set(answer["rejected"][0])
    assert {"id", "text", "source"} <= set(answer["warnings"][0])


def test_every_common_fact_is_an_option(run) -> None:  # noqa: ANN001
    helped = run("--help").out
    for fact in all_facts().values():
        if fact.flag:
            assert f"--{fact.id.replace('_', '-')}" in helped
    assert "lossquiz recommend --task regression --outliers" in helped


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        (["--imbalanced"], "imbalance", True),
        (["--imbalanced", "severe"], "imbalance", "severe"),
        (["--given", "imbalance=severe", "--imbalanced"], "imbalance", "severe"),
        (["--pos-rate", "0.25"], "pos_rate", 0.25),
        (["-g", "positive_unlabeled"], "positive_unlabeled", True),
    ],
)
def test_options_become_facts(run, words: list[str], fact: str, value: object) -> None:  # noqa: ANN001
    answer = json.loads(run("-t", "binary", *words, "--json").out)
    assert answer["facts"][fact] == value


def test_a_bare_bounded_target_means_zero_to_one(run) -> None:  # noqa: ANN001
    assert json.loads(run("-t", "reg", "--bounded-target", "--json").out)["facts"] == {"bounded_target": "0_1"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--task", "regresion"], 'unknown task "regresion"; did you mean regression?'),
        (["-t", "reg", "-g", "outlires"], 'unknown fact "outlires"; did you mean outliers'),
        (["-t", "reg", "--quantile", "2"], "quantile needs a number above 0 and below 1, got '2'"),
        (["-t", "reg", "--num-classes", "3"], "a number of classes does not go with a real target"),
        (["-t", "reg", "-g", "quantile=0.1", "--quantile", "0.9"], "quantile is given twice"),
        (["-t", "classification", "--num-classes", "-3"], "n_classes needs a whole number of at least 2, got '-3'"),
        (["-t", "classification", "--num-classes=-3"], "n_classes needs a whole number of at least 2, got '-3'"),
        (["-t", "binary", "--pos-rate", "-0.1"], "pos_rate needs a number above 0 and below 1, got '-0.1'"),
        (["-t", "reg", "--quantile", "-.5"], "quantile needs a number above 0 and below 1, got '-.5'"),
        (["-t", "binary", "--imbalanced", "-1"], 'imbalance does not take "-1"'),
        (["-t", "reg", "--outliers=-1"], 'outliers does not take "-1"'),
        (["-t", "reg", "--metric", "-1"], '"-1"'),
        (["-t", "classification", "--num-classes"], "'--num-classes' requires an argument"),
        (["-t", "reg", "--why-not", "hubre"], 'unknown loss "hubre"; did you mean huber'),
        ([], "--task is missing"),
        (["--target", "y"], "--data FILE, which is missing"),
        (["--data", "nowhere.csv"], "--data needs --target COLUMN"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_2(run, words: list[str], message: str) -> None:  # noqa: ANN001
    result = run(*words)
    assert result.code == 2
    assert message in result.err
    assert len(result.err.splitlines()) == 1
    assert result.out == ""


def test_bounds_below_zero_need_no_sign_of_equality(run) -> None:  # noqa: ANN001
    apart = run("-t", "reg", "--bounded-target", "-1..1")
    assert apart.code == 0
    assert "bounded_target=-1_1" in apart.out
    assert apart.out == run("-t", "reg", "-g", "bounded_target=-1..1").out


def test_why_shows_the_whole_trace(run) -> None:  # noqa: ANN001
    told = run("-t", "reg", "--outliers", "--why").out
    assert "regression.outliers (preference): huber +4" in told
    assert "trap.huber_delta" in told


def test_code_prints_only_what_runs(run) -> None:  # noqa: ANN001
    told = run("-t", "regression", "--outliers", "--code")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(
        "import torch\n\nloss_fn = torch.nn.HuberLoss(delta=1.0)\n\n# pred, target: float [N, *]\n"
    )
    assert told.out.endswith("loss = loss_fn(pred, target)\noptimizer.zero_grad()\nloss.backward()\noptimizer.step()\n")
    answer = json.loads(run("-t", "regression", "--outliers", "--json").out)
    assert answer["recommendations"][0]["code"] == told.out
    compile(told.out, "loss.py", "exec")


@pytest.mark.parametrize("words", [("-t", "regression", "--outliers"), ("-t", "binary", "-g", "hard_examples")])
def test_the_screen_shows_the_same_code(run, words: tuple[str, ...]) -> None:  # noqa: ANN001
    shown = textwrap.dedent("".join(f"{line}\n" for line in run(*words).out.splitlines() if line[:4].isspace()))
    code = run(*words, "--code").out
    step = shown.index("optimizer.step()") + len("optimizer.step()")
    assert ast.dump(ast.parse(shown[:step])) == ast.dump(ast.parse(code))


def test_code_that_is_too_long_for_the_screen_says_how_much_is_left(run) -> None:  # noqa: ANN001
    words = ("-t", "survival", "--given", "competing_risks")
    shown = run(*words).out.splitlines()
    (left,) = (line for line in shown if line.endswith("lines more: --code"))
    kept = shown.index(left) - shown.index("    import torch")
    whole = [line for line in run(*words, "--code").out.splitlines() if line]
    assert len(shown) <= 24
    assert int(left.split()[2]) >= len(whole) - kept > 5  # broken lines make more of them
    compile(run(*words, "--code").out, "loss.py", "exec")


def test_plot_draws_below_the_answer(run) -> None:  # noqa: ANN001
    plain, drawn = run("-t", "regression", "--outliers"), run("-t", "regression", "--outliers", "--plot")
    assert (drawn.code, drawn.err) == (0, "")
    assert drawn.out.startswith(plain.out)
    assert "huber and its slope against the error" in drawn.out


@pytest.mark.parametrize("beside", [["--json"], ["--facts"], ["--why-not", "mse"], ["--code"]])
def test_plot_goes_with_an_answer_for_people_only(run, beside: list[str]) -> None:  # noqa: ANN001
    result = run("-t", "regression", "--plot", *beside)
    assert result.code == 2
    assert "--plot" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("beside", [["--json"], ["--why"], ["--why-not", "mse"], ["--facts"]])
def test_code_stands_alone(run, beside: list[str]) -> None:  # noqa: ANN001
    result = run("-t", "reg", "--code", *beside)
    assert (result.code, result.out) == (2, "")
    assert f"--code prints nothing but code, {beside[0]} prints something else" in result.err.replace("\n", " ")


def test_why_not(run) -> None:  # noqa: ANN001
    words = run("-t", "reg", "--outliers", "--why-not", "mse", "--why-not", "mae").out.replace("\n", " ")
    assert "mse is ruled out" in words
    assert "mae is number 2" in words
    answer = json.loads(run("-t", "reg", "--why-not", "ctc", "--json").out)
    assert answer["why_not"][0]["loss"] == "ctc"


def test_the_facts_are_listed_for_a_task_or_for_all(run) -> None:  # noqa: ANN001
    everything, some = run("--facts").out, run("--facts", "--task", "survival").out
    assert "interval_censored" in some
    assert "outliers" not in some
    assert len(everything) > len(some)
    rows = json.loads(run("--facts", "--json").out)["facts"]
    assert {row["name"] for row in rows} == set(all_facts())


def test_what_speaks_of_a_word_is_listed_and_named(run) -> None:  # noqa: ANN001
    told = run("--facts", "outlier").out
    assert "task anomaly_detection\n" in told
    assert "fact outliers[=gross] *\n" in told
    assert told.endswith("--given NAME[=VALUE]\n")
    assert max(map(len, told.splitlines())) <= 80
    assert "value outliers=gross\n  of outliers, a few values far outside the rest" in run("--facts", "gross").out
    found = json.loads(run("--facts", "vae", "--json").out)
    assert found["values"] == [{"fact": "model", "value": "vae"}]
    assert [task["name"] for task in json.loads(run("--facts=ner", "--json").out)["tasks"]] == ["sequence_tagging"]


def test_a_search_within_a_task(run) -> None:  # noqa: ANN001
    rows = json.loads(run("--facts", "censored", "--task", "survival", "--json").out)
    assert {"right_censored", "left_censored"} <= {row["name"] for row in rows["facts"]}
    assert rows["tasks"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--facts", "xyzzy"], 'no task, fact or value speaks of "xyzzy"'),
        (["--facts", "tukey_biweight"], "tukey_biweight is a loss: `lossquiz show tukey_biweight`"),
        (["--task", "depth"], "depth is a fact of regression: --task regression --given depth"),
        (["--task", "regression", "--given", "vae"], "vae is a value of model: --task generative --given model=vae"),
        (["--task", "regression", "--depth"], "no option --depth; depth is a fact of regression"),
        (["--regression"], "no option --regression; regression is a task: --task regression"),
        (["--no-such-thing"], 'no such option "--no-such-thing"'),
    ],
)
def test_a_wrong_word_is_one_line_that_says_what_it_is(run, words: list[str], told: str) -> None:  # noqa: ANN001
    result = run(*words)
    assert result.code == 2
    assert told in result.err
    assert result.err.count("\n") == 1


def test_numbers_are_taken_as_people_write_them(run) -> None:  # noqa: ANN001
    words = ["-t", "binary", "--pos-rate", "0.2%", "--given", "fn_cost=5:1", "--json"]
    assert json.loads(run(*words).out)["facts"].items() >= {"pos_rate": 0.002, "fn_cost": 5}.items()
    assert json.loads(run("-t", "reg", "--bounded-target", "[0, 10]", "--json").out)["facts"] == {
        "bounded_target": "0_10"
    }


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    path.write_text(
        "units,label\n" + "".join(f"{k % 7 * (k % 3)},{'yes' if k % 20 == 0 else 'no'}\n" for k in range(400))
    )
    return path


def test_data_propose_with_evidence_on_stderr(run, table: Path) -> None:  # noqa: ANN001
    result = run("--data", str(table), "--target", "label", "--yes")
    assert result.code == 0
    assert "pos_rate=0.05: 20 of 400 rows are yes" in result.err
    assert "1 focal " in result.out


def test_data_wait_for_a_yes(run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    words = ("--data", str(table), "--target", "units")
    assert "add --yes" in run(*words).err
    monkeypatch.setattr("lossquiz.cli.recommend_data.is_person", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert "1 zinb_nll" in run(*words).out
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert run(*words).code == 2


def test_json_from_data_asks_nothing(run, table: Path) -> None:  # noqa: ANN001
    assert json.loads(run("--data", str(table), "--target", "units", "--json").out)["facts"]["count_target"] is True


def test_json_holds_what_data_suggest(run, table: Path) -> None:  # noqa: ANN001
    proposal = json.loads(run("--data", str(table), "--target", "units", "--json").out)["proposal"]
    assert proposal["task"] == "regression"
    (counts,) = (fact for fact in proposal["facts"] if fact["fact"] == "count_target")
    assert counts["value"] is True
    assert "the name says units" in counts["because"]
    assert proposal["notes"] == ["400 rows read"]
    assert "proposal" not in json.loads(run("--task", "regression", "--json").out)


def test_data_yield_to_options(run, table: Path) -> None:  # noqa: ANN001
    words = ("--data", str(table), "--target", "units", "--json")
    facts = json.loads(run(*words, "--given", "count_target=false").out)["facts"]
    assert not {"overdispersed", "count_target"} & {name for name, value in facts.items() if value}
    assert json.loads(run(*words, "--n-classes", "5").out)["task"] == "multiclass_classification"


def test_data_with_several_targets(run, tmp_path: Path) -> None:  # noqa: ANN001
    path = tmp_path / "t.csv"
    path.write_text("x,l_a,l_b,t,died\n" + "".join(f"{k},{k % 2},{k % 3 // 2},{k + 2},{k % 2}\n" for k in range(60)))
    for words in (["l_a,l_b"], ["l_*"], ["l_a", "l_b"]):
        options = [each for word in words for each in ("--target", word)]
        assert json.loads(run("--data", str(path), *options, "--json").out)["task"] == "multilabel_classification"
    result = run("--data", str(path), "--target", "t,died", "--yes")
    assert "right_censored: in 50.0% of the rows died says" in result.err
    assert result.out.startswith("Survival analysis")
    told = run("--data", str(path), "--target", "l_*", "--compare", "mse")
    assert (told.code, told.err.strip()) == (2, "lossquiz: --compare weighs rows by one target: take l_a or another")


def test_data_that_cannot_be_learned_are_one_line(run, tmp_path: Path) -> None:  # noqa: ANN001
    (tmp_path / "t.csv").write_text("y\n7\n7\n")
    told = run("--data", str(tmp_path / "t.csv"), "--target", "y")
    assert (told.code, told.out) == (2, "")
    assert told.err == "lossquiz: t.csv, column y: the target is constant (7): there is nothing to learn\n"


ROWS = "y,p\n1,2\n2,2\n3,2\n4,2\n100,2\n,2\nx,2\n"


@pytest.fixture
def weighed(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "t.csv").write_text(ROWS)
    return ("--data", str(tmp_path / "t.csv"), "--target", "y", "--predictions", "p", "-t", "regression")


def test_compare_shows_constants_and_who_pulls(run, weighed: tuple[str, ...]) -> None:  # noqa: ANN001
    result = run(*weighed, "--compare", "mse,mae", "--compare", "huber:delta=2")
    lines = result.out.splitlines()
    assert result.code == 0
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    (mse,) = (line for line in lines if line.startswith("mse ") and "rows" in line)
    assert mse.split() == ["mse", "22", "1", "of", "5", "rows", "96.1", "%"]
    assert any(line.startswith("huber delta=2 ") for line in lines)
    strongest = lines[lines.index("the rows that pull most") + 2].split()
    assert strongest[:3] == ["5", "100", "2"]
    assert "2 rows without two numbers left out" in " ".join(lines)


def test_compare_as_json(run, weighed: tuple[str, ...]) -> None:  # noqa: ANN001
    answer = json.loads(run(*weighed, "--compare", "mse,mae", "--json").out)
    assert answer["version"] == 1
    assert [(one["loss"], one["constant"]) for one in answer["compare"]] == [("mse", 22.0), ("mae", 3.0)]
    assert answer["compare"][0]["shares_by_tenth"][-1] == pytest.approx(98 / 102)
    assert answer["strongest"][0]["row"] == 5


def test_compare_without_predictions_weighs_at_the_median(run, weighed: tuple[str, ...]) -> None:  # noqa: ANN001
    told = run(*weighed[:4], "--compare", "mse").out
    assert "at the median of the target, 3" in " ".join(told.split())


def test_compare_of_two_classes_in_words(run, tmp_path: Path) -> None:  # noqa: ANN001
    (tmp_path / "c.csv").write_text("y,p\nyes,0.9\nno,0.2\nno,0.6\nyes,0.1\nyes,0.5\n")
    words = ("--data", str(tmp_path / "c.csv"), "--target", "y", "--predictions", "p", "--compare", "bce_with_logits")
    assert json.loads(run(*words, "--json").out)["compare"][0]["constant"] == pytest.approx(0.6, abs=1e-4)


def test_compare_reads_money_and_percentages(run, tmp_path: Path) -> None:  # noqa: ANN001
    (tmp_path / "t.csv").write_text("y;p\n1.000,50 €;10 %\n2.000,50 €;20 %\n9.000,50 €;30 %\n")
    words = ("--data", str(tmp_path / "t.csv"), "--target", "y", "--predictions", "p", "--compare", "mse,mae", "--json")
    answer = json.loads(run(*words).out)
    assert [round(one["constant"], 6) for one in answer["compare"]] == [4000.5, 2000.5]
    assert answer["strongest"][0]["prediction"] == 0.3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--compare", "mse"], "--compare weighs rows: add --data FILE and --target COLUMN"),
        (["TABLE", "--compare", "hubre"], 'unknown loss "hubre"; did you mean huber'),
        (["TABLE", "--compare", "huber:beta=2"], 'huber has no argument "beta"; did you mean delta?'),
        (["TABLE", "--compare", "huber:delta=x"], "huber:delta needs a number: huber:delta=2"),
        (["TABLE", "--compare", "mse:x=1"], 'mse has no argument "x"; it takes none'),
        (["TABLE", "--compare", ","], "--compare takes losses"),
        (["TABLE", "--compare", "cross_entropy"], "rows can be weighed by losses of one prediction and one target"),
        (["TABLE", "--compare", "mse", "--code"], "--code prints nothing but code"),
    ],
)
def test_a_comparison_that_cannot_be_is_one_line(run, weighed: tuple[str, ...], words: list[str], message: str) -> None:  # noqa: ANN001
    result = run(*(each for word in words for each in (weighed if word == "TABLE" else (word,))))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


@pytest.fixture
def talk(run, monkeypatch: pytest.MonkeyPatch):  # noqa: ANN001, ANN201 - functions
    def call(*lines: str, words: tuple[str, ...] = ()) -> Result:
        monkeypatch.setattr("lossquiz.cli.recommend.is_person", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run(*words)

    return call


def numbered(text: str, means: str) -> str:
    """Return the number that stands before a line of the last list that has it."""
    return next(line.split()[0] for line in reversed(text.splitlines()) if line.strip()[2:].strip() == means)


def test_the_interview_shows_how_the_ranking_moves(talk) -> None:  # noqa: ANN001
    number = numbered(talk("regression").err, "targets are counts 0, 1, 2 …")
    result = talk("nonsense", "regression", "77", number, "q")
    assert 'unknown task "nonsense"' in result.err
    assert "first so far: mse 2, huber 1.5, mae 1.4" in result.err
    assert "there is no number 77 here: take 1 to" in result.err
    assert "first so far: poisson_nll" in result.err
    assert "1 poisson_nll" in result.out


def test_back_takes_the_last_answer_away(talk) -> None:  # noqa: ANN001
    number = numbered(talk("regression").err, "targets are counts 0, 1, 2 …")
    result = talk("regression", number, "back", "q")
    assert result.err.count("first so far: mse 2, huber 1.5, mae 1.4") == 2
    assert "1 mse" in result.out
    assert "lossquiz recommend --task regression\n" in result.err


def test_back_from_the_first_question_asks_for_the_task_again(talk) -> None:  # noqa: ANN001
    result = talk("regression", "back", "ranking", "q")
    assert result.err.count("Which task?") == 2
    assert "Ranking" in result.out


def test_a_question_mark_explains_and_skip_goes_on(talk) -> None:  # noqa: ANN001
    result = talk("regression", "?", "skip", "?", "q")
    assert "count_target: targets are counts 0, 1, 2 …; also counts, count" in " ".join(result.err.split())
    assert "quantile: " in result.err
    assert result.code == 0


def test_a_question_mark_explains_the_tasks(talk) -> None:  # noqa: ANN001
    result = talk("?", "regression", "q")
    assert "unknown task" not in result.err
    assert result.err.count("Which task?") == 2
    told = " ".join(result.err.split())
    assert "survival: times to an event that may be censored; also time_to_event, survival_analysis" in told
    assert "1 mse" in result.out


def test_it_ends_by_itself_and_says_the_command(talk, run) -> None:  # noqa: ANN001
    """Whoever says no to all is asked until nothing would change; the command then gives the same answer."""
    result = talk("binary", *[""] * 20)
    assert "no answer would change the first choice now" in result.err
    told = result.err.split("without the questions: ")[1].split()
    assert told[:2] == ["lossquiz", "recommend"]
    assert run(*told[2:]).out == result.out


def test_the_command_says_options_and_given_facts(talk, run) -> None:  # noqa: ANN001
    result = talk(
        "regression",
        "q",
        words=("--outliers", "gross", "--quantile", "0.9", "-g", "heavy_tails", "-g", "relative_error=no"),
    )
    told = result.err.split("without the questions: ")[1].strip()
    assert told == (
        "lossquiz recommend --task regression --outliers gross --quantile 0.9 "
        "--given heavy_tails --given relative_error=false"
    )
    assert run(*told.split()[2:]).out == result.out


def test_facts_that_cannot_both_hold_are_told_and_asked_again(talk) -> None:  # noqa: ANN001
    first = talk("regression").err
    numbers = [
        numbered(first, means)
        for means in ("targets are counts 0, 1, 2 …", "an angle, hour or direction that wraps around")
    ]
    result = talk("regression", " ".join(numbers), "q")
    assert result.code == 0
    assert "1 mse" in result.out


def test_an_interview_that_ends_at_once_is_no_crash(talk) -> None:  # noqa: ANN001
    result = talk()
    assert result.code == 2
    assert "no task was named" in result.err


HEAVY = ("torch", "numpy", "pandas", "scipy", "pyarrow", "sqlite3", "importlib.metadata")
PARSERS = ("yaml", "csv")


def test_nothing_heavy_is_loaded_and_yaml_is_parsed_once(tmp_path: Path) -> None:
    first, second = call_twice(["recommend", "-t", "regression", "--outliers"], HEAVY + PARSERS, tmp_path)
    assert "yaml" in first.loaded
    assert not [name for name in HEAVY if name in first.loaded]
    assert second.loaded == "[]"
    assert first.stdout == second.stdout
