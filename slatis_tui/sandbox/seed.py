"""Filling a fresh database: keys, company, bookings."""

import json
from random import Random

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS
from slatis_tui.sandbox.keys import KeyRing
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.records import INSERT_BOOKING
from slatis_tui.sandbox.seed_bookings import booking_rows
from slatis_tui.sandbox.seed_calendar import is_dense
from slatis_tui.sandbox.seed_company import EVENT_TYPES, MEMBERS, TEAMS, SeedMember
from slatis_tui.sandbox.seed_more_members import more_members
from slatis_tui.sandbox.seed_webhooks import fill_webhooks

_OPENED_MS = 400 * DAY_MS
"""How long ago the event types were made."""
_DENSE_LIMIT = 24
"""Bookings a day and member where the calendar is filled so densely that nobody could take another otherwise."""


def prepare(database: Database, options: SandboxOptions, now_ms: int) -> KeyRing:
    """The keys of the sandbox in that database, which is filled first if it is empty: whole or not at all."""
    if database.is_empty:
        with database.transaction():
            database.create_tables()
            _remember_keys(database, KeyRing.generate())
            for team in TEAMS:
                database.execute("INSERT INTO teams VALUES (?, ?)", team)
            for member in (*MEMBERS, *more_members(options.members - len(MEMBERS))):
                _insert_member(database, member, is_dense(options.bookings))
            _fill_event_types(database, now_ms)
            fill_webhooks(database, options.seed, now_ms)
            database.execute_many(INSERT_BOOKING, booking_rows(Random(options.seed), options.bookings, now_ms))
            database.create_indexes()
    secret, public = database.fact("secret_key"), database.fact("public_key")
    assert secret is not None
    assert public is not None
    return KeyRing(secret, public)


def _remember_keys(database: Database, keys: KeyRing) -> None:
    database.remember("secret_key", keys.secret)
    database.remember("public_key", keys.public)


def _fill_event_types(database: Database, now_ms: int) -> None:
    for event_type in EVENT_TYPES:
        opened = now_ms - _OPENED_MS
        database.execute(
            "INSERT INTO event_types VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, 0, ?)",
            (event_type.id, event_type.name, event_type.slug, event_type.description, event_type.duration,
             event_type.slot_interval, event_type.buffer_before, event_type.buffer_after,
             event_type.minimum_booking_notice, event_type.scheduling_type, event_type.team_id,
             int(event_type.requires_confirmation), event_type.timezone, int(event_type.is_active), opened, opened,
             event_type.prep, event_type.duration, event_type.admin),
        )  # fmt: skip
        for order, field in enumerate(event_type.fields, start=1):
            options = None if field.options is None else json.dumps(field.options)
            field_id = f"fld_{event_type.id.removeprefix('evt_')}_{field.key}"
            database.execute(
                "INSERT INTO fields VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (field_id, event_type.id, field.key, field.label, field.type, int(field.required), options, order),
            )


def _insert_member(database: Database, member: SeedMember, dense: bool) -> None:
    database.execute(
        "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (member.id, member.name, member.email, member.role, json.dumps(member.skills), int(member.is_active),
         member.team_id, member.timezone, member.weekdays, member.opens, member.closes,
         _DENSE_LIMIT if dense else member.max_bookings_per_day),
    )  # fmt: skip
