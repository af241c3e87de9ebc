"""The last step before the network: only whole, well-formed, bounded answers pass.

Whatever else comes is raised here, below the cache, so that it is never stored and never hides an older answer.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from io import BytesIO

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException
from urllib3 import HTTPResponse

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client.body import Refused, read_body

MAX_BYTES = 2_000_000  # of one answer, unpacked; fifty introductions are a tenth of it
MAX_SECONDS = 30.0  # for the body of one answer that keeps dripping; what is late is still kept for the next time
MAX_RETRY_AFTER_S = 24 * 3600.0
MAX_LAG_S = "5"
CHUNK_BYTES = 65_536
# Without the others no answer depends on cookies or varies with headers, and none is asked for by its ETag.
_KEPT_HEADERS = ("Content-Type", "Date")

Reduce = Callable[[Mapping[str, object]], Mapping[str, object]]


class WholeAnswers(HTTPAdapter):
    """An adapter whose `send` gives an answer of the API, read in full, or raises SourceUnavailable.

    `batch`: nobody waits for the answers, so a host whose databases lag is to refuse.
    `reduce`: leaves of an answer what is of use, before it is stored.
    Source: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
    """

    def __init__(
        self, *, connections: int, max_bytes: int = MAX_BYTES, batch: bool = False, reduce: Reduce | None = None
    ) -> None:
        super().__init__(pool_maxsize=connections, max_retries=0)
        self._max_bytes = max_bytes
        self._batch = batch
        self._reduce = reduce

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: ARG002
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """The answer, its body unpacked. Raises: SourceUnavailable, when it is not whole and of use."""
        asked = request.copy()
        asked.headers.pop("Cache-Control", None)  # what the store was told is no business of the host's
        if self._batch:
            asked.prepare_url(asked.url, {"maxlag": MAX_LAG_S})
        try:
            response = super().send(asked, stream=True, timeout=timeout, verify=verify, cert=cert, proxies=proxies)
        except RequestException as error:
            raise SourceUnavailable(_no_answer(error)) from error
        try:
            if response.status_code != 200:
                raise _refusal(response)
            body = self._read(response)
        finally:
            response.close()
        try:
            data = read_body(body)
        except Refused as error:
            raise Refused(error.code, retry_after_s=_retry_after_s(response.headers)) from error
        if self._reduce is not None:
            body = json.dumps(self._reduce(data), ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        kept = request.copy()
        kept.headers.clear()  # the operator's contact is nothing to store
        return self.build_response(
            kept,
            HTTPResponse(
                BytesIO(body),
                headers=headers,
                status=200,
                reason=response.reason,
                preload_content=False,
                request_url=request.url,
            ),
        )

    def _read(self, response: Response) -> bytes:
        ends = time.monotonic() + MAX_SECONDS
        body = bytearray()
        try:
            for chunk in response.iter_content(CHUNK_BYTES):
                body += chunk
                if len(body) > self._max_bytes:
                    raise SourceUnavailable(f"Its answer is larger than {self._max_bytes // 1_000_000} MB.")
                if time.monotonic() > ends:
                    raise SourceUnavailable("Its answer did not come to an end.")
        except RequestException as error:
            raise SourceUnavailable("Its answer broke off.") from error
        return bytes(body)


def _no_answer(error: RequestException) -> str:
    names = {type(cause).__name__ for cause in _causes(error)}
    if any("Timeout" in name for name in names):
        return "It did not answer in time."
    if any("SSL" in name or "Certificate" in name for name in names):
        return "Its certificate could not be verified."
    if names & {"gaierror", "NameResolutionError"}:
        return "Its address was not found; is there a network?"
    return "It could not be reached."


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        reason = getattr(error.args[0], "reason", None) if error.args else None
        error = error.__cause__ or error.__context__ or (reason if isinstance(reason, BaseException) else None)
    return found


def _refusal(response: Response) -> SourceUnavailable:
    status = response.status_code
    if 300 <= status < 400:
        why = f"It points to another address ({status}); set the API's own address in the settings."
    elif status == 403:
        why = "It refuses us (403); look at the contact in the settings."
    elif status == 429:
        why = "It asks us to wait (429)."
    elif status >= 500:
        why = f"It has trouble of its own ({status})."
    else:
        why = f"It does not take the question ({status})."
    return SourceUnavailable(why, retry_after_s=_retry_after_s(response.headers))


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, as the answer says in seconds or as a date beside its own date; None when it does not say.

    Source: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        seconds = float(said[:9])
    else:
        try:
            wait = parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("Date", ""))
        except (ValueError, TypeError):
            return None
        seconds = wait.total_seconds()
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)
