"""What a shell completes: commands, options, and the words that the bank and the catalogue know.

The functions are called with an empty word or a beginning; Typer keeps what begins so. Nothing here is imported before
a shell asks, but the functions themselves, which the commands name.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import typer  # noqa: TC002 - Typer reads the annotations of what completes

from lossquiz.questions.kinds import WITH_FILES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Label

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_LOSSQUIZ_COMPLETE"
PROGRAM = "lossquiz"

Words = list[tuple[str, str]]
"""Words to complete, each with what zsh and fish show beside it."""


def questions(ctx: typer.Context) -> Words:
    """Return the ids of all questions."""
    return [_told(label) for label in _bank(ctx).labels.values()]


def file_questions(ctx: typer.Context) -> Words:
    """Return the ids of the questions that are answered with a file."""
    return [_told(label) for label in _bank(ctx).labels.values() if label.kind in WITH_FILES]


def implement_questions(ctx: typer.Context) -> Words:
    """Return the ids of the implement questions."""
    bank = _bank(ctx)
    return [_told(bank.labels[name]) for name in bank.tasks]


def subjects(ctx: typer.Context) -> Words:
    """Return the ids of all losses and questions."""
    return [*all_losses(), *questions(ctx)]


def losses(ctx: typer.Context) -> Words:
    """Return the ids of the losses that have questions."""
    return sorted({(label.loss, label.title) for label in _bank(ctx).labels.values() if label.loss})


def all_losses() -> Words:
    """Return the ids of all losses of the catalogue."""
    from lossquiz.losses.catalogue import catalogue

    return [(loss.id, loss.title) for loss in catalogue().values()]


def families(ctx: typer.Context) -> Words:
    """Return the families."""
    from lossquiz.losses.catalogue import catalogue

    known = {label.family for label in _bank(ctx).labels.values()} | {loss.family for loss in catalogue().values()}
    return [(family, "") for family in sorted(known)]


def advised_tasks() -> Words:
    """Return the tasks that the advisor knows."""
    from lossquiz.selection.facts import tasks

    return [(task.id, task.means) for task in tasks().values()]


def facts() -> Words:
    """Return the facts that the advisor understands."""
    from lossquiz.selection.facts import all_facts

    return [(fact.id, fact.means) for fact in all_facts().values()]


def _told(label: Label) -> tuple[str, str]:
    return label.id, f"{label.kind}, {label.difficulty}"


def _bank(ctx: click.Context) -> Bank:
    from lossquiz.questions.bank import load_bank

    return load_bank(map(Path, ctx.find_root().params.get("banks") or ()))


def respond(program: click.Command, instruction: str, hoist: Callable[[list[str]], list[str]]) -> int:
    """Answer a shell; whatever goes wrong, a person who pressed Tab gets no message for it.

    Args:
        program: The whole command line.
        instruction: What the shell asks: `complete_bash`, `source_zsh`; the two words in either order.
        hoist: Moves the global options to the front of some words.

    Returns:
        The exit code.
    """
    parts = instruction.split("_")
    shell = next((part for part in parts if part in SHELLS), "")
    if not shell or not {"complete", "source"} & set(parts):
        return 1
    if "source" in parts:
        click.echo(script(shell))
        return 0
    answer = ""
    with contextlib.suppress(Exception):
        answer = _answerer(shell, hoist)(program, {}, PROGRAM, VARIABLE).complete()
    if answer:
        click.echo(answer)
    return 0


def script(shell: str) -> str:
    """Return what a shell runs to complete the command line."""
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell)


def install() -> tuple[str, str]:
    """Add the script to the start of the shell that this runs in; return the shell and the file.

    Raises:
        UsageError: Which shell it is cannot be told, or it is another.
    """
    from typer._completion_shared import install as add

    from lossquiz.errors import UsageError

    shell = _this_shell()
    if shell not in SHELLS:
        known = "bash, zsh or fish"
        raise UsageError(
            f"which shell this is cannot be told; `lossquiz completion SHELL` prints the script of {known}"
        )
    _, path = add(shell=shell, prog_name=PROGRAM, complete_var=VARIABLE)
    return shell, str(path)


def _this_shell() -> str:
    from typer._completion_shared import _get_shell_name

    return _get_shell_name() or os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119 - a name, not a path


def _answerer(shell: str, hoist: Callable[[list[str]], list[str]]) -> Any:
    """Return the class that speaks a shell's language: Typer's, but for what it gets wrong."""
    from typer import _completion_classes as spoken

    base: Any = {"bash": spoken.BashComplete, "zsh": spoken.ZshComplete, "fish": spoken.FishComplete}[shell]

    class Answerer(base):  # type: ignore[misc]
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
            found: list[CompletionItem[str]] = super().get_completions(*_mended(args, incomplete, hoist))
            # Files are the shell's own business, and it looks for them where nothing is offered.
            return [item for item in found if item.type == "plain"]

    # Typer would load all of Rich to take its markup out of texts, in which there is none.
    spoken._sanitize_help_text = _as_it_is  # noqa: SLF001
    return Answerer


def _as_it_is(text: str) -> str:
    return text


def _mended(args: Sequence[str], incomplete: str, hoist: Callable[[list[str]], list[str]]) -> tuple[list[str], str]:
    """Join what bash parts at `=`, and put global options where the command line has them."""
    joined = [
        word for place, word in enumerate(args) if not (word == "=" and place and args[place - 1].startswith("-"))
    ]
    front = hoist(joined) if joined[-1:] != ["--bank"] else joined
    return front, "" if incomplete == "=" else incomplete
