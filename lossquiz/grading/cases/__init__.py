"""What a question asks of a submission: shapes, cases, forbidden built-ins."""
