"""Answers that are cut or odd, wherever they can be."""

import pytest

from tests.faults.answers import CANONICAL, Canonical, cut_everywhere, odd_everywhere

by_name = pytest.mark.parametrize("canonical", CANONICAL, ids=lambda canonical: canonical.name)


@by_name
async def test_an_answer_cut_at_any_byte_is_told_and_never_taken(canonical: Canonical) -> None:
    findings = await cut_everywhere(canonical)
    assert (findings.exits, findings.taken) == ([], [])
    assert findings.told == findings.answers > 200


@by_name
async def test_an_answer_that_is_odd_at_any_place_is_read_or_told(canonical: Canonical) -> None:
    findings = await odd_everywhere(canonical)
    assert findings.exits == []
    assert 0 < findings.told < findings.answers
