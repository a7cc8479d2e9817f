"""What an attack would reach for: a secret, listeners, a neighbour. Each can tell whether it was touched."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_SIBLING = """
import ctypes, os, sys
held = ctypes.create_string_buffer(sys.stdin.readline().strip().encode())
print(ctypes.addressof(held), flush=True)
for _ in sys.stdin:
    print(held.value.decode(), os.getpriority(os.PRIO_PROCESS, 0), len(os.sched_getaffinity(0)), flush=True)
"""


def token(kind: str) -> str:
    """Return a value that no program writes by chance. Attacks look for its first letters."""
    return f"CANARY-{kind}-{secrets.token_hex(16)}"


class Sibling:
    """A process of the same user, which holds a secret in memory and says on demand whether it is as it was."""

    def __init__(self) -> None:
        self.secret = token("sibling")
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _SIBLING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.address = int(self._ask(self.secret))
        self.before = self._ask("state")

    def _ask(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def unharmed(self) -> bool:
        """Whether it is alive, with the same memory, priority and processors."""
        return self.process.poll() is None and self._ask("state") == self.before and self.secret in self.before

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


class Canaries:
    """All of them, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.secret, self.variable, self.answer = token("file"), token("environment"), token("answer")
        self.tag = f"lossquiz-attack-{secrets.token_hex(8)}"
        self.folder = folder
        self.file = folder / "secret.txt"
        self.file.write_text(self.secret)
        self.file.chmod(0o600)
        self._state = self._look()
        self._listeners = dict(_listeners(folder, self.tag))
        self.sibling = Sibling()

    def __enter__(self) -> Canaries:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for listener in self._listeners.values():
            listener.close()
        self.sibling.close()

    def _look(self) -> tuple[object, ...]:
        found = self.file.stat()
        names = sorted(path.name for path in self.folder.iterdir() if not path.is_socket())
        return self.file.read_bytes(), found.st_mode, found.st_uid, found.st_mtime_ns, found.st_nlink, names

    def file_untouched(self) -> bool:
        """Whether the secret file has its content, owner, mode and times, and nothing new lies beside it."""
        return self._look() == self._state

    def visitors(self) -> list[str]:
        """Return the listeners that somebody reached."""
        return [name for name, listener in self._listeners.items() if _reached(listener)]

    def litter(self, *folders: Path) -> list[Path]:
        """Return what attacks left in folders that everybody may write to."""
        shared = [Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path.home(), Path(), *folders]  # noqa: S108 - looked at only
        return [path for folder in shared if folder.is_dir() for path in folder.glob(f"*{self.tag}*")]

    def words(self) -> dict[str, str]:
        """Return what attacks are told: where everything is, and no value."""
        ports = {
            name: str(self._listeners[name].getsockname()[1])
            for name in ("tcp", "udp", "tcp6")
            if name in self._listeners
        }
        return {
            "SECRET": str(self.file),
            "TCP": ports["tcp"],
            "UDP": ports["udp"],
            "TCP6": ports.get("tcp6", "9"),
            "UNIX": str(self.folder / "stream.sock"),
            "UNIX_DATAGRAM": str(self.folder / "datagram.sock"),
            "ABSTRACT": self.tag,
            "SIBLING": str(self.sibling.process.pid),
            "SIBLING_ADDRESS": str(self.sibling.address),
            "TAG": self.tag,
        }  # fmt: skip

    def leaked(self, text: str) -> list[str]:
        """Return the secrets that stand in `text`."""
        return [value for value in (self.secret, self.variable, self.sibling.secret, self.answer) if value in text]


def _listeners(folder: Path, tag: str) -> Iterator[tuple[str, socket.socket]]:
    plans: list[tuple[str, int, int, object]] = [
        ("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        ("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        ("tcp6", socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
        ("unix", socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "stream.sock")),
        ("unix_datagram", socket.AF_UNIX, socket.SOCK_DGRAM, str(folder / "datagram.sock")),
        ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0" + tag),
    ]
    for name, family, kind, address in plans:
        with contextlib.suppress(OSError):  # a machine without IPv6
            listener = socket.socket(family, kind)
            listener.bind(address)  # type: ignore[arg-type]  # each family has its own
            if kind == socket.SOCK_STREAM:
                listener.listen()
            listener.setblocking(False)
            yield name, listener


def _reached(listener: socket.socket) -> bool:
    try:
        if listener.type == socket.SOCK_DGRAM:
            listener.recv(1)
        else:
            listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def processes_in(folder: Path) -> list[int]:
    """Return the processes whose working folder is `folder`: what a batch that ran there left behind."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "cwd").readlink() == folder and int(entry.name) != os.getpid():
                    found.append(int(entry.name))
    return found
