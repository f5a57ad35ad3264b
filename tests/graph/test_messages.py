"""What refusals say: in every language, about the same things, with a remedy."""

import datetime as dt
import enum
import importlib
import pkgutil
import string
from uuid import uuid4

import pytest

from samsvar import domain
from samsvar.domain import cycles, refusals, rights, units
from samsvar.graph import messages

for module in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}."):
    importlib.import_module(module.name)

CODES = sorted(refusals.known())


def placeholders(text: str) -> set[tuple[str, str]]:
    """Return name and format of what a sentence names."""
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_a_message_and_a_remedy_in_every_language(code: str) -> None:
    entry = messages.catalogue()[code]
    for part in ("message", "remedy"):
        for locale in messages.LOCALES:
            assert entry[part][locale].endswith("."), f"{part}.{locale}"


@pytest.mark.parametrize("code", CODES)
def test_sentences_name_only_what_the_refusal_knows(code: str) -> None:
    known = set(refusals.parameters_of(refusals.known()[code]))
    entry = messages.catalogue()[code]
    for part in ("message", "remedy"):
        for locale in messages.LOCALES:
            assert {name for name, _ in placeholders(entry[part][locale])} <= known


@pytest.mark.parametrize("code", CODES)
def test_what_one_language_names_the_others_name_too(code: str) -> None:
    entry = messages.catalogue()[code]
    assert len({frozenset(placeholders(text)) for text in entry["message"].values()}) == 1


def test_no_message_is_left_over() -> None:
    assert set(messages.catalogue()) == set(CODES)


def test_every_word_is_there_in_every_language() -> None:
    for word, said in messages.words().items():
        assert set(said) == set(messages.LOCALES), word


@pytest.mark.parametrize("kind", [rights.Right, units.UnitKind, cycles.CycleState])
def test_every_value_of_an_enum_that_messages_name_has_a_word(kind: type[enum.Enum]) -> None:
    assert {f"{kind.__name__}.{value.value}" for value in kind} <= set(messages.words())


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ("nb", "Kort opphører 3.4.2026; ikke noe nytt begynner der."),
        ("en", "Kort ends on 3 April 2026; nothing new begins there."),
        ("de", "Kort endet am 03.04.2026; dort beginnt nichts Neues."),
    ],
)
def test_days_are_written_as_the_language_writes_them(locale: str, message: str) -> None:
    refusal = units.UnitEnded(unit="Kort", ended_on=dt.date(2026, 4, 3))
    assert messages.of(refusal, locale).message == message


def test_a_circle_is_a_chain_of_names() -> None:
    refusal = units.CircleOfUnits(path=["Privat", "Kort", "Privat"], nodes=[("Unit", uuid4())])
    assert messages.of(refusal, "nb").message == "Enheten ville stå under seg selv: Privat → Kort → Privat."


def test_a_stale_version_says_line_by_line_what_changed_and_who_did_it() -> None:
    at = dt.datetime(2026, 4, 3, 10, 12, tzinfo=dt.UTC)
    change = refusals.FieldChange(field="name", before="Kort", after="Betaling", by="Astrid", at=at)
    refusal = refusals.StaleVersion(expected=1, current=2, changes=[change])
    assert messages.of(refusal, "nb").details == ["name: «Kort» → «Betaling» (Astrid, 3.4.2026 10:12)"]


def test_a_state_with_nothing_after_it_says_so() -> None:
    refusal = refusals.TransitionImpossible(
        kind="Cycle", state=cycles.CycleState.CLOSED, wanted=cycles.CycleState.RUNNING, possible=()
    )
    assert messages.of(refusal, "en").remedy == "Possible now: nothing."
