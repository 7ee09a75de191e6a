"""All vendors at once, as one server; and a name server beside it."""

from collections.abc import AsyncIterator

import pytest

from enrichment.providers import PROVIDERS
from tests.enrichment.name_server import CANARIES, a_name_server
from tests.enrichment.vendors import Vendor, a_vendor


@pytest.fixture(scope="session")
async def all_vendors() -> AsyncIterator[Vendor]:
    async with (
        a_name_server({**CANARIES, "python.org": "mail.python.org."}) as resolver,
        a_vendor(*(each.server for each in PROVIDERS if each.server), resolver=resolver) as vendor,
    ):
        yield vendor


@pytest.fixture
def vendor(all_vendors: Vendor) -> Vendor:
    """It stands in the place of every vendor, has been asked nothing, and answers an empty object."""
    all_vendors.asked.clear()
    all_vendors.answers({})
    return all_vendors
