"""What runs on the far side of the border: the zygote, its locked children, and all that they load."""
