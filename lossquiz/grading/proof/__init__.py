"""The proof of a bank: solutions pass, wrong answers are caught and named."""
