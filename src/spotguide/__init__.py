"""Guided self-massage of 14 common sore spots, in the terminal."""
