"""From the declared commands to Textual's bindings."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from slatis_tui.commands import SCREENS, Command, Context, commands_of


def bindings_of(contexts: Iterable[Context]) -> list[BindingType]:
    """One binding for each command of these contexts."""
    return bindings_for(commands_of(contexts))


def bindings_of_screen(kind: str) -> list[BindingType]:
    """One binding for each command of this kind of screen; those that hold everywhere are the app's."""
    return bindings_of(context for context in SCREENS[kind] if context is not Context.EVERYWHERE)


def bindings_for(commands: Iterable[Command], *, namespace: str = "") -> list[BindingType]:
    """One binding for each of these commands; its id lets the user's keymap give it another key.

    Args:
        commands: whose actions are those of the node that is bound.
        namespace: `app` where they are the app's, which a dialog would not reach otherwise.
    """
    prefix = f"{namespace}." if namespace else ""
    return [
        Binding(
            one.keys,
            f"{prefix}{one.action}",
            one.title,
            show=False,
            priority=one.in_inputs,
            id=one.id,
            tooltip=one.explanation,
        )
        for one in commands
    ]
