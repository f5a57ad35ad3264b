"""What a provider publishes about itself: what we go by, and what we make sure of before we do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from samsvar.connectors import provider_tokens
from samsvar.connectors.provider_answers import THIS_MACHINE, ProviderUnavailable

_BASIC: Final = "client_secret_basic"


def trusted(published: Mapping[str, Any], issuer: str) -> dict[str, Any]:
    """
    Return what we go by, and nothing else.

    Authlib passes it on to its client as arguments, and among these are ``verify``, ``proxy``, ``scope`` and
    ``code_challenge_method``: whoever publishes them there would decide them.

    Args:
        published: The document; not yet believed.
        issuer: Whose it has to be.

    Raises:
        ProviderUnavailable: It is another one's, or leaves out or misplaces an endpoint that signing in needs.
    """
    if published.get("issuer") != issuer:
        raise ProviderUnavailable(f"{issuer} says that it is {published.get('issuer')!r}")
    methods = published.get("token_endpoint_auth_methods_supported")
    return {
        "issuer": issuer,
        "authorization_endpoint": _required(published, "authorization_endpoint"),
        "token_endpoint": _required(published, "token_endpoint"),
        "jwks_uri": _required(published, "jwks_uri"),
        "userinfo_endpoint": _optional(published, "userinfo_endpoint"),
        "end_session_endpoint": _optional(published, "end_session_endpoint"),
        "authorization_response_iss_parameter_supported": (
            published.get("authorization_response_iss_parameter_supported") is True
        ),
        # Not what the provider can do, but what we take from it: it may say that it can do without signatures.
        "id_token_signing_alg_values_supported": list(provider_tokens.ALGORITHMS),
        "token_endpoint_auth_method": (
            _BASIC if _BASIC in (methods if isinstance(methods, list) else [_BASIC]) else "client_secret_post"
        ),
    }


def _required(published: Mapping[str, Any], name: str) -> str:
    found = _optional(published, name)
    if found is None:
        raise ProviderUnavailable(f"the issuer publishes no {name}")
    return found


def _optional(published: Mapping[str, Any], name: str) -> str | None:
    found = published.get(name)
    if not isinstance(found, str):
        return None
    try:
        expect_secure(found)
    except ValueError as error:
        raise ProviderUnavailable(f"{name}: {error}") from error
    return found


def expect_secure(url: str) -> None:
    """
    Do nothing, provided that nobody can listen in or answer instead on the way to an address.

    Raises:
        ValueError: It is neither https nor of this machine.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_here = host in THIS_MACHINE
    if not host or parts.username is not None or not (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        raise ValueError(f"{url!r} is not an https address")
