"""What both sides of the border know: jobs, outcomes, the bytes between them, and how an answer is called."""
