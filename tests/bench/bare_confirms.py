"""The baseline of a bulk run: the same confirms by a bare httpx client, as many at a time; prints the seconds."""

import asyncio
import os
import sys
import time

import httpx


async def main(lanes: int, ids: list[str]) -> float:
    """Confirm them all; from the first request to the last answer."""
    headers = {"Authorization": f"Bearer {os.environ['SLATIS_API_KEY']}"}
    turns = asyncio.Semaphore(lanes)
    async with httpx.AsyncClient(base_url=os.environ["SLATIS_BASE_URL"], headers=headers, trust_env=False) as client:

        async def confirm(booking_id: str) -> None:
            async with turns:
                answer = await client.post(f"/bookings/{booking_id}/confirm")
                answer.raise_for_status()
                answer.json()

        began = time.perf_counter()
        await asyncio.gather(*map(confirm, ids))
        return time.perf_counter() - began


if __name__ == "__main__":
    print(asyncio.run(main(int(sys.argv[1]), sys.stdin.read().split())))
