"""A fresh process for what loads JAX: it has threads, and whoever forks beside them is warned."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def own_process() -> ProcessPoolExecutor:
    """Return a pool of one process that shares nothing with this one."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))
