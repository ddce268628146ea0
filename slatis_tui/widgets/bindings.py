"""From the declared commands to Textual's bindings."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from slatis_tui.commands import Context, commands_of


def bindings_of(contexts: Iterable[Context], *, namespace: str = "") -> list[BindingType]:
    """One binding for each command of these contexts; its id lets the user's keymap give it another key."""
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
        for one in commands_of(contexts)
    ]
