"""
What identity providers answer: JSON objects of bounded size, in time, from where they were asked.

Authlib opens an HTTP client for each thing it asks. Here is the transport that all of these share, so that connections
are kept, and so that nothing which isn't an answer of a provider's gets as far as Authlib.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

import httpx2
import orjson
from authlib.oauth2.rfc6749 import wrappers

_LARGEST: Final = 512 * 1024
THIS_MACHINE: Final = ("localhost", "127.0.0.1")


class ProviderUnavailable(Exception):
    """The provider cannot be reached, or does not answer as a provider does. It may pass."""


class ProviderAnswers(httpx2.AsyncBaseTransport):
    """A transport over a client that outlives those who use it: it is not closed with them."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        """Say by which client requests are sent; see `client`."""
        self._http = http

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """
        Return the answer, read to its end.

        Raises:
            ProviderUnavailable: There is none, it isn't a JSON object, or it says that the provider is out of order.
        """
        asked = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}{request.url.path}"
        try:
            response = await self._http.send(request, stream=True, follow_redirects=False)
            try:
                body = b""
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > _LARGEST:
                        raise ProviderUnavailable(f"{asked} answered at too great a length")
            finally:
                await response.aclose()
            answer = orjson.loads(body)
        except httpx2.HTTPError as error:
            raise ProviderUnavailable(f"{asked}: {error!r}") from error
        except orjson.JSONDecodeError as error:
            raise ProviderUnavailable(f"{asked} did not answer in JSON") from error
        if not isinstance(answer, dict) or response.status_code >= 500:
            raise ProviderUnavailable(f"{asked} answered {response.status_code}, and not as a provider does")
        return httpx2.Response(response.status_code, headers={"content-type": "application/json"}, content=body)


def client() -> httpx2.AsyncClient:
    """Return the HTTP client for providers: in a hurry, and never sent elsewhere."""
    # The environment may name a proxy for the world outside, and it knows nothing of this machine.
    here = {f"all://{host}": None for host in THIS_MACHINE}
    return httpx2.AsyncClient(timeout=httpx2.Timeout(5.0), follow_redirects=False, mounts=here)


@contextlib.contextmanager
def expecting_success() -> Iterator[None]:
    """
    Take a status other than success for no answer.

    Raises:
        ProviderUnavailable: It was another one.
    """
    try:
        yield
    except httpx2.HTTPStatusError as error:
        raise ProviderUnavailable(str(error)) from error


def expect_tokens(response: httpx2.Response) -> httpx2.Response:
    """
    Return an answer of the token endpoint that is a refusal or a bearer token; Authlib by itself would take others.

    Raises:
        ProviderUnavailable: It is neither.
    """
    answer = response.json()
    if response.status_code in (400, 401, 403) and "error" in answer:
        return response
    if response.status_code != 200 or not isinstance(answer.get("access_token"), str):
        raise ProviderUnavailable(f"the token endpoint answered {response.status_code}")
    if str(answer.get("token_type", "")).lower() != "bearer":
        raise ProviderUnavailable("the token endpoint gave a token of a kind that we cannot use")
    try:
        wrappers.OAuth2Token(answer)
    except (TypeError, ValueError, OverflowError) as error:
        raise ProviderUnavailable("the token endpoint does not say when its token expires") from error
    return response
