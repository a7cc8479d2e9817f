"""A child of the zygote as the parent holds it: two descriptors to read from, and an order to end it."""

from __future__ import annotations

import contextlib
import os
import select
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from lossquiz.grading.sandbox.parent.activity import Activity, Meter

if TYPE_CHECKING:
    from lossquiz.grading.sandbox.parent.deaths import Ending
    from lossquiz.grading.sandbox.parent.supervise import Stream

_CHUNK = 1 << 18
# How long a talking child is left alone: to be woken for each of its outcomes would cost more than to read them.
_TICK_MILLISECONDS = 3


class Link(Protocol):
    """The way to the zygote."""

    def end(self, pid: int, *, report: bool) -> Ending | None:
        """Kill a child and its group; return how one had ended that is dead already, if a report is asked for."""

    def wake(self, pid: int) -> None:
        """Tell a child that it has waited long enough."""

    def outer_pid(self, pid: int) -> int | None:
        """Return what this process calls a child, or None where that cannot be found out."""


class ForkedChild:
    """A child of the zygote, by the descriptors that lead to it.

    Args:
        link: The way to the zygote.
        pid: What the zygote calls it.
        channel: Where it reads and answers.
        output: Where it prints.
        inputs: The numbers of its calls.
        then: What is to be done once it has them, while it works.
    """

    def __init__(
        self, link: Link, pid: int, channel: socket.socket, output: int, inputs: bytes, then: Callable[[], None]
    ) -> None:
        self._link = link
        self._then = then
        self.pid = pid
        self._channel = channel
        self._output = output
        self._poll = select.poll()
        self._poll.register(channel.fileno(), select.POLLIN)
        self._poll.register(output, select.POLLIN)
        self._until_done = select.poll()  # a child closes its output when it is done
        self._until_done.register(output, select.POLLIN)
        self._inputs = inputs
        self._unsent = memoryview(b"")
        self._loaded = False
        self._talking = False
        self._ended = False
        self._meter: Meter | None = None

    def receive(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what arrived within `seconds`."""
        arrived: list[tuple[Stream, bytes]] = []
        if self._talking and self._loaded and not self._unsent and seconds * 1000 > _TICK_MILLISECONDS:
            self._until_done.poll(_TICK_MILLISECONDS)
            arrived = self._ready(0)
            self._talking = bool(arrived)
        if not arrived:
            arrived = self._ready(seconds)
            self._talking = bool(arrived)
        return arrived

    def _ready(self, seconds: float) -> list[tuple[Stream, bytes]]:
        arrived: list[tuple[Stream, bytes]] = []
        # Rounded up, so that a deadline is met and not spun towards.
        for number, event in self._poll.poll(-(-seconds * 1000 // 1)):
            if event & select.POLLOUT:
                self._push()
            if not event & ~select.POLLOUT:
                continue
            stream: Stream = "output" if number == self._output else "channel"
            data = self._read(number)
            if data or stream == "channel":
                arrived.append((stream, data))
            if not data:
                self._poll.unregister(number)
                if stream == "output":
                    self._until_done.unregister(number)
        return arrived

    def loaded(self) -> None:
        """Send the inputs, as far as the child makes room for them; the rest when it has."""
        self._loaded = True
        self._unsent = memoryview(self._inputs)
        self._push()
        self._then()

    def _push(self) -> None:
        try:
            self._unsent = self._unsent[self._channel.send(self._unsent, socket.MSG_DONTWAIT) :]
        except BlockingIOError:
            pass
        except OSError:  # a child that is gone says so when it is read from
            self._unsent = memoryview(b"")
        with contextlib.suppress(KeyError):  # nothing is read from it any more
            self._poll.modify(self._channel.fileno(), select.POLLIN | (select.POLLOUT if self._unsent else 0))

    def rest(self, seconds: float) -> list[tuple[Stream, bytes]]:
        """Return what is in the pipes: what was printed is there before the word that the child is done."""
        del seconds
        return self._ready(0)

    def _read(self, number: int) -> bytes:
        try:
            return os.read(number, _CHUNK)
        except ConnectionError:
            return b""

    def activity(self) -> Activity | None:
        """Return what the child has done with its time, or None where the system does not tell."""
        if self._meter is None:
            pid = self._link.outer_pid(self.pid)
            self._meter = Meter(pid) if pid is not None else None
        return self._meter.read() if self._meter is not None else None

    def wake(self) -> None:
        """Have the zygote tell the child that it has waited long enough."""
        self._link.wake(self.pid)

    def end(self, *, report: bool) -> Ending | None:
        """Have the zygote kill the child's group."""
        if self._ended:
            return None
        self._ended = True
        self._channel.close()
        os.close(self._output)
        return self._link.end(self.pid, report=report)
