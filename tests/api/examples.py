"""The JSON of the vendor's pages, word for word, under the title of the page."""

# Bookings page, "Create a booking"
CREATE_BOOKING = """
{
  "event_type_id": "evt_01abc",
  "requested_time": "2026-05-01T14:00:00Z",
  "attendee": {
    "name": "Jane Smith",
    "email": "jane@example.com",
    "phone": "+1-555-0123",
    "timezone": "America/New_York"
  },
  "custom_fields": {
    "company": "Acme Corp",
    "topic": "Product demo"
  },
  "metadata": {
    "source": "website",
    "campaign": "spring-promo"
  }
}
"""

# Bookings page, "List bookings": the request, and the answer with its `[...]` left empty
LIST_BOOKINGS_TARGET = "/v1/bookings?status=SCHEDULED&start_date=2026-05-01T00:00:00Z&limit=25"
LIST_BOOKINGS = """
{
  "success": true,
  "bookings": [],
  "pagination": { "next_cursor": "bkg_01xyz", "has_more": true }
}
"""

# Bookings page, "Update attendee details"
UPDATE_ATTENDEE = """
{ "attendee": { "email": "new@example.com" } }
"""

# Event Types page, "List event types"
LIST_EVENT_TYPES = """
{
  "success": true,
  "event_types": [
    {
      "id": "evt_01abc",
      "name": "30-Minute Call",
      "slug": "30-min-call",
      "description": "A quick intro call",
      "duration": 30,
      "slot_interval": 15,
      "buffer_before": 0,
      "buffer_after": 5,
      "minimum_booking_notice": 60,
      "scheduling_type": "ROUND_ROBIN",
      "team_id": "team_01"
    }
  ]
}
"""

# Event Types page, "Get a specific event type"
GET_EVENT_TYPE = """
{
  "success": true,
  "event_type": {
    "id": "evt_01abc",
    "name": "30-Minute Call",
    "slug": "30-min-call",
    "duration": 30,
    "slot_interval": 15,
    "buffer_before": 0,
    "buffer_after": 5,
    "minimum_booking_notice": 60,
    "scheduling_type": "ROUND_ROBIN",
    "custom_fields": [
      {
        "id": "fld_01abc",
        "key": "company",
        "label": "Company",
        "type": "TEXT",
        "required": true,
        "order": 1
      },
      {
        "id": "fld_01def",
        "key": "topic",
        "label": "What would you like to discuss?",
        "type": "SELECT",
        "required": false,
        "options": ["Product demo", "Support", "Partnership"],
        "order": 2
      }
    ]
  }
}
"""

# Event Types page, "Get custom fields"
CREATE_WITH_FIELDS = """
{
  "event_type_id": "evt_01abc",
  "attendee": { "name": "Jane", "email": "jane@example.com" },
  "requested_time": "2026-05-01T14:00:00Z",
  "custom_fields": {
    "company": "Acme Inc",
    "topic": "Product demo"
  }
}
"""

# Event Types page, "Create an event type", "Update an event type", "Delete an event type"
CREATED_EVENT_TYPE = """
{
  "success": true,
  "event_type": {
    "id": "evt_01xyz",
    "name": "Discovery Call",
    "slug": "discovery-call",
    "duration": 30,
    "mode": "SIMPLE",
    "is_active": true,
    "is_personal": false,
    "team_id": "team_01",
    "created_at": "2026-05-01T14:00:00.000Z",
    "updated_at": "2026-05-01T14:00:00.000Z"
  }
}
"""
UPDATED_EVENT_TYPE = """
{
  "success": true,
  "event_type": {
    "id": "evt_01xyz",
    "name": "Intro Call",
    "duration": 45,
    "is_active": false,
    "updated_at": "2026-05-02T10:00:00.000Z"
  },
  "warning": "This event type has 3 active bookings. Disabling it will not cancel them."
}
"""
DELETED_EVENT_TYPE = """
{
  "success": true,
  "event_type": {
    "id": "evt_01xyz",
    "deleted_at": "2026-05-03T09:00:00.000Z"
  }
}
"""

# API Conventions page, "Offset-based pagination", with its `[...]` left empty
LIST_MEMBERS = """
{
  "success": true,
  "members": [],
  "pagination": {
    "total": 142,
    "limit": 25,
    "offset": 0,
    "has_more": true
  }
}
"""

# API Conventions page, "Date and time format": the same instant as JavaScript, Python and Go write it
INSTANTS = ("2026-05-01T14:00:00.000Z", "2026-05-01T14:00:00.000000+00:00", "2026-05-01T14:00:00Z")
