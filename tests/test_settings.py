"""Settings are read once, and what is wrong with them is said in a sentence each."""

import os

import pytest

from samsvar import settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(settings.PREFIX):
            monkeypatch.delenv(name)


def refusal(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(settings.PREFIX + name, value)
    with pytest.raises(settings.SettingsRefused) as refused:
        settings.read()
    return str(refused.value)


class TestRead:
    def test_needs_nothing_on_a_laptop(self) -> None:
        chosen = settings.read()
        assert chosen.url == "http://localhost:8600"
        assert chosen.database_url is None

    def test_follows_the_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAMSVAR_PORT", "9000")
        assert settings.read().url == "http://localhost:9000"

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("PORT", "many", "SAMSVAR_PORT is 'many', but should be a valid integer"),
            ("PORT", "70000", "SAMSVAR_PORT is '70000', but should be less than or equal to 65535."),
            ("WORKERS", "0", "SAMSVAR_WORKERS is '0', but should be greater than or equal to 1."),
            ("LOG_LEVEL", "loud", "SAMSVAR_LOG_LEVEL is 'loud', but should be 'debug', 'info', 'warning' or 'error'."),
            ("PUBLIC_URL", "http://okr.example", "SAMSVAR_PUBLIC_URL must begin with https://"),
            ("PUBLIC_URL", "okr.example", "SAMSVAR_PUBLIC_URL must be an address such as"),
            ("PUBLIC_URL", "https://okr.example", "SAMSVAR_SECRET_KEY must be set for a server that others use."),
            ("OIDC_ISSUER", "https://id.example", "SAMSVAR_OIDC_ISSUER needs SAMSVAR_OIDC_CLIENT_ID and"),
            ("OWNER_DATABASE_URL", "postgresql://a@b/c", "SAMSVAR_OWNER_DATABASE_URL needs SAMSVAR_DATABASE_URL too."),
            (
                "EMBEDDER",
                "remote",
                "SAMSVAR_EMBEDDER=remote needs SAMSVAR_EMBEDDER_URL and SAMSVAR_EMBEDDER_MODEL too.",
            ),
            ("EMBEDDER_URL", "http://embed.example/v1", "SAMSVAR_EMBEDDER_URL must begin with https://"),
            ("PROT", "1", "SAMSVAR_PROT is not a setting; is SAMSVAR_PORT meant?"),
            ("ZZZZZZ", "1", "SAMSVAR_ZZZZZZ is not a setting; README lists them all."),
        ],
    )
    def test_refuses_what_is_wrong_in_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
    ) -> None:
        assert refusal(monkeypatch, **{name: value}).startswith(sentence)

    def test_says_all_that_is_wrong_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert len(refusal(monkeypatch, PORT="x", WORKERS="x", PROT="1").splitlines()) == 3

    @pytest.mark.parametrize(
        ("name", "value"),
        [("SECRET_KEY", "too-short-but-secret"), ("DATABASE_URL", "mysql://samsvar:a-password@db.example/samsvar")],
    )
    def test_never_repeats_a_secret(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        assert value not in refusal(monkeypatch, **{name: value})
