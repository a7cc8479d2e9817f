"""The exceptions that stop a command; they say where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class LossquizError(Exception):
    """Something the user can mend. The command line prints it as one line and exits with 2."""


class UsageError(LossquizError):
    """A word of the command line, a fact, or an id that is unknown or does not fit."""


class InputError(LossquizError):
    """A file that cannot be read, or does not hold what it should."""


class IsolationError(LossquizError):
    """This machine cannot isolate strangers' code as the command asks."""


class MissingExtraError(LossquizError):
    """An optional dependency is needed and absent."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs an optional package: pip install 'lossquiz[{extra}]'")
        self.extra = extra
        self._what = what

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """Travel between processes by what it was made of."""
        return type(self), (self.extra, self._what)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a bank, a rule file or another declaration.

    Attributes:
        path: The file, relative to the root that was read.
        line: The line, from 1, or 0 when the file as a whole is meant.
        key: The dotted key, such as `inputs.delta.choices[2]`, or "".
        message: What was expected, and what was found.
    """

    path: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class BankError(LossquizError):
    """A bank or rule file with faults: all of them at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type[BankError], tuple[tuple[Fault, ...]]]:
        """Travel between processes by what it was made of."""
        return type(self), (self.faults,)
