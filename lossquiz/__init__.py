"""Practise, choose and grade machine-learning losses."""

from lossquiz._version import __version__

__all__ = ["__version__"]
