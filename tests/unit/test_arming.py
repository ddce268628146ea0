"""Dangerous buttons listen to decisions, not to keys that were on their way."""

import pytest

from slatis_tui.widgets.arming import Arming


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_key_right_after_opening_is_ignored(clock: Clock) -> None:
    arming = Arming(clock)
    arming.opened()
    assert not arming.accepts(100.29)


def test_a_key_after_three_tenths_of_a_second_is_accepted(clock: Clock) -> None:
    arming = Arming(clock)
    arming.opened()
    assert arming.accepts(100.31)


def test_the_wait_begins_anew_each_time_the_dialog_opens(clock: Clock) -> None:
    arming = Arming(clock)
    clock.now = 200.0
    arming.opened()
    assert not arming.accepts(200.1)
    assert arming.accepts(200.4)


def test_only_the_first_key_of_a_burst_is_accepted(clock: Clock) -> None:
    arming = Arming(clock)
    assert arming.accepts(101.0)
    assert not arming.accepts(101.01)
    assert not arming.accepts(101.03)
    assert arming.accepts(101.1)


def test_a_burst_that_lasts_longer_than_the_wait_presses_nothing(clock: Clock) -> None:
    arming = Arming(clock)
    arming.opened()
    assert not any(arming.accepts(100.0 + 0.01 * number) for number in range(100))


def test_keys_right_after_a_paste_are_ignored(clock: Clock) -> None:
    arming = Arming(clock)
    arming.pasted(105.0)
    assert not arming.accepts(105.2)
    assert arming.accepts(105.3)


def test_a_paste_does_not_shorten_the_wait(clock: Clock) -> None:
    arming = Arming(clock)
    arming.opened()
    arming.pasted(99.0)
    assert not arming.accepts(100.2)


def test_without_a_time_the_clock_says_it(clock: Clock) -> None:
    arming = Arming(clock)
    assert not arming.accepts()
    clock.now = 100.5
    assert arming.accepts()
