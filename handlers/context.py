"""What a handler works with, given to it by `bot`."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from crm.durable import Jobs
from crm.exporting.writers import Writers
from crm.importing import Limits
from crm.providers import Vendors
from handlers.colleagues import Colleagues


class Files(Protocol):
    """Fetches what people dropped into Slack, and sends what they asked for. Raises what may pass as it is."""

    async def download(self, url: str, target: BinaryIO, most_bytes: int) -> None:
        """Write what is behind a file's private address. Raises UserError where it is larger or cannot be had."""
        ...

    async def upload(self, url: str, content: BinaryIO) -> None:
        """All of a file on the disk, to the address that Slack gave for it."""
        ...


class Speaker(Protocol):
    """Says what stands in the outbox."""

    def wake(self) -> None:
        """There is something new in it."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """`default_region` is for phone numbers written without a country code, "" where none is configured.
    `public_url` is where a browser finds the bot, without a slash at its end, "" where it is not known.

    `vendors` are all that can be asked about people. `writers` write the rows of large exports. `import_limits` is the most that is read of a dropped file. `replica` is the name of this process among those that share the database.
    """

    slack: AsyncWebClient
    files: Files
    jobs: Jobs
    speaker: Speaker
    replica: str
    colleagues: Colleagues
    default_region: str
    import_limits: Limits
    public_url: str
    vendors: Vendors
    writers: Writers
