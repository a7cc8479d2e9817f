"""Grading code: cases, the sandbox, comparison, diagnosis, and the proof of the bank."""
