"""A person's name, as the link to their profile has it."""

import re
from urllib.parse import unquote

from crm.identity import InvalidValue, canonical_profile

_NUMBERED = re.compile(r".*\d.*")
_FEWEST_WORDS = 2
NETWORKS = frozenset({"linkedin", "xing", "github", "gitlab"})


def name_in(link: str) -> str:
    """ "Jane Doe" for linkedin.com/in/jane-doe-4a5b6c; "" where the link does not say a first and a last name."""
    try:
        network, url = canonical_profile(link)
    except InvalidValue:
        return ""
    if network not in NETWORKS:
        return ""
    words = [word for word in re.split(r"[-_.]+", unquote(url.rpartition("/")[2])) if word]
    named = [word for word in words if not _NUMBERED.fullmatch(word)]
    return " ".join(word.capitalize() for word in named) if len(named) >= _FEWEST_WORDS else ""
