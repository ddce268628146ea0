"""Starting a console: settings, terminal and desk, then the app, and after it everything is closed again."""

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from slatis_tui.boundary import check_terminal
from slatis_tui.commands import COMMAND_IDS, checked_keymap
from slatis_tui.composition import Composer, Demo
from slatis_tui.domain.saved_views import views_of
from slatis_tui.domain.text import clean
from slatis_tui.domain.times import my_zone
from slatis_tui.domain.views import VIEWS, find_view
from slatis_tui.errors import UsageError
from slatis_tui.settings import ConfigViews, Options, Settings, last_view, load_settings, nearest, place_in_config

if TYPE_CHECKING:
    from slatis_tui.sandbox.options import SandboxOptions


_SWITCH_SECONDS = 0.001
"""How long a thread that computes keeps another waiting: that which writes to the terminal, or that which paints."""

_FRAMES_A_SECOND = "120"
"""What a key has changed is drawn in up to three steps; at Textual's own 60 each waits for up to 17 ms."""


def run_console(options: Options, environ: Mapping[str, str]) -> int:
    """The console on a real server; its exit code.

    Raises:
        UsageError: the terminal, an option, a variable or the config file can't be used.
    """
    settings = load_settings(options, environ, COMMAND_IDS)
    check_terminal(environ, sys.stdin, sys.stdout)
    badge = settings.key.mode if settings.key else ""
    return _run(settings, Composer(settings), badge)


def run_demo(options: Options, sandbox: "SandboxOptions", environ: Mapping[str, str]) -> int:
    """The console on a private sandbox, whose process starts while this one imports; its exit code.

    Raises:
        UsageError: the terminal or an option can't be used.
    """
    with Demo() as demo:
        chosen = replace(options, profile=None, base_url=None)
        settings = load_settings(chosen, demo.environ(environ), COMMAND_IDS)
        check_terminal(environ, sys.stdin, sys.stdout)
        demo.start(sandbox)
        return _run(settings, Composer(settings, demo), "DEMO")


def _run(settings: Settings, composer: Composer, badge: str) -> int:
    keymap = checked_keymap(settings.keymap, partial(place_in_config, settings, "keys"))
    views = views_of(settings.views)
    view = find_view(settings.view or last_view(settings.state_folder), views) or VIEWS[0]

    os.environ.setdefault("TEXTUAL_FPS", _FRAMES_A_SECOND)  # read when Textual is imported
    from slatis_tui.app import Looks, SlatisApp
    from slatis_tui.presentation.chosen_columns import ChosenColumns
    from slatis_tui.screens.desk import Desk, Own
    from slatis_tui.terminal import run_app
    from slatis_tui.theme import theme_names

    themes = theme_names()
    if settings.theme and settings.theme not in themes:
        said = f'{settings.theme_origin}: unknown theme "{clean(settings.theme, 40)}"'
        raise UsageError(said, hint=nearest(settings.theme, themes))
    desk = Desk(
        clock=time.time,
        zone=my_zone(settings.timezone),
        read_only=settings.read_only,
        refresh_seconds=settings.refresh,
        keymap=keymap,
        expected_badge=badge,
        expected_place=settings.profile if settings.profile != "default" else "",
        own=Own(
            settings.views,
            ConfigViews(settings.config_file, settings.state_folder),
            ChosenColumns.of(settings.columns),
        ),
    )
    sys.setswitchinterval(_SWITCH_SECONDS)
    looks = Looks(settings.borders == "ascii", settings.motion)
    app = SlatisApp(desk, composer, view=view.name, theme=settings.theme, looks=looks)
    return run_app(app, app.close_services)
