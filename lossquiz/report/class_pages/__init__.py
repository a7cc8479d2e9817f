"""A graded class as people read it: what its pages show, worked out once for HTML, Markdown and the terminal."""
