"""Where the stylesheets are: beside the code in a wheel, beside the package in a checkout."""

from collections.abc import Sequence
from pathlib import Path, PurePath

from slatis_tui.errors import SlatisError

_PACKAGE = Path(__file__).resolve().parent
_FIRST = ("base.tcss", "widgets.tcss", "screens/bookings.tcss")
"""What the first frame is drawn with, in cascade order."""
_LATER = (
    "dialogs.tcss",
    "forms.tcss",
    "screens/booking_detail.tcss",
    "screens/booking_form.tcss",
    "screens/day_move.tcss",
    "screens/event_types.tcss",
    "screens/team.tcss",
    "screens/small_forms.tcss",
    "screens/welcome.tcss",
    "ascii.tcss",
)
"""The rest, also in cascade order: to parse it takes longer than to parse what the first frame needs."""


def stylesheet_paths() -> list[str | PurePath]:
    """All stylesheets, in cascade order.

    Raises:
        SlatisError: they are not where an installation or a checkout has them.
    """
    return [*first_stylesheets(), *later_stylesheets()]


def first_stylesheets() -> list[str | PurePath]:
    """Those of the first frame, in cascade order.

    Raises:
        SlatisError: they are not where an installation or a checkout has them.
    """
    return list(_paths(_FIRST))


def later_stylesheets() -> list[PurePath]:
    """The others, in cascade order, which go after those of the first frame.

    Raises:
        SlatisError: they are not where an installation or a checkout has them.
    """
    return _paths(_LATER)


def _paths(names: Sequence[str]) -> list[PurePath]:
    for root in (_PACKAGE / "styles", _PACKAGE.parent / "styles"):
        if (root / _FIRST[0]).is_file():
            return [root / name for name in names]
    raise SlatisError(
        "The stylesheets of slatis-tui are missing", hint="The installation is not whole: install it again"
    )
