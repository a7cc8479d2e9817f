"""The only place where foreign code runs: a process per submission, locked in, watched from outside."""

from __future__ import annotations

from lossquiz.grading.sandbox.levels import Level
from lossquiz.grading.sandbox.probe import Layer, Probe, probe
from lossquiz.grading.sandbox.sandbox import Sandbox

__all__ = ["Layer", "Level", "Probe", "Sandbox", "probe"]
