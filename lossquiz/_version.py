"""The version, read by the build and by `lossquiz --version`."""

__version__ = "0.1.0"
