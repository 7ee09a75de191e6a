"""Rows of people who have asked not to be kept."""

from dataclasses import replace

from crm import suppression
from crm.importing.read_rows import ReadRows
from crm.importing.reading import Row
from crm.importing.rows import PersonRow
from crm.types import Tenant
from enrichment.request import Identity


async def without_suppressed(tenant: Tenant, secret: bytes, read: ReadRows) -> ReadRows:
    """They are rejected, by the number of their line: what stands in it would be kept with the rejected rows."""
    found = await suppression.among(tenant, secret, [_identity_of(person) for _, person in read.readable])
    if not found:
        return read
    refused = [
        (Row(row.line, []), suppression.NOT_KEPT)
        for place, (row, _) in enumerate(read.readable)
        if place in found
    ]
    readable = [each for place, each in enumerate(read.readable) if place not in found]
    return replace(read, readable=readable, rejected=[*read.rejected, *refused])


def _identity_of(row: PersonRow) -> Identity:
    return Identity(
        emails=tuple(key for key, _, _ in row.emails),
        phones=tuple(number for number, extension, _ in row.phones if not extension),
        profiles=tuple(url for _, url in row.profiles),
    )
