"""The example workflow: what it runs are commands that there are, with options that they take."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click
import typer
import yaml

from lossquiz.cli.app import app

WORKFLOW = Path(__file__).parents[2] / "examples" / "takehome" / "grade.yml"


def commands() -> list[list[str]]:
    whole: Any = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    lines = [line for step in whole["jobs"]["grade"]["steps"] for line in step.get("run", "").splitlines()]
    return [shlex.split(line.partition("||")[0]) for line in lines if line.startswith("lossquiz ")]


def test_its_commands_are_commands_with_options_that_there_are() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    assert [words[1] for words in commands()] == ["doctor", "grade", "report"]
    for _, name, *words in commands():
        command = group.get_command(click.Context(group), name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, name


def test_each_step_is_an_action_of_a_version_or_a_command() -> None:
    whole: Any = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    for step in whole["jobs"]["grade"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "@v" in step.get("uses", "@v")
    assert whole["permissions"]["contents"] == "read"
