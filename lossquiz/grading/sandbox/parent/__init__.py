"""What runs in the trusted process: it starts children, watches them, believes nothing but raw numbers."""

from __future__ import annotations

from lossquiz.grading.sandbox.parent.levels import Level
from lossquiz.grading.sandbox.parent.probe import Layer, Probe, probe
from lossquiz.grading.sandbox.parent.sandbox import Sandbox

__all__ = ["Layer", "Level", "Probe", "Sandbox", "probe"]
