"""What is done every so often while somebody follows: heartbeats, presence, rights."""

from __future__ import annotations

import asyncio
import logging

from newsroom.live import presence
from newsroom.live.rights import looked_up
from newsroom.live.threads import in_thread
from newsroom.live.viewers import Viewers

SECONDS = 5
HEARTBEAT, RIGHTS, RIGHTS_IN_DOUBT = 4, 12, 2

log = logging.getLogger("sayso")


async def go_round(viewers: Viewers) -> None:
    """Until cancelled."""
    number = looked_up_in = 0
    while True:
        await asyncio.sleep(SECONDS)
        number += 1
        if number % HEARTBEAT == 0:
            viewers.beat()
        try:
            await look_who_is_there(viewers)
            if number - looked_up_in >= (RIGHTS_IN_DOUBT if viewers.in_doubt else RIGHTS):
                looked_up_in = number
                await look_up_rights(viewers)
        except Exception as error:
            log.warning("The live stream could not ask the database: %s", error)


async def look_who_is_there(viewers: Viewers) -> None:
    stories = presence.watched(viewers)
    if stories:
        await in_thread(presence.places.write_due)
        presence.tell(viewers, await in_thread(presence.readers_of, stories))


async def look_up_rights(viewers: Viewers) -> None:
    viewers.in_doubt = False
    followers = {viewer.follower for viewer in viewers if viewer.follower}
    viewers.renew(await in_thread(looked_up, followers))
