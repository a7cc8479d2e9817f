"""The shape of an answer's source: what is left of it when names of its own, comments and layout do not count.

Two answers of one shape are the same answer in other words. What names stand for that come from elsewhere counts, and
so do attributes, keywords and constants; imports, docstrings and annotations do not.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

_DIGEST_BYTES = 16
_IMPORTS = (ast.Import, ast.ImportFrom)
_LEFT_OUT = frozenset({"annotation", "returns", "type_comment", "type_params", "ctx", "kind"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def shape_of(nodes: Sequence[ast.AST], imported: Mapping[str, str]) -> tuple[str, int]:
    """Return a hash of the shape of some definitions and statements, and of how many parts they consist.

    Args:
        nodes: What is read, in its order.
        imported: What the names stand for that are imported.
    """
    own: dict[str, str] = {}
    for name in _bound(nodes):
        own.setdefault(name, f"#{len(own)}")
    parts = [part for node in nodes for part in _parts(node, {**imported, **own})]
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES)
    return digest.hexdigest(), len(parts)


def imports_of(trees: Iterable[ast.AST]) -> dict[str, str]:
    """Return what the names stand for that a submission imports, wherever it does."""
    found: dict[str, str] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.asname: alias.name for alias in node.names if alias.asname}
            elif isinstance(node, ast.ImportFrom):
                above = f"{'.' * node.level}{node.module or ''}"
                found |= {alias.asname or alias.name: f"{above}.{alias.name}" for alias in node.names}
    return found


def _bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Go through the names that the answer itself gives, in the order in which they are met."""
    for top in nodes:
        for node in _walk(top):
            if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                yield node.name
            elif isinstance(node, ast.arg):
                yield node.arg
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                yield node.attr
            elif isinstance(node, ast.ExceptHandler) and node.name:
                yield node.name


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, _IMPORTS):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _walk(child)


def _parts(node: ast.AST, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, _IMPORTS) or _says_nothing(node):
        return
    if isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield from _parts(ast.Assign([node.target], node.value), names)
        return
    yield type(node).__name__
    for field, value in ast.iter_fields(node):
        if field not in _LEFT_OUT:
            yield from _of_field(field, value, names)


def _of_field(field: str, value: object, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, ast.AST):
        yield from _parts(value, names)
    elif isinstance(value, list):
        yield "["
        for item in value:
            yield from _of_field(field, item, names)
        yield "]"
    elif isinstance(value, str) and field in {"id", "name", "arg", "attr"}:
        yield names.get(value, value)
    else:
        yield repr(value)


def _says_nothing(node: ast.AST) -> bool:
    """Tell whether this is a statement without effect: a docstring, a text in between, `pass`, `...`."""
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
