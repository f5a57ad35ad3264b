"""The local identity provider serves what sign-in needs, and ends with its parent."""

import base64
import json
import pathlib
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

from samsvar.connectors import local_identity_provider
from tests.conftest import free_port


def client_credentials(issuer: str, client: str, secret: str, **asked: str) -> dict[str, Any]:
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    request = urllib.request.Request(
        f"{issuer}/token",
        urllib.parse.urlencode({"grant_type": "client_credentials", **asked}).encode(),
        {"Authorization": f"Basic {basic}"},
    )
    with urllib.request.urlopen(request) as response:
        answer: dict[str, Any] = json.load(response)
    return answer


def unverified(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _signature = token.split(".")
    decoded = [json.loads(base64.urlsafe_b64decode(part + "==")) for part in (header, claims)]
    return decoded[0], decoded[1]


class TestProvider:
    def test_supports_what_sign_in_needs(self, identity_provider: local_identity_provider.IdentityProvider) -> None:
        with urllib.request.urlopen(f"{identity_provider.issuer}/.well-known/openid-configuration") as response:
            known = json.load(response)
        assert known["issuer"] == identity_provider.issuer
        assert known["code_challenge_methods_supported"] == ["S256"]
        assert known["backchannel_logout_supported"]
        assert known["backchannel_logout_session_supported"]
        assert known["authorization_response_iss_parameter_supported"]
        assert "end_session_endpoint" in known

    def test_gives_integrations_the_access_tokens_of_rfc_9068(
        self, identity_provider: local_identity_provider.IdentityProvider
    ) -> None:
        answer = client_credentials(
            identity_provider.issuer, "samsvar-integration", "integration-secret", scope="okr:read okr:write"
        )
        header, claims = unverified(answer["access_token"])
        assert header["typ"] == "at+jwt"
        assert claims["aud"] == identity_provider.api_audience
        assert claims["scope"] == "okr:read okr:write"
        assert claims["exp"] - claims["iat"] == 60

    def test_gives_a_reader_no_right_to_write(
        self, identity_provider: local_identity_provider.IdentityProvider
    ) -> None:
        with pytest.raises(urllib.error.HTTPError, match="400"):
            client_credentials(identity_provider.issuer, "samsvar-read-only", "read-only-secret", scope="okr:write")

    def test_can_be_asked_for_a_token_that_is_meant_for_another_api(
        self, identity_provider: local_identity_provider.IdentityProvider
    ) -> None:
        answer = client_credentials(
            identity_provider.issuer,
            *("samsvar-integration", "integration-secret"),
            resource="https://other.example/api",
        )
        assert unverified(answer["access_token"])[1]["aud"] == "https://other.example/api"


class TestRunning:
    def test_ends_when_its_parent_is_killed(self) -> None:
        port = free_port()
        killed_parent = (
            "import os, sys; from samsvar.connectors import local_identity_provider as p\n"
            "with p.running(int(sys.argv[1]), 'http://localhost:1'): os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", killed_parent, str(port)], check=False)
        with local_identity_provider.running(port, "http://localhost:1") as provider:  # The port is free again.
            assert provider.process.poll() is None

    def test_says_so_when_its_port_is_taken(self, identity_provider: local_identity_provider.IdentityProvider) -> None:
        port = int(identity_provider.issuer.rpartition(":")[2])
        with (
            pytest.raises(local_identity_provider.IdentityProviderFailed, match=f"Is port {port} taken"),
            local_identity_provider.running(port, "http://localhost:1"),
        ):
            pass

    def test_says_so_when_it_is_not_installed(self, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(local_identity_provider, "FOLDER", tmp_path)
        with (
            pytest.raises(local_identity_provider.IdentityProviderFailed, match="make setup"),
            local_identity_provider.running(1, "http://localhost:1"),
        ):
            pass
