"""Declarations in YAML: nodes that know their line, the forms they must have, and the faults found in them."""
