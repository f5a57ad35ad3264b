"""What refusals say: in every language, about the same things, with a remedy."""

import datetime as dt
import enum
import importlib
import pkgutil
import string
from uuid import uuid4

import pytest

from samsvar import domain
from samsvar.domain import cycles, key_results, overlap_reconciliations, refusals, rights, units
from samsvar.graph import messages
from samsvar.operations import deeds

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


def details_of(locale: str, field: str, before: object, after: object) -> str:
    at = dt.datetime(2026, 4, 3, 10, 12, tzinfo=dt.UTC)
    change = refusals.FieldChange(field=field, before=before, after=after, by="Astrid", at=at)
    (line,) = messages.of(refusals.StaleVersion(expected=1, current=2, changes=[change]), locale).details
    return line


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("nb", "navn: «Kort» → «Betaling» (Astrid, 3.4.2026 10:12)"),
        ("en", "name: “Kort” → “Betaling” (Astrid, 3 April 2026 10:12)"),
        ("de", "Name: „Kort“ → „Betaling“ (Astrid, 03.04.2026 10:12)"),
    ],
)
def test_a_stale_version_says_line_by_line_what_changed_and_who_did_it(locale: str, line: str) -> None:
    assert details_of(locale, "name", "Kort", "Betaling") == line


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("target", "40.0", "12.50", "målverdi: «40» → «12,5»"),
        ("endsOn", "2026-04-30", None, "siste dag: «30.4.2026» → -"),
        ("title", "2026", "3.10", "tittel: «2026» → «3.10»"),
        ("unitId", "Kort", None, "enhet: «Kort» → -"),
        ("unitId", None, None, "enhet"),
        ("kind", "INCREASE", "DECREASE", "type: «øke» → «senke»"),
        ("kind", "COMMITTED", "ASPIRATIONAL", "type: «forpliktende» → «ambisiøst»"),
        ("state", "COMMITTED", "PROPOSED", "tilstand: «forpliktet» → «foreslått»"),
        ("coOwners", {}, {"Konto": "0.30", "Lån": "0.2"}, "medeiere: - → «Konto 0,3, Lån 0,2»"),
        ("steps", [], [{"title": "Pilot", "share": 1}], "steg: - → «Pilot»"),
        ("order", ["a"], ["b"], "rekkefølge"),
    ],
)
def test_what_changed_is_written_as_the_language_writes_it(
    field: str, before: object, after: object, said: str
) -> None:
    assert details_of("nb", field, before, after) == f"{said} (Astrid, 3.4.2026 10:12)"


def test_every_field_that_somebody_may_have_changed_has_a_word() -> None:
    records = {
        record
        for module in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}.")
        for record in vars(importlib.import_module(module.name)).values()
        if isinstance(record, type) and hasattr(record, "__dataclass_fields__")
    }
    records -= {overlap_reconciliations.Stored}  # The worker's; nobody is told what of it is stale.
    edited = [record for record in records if "version" in record.__dataclass_fields__] + [key_results.Definition]
    fields = {deeds.camel_case(name) for record in edited for name in record.__dataclass_fields__}
    assert {f"field.{name}" for name in fields - {"id", "version", "definition"}} <= set(messages.words())


def test_a_state_with_nothing_after_it_says_so() -> None:
    refusal = refusals.TransitionImpossible(
        kind="Cycle", state=cycles.CycleState.CLOSED, wanted=cycles.CycleState.RUNNING, possible=()
    )
    assert messages.of(refusal, "en").remedy == "Possible now: nothing."
