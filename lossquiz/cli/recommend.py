"""`lossquiz recommend`: which loss, why, and what to look out for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.advice import Recommendation
    from lossquiz.selection.conditions import Value


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "recommend",
        epilog=examples(
            "lossquiz recommend --task regression --outliers",
            "lossquiz recommend --task classification --num-classes 2 --imbalanced --why-not mse",
            "lossquiz recommend --task similarity --given triplets --given custom_distance --json",
            "lossquiz recommend --data sales.csv --target units",
        ),
    )(recommend)


_TASK = "What kind of problem; --facts lists the words."
_FACT = "Facts"


def _flag(*names: str, text: str) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=_FACT)


def recommend(  # noqa: PLR0917, PLR0914 - the common facts are options of their own
    ctx: typer.Context,
    task: Annotated[str, typer.Option("--task", "-t", metavar="TASK", help=_TASK)] = "",
    given: Annotated[
        list[str] | None, typer.Option("--given", "-g", metavar="NAME[=VALUE]", help="Any fact; repeatable.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show every reason, source, warning and rule.")] = False,
    why_not: Annotated[
        list[str] | None, typer.Option("--why-not", metavar="LOSS", help="Say why a loss is not the first; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="List the facts, of --task or of all tasks.")] = False,
    data: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Find task and facts in a CSV, TSV or Parquet file.")
    ] = None,
    target: Annotated[str, typer.Option("--target", metavar="COLUMN", help="The column to predict, in --data.")] = "",
    predictions: Annotated[str, typer.Option(metavar="COLUMN", help="A column of predictions, in --data.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take what --data proposes without asking.")] = False,
    outliers: Annotated[bool, _flag("--outliers", text="A few values lie far outside the rest.")] = False,
    imbalance: Annotated[bool, _flag("--imbalanced", "--imbalance", text="One class is much rarer.")] = False,
    pos_rate: Annotated[str, _flag("--pos-rate", text="The share of positives, 0 to 1.")] = "",
    n_classes: Annotated[str, _flag("--num-classes", "--n-classes", text="The number of classes.")] = "",
    outputs: Annotated[str, _flag("--outputs", text="What the last layer gives: logits, probabilities, …")] = "",
    targets: Annotated[str, _flag("--targets", text="What the labels look like: indices, plus_minus_one, …")] = "",
    predict: Annotated[str, _flag("--predict", text="mean, median, mode or quantile.")] = "",
    quantile: Annotated[str, _flag("--quantile", text="The quantile wanted, 0 to 1.")] = "",
    need_uncertainty: Annotated[bool, _flag("--need-uncertainty", text="Each prediction needs its certainty.")] = False,
    smooth_gradient: Annotated[bool, _flag("--smooth-gradient", text="The gradient must not jump.")] = False,
    relative_error: Annotated[bool, _flag("--relative-error", text="Percentages matter.")] = False,
    asymmetric_cost: Annotated[bool, _flag("--asymmetric-cost", text="Too high and too low cost differently.")] = False,
    positive_target: Annotated[bool, _flag("--positive-target", text="Every target is above zero.")] = False,
    zeros_present: Annotated[bool, _flag("--zeros-present", text="Some targets are exactly zero.")] = False,
    zero_inflated: Annotated[bool, _flag("--zero-inflated", text="More zeros than the rest explains.")] = False,
    count_target: Annotated[bool, _flag("--count-target", text="Targets are counts.")] = False,
    bounded_target: Annotated[bool, _flag("--bounded-target", text="Targets lie between 0 and 1.")] = False,
    hard_examples: Annotated[bool, _flag("--hard-examples", text="Most examples are easy, a few hard.")] = False,
    label_noise: Annotated[bool, _flag("--label-noise", text="Some labels are wrong.")] = False,
    soft_labels: Annotated[bool, _flag("--soft-labels", text="Labels are probabilities.")] = False,
    calibrated_probabilities: Annotated[
        bool, _flag("--calibrated-probabilities", "--calibrated", text="Probabilities must be right.")
    ] = False,
    overconfident: Annotated[bool, _flag("--overconfident", text="The model is too sure of itself.")] = False,
    max_margin: Annotated[bool, _flag("--max-margin", text="A wide margin is wanted.")] = False,
    metric: Annotated[str, _flag("--metric", text="What decides: auc, dice, iou, ndcg, …")] = "",
    small_batch: Annotated[bool, _flag("--small-batch", text="Batches are small.")] = False,
    model: Annotated[str, _flag("--model", text="The generative model: vae, gan, diffusion, …")] = "",
    framework: Annotated[str, _flag("--framework", text="Give its name elsewhere too: keras, sklearn, …")] = "",
) -> None:
    """Recommend a loss for a task, with reasons, warnings and the PyTorch line.

    Say what is known: a task, and facts as options or by --given. Without any, in a terminal, it asks.
    """
    flags = {
        "outliers": outliers, "imbalance": imbalance, "pos_rate": pos_rate, "n_classes": n_classes, "outputs": outputs,
        "targets": targets, "predict": predict, "quantile": quantile, "need_uncertainty": need_uncertainty,
        "smooth_gradient": smooth_gradient, "relative_error": relative_error, "asymmetric_cost": asymmetric_cost,
        "positive_target": positive_target, "zeros_present": zeros_present, "zero_inflated": zero_inflated,
        "count_target": count_target, "bounded_target": "0_1" if bounded_target else "", "hard_examples": hard_examples,
        "label_noise": label_noise, "soft_labels": soft_labels, "calibrated_probabilities": calibrated_probabilities,
        "overconfident": overconfident, "max_margin": max_margin, "metric": metric, "small_batch": small_batch,
        "model": model, "framework": framework,
    }  # fmt: skip
    said = collect(flags, given or ())
    console = settings_of(ctx).console()
    if facts:
        _list_facts(task, console, as_json=as_json)
        return
    if data is not None or target or predictions:
        task, said = _from_data(ctx, (data, target, predictions), task, said, ask=not (yes or as_json))
    elif not task:
        task, said = _interview(ctx, said)
    if why_not:
        _explain(task, said, why_not, console, as_json=as_json)
        return
    from lossquiz.selection import recommend as choose

    show(choose(task, said), console, why=why, as_json=as_json)


def collect(flags: dict[str, Any], given: Sequence[str]) -> dict[str, Value]:
    """Join options and `--given` into facts; a more exact value refines a plain yes.

    Raises:
        UsageError: An unknown fact, or one with two values.
    """
    from lossquiz.selection.facts import check_value, describe, find_fact, read_given

    said: dict[str, Value] = {name: check_value(find_fact(name), value) for name, value in flags.items() if value}
    for text in given:
        name, value = read_given(text)
        before = said.get(name, value)
        if before is not True and value is not True and before != value:
            raise UsageError(f"{name} is given twice: {describe(name, before)} and {describe(name, value)}")
        said[name] = before if value is True else value
    return said


def show(answer: Recommendation, console: Console, *, why: bool = False, as_json: bool = False) -> None:
    """Print an answer, for people or for programs."""
    if as_json:
        from lossquiz.report.recommendation_json import recommendation_json

        _print_json(recommendation_json(answer))
        return
    from lossquiz.report.recommendation import render_recommendation

    render_recommendation(answer, console, why=why)


def _print_json(value: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False))


def _list_facts(task: str, console: Console, *, as_json: bool) -> None:
    from lossquiz.selection.facts import all_facts, facts_of, find_task

    listed = facts_of(find_task(task)) if task else tuple(all_facts().values())
    if as_json:
        from lossquiz.report.recommendation_json import facts_json

        _print_json(facts_json(listed))
        return
    from lossquiz.report.vocabulary import render_facts

    render_facts(listed, console)


def _explain(task: str, said: dict[str, Value], words: Sequence[str], console: Console, *, as_json: bool) -> None:
    from lossquiz.selection import why_not

    answers = {word: why_not(word, task, said) for word in words}
    if as_json:
        _print_json({"version": 1, "task": task, "why_not": [{"loss": w, "text": t} for w, t in answers.items()]})
        return
    for text in answers.values():
        console.print(text)


def _interview(ctx: typer.Context, said: dict[str, Value]) -> tuple[str, dict[str, Value]]:
    from lossquiz.cli.confirm import is_person

    if not is_person():
        raise UsageError("--task is missing; `lossquiz recommend --help` has examples")
    from lossquiz.cli.recommend_interview import interview

    return interview(settings_of(ctx).console(stderr=True), said)


def _from_data(
    ctx: typer.Context,
    place: tuple[Path | None, str, str],
    task: str,
    said: dict[str, Value],
    *,
    ask: bool,
) -> tuple[str, dict[str, Value]]:
    from lossquiz.cli.recommend_data import propose_from_data

    return propose_from_data(settings_of(ctx).console(stderr=True), place, task, said, ask=ask)
