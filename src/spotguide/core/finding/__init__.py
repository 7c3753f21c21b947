"""Finding a spot by what hurts, in anybody's words; and first of all, seeing an emergency in them.

`red_flag(catalog, words)` comes first: a screen, if the words sound like an emergency, and then no
spot may be offered. `rank(catalog, words)` is the answer otherwise.
"""

from spotguide.core.finding.alarms import red_flag
from spotguide.core.finding.ranking import Answer, Match, Reason, narrowed, rank

__all__ = ["Answer", "Match", "Reason", "narrowed", "rank", "red_flag"]
