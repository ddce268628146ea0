"""Where the stylesheets are: beside the code in a wheel, beside the package in a checkout."""

from pathlib import Path, PurePath

from slatis_tui.errors import SlatisError

_PACKAGE = Path(__file__).resolve().parent
_ORDER = (
    "base.tcss",
    "widgets.tcss",
    "dialogs.tcss",
    "forms.tcss",
    "screens/bookings.tcss",
    "screens/booking_detail.tcss",
    "screens/booking_form.tcss",
    "screens/event_types.tcss",
    "screens/welcome.tcss",
)
"""In cascade order."""


def stylesheet_paths() -> list[str | PurePath]:
    """The app's stylesheets, in cascade order.

    Raises:
        SlatisError: they are not where an installation or a checkout has them.
    """
    for root in (_PACKAGE / "styles", _PACKAGE.parent / "styles"):
        if (root / _ORDER[0]).is_file():
            return [root / name for name in _ORDER]
    raise SlatisError(
        "The stylesheets of slatis-tui are missing", hint="The installation is not whole: install it again"
    )
