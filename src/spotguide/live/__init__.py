"""The session loop, and the two channels it feeds: the live screen and the plain lines."""

from spotguide.live.loop import Channel, Journal, Run, no_journal, run

__all__ = ["Channel", "Journal", "Run", "no_journal", "run"]
