"""The last step before the network: one request, its answer bounded in time, bytes, kind and unpacking.

What is not whole, not asked for or too much is raised here, below the cache, so that it is never stored.
"""

from __future__ import annotations

import http.client
import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from io import BytesIO

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from backstory.errors import NotFetched
from backstory.previews.fetch.connect import Alarm, Dialer, tls_context
from backstory.previews.fetch.targets import Target, target_of

ANYTHING = "*/*"
CHUNK_BYTES = 32_768
A_HOST = 2  # requests at a time
MAX_HEADER_BYTES = 64_000  # of one answer, all headers together
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip"})  # what was asked for; one wrapping, not several
NOT_MODIFIED = 304
FRESH_FOR_S = 24 * 3600  # at most, whatever the site says; for a robots.txt RFC 9309 has it so
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,12})\"?")
# Without the others no answer depends on cookies or on who asks.
KEPT_HEADERS = ("Content-Type", "Date", "Age", "Expires", "Cache-Control", "ETag", "Last-Modified", "Location")


class Bounded(HTTPAdapter):
    """An adapter whose `send` gives a whole answer within bounds, or raises NotFetched.

    `timeout` of a request: seconds for all of it. The kinds of content in its Accept header are what may come; where
    ANYTHING may, of what is too large the beginning is given.
    """

    def __init__(self, dialer: Dialer, *, max_bytes: int, context: ssl.SSLContext | None = None) -> None:
        super().__init__(max_retries=0)
        self._dialer = dialer
        self._max_bytes = max_bytes
        self._context = context
        self._places = Places()
        self._lock = threading.Lock()

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: ARG002
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,  # noqa: ARG002 - always
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,  # noqa: ARG002 - none
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - the dialer's
    ) -> Response:
        """The answer, its body unpacked; of what is no page or no 200, without a body. Raises: NotFetched."""
        if not isinstance(timeout, float):
            raise TypeError("a request needs its seconds as a float")
        ends = time.monotonic() + timeout
        target = target_of(request.url or "", self._dialer.rules)
        with self._places.at(target.host, ends), Alarm(ends) as alarm:
            try:
                answer = self._ask(target, request, alarm, ends)
            except NotFetched:
                if alarm.rang:
                    raise _too_slow() from None
                raise
            except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
                raise _trouble(error, late=alarm.rang or time.monotonic() >= ends) from error
        return self.build_response(request, answer)

    def _ask(self, target: Target, request: PreparedRequest, alarm: Alarm, ends: float) -> HTTPResponse:
        connection = self._dialer.connection(target, alarm, self._tls(), ends)
        proxy = self._dialer.proxy
        forwarded = proxy is not None and target.scheme == "http"
        headers = {name: str(value) for name, value in request.headers.items()}
        if forwarded and proxy:
            headers |= {"Host": target.origin.partition("://")[2], **proxy.headers}
        try:
            connection.request("GET", target.url if forwarded else target.asked, headers=headers, preload_content=False)
            answer = connection.getresponse()
            try:
                body = self._body(answer, headers.get("Accept", ""))
            finally:
                answer.close()
        finally:
            connection.close()
        if alarm.rang:  # what was cut off may look whole where no length was given
            raise _too_slow()
        return HTTPResponse(
            BytesIO(body),
            headers=_kept(answer),
            status=answer.status,
            reason=answer.reason,
            preload_content=False,
            request_url=request.url,
        )

    def _body(self, answer: HTTPResponse, accept: str) -> bytes:
        said = answer.headers
        if sum(len(name) + len(value) for name, value in said.items()) > MAX_HEADER_BYTES:
            raise NotFetched("The site's answer has headers without measure.", state="too_large")
        if answer.status != 200:
            return b""
        kind = said.get("Content-Type", "").partition(";")[0].strip().lower()
        kinds = {each.strip() for each in accept.split(",")}
        cut = ANYTHING in kinds
        if kind not in kinds and not cut:
            shown = kind if kind.isascii() and kind.isprintable() and 0 < len(kind) < 60 else "nothing"
            raise NotFetched(f"The address leads to no page; the site calls it {shown}.", state="not_an_article")
        if said.get("Content-Encoding", "").strip().lower() not in ENCODINGS:
            raise NotFetched("The page is packed in a way that was not asked for.", state="unreachable")
        length = said.get("Content-Length", "")
        if length.isdigit() and int(length[:20]) > self._max_bytes and not cut:
            raise self._too_large()
        body = bytearray()
        # `read`, since `stream` of urllib3 takes in lengths of chunks that never end.
        while chunk := answer.read(CHUNK_BYTES):
            body += chunk
            if len(body) > self._max_bytes:
                if cut:
                    break
                raise self._too_large()
        return bytes(body)

    def _too_large(self) -> NotFetched:
        return NotFetched(f"The page has more than {self._max_bytes // 1_000_000} MB.", state="too_large")

    def _tls(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                self._context = tls_context()  # 20 ms, so not before the first request
            return self._context


class Places:
    """Room for so many requests at a time to each host."""

    def __init__(self, most: int = A_HOST) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def at(self, host: str, ends: float) -> Iterator[None]:
        """Takes a place, waiting for one. Raises: NotFetched (too_slow), when none is free by `ends`."""
        with self._changed:
            free = self._changed.wait_for(
                lambda: self._taken[host] < self._most, timeout=max(0.0, ends - time.monotonic())
            )
            if not free:
                raise _too_slow()
            self._taken[host] += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken[host] -= 1
                if not self._taken[host]:
                    del self._taken[host]
                self._changed.notify_all()


def _kept(answer: HTTPResponse) -> dict[str, str]:
    kept = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    said = kept.get("Cache-Control", "").lower()
    if "private" in said:
        kept["Cache-Control"] = "no-store"  # for one asker, and our store may serve several
    elif "max-age" in said:
        kept["Cache-Control"] = _MAX_AGE.sub(lambda age: f"max-age={min(int(age[1]), FRESH_FOR_S)}", said)
    elif "Expires" in kept and not said:
        kept["Cache-Control"] = f"max-age={_until(kept.pop('Expires'))}"
    return kept


def _until(expires: str) -> int:
    """Seconds until an Expires header's date, at most a day; 0 where it has passed or is none (RFC 9111, 5.3)."""
    try:
        return int(min(max(0.0, parsedate_to_datetime(expires).timestamp() - time.time()), FRESH_FOR_S))
    except (ValueError, OverflowError):
        return 0


def _trouble(error: Exception, *, late: bool) -> NotFetched:
    causes = list(_causes(error))
    if late or any(isinstance(cause, TimeoutError) for cause in causes):
        return _too_slow()
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return NotFetched("The site's certificate could not be verified.", state="unreachable")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return NotFetched("The site offers no secure connection that can be trusted.", state="unreachable")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return NotFetched("The site does not answer.", state="unreachable")
    return NotFetched("The site's answer broke off or made no sense.", state="unreachable")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _too_slow() -> NotFetched:
    return NotFetched("The site did not answer in time.", state="too_slow")
