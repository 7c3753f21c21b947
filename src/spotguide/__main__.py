"""`python -m spotguide`."""

from spotguide.cli import run

run()
