"""The question bank: YAML files become typed questions; typed answers become verdicts."""
