"""Open an archive inside the child, in memory: what would be a trick on a disk is refused, whatever it is worth."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator

MAX_MEMBERS = 5_000
MAX_MEMBER = 20 << 20
MAX_WHOLE = 64 << 20
_LONGEST = 1_000


class RefusedError(Exception):
    """An archive, or a member of it, that is not opened."""


def members_of(name: str, source: bytes) -> Iterator[tuple[str, bytes]]:
    """Go through the files of an archive: their paths in it, with `/`, and their bytes.

    Raises:
        RefusedError: It is damaged, locked or too large, or holds a link or a path that leads out of it.
    """
    whole = 0
    walk = _of_zip(source) if name.lower().endswith(".zip") else _of_tar(source)
    for count, (path, content) in enumerate(walk, 1):
        whole += len(content)
        if count > MAX_MEMBERS:
            raise RefusedError(f"more than {MAX_MEMBERS} files")
        if whole > MAX_WHOLE:
            raise RefusedError(f"more than {MAX_WHOLE >> 20} MiB once it is opened")
        yield path, content


def _checked(path: str) -> str:
    """Return a member's path; one that leads out of the archive is refused."""
    path = path.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in {"", "."}]
    if path.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")) or "\0" in path:
        raise RefusedError(f"it holds {path[:80]!r}, a path that leads out of it")
    if len(path) > _LONGEST:
        raise RefusedError("it holds a path that is too long")
    return "/".join(parts)


def _of_zip(source: bytes) -> Iterator[tuple[str, bytes]]:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            for info in archive.infolist():
                path = _checked(info.filename)
                if stat.S_ISLNK(info.external_attr >> 16):
                    raise RefusedError(f"it holds a link: {path[:80]!r}")
                if info.flag_bits & 1:
                    raise RefusedError("it is locked with a password")
                if not info.is_dir() and path:
                    with archive.open(info) as member:
                        yield path, _capped(member.read(MAX_MEMBER + 1), path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise RefusedError(f"damaged, or no zip file: {error}") from error


def _of_tar(source: bytes) -> Iterator[tuple[str, bytes]]:
    import lzma
    import tarfile
    import zlib

    try:
        with tarfile.open(fileobj=io.BytesIO(source), mode="r:*") as archive:
            for member in archive:
                path = _checked(member.name)
                if member.issym() or member.islnk():
                    raise RefusedError(f"it holds a link: {path[:80]!r}")
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None and path:
                    yield path, _capped(file.read(MAX_MEMBER + 1), path)
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError) as error:
        raise RefusedError(f"damaged, or no tar file: {error}") from error


def _capped(content: bytes, path: str) -> bytes:
    if len(content) > MAX_MEMBER:
        raise RefusedError(f"{path[:80]!r} is larger than {MAX_MEMBER >> 20} MiB")
    return content
