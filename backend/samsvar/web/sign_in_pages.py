"""
The few pages that the server shows by itself: when a sign-in did not work, there is no app to say so in.

Each says what happened, whose turn it is, and offers the next step. None says why in terms that would help whoever
tampered with something; the log has that, under the reference that the page shows.
"""

from __future__ import annotations

import base64
import dataclasses
import enum
import hashlib
import html
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette import responses

from samsvar.domain import sign_ins

DEFAULT_LOCALE: Final = "nb"

_STYLE: Final = """
body { font: 16px/1.5 "Hanken Grotesk", system-ui, sans-serif; color: #16212B; background: #FBFAF7; margin: 0; }
main { max-width: 32rem; margin: 16vh auto; padding: 0 1.5rem; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 .5rem; }
p { color: #55616B; margin: 0 0 1.5rem; }
a { display: inline-block; padding: 10px 18px; border-radius: 6px; background: #0B5E63; color: #FFF; text-decoration: none; }
a:focus-visible { outline: 2px solid #0A5BD3; outline-offset: 2px; }
small { display: block; margin-top: 2rem; font-size: 14px; color: #55616B; }
@media (prefers-color-scheme: dark) {
  body { color: #E8ECEE; background: #10161B; }
  p, small { color: #A4AFB7; }
  a { background: #6CC5C6; color: #10161B; }
  a:focus-visible { outline-color: #7DB3FF; }
}
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Problem(enum.Enum):
    """Why a sign-in came to nothing, as far as it is the person's concern; the value is the status of the page."""

    STALE = "stale", 400
    """Begun too long ago, in another browser, or finished already."""

    CANCELLED = "cancelled", 400
    """Ended at the identity provider, by the person or by its rules."""

    NOT_ADMITTED = "not-admitted", 403
    """The person is known to the provider, and no organisation takes them in."""

    UNAVAILABLE = "unavailable", 503
    """The identity provider does not answer."""

    REFUSED = "refused", 400
    """What came back from the provider is not what was asked for."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str
    step: str


_WORDS: Final[Mapping[str, Mapping[Problem, _Words]]] = {
    "nb": {
        Problem.STALE: _Words(
            "Innloggingen gjelder ikke lenger",
            "Den ble begynt for lenge siden, i en annen nettleser, eller er allerede brukt. Ingenting er gått tapt.",
            "Prøv igjen",
        ),
        Problem.CANCELLED: _Words(
            "Innloggingen ble avbrutt", "Du er ikke logget inn. Du kan begynne på nytt når du vil.", "Prøv igjen"
        ),
        Problem.NOT_ADMITTED: _Words(
            "Du har ikke tilgang ennå",
            "Vi vet hvem du er, men ingen organisasjon her har gitt deg tilgang. Spør den som administrerer Samsvar hos "
            "dere, eller bruk en annen konto.",
            "Logg inn med en annen konto",
        ),
        Problem.UNAVAILABLE: _Words(
            "Innloggingen svarer ikke",
            "Tjenesten som skal bekrefte hvem du er, svarer ikke akkurat nå. Vent litt og prøv igjen.",
            "Prøv igjen",
        ),
        Problem.REFUSED: _Words(
            "Innloggingen ble ikke godtatt",
            "Svaret fra innloggingstjenesten stemte ikke med det vi spurte om, og derfor er du ikke logget inn.",
            "Prøv igjen",
        ),
    },
    "en": {
        Problem.STALE: _Words(
            "This sign-in is no longer valid",
            "It was begun too long ago, in another browser, or has been used already. Nothing is lost.",
            "Try again",
        ),
        Problem.CANCELLED: _Words(
            "The sign-in was cancelled", "You are not signed in. Begin again whenever you like.", "Try again"
        ),
        Problem.NOT_ADMITTED: _Words(
            "You don't have access yet",
            "We know who you are, but no organisation here has let you in. Ask whoever administers Samsvar where you "
            "work, or use another account.",
            "Sign in with another account",
        ),
        Problem.UNAVAILABLE: _Words(
            "Sign-in does not answer",
            "The service that confirms who you are does not answer right now. Wait a moment and try again.",
            "Try again",
        ),
        Problem.REFUSED: _Words(
            "The sign-in was not accepted",
            "What the sign-in service answered is not what we asked for, so you are not signed in.",
            "Try again",
        ),
    },
    "de": {
        Problem.STALE: _Words(
            "Diese Anmeldung gilt nicht mehr",
            "Sie wurde vor zu langer Zeit oder in einem anderen Browser begonnen, oder sie ist schon benutzt worden. "
            "Es ist nichts verloren.",
            "Noch einmal versuchen",
        ),
        Problem.CANCELLED: _Words(
            "Die Anmeldung wurde abgebrochen",
            "Sie sind nicht angemeldet. Sie können jederzeit neu beginnen.",
            "Noch einmal versuchen",
        ),
        Problem.NOT_ADMITTED: _Words(
            "Sie haben noch keinen Zugang",
            "Wir wissen, wer Sie sind, aber keine Organisation hier hat Sie aufgenommen. Fragen Sie, wer Samsvar bei "
            "Ihnen verwaltet, oder nehmen Sie ein anderes Konto.",
            "Mit einem anderen Konto anmelden",
        ),
        Problem.UNAVAILABLE: _Words(
            "Die Anmeldung antwortet nicht",
            "Der Dienst, der bestätigt, wer Sie sind, antwortet gerade nicht. Warten Sie kurz und versuchen Sie es "
            "noch einmal.",
            "Noch einmal versuchen",
        ),
        Problem.REFUSED: _Words(
            "Die Anmeldung wurde nicht angenommen",
            "Die Antwort des Anmeldedienstes passt nicht zu unserer Frage; darum sind Sie nicht angemeldet.",
            "Noch einmal versuchen",
        ),
    },
}
_REFERENCE: Final = {"nb": "Referanse", "en": "Reference", "de": "Referenz"}


def page(problem: Problem, *, locale: str, back_to: str, reference: str) -> responses.Response:
    """
    Return the page that tells of a problem and offers the next step.

    Args:
        problem: What happened.
        locale: ``nb``, ``en`` or ``de``.
        back_to: Where the person wanted to go; safe already.
        reference: Under which the log has the rest.
    """
    words = _WORDS[locale][problem]
    name, status = problem.value
    query = {"next": back_to} | ({"account": "another"} if problem is Problem.NOT_ADMITTED else {})
    body = (
        f'<!doctype html>\n<html lang="{locale}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words.title} · Samsvar</title>'
        f'<style>{_STYLE}</style></head><body><main data-problem="{name}">'
        f"<h1>{words.title}</h1><p>{words.text}</p>"
        f'<a href="/auth/sign-in?{html.escape(urlencode(query))}">{words.step}</a>'
        f"<small>{_REFERENCE[locale]}: {html.escape(reference)}</small></main></body></html>"
    )
    headers = {"content-security-policy": _POLICY, "cache-control": "no-store"}
    if problem is Problem.UNAVAILABLE:
        headers["retry-after"] = "5"
    return responses.HTMLResponse(body, status, headers)


def preferred_locale(accept_language: str) -> str:
    """Return the first of our languages that a browser asks for ("de-AT,de;q=0.9,en;q=0.8"), or else the default."""
    ranked = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        language, _, quality = part.strip().partition(";q=")
        locale = sign_ins.locale_of(language)
        if locale is not None:
            ranked.append((-_weight(quality), position, locale))
    return min(ranked)[2] if ranked else DEFAULT_LOCALE


def _weight(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0
