"""A reader without a browser: a websocket session that keeps messages as the browser does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_S = 90.0
"""A rerun that takes longer than this is an error, not a measurement."""


class SessionError(Exception):
    """The server did not answer as Streamlit's own client expects."""


@dataclass(slots=True)
class Kept:
    """
    Messages kept by hash, as the browser keeps them.

    A message marked cacheable is kept until more than `oldest` runs have ended without
    using it. The hashes go to the server with each rerun; it then names what is kept
    instead of sending it again.
    """

    messages: dict[str, bytes] = field(default_factory=dict)
    used_in: dict[str, int] = field(default_factory=dict)
    run: int = 0
    oldest: int = 2

    def resolve(self, message: ForwardMsg, payload: bytes) -> ForwardMsg:
        """Keep a message that asks for it; turn a reference into the message it names."""
        if message.WhichOneof("type") == "ref_hash":
            name = message.ref_hash
            if name not in self.messages:
                raise SessionError(f"the server names message {name}, which it never sent")
            self.used_in[name] = self.run
            message = ForwardMsg()
            message.ParseFromString(self.messages[name])
            return message
        if message.metadata.cacheable:
            self.messages.setdefault(message.hash, payload)
            self.used_in[message.hash] = self.run
        return message

    def end_run(self) -> None:
        """Count a run and forget what is too old."""
        self.run += 1
        for name in [n for n, used in self.used_in.items() if self.run - used > self.oldest]:
            del self.messages[name], self.used_in[name]


@dataclass(slots=True)
class Session:
    """
    One reader: reruns the script and remembers what a browser would.

    `slider` is the widget id of the first select slider, the day; `days` its labels.
    """

    socket: ClientConnection
    address: str
    kept: Kept = field(default_factory=Kept)
    query: str = ""
    page: str = ""
    slider: str = ""
    days: tuple[str, ...] = ()

    async def rerun(self, day: str | None = None) -> int:
        """Run the script once, the slider moved to `day`; return the payload bytes received."""
        await self.socket.send(self._request(day))
        received = 0
        async with asyncio.timeout(PATIENCE_S):
            while True:
                payload = await self.socket.recv(decode=False)
                received += len(payload)
                if self._take(ForwardMsg.FromString(payload), payload):
                    self.kept.end_run()
                    return received

    def _request(self, day: str | None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        state.cached_message_hashes.extend(self.kept.messages)
        state.context_info.locale, state.context_info.color_scheme = "en", "light"
        state.context_info.url = self.address
        if day is not None:
            moved = state.widget_states.widgets.add()
            moved.id = self.slider
            moved.string_array_value.data.append(day)
        return bytes(message.SerializeToString())

    def _take(self, message: ForwardMsg, payload: bytes) -> bool:
        """Remember what a message says; True when it ends the run."""
        message = self.kept.resolve(message, payload)
        match message.WhichOneof("type"):
            case "new_session":
                self.page = message.new_session.page_script_hash
                self.kept.oldest = message.new_session.config.max_cached_message_age
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "slider" and element.slider.options:
                    self.slider, self.days = element.slider.id, tuple(element.slider.options)
                if element.WhichOneof("type") == "exception":
                    raise SessionError(f"the script failed: {element.exception.message}")
            case "script_finished":
                return True
        return False


async def bytes_by_day(address: str) -> dict[str, int]:
    """Step through every day, the last to the first; return payload bytes by the day stepped to."""
    async with session(address) as walker:
        return {day: await walker.rerun(day) for day in reversed(walker.days[:-1])}


@asynccontextmanager
async def session(address: str) -> AsyncIterator[Session]:
    """Open a session at a server's address and run its script once."""
    stream = address.replace("http://", "ws://", 1) + "_stcore/stream"
    async with connect(
        stream, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
    ) as socket:
        opened = Session(socket, address)
        await opened.rerun()
        if not opened.days:
            raise SessionError(f"{address} shows no select slider, so no day can be chosen")
        yield opened
