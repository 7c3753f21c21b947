"""Commands: each parses, calls and prints; the work is done below."""
