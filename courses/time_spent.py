"""How much of the time that a browser claims is believed."""

#: one message stands for no more than this, however long the browser was silent
LONGEST_STEP_SECONDS = 60
#: nobody reads longer than so many times the estimate
MOST_ESTIMATES = 3


def credited_seconds(claimed: int, *, since_last: float, kept: int, estimate_minutes: int) -> int:
    """Seconds to add to those `kept` for a lesson: whole, never less than 0.

    `claimed` are the seconds that a browser says the lesson was in sight, `since_last` those that
    passed on our clock since the same person was last heard of in the course. So two browsers at
    once cannot make time run twice as fast, and what nobody reads stops growing.
    """
    room = MOST_ESTIMATES * estimate_minutes * 60 - kept
    return max(0, min(claimed, int(since_last), LONGEST_STEP_SECONDS, room))
