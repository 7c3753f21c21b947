"""The pure core: no clock, file, terminal or database; what it needs is passed in."""
