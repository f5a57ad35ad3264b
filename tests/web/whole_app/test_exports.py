"""OKR sets as files: what is in them, in whose language, and who gets none."""

import csv
import dataclasses
import datetime as dt
import io
import uuid

import httpx2
import pytest

from samsvar.graph import global_ids
from samsvar.web import export_sheets, exports
from tests.connectors.test_spreadsheets import cells
from tests.factories import companies, plans
from tests.factories.plans import Plans
from tests.web.whole_app.conftest import Served


@dataclasses.dataclass(frozen=True)
class World:
    """The served company with the sets of two teams in the running cycle; Kort's is Mia's own draft."""

    served: Served
    plans: Plans
    kort: uuid.UUID
    lan_draft: uuid.UUID
    konto: uuid.UUID

    async def get(self, okr_set: uuid.UUID, ending: str, *, as_: str = "browser") -> httpx2.Response:
        client = getattr(self.served, as_)()
        async with client:
            response: httpx2.Response = await client.get(
                f"/exports/okr-sets/{global_ids.encode('OkrSet', okr_set)}.{ending}"
            )
            return response


@pytest.fixture(scope="module")
async def world(served: Served) -> World:
    found = await plans.found(served.company)
    above, _ = await found.proven("Privat", "Kundene blir hos oss")
    kort = await found.okr_set("Kort")
    objective = await found.objective(kort, "=1+1 feil er for mange", why="Kort; som\nvirker")
    await found.contribution(objective, above)
    await found.key_result(objective, "Godkjente betalinger", baseline="3.1", target=5)
    await found.key_result(objective, "Klager", target=3)
    await found.objective(kort, "Står alene", stands_alone_reason="Vi lærer")
    lan_draft = await found.okr_set("Lån")
    konto = await found.okr_set("Konto", state="PROPOSED")
    return World(served, found, kort, lan_draft, konto)


def rows_of(response: httpx2.Response, delimiter: str = ";") -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


async def test_a_set_as_csv_has_a_row_for_each_key_result_in_the_readers_language(world: World) -> None:
    response = await world.get(world.kort, "csv")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    first, second, alone = rows_of(response)
    assert (first["Enhet"], first["Periode"]) == ("Kort", "running")
    assert (first["Mål nr."], first["Nøkkelresultat nr."], second["Nøkkelresultat nr."]) == ("1", "1", "2")
    assert first["Mål"] == "'=1+1 feil er for mange"
    assert first["Hvorfor"] == "Kort; som\nvirker"
    assert first["Bidrar til"] == "Kundene blir hos oss (Privat)"
    assert (first["Nøkkelresultat"], first["Utgangspunkt"], first["Målverdi"]) == ("Godkjente betalinger", "3,1", "5")
    assert (second["Nøkkelresultat"], second["Type"]) == ("Klager", "øke")
    assert (alone["Mål"], alone["Står alene fordi"], alone["Nøkkelresultat"]) == ("Står alene", "Vi lærer", "")


async def test_a_set_as_xlsx_says_whose_it_is_and_lists_what_it_contributes_to(world: World) -> None:
    response = await world.get(world.kort, "xlsx")
    assert response.status_code == 200
    assert response.headers["content-type"] == exports.XLSX
    set_ = cells(response.content)
    assert [set_[place][1] for place in ("A1", "B1", "A2", "B2", "A3", "B3")] == [
        *("Enhet", "Kort"),
        *("Periode", "running"),
        *("OKR-settet er", "utkast"),
    ]
    assert ("s", "=1+1 feil er for mange") in set_.values()
    assert (None, "3.1") in set_.values()
    upward = cells(response.content, 2)
    assert [upward[place][1] for place in ("A2", "B2", "C2", "D2", "F2")] == [
        *("=1+1 feil er for mange", "mål", "Kundene blir hos oss", "Privat", "avtalt"),
    ]


async def test_files_are_named_by_unit_and_cycle_and_kept_by_nobody_on_the_way(world: World) -> None:
    response = await world.get(world.kort, "xlsx")
    assert response.headers["content-disposition"] == (
        "attachment; filename=\"OKR Kort running.xlsx\"; filename*=UTF-8''OKR%20Kort%20running.xlsx"
    )
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "plain", "whole"),
    [
        ("OKR Lån & Ærø 2026.csv", "OKR Lan & AEro 2026.csv", "OKR%20L%C3%A5n%20%26%20%C3%86r%C3%B8%202026.csv"),
        ('OKR "a"/b\r\nx: y.xlsx', "OKR a b x y.xlsx", "OKR%20a%20b%20x%20y.xlsx"),
    ],
)
def test_names_of_files_survive_every_letter_and_break_no_header(name: str, plain: str, whole: str) -> None:
    assert exports.disposition(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"


async def test_an_integration_gets_what_it_may_read_and_a_stranger_nothing(world: World) -> None:
    assert (await world.get(world.konto, "csv", as_="integration")).status_code == 200
    refused = await world.get(world.konto, "csv", as_="stranger")
    assert (refused.status_code, refused.json()["code"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
class TestNoFile:
    async def test_of_another_units_draft(self, world: World, ending: str) -> None:
        assert (await world.get(world.lan_draft, ending)).status_code == 404

    async def test_of_another_organisations_set(self, world: World, ending: str) -> None:
        theirs = await plans.found(await companies.found(world.served.company.database))
        okr_set = await theirs.okr_set("Kort", state="PROPOSED")
        assert (await world.get(okr_set, ending)).status_code == 404

    async def test_of_nothing(self, world: World, ending: str) -> None:
        assert (await world.get(uuid.uuid4(), ending)).status_code == 404

    async def test_of_another_kind_of_record(self, world: World, ending: str) -> None:
        unit = global_ids.encode("Unit", world.served.company.units["Kort"])
        async with world.served.browser() as browser:
            assert (await browser.get(f"/exports/okr-sets/{unit}.{ending}")).status_code == 404


async def test_nothing_else_is_taken_for_a_place_of_the_app(world: World) -> None:
    async with world.served.browser() as browser:
        for path in ("/exports/okr-sets/okr_set_1.pdf", "/exports/people.csv"):
            assert (await browser.get(path)).status_code == 404


def test_all_words_are_there_in_every_language() -> None:
    for entries in export_sheets.texts().values():
        for name, said in entries.items():
            assert set(said) == {"nb", "en", "de"}, name


@pytest.mark.parametrize("locale", ["nb", "en", "de"])
def test_each_language_has_its_own_headings_and_no_two_are_alike(locale: str) -> None:
    empty = {
        "unit": {"name": "Kort"},
        "cycle": {"name": "2026 T1"},
        "state": "DRAFT",
        "capacityNote": "",
        "objectives": [],
    }
    sheet = export_sheets.okrs(
        empty, locale=locale, time_zone="Europe/Oslo", today=dt.date(2026, 3, 2), in_each_row=True
    )
    headings = [column.heading for column in sheet.columns]
    assert len(set(headings)) == len(headings) > 25
