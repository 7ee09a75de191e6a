"""What tests of looking people up can ask for."""

from collections.abc import AsyncIterator

import pytest

from crm.providers import Vendors
from enrichment.providers import hunter
from tests.crm.enriching.looking_up import all_that_is_needed
from tests.enrichment.vendors import Vendor, a_vendor


@pytest.fixture
async def vendor(database: str) -> AsyncIterator[Vendor]:
    async with a_vendor(hunter.SERVER) as vendor:
        yield vendor


@pytest.fixture
async def vendors(vendor: Vendor) -> Vendors:
    """With credits and a key."""
    return await all_that_is_needed(vendor)
