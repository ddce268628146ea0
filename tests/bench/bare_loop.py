"""The baseline of loading: a bare loop over the pages of a list, which keeps nothing but its cursor.

python bare_loop.py BASE_URL        with the key in SLATIS_API_KEY; prints how many bookings it saw
"""

import json
import os
import sys

import httpx


def main() -> None:
    """Ask for page after page, one after the other."""
    headers = {"Authorization": f"Bearer {os.environ['SLATIS_API_KEY']}"}
    seen, parameters = 0, {"limit": "100"}
    with httpx.Client(base_url=sys.argv[1], headers=headers, trust_env=False) as client:
        while True:
            page = json.loads(client.get("/bookings", params=parameters).content)
            seen += len(page["bookings"])
            if not page["pagination"]["has_more"]:
                break
            parameters["cursor"] = page["pagination"]["next_cursor"]
    print(seen)


if __name__ == "__main__":
    main()
