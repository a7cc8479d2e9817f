"""A mock interview: what is asked in the minutes there are, how it is put and marked, and its scorecard."""
