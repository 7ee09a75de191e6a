"""All that can be asked. An operator's own files are one more provider: `enrichment.directory.of`.

The order is the one in which to ask where nobody has said another: what costs nothing first, then by price of a hit.
"""

from enrichment.provider import Provider
from enrichment.providers import (
    apollo,
    contactout,
    coresignal,
    crustdata,
    derivation,
    dns,
    github,
    gravatar,
    hunter_finder,
    hunter_people,
    hunter_verifier,
    people_data_labs,
    rocketreach,
    wikidata,
)

PROVIDERS: tuple[Provider, ...] = (
    derivation.PROVIDER,
    dns.PROVIDER,
    gravatar.PROVIDER,
    github.PROVIDER,
    wikidata.PROVIDER,
    people_data_labs.PROVIDER,
    contactout.PROVIDER,
    rocketreach.PROVIDER,
    hunter_finder.PROVIDER,
    hunter_verifier.PROVIDER,
    hunter_people.PROVIDER,
    apollo.PROVIDER,
    crustdata.PROVIDER,
    coresignal.PROVIDER,
)
LOCAL = tuple(each for each in PROVIDERS if each.is_local)
REMOTE = tuple(each for each in PROVIDERS if not each.is_local)
