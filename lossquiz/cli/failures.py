"""The one place where an exception becomes a line on stderr and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import signal
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import TextIO

import click

from lossquiz._version import __version__
from lossquiz.cli.paths import name_of
from lossquiz.errors import LossquizError
from lossquiz.lookup import quote, suggest
from lossquiz.resources import data_home

USAGE = 2
BUG = 3
INTERRUPTED = 130
BROKEN_PIPE = 141  # what a shell reports for a program that SIGPIPE ended


# click before 8.2 shows the help by itself.
_NoArguments: type[click.UsageError] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())


def guard(call: Callable[[], object]) -> int:
    """Run a command and return its exit code; whatever it raises becomes a line on stderr.

    A command ends with 0 unless it raises `click.exceptions.Exit` or returns a whole number.
    """
    try:
        value = call()
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return _flushed(end.exit_code)
    except BrokenPipeError:
        return _hang_up()
    except _NoArguments as error:
        _print(error.format_message())  # the help of a group, as it is
        return USAGE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort: no traceback may pass it
        code, line = _explain(error)
        if isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None:
            _hang_up()  # what stdout still holds would be tried again at the end, and fail again
        if code == INTERRUPTED:
            end_line()
        say(line)
        return code
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _explain(error: BaseException) -> tuple[int, str]:
    """Return the exit code of an exception, and the line that tells of it."""
    if isinstance(error, click.Abort) or _is_of_interrupt(error):
        return INTERRUPTED, "interrupted"
    if isinstance(error, click.UsageError):
        return USAGE, _usage(error)
    if isinstance(error, click.ClickException):
        return USAGE, error.format_message()
    if isinstance(error, LossquizError):
        return USAGE, str(error)
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        return USAGE, _os_error(error)
    return BUG, _bug(error)


def _is_of_interrupt(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an exception.

    What is interrupted may raise another one from it: before Python 3.12 a class that is being made a RuntimeError, and
    a module in C that is being imported an ImportError.
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
# What the machine or its owner refuses is no bug of ours, wherever it is met.
_OF_THE_MACHINE = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.EROFS),
        *(*_NO_ROOM, errno.ENOMEM),
        *(errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENOENT),
        *(errno.EMFILE, errno.ENFILE, errno.EAGAIN),
    }
)


def _os_error(error: OSError) -> str:
    """Return what could not be had of the machine: the file, where it is known, and the reason."""
    reason = error.strerror or type(error).__name__
    name = error.filename if error.filename is not None else ""
    shown = os.fsdecode(name) if isinstance(name, (str, bytes)) else str(name)
    shown = "".join(c if c.isprintable() else "?" for c in shown[:300])
    if not shown and error.errno in _NO_ROOM:
        shown = "standard output"
    return f"{shown}: {reason}" if shown else f"this machine refused: {reason}"


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C and a request to end raise KeyboardInterrupt, also where a shell started this with them ignored."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def say(line: str) -> None:
    """Write a line to stderr under the program's name; a closed stderr is no reason to fail."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    _print(_fitted(f"lossquiz: {line}"))


def end_line() -> None:
    """End the line of a terminal on which an interrupt was met: a prompt stands there, or the ^C that is shown."""
    for stream in (sys.stderr, sys.stdout):
        with contextlib.suppress(OSError, ValueError):
            if stream.isatty():
                print(file=stream, flush=True)
                return


def _print(text: str) -> None:
    """Write a text to stderr, unless nobody reads there any more."""
    try:
        print(text, file=sys.stderr)  # noqa: T201 - this is how the program speaks
    except (OSError, ValueError):
        _point_at_nothing(sys.stderr)


def _fitted(text: str) -> str:
    """Break lines between words where a terminal would break them anywhere; elsewhere a line stays one."""
    if not sys.stderr.isatty():
        return text
    columns = max(20, shutil.get_terminal_size().columns)
    parts = (textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(part) for part in parts)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _hang_up()
    except OSError as error:
        _hang_up()
        say(_os_error(error))
        return USAGE
    return code


def _hang_up() -> int:
    _point_at_nothing(sys.stdout)
    return BROKEN_PIPE


def _point_at_nothing(stream: TextIO) -> None:
    """Let the interpreter's last flush of a stream that nobody reads have no one to complain about."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "lossquiz"
    return f"{_own_words(error) or _their_words(error)}; see `{command} --help`"


def _their_words(error: click.UsageError) -> str:
    """Return what click says, on one line and without what both it and Typer append."""
    sentences = re.split(r"(?<=[.?]) +", " ".join(error.format_message().split()).rstrip("."))
    message = " ".join(dict.fromkeys(sentences))
    return f"{message[:1].lower()}{message[1:]}"


_REFUSED = re.compile(
    r"(?P<value>.+?) (?:is not in the range|is not an? valid|is not one of|does not match the format)\b.*", re.DOTALL
)


def _own_words(error: click.UsageError) -> str:
    """Return what an option takes and what it was given, where click would speak of its types; else ""."""
    if isinstance(error, click.NoSuchOption):
        near = " or ".join(error.possibilities or ())
        return f"no such option {quote(error.option_name)}{f'; did you mean {near}?' if near else ''}"
    if not isinstance(error, click.BadParameter) or error.param is None:
        return ""
    said = _REFUSED.fullmatch(error.message)
    takes = _takes(error.param.type)
    if said is None or not takes:
        return ""
    given = said["value"].strip("'")
    name = name_of(error.param)
    if isinstance(error.param.type, click.Choice):
        return f"{name} does not take {quote(given)}; {suggest(given, map(str, error.param.type.choices))}"
    return f"{name} takes {takes}, not {quote(given)}"


def _takes(kind: object) -> str:
    """Return in words what a type of click's takes; "" where its own message does."""
    if isinstance(kind, click.Choice):
        return "a word"
    if isinstance(kind, click.DateTime):
        return "a day such as 2030-05-17"
    for whole, ranged, words in (
        (click.types.IntParamType, click.IntRange, "a whole number"),
        (click.types.FloatParamType, click.FloatRange, "a number"),
    ):
        if isinstance(kind, whole):
            return f"{words}{_limits(kind.min, kind.max)}" if isinstance(kind, ranged) else words
    return ""


def _limits(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f" from {least:g} to {most:g}"
    if least is not None:
        return f" of at least {least:g}"
    return "" if most is None else f" of at most {most:g}"


def _bug(error: BaseException) -> str:
    kind = type(error).__name__
    try:
        log = _write_log(error)
    except (OSError, LossquizError) as reason:
        place = "".join(traceback.format_tb(error.__traceback__)[-1:]).strip().splitlines()[:1]
        return f"this is a bug of lossquiz: {kind}: {error} ({' '.join(place)}); no log: {reason}"
    return f"this is a bug of lossquiz: {kind}; please report it with the log {log}"


def _write_log(error: BaseException) -> Path:
    now = datetime.now(timezone.utc)
    folder = data_home() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{now:%Y%m%dT%H%M%S}-{os.getpid()}.log"
    head = f"lossquiz {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {now:%Y-%m-%d %H:%M:%S} UTC\n"
    log.write_text(
        f"{head}arguments: {sys.argv[1:]}\n\n{''.join(traceback.format_exception(error))}",
        encoding="utf-8",
        errors="backslashreplace",
    )
    return log
