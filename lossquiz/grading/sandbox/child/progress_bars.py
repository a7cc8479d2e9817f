"""Progress bars that show nothing, and go through what they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lossquiz.grading.sandbox.child.inert import StandIn, is_special


class ProgressBar:
    """Goes through an iterable as `tqdm.tqdm` does, and counts; what else a bar can do does nothing."""

    def __init__(
        self, iterable: Iterable[Any] | None = None, desc: Any = None, total: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        del args
        self.iterable, self.desc, self.total = iterable, desc, total
        self.n = kwargs.get("initial", 0)
        if total is None and hasattr(iterable, "__len__"):
            self.total = len(iterable)  # type: ignore[arg-type]  # hasattr was asked

    def __getattr__(self, name: str) -> Any:
        if is_special(name):
            raise AttributeError(name)
        return StandIn(f"tqdm.{name}")

    def __iter__(self) -> Iterator[Any]:
        for item in () if self.iterable is None else self.iterable:
            yield item
            self.n += 1

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self.iterable)  # type: ignore[call-overload,no-any-return]  # raises what it raises

    def __contains__(self, item: Any) -> bool:
        return self.iterable is not None and item in self.iterable

    def __len__(self) -> int:
        return int(self.total or 0)

    def __bool__(self) -> bool:
        return self.total is None or self.total > 0

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def update(self, n: float = 1) -> None:
        """Count."""
        self.n += n

    @classmethod
    def write(cls, s: object, file: Any = None, end: str = "\n", **options: Any) -> None:
        """Print, as a bar does that must not be torn apart."""
        del options
        print(s, file=file, end=end)

    @classmethod
    def pandas(cls, *args: Any, **kwargs: Any) -> None:
        """Do nothing."""


def count_up(*args: int, **kwargs: Any) -> ProgressBar:
    """Return a bar over a range, as `tqdm.trange` does."""
    return ProgressBar(range(*args), **kwargs)


def enumerate_with_bar(iterable: Iterable[Any], start: int = 0, **options: Any) -> Iterator[tuple[int, Any]]:
    """Number what a bar goes through, as `tqdm.contrib.tenumerate` does."""
    del options
    return enumerate(iterable, start)


def zip_with_bar(*iterables: Iterable[Any], **options: Any) -> Iterator[tuple[Any, ...]]:
    """Go through several at once, as `tqdm.contrib.tzip` does."""
    del options
    return zip(*iterables)  # noqa: B905 - as it does
