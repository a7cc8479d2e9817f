"""Running strangers' code: trusted parent, zygote, one forked child per submission."""
