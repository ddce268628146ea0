"""The window of a rate limit, with a clock of the test's own."""

from slatis_tui.sandbox.rates import RateLimiter


class HandClock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.25

    def __call__(self) -> float:
        return self.seconds


def test_a_window_starts_with_the_first_request_and_lasts_a_minute() -> None:
    clock = HandClock()
    limiter = RateLimiter(2, clock)
    assert limiter.take("key")
    clock.seconds += 59.5
    assert [allowance.retry_after for _ in range(2) if (allowance := limiter.take("key"))] == [0, 1]
    clock.seconds += 0.5
    after = limiter.take("key")
    assert after is not None
    assert (after.retry_after, after.remaining) == (0, 1)


def test_waiting_as_long_as_told_is_always_enough() -> None:
    clock = HandClock()
    limiter = RateLimiter(1, clock)
    limiter.take("key")
    clock.seconds += 10.9
    refused = limiter.take("key")
    assert refused is not None
    assert refused.reset >= clock.seconds + 60 - 10.9
    clock.seconds += refused.retry_after
    again = limiter.take("key")
    assert again is not None
    assert again.retry_after == 0


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    clock = HandClock()
    limiter = RateLimiter(1, clock)
    limiter.take("key")
    clock.seconds -= 86_400
    allowance = limiter.take("key")
    assert allowance is not None
    assert allowance.retry_after == 0
