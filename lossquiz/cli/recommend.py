"""`lossquiz recommend`: which loss, why, and what to look out for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer
from typer.core import TyperCommand

from lossquiz.cli import complete
from lossquiz.cli.confirm import is_person
from lossquiz.cli.paths import PATH
from lossquiz.cli.recommend_data import DataPlace, propose_from_data
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import UsageError
from lossquiz.lookup import FEW, quote
from lossquiz.report.json.recommend import facts_json, proposal_json, recommendation_json, search_json
from lossquiz.report.terminal.recommendation import recommendation_pieces
from lossquiz.selection import recommend as choose
from lossquiz.selection import why_not as explain_rank
from lossquiz.selection.facts import all_facts, facts_of, find_task, read_all, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from lossquiz.cli.settings import Settings
    from lossquiz.selection.conditions import Value
    from lossquiz.selection.facts import Fact


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "recommend",
        cls=FactCommand,
        epilog=examples(
            'lossquiz recommend "house prices, a few crazy outliers, judged by RMSLE"',
            "lossquiz recommend --task regression --outliers",
            "lossquiz recommend --task classification --num-classes 2 --imbalanced --why-not mse",
            "lossquiz recommend --task similarity --given triplets --given custom_distance --json",
            "lossquiz recommend --task regression --outliers --code > loss.py",
            "lossquiz recommend --facts outlier",
            "lossquiz recommend --data sales.csv --target units",
            "lossquiz recommend --data sales.csv --target units --predictions forecast --compare huber,mae,mse",
        ),
    )(recommend)


_DESCRIPTION = "The problem in your own words: task and facts are found in them, shown, and asked about."
_TASK = "What kind of problem; an unknown word gets the nearest."
_SAID = "lossquiz.recommend.said"
_FACTS = "lossquiz.recommend.facts"
_FEW = 3
_NEGATIVE = re.compile(r"-\.?\d")


class FactCommand(TyperCommand):
    """The command with an option for each common fact, made from the facts' own declarations."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.params += [_facts_option(), *(_option(fact) for fact in all_facts().values() if fact.flag)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a word that is no option may be a fact or a task.

        Raises:
            UsageError: An unknown option whose name means something else here.
        """
        takes = {
            name
            for option in self.params
            if isinstance(option, click.Option) and option.name in all_facts() and not option.is_flag
            for name in option.opts
        }
        try:
            return super().parse_args(ctx, _with_negative_values(args, takes))
        except click.NoSuchOption as error:
            told = words().elsewhere(error.option_name.lstrip("-"))
            if told:
                raise UsageError(f"no option {error.option_name}; {told}") from None
            raise


def _with_negative_values(args: Sequence[str], takes: Collection[str]) -> list[str]:
    """Return the words with a space before each negative number that is the value of an option.

    Where an option may stand alone, click takes what begins with a dash for the next option.
    """
    words: list[str] = []
    for word, before in zip(args, ["", *args], strict=False):
        name, is_joined, value = word.partition("=")
        if before in takes and _NEGATIVE.match(word):
            words.append(f" {word}")
        elif is_joined and name in takes and _NEGATIVE.match(value):
            words.append(f"{name}= {value}")
        else:
            words.append(word)
    return words


def _facts_option() -> click.Option:
    return click.Option(
        ["--facts"],
        flag_value="",
        type=str,
        default=None,
        is_flag=False,
        expose_value=False,
        callback=lambda ctx, _, value: ctx.meta.update({_FACTS: value}),
        metavar="[WORD]",
        shell_complete=_completing(lambda: [word for word, _ in (*complete.advised_tasks(), *complete.facts())]),
        help="List the facts, of --task or of all tasks, or what speaks of a word: tasks, facts and values.",
    )


def _completing(words: Callable[[], Iterable[str]]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    return lambda _ctx, _parameter, begun: [word for word in words() if word.startswith(begun)]


def _option(fact: Fact) -> click.Option:
    names = [f"--{name.replace('_', '-')}" for name in (fact.id, *fact.aliases[:1])]
    words = fact.values or fact.levels
    takes = (
        "NUMBER" if fact.number else "LOW..HIGH" if fact.range else "|".join(words) if len(words) <= _FEW else "WORD"
    )
    told = words if len(words) <= FEW else (*words[:FEW], "… see --facts")
    listed = f" ({', '.join(told)})" if len(words) > _FEW else ""
    # A bare `--imbalanced` says yes; `--imbalanced severe` says more.
    alone: dict[str, Any] = {"flag_value": "yes"} if fact.is_plain or len(fact.values) == 1 else {}
    return click.Option(
        [*names, fact.id],
        is_flag=fact.is_plain and not fact.levels,
        **alone,
        type=None if fact.is_plain and not fact.levels else str,
        default=None,
        expose_value=False,
        callback=_remember,
        shell_complete=_completing(lambda: words),
        metavar=f"[{takes}]" if fact.levels or len(fact.values) == 1 else takes,
        help=f"{fact.means[:1].upper()}{fact.means[1:]}{listed}.",
    )


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name:
        fact = all_facts()[parameter.name]
        # A bare option of a fact that takes one word only says that word.
        said = fact.values[0] if value == "yes" and len(fact.values) == 1 else value.strip()
        ctx.meta.setdefault(_SAID, []).append(f"{fact.id}={said}")


def recommend(
    ctx: typer.Context,
    description: Annotated[list[str] | None, typer.Argument(metavar="[DESCRIPTION]", help=_DESCRIPTION)] = None,
    task: Annotated[
        str, typer.Option("--task", "-t", metavar="TASK", help=_TASK, autocompletion=complete.advised_tasks)
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given", "-g", metavar="NAME[=VALUE]", help="Any fact; repeatable.", autocompletion=complete.facts
        ),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show every reason, source, warning and rule.")] = False,
    why_not: Annotated[
        list[str] | None,
        typer.Option(
            "--why-not",
            metavar="LOSS",
            help="Say why a loss is not the first; repeatable.",
            autocompletion=complete.all_losses,
        ),
    ] = None,
    code: Annotated[
        bool, typer.Option("--code", help="Print only code to copy: imports, the loss, what to feed it, one step.")
    ] = False,
    plot: Annotated[bool, typer.Option("--plot", help="Draw the first loss and its slope, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FILE",
            click_type=PATH,
            help="Find task and facts in a table: CSV, TSV, JSON Lines, Parquet.",
        ),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="COLUMN", help="In --data: what to predict, also a,b or label_*; repeatable."),
    ] = None,
    predictions: Annotated[
        str, typer.Option("--predictions", metavar="COLUMN", help="In --data: a column of predictions.")
    ] = "",
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare",
            metavar="LOSS,LOSS",
            help="In --data: weigh the rows by these losses, such as huber:delta=2,mae; repeatable.",
            autocompletion=complete.all_losses,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take what a description or --data proposes.")] = False,
) -> None:
    """Recommend a loss for a task, with reasons, warnings and code.

    Say what is known: in your own words, or as a task and facts. Without, in a terminal, it asks.
    """
    facts: str | None = ctx.meta.get(_FACTS)
    if code:
        others = {
            "--compare": bool(compare),
            "--json": as_json,
            "--why": why,
            "--plot": plot,
            "--why-not": bool(why_not),
            "--facts": facts is not None,
        }
        _refuse_beside_code(others)
    if plot and (as_json or facts is not None or why_not):
        raise UsageError("--plot draws beside an answer for people: leave --json, --facts and --why-not away")
    said = read_all([*ctx.meta.get(_SAID, []), *(given or ())])
    settings = settings_of(ctx)
    _refuse_beside_words(
        description, {"--data": data is not None, "--compare": bool(compare), "--facts": facts is not None}
    )
    if facts is not None:
        _list_facts(task, facts, settings, as_json=as_json)
        return
    place = DataPlace(data, tuple(target or ()), predictions)
    if compare:
        _compare(compare, place, task, said, settings, as_json=as_json)
        return
    task, said, found = _settled(settings, place, description, task, said, yes=yes, as_json=as_json)
    if why_not:
        _explain({word: explain_rank(word, task, said) for word in why_not}, task, settings, as_json=as_json)
        return
    answer = choose(task, said)
    if code:
        settings.write([(answer.choices[0].code, "")])
    elif as_json:
        _print_json({**recommendation_json(answer), **found})
    else:
        settings.write(recommendation_pieces(answer, settings.width, why=why))
        if plot:
            from lossquiz.report.terminal.shape import shape_pieces

            settings.write(shape_pieces(answer, settings.width, characters=settings.unicode))


def _compare(
    words: list[str], place: DataPlace, task: str, said: dict[str, Value], settings: Settings, *, as_json: bool
) -> None:
    from lossquiz.cli.recommend_compare import compare as weigh

    found, notes = weigh(words, place, task, said)
    if as_json:
        from lossquiz.report.json.comparison import comparison_json

        _print_json(comparison_json(found, notes))
        return
    from lossquiz.report.terminal.comparison import comparison_pieces

    settings.write(comparison_pieces(found, notes, settings.width, characters=settings.unicode))


def _refuse_beside_code(others: dict[str, bool]) -> None:
    for name, given in others.items():
        if given:
            told = "; JSON holds it as `code`" if name == "--json" else ""
            raise UsageError(f"--code prints nothing but code, {name} prints something else: take one of them{told}")


def _refuse_beside_words(description: Sequence[str] | None, others: dict[str, bool]) -> None:
    for name, given in others.items():
        if given and description:
            raise UsageError(f"{name} does not go with a description, got {quote(' '.join(description))}: take one")


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def _list_facts(task: str, word: str, settings: Settings, *, as_json: bool) -> None:
    if word:
        _search(task, word, settings, as_json=as_json)
        return
    listed = facts_of(find_task(task)) if task else tuple(all_facts().values())
    if as_json:
        _print_json(facts_json(listed))
        return
    from lossquiz.report.terminal.facts import render_facts

    render_facts(listed, settings.console())


def _search(task: str, word: str, settings: Settings, *, as_json: bool) -> None:
    """Print what speaks of a word: tasks, facts and values, in a task the facts and values that count there.

    Raises:
        UsageError: Nothing does.
    """
    found = words().search(word)
    found = found.within(find_task(task)) if task else found
    if not (found.tasks or found.facts or found.values):
        raise UsageError(f"no task, fact or value speaks of {quote(word)}; {words().advice(word, 'fact')}")
    if as_json:
        _print_json(search_json(word, found))
        return
    from lossquiz.report.terminal.facts import render_found

    render_found(word, found, settings.console())


def _explain(answers: dict[str, str], task: str, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        _print_json({"version": 1, "task": task, "why_not": [{"loss": w, "text": t} for w, t in answers.items()]})
        return
    for text in answers.values():
        settings.console().print(text)


def _settled(
    settings: Settings,
    place: DataPlace,
    description: Sequence[str] | None,
    task: str,
    said: dict[str, Value],
    *,
    yes: bool,
    as_json: bool,
) -> tuple[str, dict[str, Value], dict[str, Any]]:
    """Return the task and the facts, as they were said, of a description, of the data, or of an interview.

    Last comes what the JSON says of how they were found.
    """
    if description:
        from lossquiz.cli.recommend_described import settle_description

        return settle_description(settings, " ".join(description), task, said, yes=yes, as_json=as_json)
    if any(place):
        notes = settings.console(stderr=True)
        settled = propose_from_data(notes, place, task, said, ask=not (yes or as_json))
        return settled.task, settled.facts, proposal_json(settled.proposal) if settled.proposal else {}
    return *((task, said) if task else _interview(settings, said)), {}


def _interview(settings: Settings, said: dict[str, Value]) -> tuple[str, dict[str, Value]]:
    if not is_person():
        raise UsageError(
            "--task is missing, or a description in your own words; `lossquiz recommend --help` has examples"
        )
    from lossquiz.cli.recommend_interview import interview

    return interview(settings.console(stderr=True), said)
