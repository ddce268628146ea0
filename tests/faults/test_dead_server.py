"""A server that is dead, for ten minutes of virtual time."""

from tests.faults.dead_server import MOST, Death, ask_the_dead


def test_a_dead_server_is_hardly_asked_more_than_the_operator_asks() -> None:
    asked = list(ask_the_dead())
    assert [each.death for each in asked] == list(Death)
    assert all(0 < each.beyond <= MOST for each in asked)
