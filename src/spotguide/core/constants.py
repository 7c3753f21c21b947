"""The engine's own numbers, in one place: seconds, unless the name says otherwise.

What concerns the body (holds, rests, intensities, days) stands in `doses.toml` and `safety.toml`.
"""

SETTLE = 20  # to get onto the ball
SETTLE_HANDS = 5  # the same where only hands press
COUNT_IN = 3  # Ready: 3, 2, 1
SWITCH = 30  # to get to the other side
ANSWER = 6  # a check-in stays open
LAST = 10  # "ten seconds left"
LEAST = 5  # of a hold that is worth taking up again
AUTO = 10  # hands free: after each sentence
COUNTS = 30  # charged, from which a session counts
GAP = 2  # between two turns of the loop, in real time
MASH = 1.0  # four keys within
ESC_WAIT = 0.05  # for the rest of an escape sequence
TEN_WAIT = 0.8  # for the second digit of a number
DEAF = 0.4  # after a safety page or a new key map
ALONE = 0.15  # before and after a key that answers a safety page: a held key answers once
WHY = 20  # after a stop, for an answer
IDLE = 1800  # ends a session that waits
FRESH = 1800  # screening and `resume` hold good

NEAR = 5  # seconds between two cues
EASES = 2  # in one hold
RESUMES = 2  # in one hold
UNSETTLED = 2  # holds in a row that end a side
CONFIRMS = 3  # tries to find the place
PAGE = 8  # lines of a safety page
REMEMBER = 30  # days that a monthly answer holds
DAY = 24  # hours over which minutes count
EVENING = 20  # hours over which sessions count, so that the same hour each night works
SPEED = 10  # times as fast in rehearsal
