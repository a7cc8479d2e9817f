"""`lossquiz recommend`: which loss, why, and what to look out for."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer
from typer.core import TyperCommand

from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.selection.advice import Recommendation
    from lossquiz.selection.conditions import Value
    from lossquiz.selection.facts import Fact


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "recommend",
        cls=FactCommand,
        epilog=examples(
            "lossquiz recommend --task regression --outliers",
            "lossquiz recommend --task classification --num-classes 2 --imbalanced --why-not mse",
            "lossquiz recommend --task similarity --given triplets --given custom_distance --json",
            "lossquiz recommend --data sales.csv --target units",
        ),
    )(recommend)


_TASK = "What kind of problem; an unknown word gets the nearest."
_SAID = "lossquiz.recommend.said"
_FEW = 3


class FactCommand(TyperCommand):
    """The command with an option for each common fact, made from the facts' own declarations."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        # What is loaded by now stays: without this, collections walk it again and again while the declarations load.
        gc.freeze()
        from lossquiz.selection.facts import all_facts

        super().__init__(*args, **extra)
        self.params += [_option(fact) for fact in all_facts().values() if fact.flag]


def _option(fact: Fact) -> click.Option:
    names = [f"--{name.replace('_', '-')}" for name in (fact.id, *fact.aliases[:1])]
    words = fact.values or fact.levels
    takes = "NUMBER" if fact.number else "|".join(words) if len(words) <= _FEW else "WORD"
    listed = f" ({', '.join(words)})" if len(words) > _FEW else ""
    return click.Option(
        [*names, fact.id],
        # A bare `--imbalanced` says yes; `--imbalanced severe` says more.
        is_flag=fact.is_plain and not fact.levels,
        flag_value="yes" if fact.is_plain or len(fact.values) == 1 else None,
        type=None if fact.is_plain and not fact.levels else str,
        default=None,
        expose_value=False,
        callback=_remember,
        metavar=f"[{takes}]" if fact.levels or len(fact.values) == 1 else takes,
        help=f"{fact.means[:1].upper()}{fact.means[1:]}{listed}.",
    )


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name:
        ctx.meta.setdefault(_SAID, {})[parameter.name] = value


def recommend(
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
        Path | None, typer.Option("--data", metavar="FILE", help="Find task and facts in a CSV, TSV or Parquet file.")
    ] = None,
    target: Annotated[str, typer.Option("--target", metavar="COLUMN", help="In --data: the column to predict.")] = "",
    predictions: Annotated[
        str, typer.Option("--predictions", metavar="COLUMN", help="In --data: a column of predictions.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take what --data proposes without asking.")] = False,
) -> None:
    """Recommend a loss for a task, with reasons, warnings and the PyTorch line.

    Say what is known: a task, and facts as options or by --given. Without a task, in a terminal, it asks.
    """
    said = collect(ctx.meta.get(_SAID, {}), given or ())
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


def collect(options: dict[str, str], given: Sequence[str]) -> dict[str, Value]:
    """Join options and `--given` into facts; a more exact value refines a plain yes.

    Raises:
        UsageError: An unknown fact, a value it does not take, or one with two values.
    """
    from lossquiz.selection.facts import all_facts, describe, read_given

    said: dict[str, Value] = {}
    texts = [f"{name}={_only_value(all_facts()[name]) if value == 'yes' else value}" for name, value in options.items()]
    for text in [*texts, *given]:
        name, value = read_given(text)
        before = said.get(name, value)
        if before is not True and value is not True and before != value:
            raise UsageError(f"{name} is given twice: {describe(name, before)} and {describe(name, value)}")
        said[name] = before if value is True else value
    return said


def _only_value(fact: Fact) -> str:
    return fact.values[0] if len(fact.values) == 1 else "yes"


def show(answer: Recommendation, console: Console, *, why: bool = False, as_json: bool = False) -> None:
    """Print an answer, for people or for programs."""
    if as_json:
        from lossquiz.report.json.recommend import recommendation_json

        _print_json(recommendation_json(answer))
        return
    from lossquiz.report.terminal.recommendation import render_recommendation

    render_recommendation(answer, console, why=why)


def _print_json(value: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False))


def _list_facts(task: str, console: Console, *, as_json: bool) -> None:
    from lossquiz.selection.facts import all_facts, facts_of, find_task

    listed = facts_of(find_task(task)) if task else tuple(all_facts().values())
    if as_json:
        from lossquiz.report.json.recommend import facts_json

        _print_json(facts_json(listed))
        return
    from lossquiz.report.terminal.facts import render_facts

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
