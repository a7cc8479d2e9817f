"""`lossquiz bank`: prove a bank, start a question, print the form of its files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from lossquiz.cli import complete
from lossquiz.cli.failures import say
from lossquiz.cli.groups import Group
from lossquiz.cli.paths import PATH
from lossquiz.cli.settings import examples, settings_of
from lossquiz.errors import BankError, InputError
from lossquiz.wording import as_typed

if TYPE_CHECKING:
    from lossquiz.grading.proof.proofs import Proof
    from lossquiz.questions.model import Bank


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(cls=Group, help="Prove a bank of questions, or start a question.", no_args_is_help=True)
    group.command("check", epilog=examples("lossquiz bank check", "lossquiz bank check ./my-questions --only my_loss"))(
        check
    )
    group.command("new", epilog=examples("lossquiz bank new my_loss --family regression --into ./my-questions"))(new)
    group.command("schema", epilog=examples("lossquiz bank schema > lossquiz.schema.json"))(schema)
    app.add_typer(group, name="bank")


def check(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(click_type=PATH, help="The bank; the shipped one by default.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="ID", help="Prove these losses only.", autocompletion=complete.losses),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Seeds on which each solution must pass.")] = 50,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=0, help="Losses at the same time; 0 is one a core.")] = 0,
    mutation: Annotated[bool, typer.Option("--mutation/--no-mutation", help="Work out the mutation score.")] = True,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Prove anew what was proved before, as where CI is set.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Prove that every question accepts its solution and catches its wrong answers."""
    from rich.progress import Progress

    from lossquiz.grading.proof.left import with_left
    from lossquiz.grading.proof.many import prove_many
    from lossquiz.grading.proof.score import is_proved
    from lossquiz.grading.proof.whole import prove_whole
    from lossquiz.questions.find import find_losses
    from lossquiz.report.json.proof import proof_json
    from lossquiz.report.terminal.proof import render_proofs

    settings = settings_of(ctx)
    try:
        bank = _load(folder)
    except BankError as error:
        _refuse(error, as_json=as_json)
    if not bank.questions and not bank.losses:
        raise InputError(f"{bank.root}: no question files; a bank is a folder of <family>/<loss>.yaml files")
    losses = find_losses(bank, only or ())
    console = settings.console(stderr=True)
    proofs: list[Proof] = []
    making = prove_many(
        losses,
        bank.root,
        seeds=seeds,
        mutate=mutation,
        jobs=jobs or os.cpu_count() or 1,
        fresh=fresh or _in_continuous_integration(),
    )

    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("proving the bank", total=len(losses))
        for proof in making:
            proofs.append(with_left(proof, bank))
            progress.update(bar, advance=1, description=f"proved {proof.question}")
    proofs.sort(key=lambda proof: proof.question)
    if not only:
        proofs.append(prove_whole(bank))
    if as_json:
        typer.echo(proof_json(proofs))
    else:
        render_proofs(proofs, settings.console())
    raise typer.Exit(0 if is_proved(proofs) else 1)


def _load(folder: Path | None) -> Bank:
    """Read a bank; samplers of its own are tried in a process apart, which they may end."""
    from lossquiz.questions.bank import OWN_SAMPLERS, load_bank

    if folder is not None and (folder / OWN_SAMPLERS).is_file():
        from lossquiz.grading.proof.apart import try_samplers

        try_samplers(folder)
    return load_bank(root=folder)


def _refuse(error: BankError, *, as_json: bool) -> NoReturn:
    """Tell the faults of a bank that cannot be read."""
    if as_json:
        from lossquiz.grading.proof.proofs import Proof
        from lossquiz.report.json.proof import proof_json

        typer.echo(proof_json([Proof("", tuple(map(str, error.faults)))]))
    else:
        say(str(error))
    raise typer.Exit(1)


def _in_continuous_integration() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="The loss's id, such as my_loss.")],
    family: Annotated[
        str, typer.Option(help="The family, which is the folder.", autocompletion=complete.families)
    ] = "custom",
    into: Annotated[Path, typer.Option(metavar="DIR", click_type=PATH, help="The bank's folder.")] = Path("questions"),
) -> None:
    """Write a question file, a reference and a solution to fill in; nothing is overwritten."""
    from lossquiz.questions.scaffold import write_scaffold

    for path in write_scaffold(into, family, name):
        typer.echo(str(path))
    typer.echo(f"Fill them in, then: lossquiz bank check {as_typed(into)} --only {name}", err=True)


def schema() -> None:
    """Print the JSON schema of question files, for editors."""
    from lossquiz.questions.forms import KNOWN_LOSS_FILE, LOSS_FILE, PLAIN_FILE

    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lossquiz question file",
        "anyOf": [form.json_schema() for form in (KNOWN_LOSS_FILE, LOSS_FILE, PLAIN_FILE)],
    }
    typer.echo(json.dumps(whole, indent=2, ensure_ascii=False))
