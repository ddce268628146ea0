"""What is typed after the slash: words, `"a text as it stands"`, and `!what` must not be there."""

import re
from collections.abc import Callable
from typing import NamedTuple

_PARTS = re.compile(r'(!?)(?:"([^"]*)"?|(\S*))')
_SHORTEST_LOOSE = 3
"""Letters; fewer would be found nearly everywhere."""
_SKIPPED = 2
"""Characters that may stand between two letters of a word that is looked for loosely."""


class Term(NamedTuple):
    """One thing that is looked for."""

    text: str
    """Casefolded."""
    wanted: bool = True
    """False: what has it is left out."""
    exact: bool = False
    """It was in quotation marks."""

    @property
    def may_be_loose(self) -> bool:
        """Whether it may be looked for loosely, where nothing has it as it stands."""
        return self.wanted and not self.exact and len(self.text) >= _SHORTEST_LOOSE and self.text.isalpha()

    @property
    def finds_loosely(self) -> Callable[[str], object]:
        """Tests whether a text has the letters in this order, with at most two others between: `mrtn`, Martin."""
        return re.compile(rf"\S{{0,{_SKIPPED}}}?".join(map(re.escape, self.text))).search

    def narrows(self, other: "Term") -> bool:
        """Whether what this leaves, the other leaves too."""
        if self.wanted and other.wanted:
            return other.text in self.text
        return self.wanted == other.wanted and self.text == other.text


Terms = tuple[Term, ...]


def terms_of(needle: str) -> Terms:
    """What is looked for, the longest first, as those leave the fewest. A quotation mark left open ends at the end."""
    found = {
        Term((quoted or word).casefold(), wanted=not sign, exact=not word)
        for sign, quoted, word in _PARTS.findall(needle)
    }
    return tuple(sorted((term for term in found if term.text.strip()), key=_by_use))


def _by_use(term: Term) -> tuple[bool, int, Term]:
    return (not term.wanted, -len(term.text), term)
