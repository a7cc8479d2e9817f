"""What was handed in: files become submissions, and each meets its question."""
