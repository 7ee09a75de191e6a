"""A name server: a real one, over UDP on this machine, that knows a few domains."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset

CANARIES = {"gmail.com": "mx.gmail.com.", "outlook.com": "mx.outlook.com."}


class _Protocol(asyncio.DatagramProtocol):
    def __init__(self, mail: Mapping[str, str]) -> None:
        self._mail = mail
        self.asked: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text().rstrip(".")
        self.asked.append(name)
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name in self._mail:
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "MX", f"10 {self._mail[name]}"))
        else:
            response.set_rcode(dns.rcode.NXDOMAIN)
        self._transport.sendto(response.to_wire(), addr)


@asynccontextmanager
async def a_name_server(mail: Mapping[str, str]) -> AsyncIterator[dns.resolver.Resolver]:
    """A resolver that asks a server which knows where the mail of these domains goes, and of no other domain that it exists."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Protocol(mail), local_addr=("127.0.0.1", 0))
    try:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = transport.get_extra_info("sockname")[1]
        resolver.lifetime = 2
        yield resolver
    finally:
        transport.close()
