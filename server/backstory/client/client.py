"""Asks a service and reads its answers; waits and asks again where it is told to."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Any, Self

import urllib3

from backstory.errors import BackstoryError
from backstory.formats.json_api import EnrichRequest, EnrichResponse

_LEAST_PACKED = 1_000  # bytes of a body that is worth packing
_LONGEST_WAIT_S = 30.0


class ServiceProblem(BackstoryError):  # noqa: N818 - what RFC 9457 calls it
    """What the service answered instead. `kind`: the end of its type, such as "out-of-time". Source: RFC 9457."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(f"{body.get('title', 'the service failed')}: {body.get('detail', '')}")
        self.kind = str(body.get("type", "about:blank")).rpartition("/")[2]
        self.status = int(body.get("status", 0))
        self.body = body


class Client:
    """A service at an address. Safe to use from several threads.

    `token`: needed where the service answers others than its own machine. `tries`: how often a busy service is asked.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8765",
        *,
        token: str | None = None,
        timeout_s: float = 60.0,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address = address.rstrip("/")
        self._tries, self._sleep = max(1, tries), sleep
        headers = {"Accept-Encoding": "gzip"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._pool = urllib3.PoolManager(headers=headers, timeout=timeout_s, retries=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._pool.clear()

    def enrich(self, request: EnrichRequest | None = None, **fields: Any) -> EnrichResponse:
        """What the service tells of a page or text; the request's fields may be given by name.

        Raises: ServiceProblem; urllib3.exceptions.HTTPError, where it cannot be reached; pydantic.ValidationError.
        """
        asked = request or EnrichRequest(**fields)
        body = asked.model_dump_json(exclude_unset=True).encode()
        return EnrichResponse.model_validate_json(self._post("/enrich", body, "application/json"))

    def batch(
        self, requests: Iterable[EnrichRequest], *, at_once: int = 20
    ) -> Iterator[EnrichResponse | ServiceProblem]:
        """What it tells of many, in order; of one that it cannot tell, the problem. `at_once`: how many go together.

        Raises: ServiceProblem, where a whole batch is refused; urllib3.exceptions.HTTPError.
        """
        left = iter(requests)
        while part := list(islice(left, at_once)):
            body = b"".join(each.model_dump_json(exclude_unset=True).encode() + b"\n" for each in part)
            for line in self._post("/enrich/batch", body, "application/x-ndjson").splitlines():
                told = json.loads(line)
                yield EnrichResponse.model_validate(told) if "page" in told else ServiceProblem(told)

    def version(self) -> dict[str, Any]:
        """Name, version and packs of the service, and whether the token is right. Raises: as `enrich`."""
        told: dict[str, Any] = json.loads(self._asked("GET", "/version", None, {}))
        return told

    def _post(self, path: str, body: bytes, content_type: str) -> bytes:
        headers = {"Content-Type": content_type}
        if len(body) >= _LEAST_PACKED:
            body, headers["Content-Encoding"] = gzip.compress(body, 5), "gzip"
        return self._asked("POST", path, body, headers)

    def _asked(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        for left in reversed(range(self._tries)):
            answer = self._pool.request(
                method, self._address + path, body=body, headers={**self._pool.headers, **headers}
            )
            if answer.status < 400:
                return answer.data
            wait = answer.headers.get("Retry-After", "")
            if not left or answer.status not in (429, 503) or not wait.isdecimal():
                break
            self._sleep(min(float(wait), _LONGEST_WAIT_S))
        try:
            problem = json.loads(answer.data)
        except ValueError:
            problem = {"title": f"HTTP {answer.status}", "status": answer.status}
        raise ServiceProblem(problem)


class AsyncClient:
    """The same for asyncio: each question waits in a thread."""

    def __init__(self, address: str = "http://127.0.0.1:8765", **options: Any) -> None:
        self._client = Client(address, **options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._client.close()

    async def enrich(self, request: EnrichRequest | None = None, **fields: Any) -> EnrichResponse:
        """As `Client.enrich`."""
        return await asyncio.to_thread(self._client.enrich, request, **fields)

    async def batch(
        self, requests: Iterable[EnrichRequest], *, at_once: int = 20
    ) -> AsyncIterator[EnrichResponse | ServiceProblem]:
        """As `Client.batch`."""
        answers = self._client.batch(requests, at_once=at_once)
        while (answer := await asyncio.to_thread(next, answers, None)) is not None:
            yield answer

    async def version(self) -> dict[str, Any]:
        """As `Client.version`."""
        return await asyncio.to_thread(self._client.version)
