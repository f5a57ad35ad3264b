"""
An OpenID Provider on loopback that signs with keys of its own, and lies when a test tells it to.

It signs with primitives, by no library of tokens: such a one refuses to forge what a test needs forged.

Untampered it is a strict one: codes work once, for the client, the address and the PKCE challenge that they were made
for, so that whatever a test forges stands alone against a sign-in that works.
"""

import base64
import contextlib
import dataclasses
import datetime as dt
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import uvicorn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from starlette import applications, requests, responses, routing, types

CLIENT_ID = "samsvar"
CLIENT_SECRET = "between us"
AUDIENCE = "https://samsvar.test/api"
ACCESS_TOKEN = "for-the-userinfo-endpoint"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

Claims = dict[str, Any]
Header = dict[str, Any]


@dataclasses.dataclass
class Lies:
    """What the provider does differently, for one test."""

    metadata: Callable[[Claims], Claims] = lambda published: published
    id_token: Callable[["LyingProvider", Header, Claims], str | None] | None = None
    token_answer: Callable[[Claims], Claims] = lambda answer: answer
    token_status: int = 200
    userinfo: Callable[[Claims], Claims] = lambda claims: claims
    refresh: Callable[["LyingProvider", Claims], responses.Response] | None = None
    is_down: bool = False


class LyingProvider:
    """The provider: its keys, its codes, the person who is signed in at it, and its lies."""

    def __init__(self, clock: Callable[[], dt.datetime]) -> None:
        self.clock = clock
        self.issuer = ""
        self.private_key = rsa.generate_private_key(65537, 2048)
        self.strangers_key = rsa.generate_private_key(65537, 2048)
        self.published: list[Any] = []
        self.lies = Lies()
        self.person: Claims = {}
        self.asked_for_keys = 0
        self.authorization_requests: list[dict[str, str]] = []
        self.token_requests: list[dict[str, str]] = []
        self._codes: dict[str, dict[str, str]] = {}

    @property
    def now(self) -> int:
        """What time it is, in seconds since 1970."""
        return int(self.clock().timestamp())

    def be_honest(self) -> None:
        """Forget all lies, and have Mia signed in."""
        self.lies = Lies()
        self.published = [public_jwk(self.private_key)]
        self.person = {
            "sub": "mia-at-provider",
            "sid": "her-session-there",
            "name": "Mia Kort",
            "email": "mia@nordlys.test",
            "locale": "nn-NO",
            "groups": ["kort"],
        }

    def code_for(self, request: dict[str, str]) -> str:
        """Let the person who is signed in at the provider have a code, as its authorization endpoint does."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = request
        return code

    def signed(self, header: Header, claims: Claims, key: rsa.RSAPrivateKey | None = None) -> str:
        """Return a JWT with exactly this header and an RS256 signature, by the provider's key if none is given."""
        signed = f"{part(header)}.{part(claims)}"
        signature = (key or self.private_key).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_base64(signature)}"

    def authenticated(self, header: Header, claims: Claims, secret: bytes) -> str:
        """Return a JWT with a MAC made with a secret, as HS256 has it, instead of a signature."""
        signed = f"{part(header)}.{part(claims)}"
        return f"{signed}.{_base64(hmac.digest(secret, signed.encode(), 'sha256'))}"

    def unsigned(self, header: Header, claims: Claims) -> str:
        """Return a JWT without signature."""
        return f"{part(header)}.{part(claims)}."

    def id_claims(self, **changed: Any) -> Claims:
        """Return what an id token of the person says; a claim that is None is left out."""
        now = self.now
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": self.person["sub"],
            "sid": self.person.get("sid"),
            "iat": now,
            "exp": now + 300,
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def access_claims(self, **changed: Any) -> Claims:
        """Return what an RFC 9068 access token of an integration says."""
        now = self.now
        claims = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": "machine",
            "client_id": "machine",
            "scope": "okr:read okr:write",
            "jti": secrets.token_hex(8),
            "iat": now,
            "exp": now + 300,
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def logout_claims(self, **changed: Any) -> Claims:
        """Return what a logout token of the person says."""
        now = self.now
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": self.person["sub"],
            "sid": self.person.get("sid"),
            "jti": secrets.token_hex(8),
            "iat": now,
            "exp": now + 120,
            "events": {LOGOUT_EVENT: {}},
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def header(self, **changed: Any) -> Header:
        """Return the header of a token of ours."""
        header = {"alg": "RS256", "kid": "ours", **changed}
        return {name: value for name, value in header.items() if value is not None}

    # What follows is the provider as others see it.

    @property
    def app(self) -> types.ASGIApp:
        """The ASGI app."""
        return applications.Starlette(
            routes=[
                routing.Route("/.well-known/openid-configuration", self._metadata),
                routing.Route("/jwks", self._jwks),
                routing.Route("/authorize", self._authorize),
                routing.Route("/token", self._token, methods=["POST"]),
                routing.Route("/userinfo", self._userinfo),
            ]
        )

    async def _metadata(self, _request: requests.Request) -> responses.Response:
        published = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "authorization_response_iss_parameter_supported": True,
        }
        return responses.JSONResponse(self.lies.metadata(published))

    async def _jwks(self, _request: requests.Request) -> responses.Response:
        self.asked_for_keys += 1
        return responses.JSONResponse({"keys": self.published})

    async def _authorize(self, request: requests.Request) -> responses.Response:
        asked = dict(request.query_params)
        self.authorization_requests.append(asked)
        answer = {"code": self.code_for(asked), "state": asked["state"], "iss": self.issuer}
        return responses.RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}")

    async def _token(self, request: requests.Request) -> responses.Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        self.token_requests.append(form)
        if self.lies.is_down:
            return responses.PlainTextResponse("out of order", 502)
        expected = base64.b64encode(f"{CLIENT_ID}:between%20us".encode()).decode()
        if request.headers.get("authorization") != f"Basic {expected}":
            return responses.JSONResponse({"error": "invalid_client"}, 401)
        if form["grant_type"] == "refresh_token":
            if self.lies.refresh is not None:
                return self.lies.refresh(self, self.id_claims())
            return self._answer(self.id_claims())
        granted = self._codes.pop(form["code"], None)  # Once.
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if (
            granted is None
            or granted.get("code_challenge") != challenge.rstrip(b"=").decode()
            or granted.get("redirect_uri") != form["redirect_uri"]
        ):
            return responses.JSONResponse({"error": "invalid_grant"}, 400)
        return self._answer(self.id_claims(nonce=granted.get("nonce")))

    def _answer(self, claims: Claims) -> responses.Response:
        header = self.header()
        token = self.lies.id_token(self, header, claims) if self.lies.id_token else self.signed(header, claims)
        answer = {
            "access_token": ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": 300,
            "refresh_token": secrets.token_urlsafe(16),
            **({"id_token": token} if token is not None else {}),
        }
        return responses.JSONResponse(self.lies.token_answer(answer), self.lies.token_status)

    async def _userinfo(self, request: requests.Request) -> responses.Response:
        if request.headers.get("authorization") != f"Bearer {ACCESS_TOKEN}":
            return responses.JSONResponse({"error": "invalid_token"}, 401)
        return responses.JSONResponse(self.lies.userinfo(dict(self.person)))


@contextlib.contextmanager
def served(app: types.ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve an app on loopback by a real uvicorn, in a thread of its own; gives its URL."""
    config = uvicorn.Config(app, port=port, lifespan="auto", log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join()


def query_of(url: str) -> dict[str, str]:
    """Return the parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def public_jwk(key: rsa.RSAPrivateKey, kid: str = "ours") -> Claims:
    """Return the public half of a key as a provider publishes it."""
    numbers = key.public_key().public_numbers()
    modulus, exponent = (
        _base64(number.to_bytes((number.bit_length() + 7) // 8, "big")) for number in (numbers.n, numbers.e)
    )
    return {"kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256", "n": modulus, "e": exponent}


def part(content: Claims) -> str:
    """Return header or claims as a part of a JWT."""
    return _base64(json.dumps(content).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
