"""Every command of the program, with the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator

import click
import typer

from lossquiz.cli.app import app


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield the commands, each group before those that it has."""

    def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                yield from walk(child, (*path, name))

    return walk(typer.main.get_command(app), ())


def parameters() -> Iterator[tuple[tuple[str, ...], click.Parameter]]:
    """Yield the options and arguments of every command, with the words that lead to it."""
    return ((path, parameter) for path, command in commands() for parameter in command.params)
