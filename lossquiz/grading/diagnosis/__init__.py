"""From failed comparisons to the name of the mistake."""
