"""The command line's frame: global options, every command, and one way out."""

from __future__ import annotations

import functools
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer
from typer.core import TyperGroup

from lossquiz._version import __version__
from lossquiz.cli import failures
from lossquiz.cli.paths import PATH
from lossquiz.cli.settings import Settings, examples
from lossquiz.cli.streams import prepare_streams
from lossquiz.lookup import nearest, quote

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# In the order of the help, each with the first sentence of its own: importing and building them all, only to read that,
# would take half of the time of `--help`. Each is a module of this package with `register`.
COMMANDS = {
    "practice": "Drill what is due, then what is new.",
    "interview": "Hold a mock interview against the clock, with a scorecard at its end.",
    "start": "Write the file that an answer starts from.",
    "watch": "Grade a file each time it is saved, until it passes.",
    "hint": "Give the next hint of a question.",
    "solution": "Show the model answer of a question.",
    "grade": "Grade answers in a sandbox, by value and gradient.",
    "report": "Make reports of graded hand-ins: pages, tables, files for other systems.",
    "recommend": "Recommend a loss for a task, with reasons, warnings and code.",
    "list": "List losses and questions, and what you know of them.",
    "show": "Show the card of a loss, or a question.",
    "stats": "Show your progress: what you know, by family and kind, when you practised, and what comes back.",
    "reset": "Forget your progress on a question, or on all; it asks first.",
    "export": "Write a deck for Anki, or your progress, to a file.",
    "import": "Add progress that `lossquiz export progress` wrote.",
    "bank": "Prove a bank of questions, or start a question.",
    "takehome": "Make a folder to hand to candidates, or an autograder.",
    "doctor": "Show Python, torch, the isolation of submitted code, and the terminal.",
    "completion": "Print the script with which a shell completes commands and ids.",
}


COMPLETE = "_LOSSQUIZ_COMPLETE"  # a shell that completes a line sets it


class Frame(TyperGroup):
    """The group of all commands; `guard` turns whatever a command raises into an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave with its exit code."""
        del complete_var, windows_expand_args
        words = hoist(list(sys.argv[1:] if args is None else args))
        name = prog_name or "lossquiz"
        if os.environ.get(COMPLETE):
            from lossquiz.cli.complete import respond

            sys.exit(respond(self, os.environ[COMPLETE], hoist))

        def call() -> object:
            with self.make_context(name, words, **extra) as ctx:
                return self.invoke(ctx)

        code = failures.guard(call)
        if standalone_mode:
            sys.exit(code)
        return code

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands, or the global options, that begin so; no command is imported for that."""
        from click.shell_completion import CompletionItem

        begun = [
            CompletionItem(name, help=told.rstrip("."))
            for name, told in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*begun, *click.Command.shell_complete(self, ctx, incomplete)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        del ctx
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what they do."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first word; an unknown one gets the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], {name: name for name in COMMANDS})
            ctx.fail(f"no such command {quote(args[0])}" + (f"; did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)


@functools.cache
def load_command(name: str) -> click.Command:
    """Import the module of a command and build the command."""
    room = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    importlib.import_module(f"lossquiz.cli.{module_of(name)}").register(room)
    return typer.main.get_group(room).commands[name]


def module_of(name: str) -> str:
    """Return the module of a command: its name, but for a word that Python keeps for itself."""
    return f"{name}_" if keyword.iskeyword(name) else name


def hoist(words: list[str]) -> list[str]:
    """Move the global options to the front, so that they may also stand after the command."""
    front: list[str] = []
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--":
            rest += [word, *queue]
        elif word == "--no-color" or word.startswith("--bank="):
            front.append(word)
        elif word == "--bank":
            front += [word, *[value for value in [next(queue, None)] if value is not None]]
        else:
            rest.append(word)
    return front + rest


app = typer.Typer(
    name="lossquiz",
    cls=Frame,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        typer.echo(f"lossquiz {__version__}")
        raise typer.Exit


def _install_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from lossquiz.cli.complete import install

        shell, path = install()
        typer.echo(f"{shell} completes lossquiz from its next start on; the script is {path}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog=examples(
        "lossquiz practice --kind compute --count 5", "lossquiz show huber", "lossquiz practice --bank ./my-questions"
    ),
)
def frame(
    ctx: typer.Context,
    banks: Annotated[
        list[Path] | None,
        typer.Option(
            "--bank",
            metavar="DIR",
            click_type=PATH,
            help="Add a bank of your own; repeatable, and allowed after the command.",
        ),
    ] = None,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Print without colour (as NO_COLOR does); allowed after the command.")
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="Let this shell complete commands and ids, and exit.",
        ),
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Practise, choose and grade machine-learning losses."""
    del install_completion, version
    ctx.obj = Settings(tuple(banks or ()), color=not no_color)
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from lossquiz.cli.home import home  # with all that practice needs; the help in a pipe does without

        home(ctx.obj, load_command)
    else:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line."""
    prepare_streams()
    app()
