"""Take-homes: who handed in, where the grades are kept, and what they are worth."""
