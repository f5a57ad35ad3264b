"""
Headers that tell a browser what our pages may do: load what we serve, run no inline script, stand in no frame.

The policy for what is not a page is the strictest there is. A page that needs more says so itself, and its own header
is kept (`assets.py`).
"""

from __future__ import annotations

from typing import Final

from starlette import types

_NOT_A_PAGE: Final = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

_ALWAYS: Final = (
    (b"content-security-policy", _NOT_A_PAGE),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"x-frame-options", b"DENY"),
)
_HTTPS: Final = ((b"strict-transport-security", b"max-age=31536000; includeSubDomains"),)


def page_policy(nonce: str, *, is_graphiql: bool = False) -> str:
    """
    Return the content security policy of one of our pages.

    Styles come from our files, and from style elements that carry the nonce of the page (the component library writes
    the colours of the theme so). GraphiQL's editor writes style elements without one, runs its language services in
    workers and brings a font inside its style sheet; it is a page of its own because of that.
    """
    styles = "'self' 'unsafe-inline'" if is_graphiql else f"'self' 'nonce-{nonce}'"
    workers = "'self' blob:" if is_graphiql else "'self'"
    fonts = "'self' data:" if is_graphiql else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; worker-src {workers}; font-src {fonts}; "
        "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers above to every answer that does not state them itself."""

    def __init__(self, app: types.ASGIApp, *, is_https: bool) -> None:
        """Wrap `app`. With `is_https` browsers are told never to come by plain HTTP again."""
        self._app = app
        self._headers = _ALWAYS + (_HTTPS if is_https else ())

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        """Pass the request on and complete the headers of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: types.Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                stated = {name.lower() for name, _ in headers}
                headers.extend(header for header in self._headers if header[0] not in stated)
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, complete)
