"""Waiting for what nobody sees in Slack."""

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed


def patiently(seconds: float = 30.0) -> AsyncRetrying:
    """`async for attempt in patiently(): with attempt: assert ...`, until it is so. Raises its AssertionError in the end."""
    return AsyncRetrying(
        retry=retry_if_exception_type(AssertionError),
        wait=wait_fixed(0.1),
        stop=stop_after_delay(seconds),
        reraise=True,
    )
