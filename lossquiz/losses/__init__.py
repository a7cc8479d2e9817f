"""The references, one file per family, and the catalogue of loss names."""
