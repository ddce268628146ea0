"""A timezone, typed by its name or found by a city."""

from slatis_tui.domain.zone_names import suggested_zone_names, zone_of_city
from slatis_tui.domain.zones import zone_exists
from slatis_tui.widgets.suggest_input import SuggestInput, Suggestion
from slatis_tui.widgets.text_inputs import ZoneSuggester


class ZoneInput(SuggestInput):
    """What was taken, or a city that only one zone has, becomes the zone's name."""

    def __init__(self, value: str = "") -> None:
        hint = "optional, such as Europe/Berlin; a city finds it"
        super().__init__(_zones, placeholder=hint, suggester=ZoneSuggester())
        self.value = value

    def on_suggest_input_taken(self, event: SuggestInput.Taken) -> None:
        """Write it into the line, and go on as after Enter."""
        event.stop()
        self.put(event.value)
        self.post_message(self.Accepted(self))

    def on_descendant_blur(self) -> None:
        """The line was left."""
        zone = "" if zone_exists(self.value.strip()) else zone_of_city(self.value)
        if zone:
            self.put(zone)


def _zones(text: str) -> list[Suggestion]:
    return [Suggestion(name, name) for name in suggested_zone_names(text)]
