"""A batch as a folder of results keeps it: what reports are made of, without running anything again."""

from __future__ import annotations

from pathlib import Path

from lossquiz.report.formats import Batch
from lossquiz.takehome import overrides
from lossquiz.takehome.records import Records, read_records


def read_batch(folder: Path) -> Batch:
    """Read the batch of a folder of results; its rows come from the disk each time that they are gone through.

    Raises:
        InputError: There are no results, or something there cannot be read.
        BankError: With each line of `overrides.csv` that says no decision.
    """
    return batch_of(read_records(folder))


def batch_of(records: Records) -> Batch:
    """Return the batch that records hold, with what people decided since."""
    run = records.run
    decided = overrides.read(records.folder)
    return Batch(records.rows, run["seed"], run["isolation"], run, decided, records.source)
