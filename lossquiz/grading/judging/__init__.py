"""What is right, and how what came back compares with it."""
