"""What can be measured of one replica, in Prometheus' words. docs/operating.md says what to make of it."""

import time
from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds. Slack waits three."""

Ask = Callable[[], Awaitable[float]]


class Metrics:
    """`asked`: gauges whose value is asked for at each scrape, by name: what they say, and whom to ask."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.acks = Histogram(
            "roster_ack_seconds",
            "From a request of Slack to its ack",
            ["kind"],
            buckets=ACK_BUCKETS,
            registry=self.registry,
        )
        self.refused = Counter(
            "roster_requests_refused", "Requests whose signature is not Slack's", registry=self.registry
        )
        self.slack_calls = Counter(
            "roster_slack_calls", "Calls of Slack's Web API", ["method", "status"], registry=self.registry
        )
        self.provider_calls = Counter(
            "roster_provider_calls",
            "Calls of enrichment providers",
            ["provider", "outcome"],
            registry=self.registry,
        )
        self.step_retries = Counter(
            "roster_step_retries", "Steps of jobs that were tried again", registry=self.registry
        )
        self._asked: dict[Gauge, Ask] = {}

    def ask_at_scrape(self, asked: Mapping[str, tuple[str, Ask]]) -> None:
        """Name -> what the gauge says, and whom to ask for its value."""
        for name, (words, ask) in asked.items():
            self._asked[Gauge(name, words, registry=self.registry)] = ask

    async def scrape(self) -> bytes:
        """Raises what those raise who are asked: a scrape that fails shows, a stale value does not."""
        for gauge, ask in self._asked.items():
            gauge.set(await ask())
        return generate_latest(self.registry)

    async def time_ack(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002 - Bolt's name
        """Middleware of Bolt, around everything that comes in, over HTTP and over the socket."""
        begun = time.perf_counter()
        try:
            await next()
        finally:
            self.acks.labels(_kind(body)).observe(time.perf_counter() - begun)

    def calls_traced(self) -> aiohttp.TraceConfig:
        """Counts the calls of a session, retries included."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._called)
        trace.on_request_exception.append(self._not_answered)
        return trace

    async def _called(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, call: aiohttp.TraceRequestEndParams
    ) -> None:
        self.slack_calls.labels(call.url.name, str(call.response.status)).inc()

    async def _not_answered(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        call: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        self.slack_calls.labels(call.url.name, "none").inc()


def _kind(body: Mapping[str, Any]) -> str:
    """One of command, event, and Slack's types of interaction (block_actions, view_submission ...)."""
    if "command" in body:
        return "command"
    return "event" if "event" in body else str(body.get("type", "other"))
