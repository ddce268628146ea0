"""What seeded bookings answered to the custom fields, and where they came from."""

from collections.abc import Callable
from random import Random

from slatis_tui.sandbox.instants import DAY_MS, to_iso
from slatis_tui.sandbox.seed_company import SeedEventType, SeedField
from slatis_tui.sandbox.seed_people import Person

_OPTIONAL_ANSWERED = 0.6
_SENTENCES = (
    "Everyone should be able to book without our help.",
    "We are moving from spreadsheets.\nTwo offices, three time zones.",
    "Fewer no-shows, please.",
    "Nous aimerions tout voir en une heure.",
    "Routing by language: 日本語, Español, English.",
    "Our webhook receives nothing since Monday.",
)
_SOURCES = ("website", "e-mail", "partner", "in-app")
_CAMPAIGNS = ("spring-promo", "webinar-11", "referral")

Answer = Callable[[Random, SeedField, Person, int], object]

_ANSWERS: dict[str, Answer] = {
    "NUMBER": lambda rng, *_: rng.randrange(2, 60),
    "EMAIL": lambda _, __, person, ___: f"billing+{person.email}",
    "PHONE": lambda _, __, person, ___: person.phone or "+1-555-0199",
    "URL": lambda rng, *_: f"https://{rng.choice(('docs', 'code', 'www'))}.customer.example/{rng.randrange(99)}",
    "DATE": lambda rng, _, __, start_ms: to_iso(start_ms + rng.randrange(7, 90) * DAY_MS)[:10],
    "CHECKBOX": lambda rng, *_: rng.random() < 0.7,
    "SELECT": lambda rng, field, *_: rng.choice(field.options or ("",)),
    "RADIO": lambda rng, field, *_: rng.choice(field.options or ("",)),
    "MULTI_SELECT": lambda rng, field, *_: rng.sample(field.options or ("",), rng.randrange(1, 3)),
    "TEXTAREA": lambda rng, *_: rng.choice(_SENTENCES),
    "SIGNATURE": lambda _, __, person, ___: person.name,
}


def answers_for(rng: Random, event_type: SeedEventType, person: Person, start_ms: int) -> dict[str, object]:
    """An answer to every required field, and to some of the others."""
    return {
        field.key: _ANSWERS.get(field.type, _text)(rng, field, person, start_ms)
        for field in event_type.fields
        if field.required or rng.random() < _OPTIONAL_ANSWERED
    }


def _text(rng: Random, field: SeedField, person: Person, _: int) -> object:
    return (
        person.company if field.key in ("company", "agency") else f"{field.key[:3].upper()}-{rng.randrange(10_000):04d}"
    )


def metadata_for(rng: Random) -> dict[str, object]:
    """Where a booking came from, as far as it is known."""
    if rng.random() < 0.2:
        return {}
    metadata: dict[str, object] = {"source": rng.choice(_SOURCES)}
    if metadata["source"] == "website":
        metadata["campaign"] = rng.choice(_CAMPAIGNS)
    return metadata
