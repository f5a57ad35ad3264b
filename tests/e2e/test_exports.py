"""What leaves the app: a set on one page, as a spreadsheet, as CSV, as a link; the pyramid as PDF, SVG and PNG."""

import contextlib
import csv
import io
import pathlib
import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import pypdf
from playwright.async_api import Page, expect

from tests.connectors.test_spreadsheets import cells
from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

INGRID = "Ingrid Solheim"
SVG = "{http://www.w3.org/2000/svg}"
A4_POINTS = (595, 842)


async def share(page: Page, choice: str) -> None:
    """Choose something from the menu for sharing."""
    await page.get_by_role("button", name="Del", exact=True).click()
    await page.get_by_role("menuitem", name=choice).click()


async def saved(page: Page, choice: str) -> tuple[str, bytes]:
    """Save something; return the file's name and what is in it."""
    async with page.expect_download() as downloading:
        await share(page, choice)
    download = await downloading.value
    return download.suggested_filename, _read(await download.path())


def _read(path: pathlib.Path) -> bytes:
    return path.read_bytes()


async def printed(page: Page, address: str) -> pypdf.PdfReader:
    """Print a set as the browser prints it, once its type fits."""
    await page.goto(address)
    await expect(page.get_by_role("article", name=re.compile("^OKR"))).to_be_visible()
    await page.evaluate("document.fonts.ready")
    return pypdf.PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))


def words_of(text: str) -> str:
    """Return a text with single spaces: PDF has no lines, only places."""
    return " ".join(text.split())


@contextlib.contextmanager
def largest_set(stage: Stage, unit: str) -> Iterator[None]:
    """Give a unit in the coming cycle as much as a set has at most: five objectives with five key results, in long words."""
    owner, cycle = stage.unit(unit).removeprefix("unit_"), stage.cycle("PLANNING").removeprefix("cycle_")
    stage.execute(f"""
        with home as (
          insert into samsvar.okr_sets (organisation_id, unit_id, cycle_id, state, capacity_note)
          select organisation_id, id, '{cycle}', 'PROPOSED', repeat('Vi har to vakter i uka og en ny kollega. ', 8)
            from samsvar.units where id = '{owner}' returning *
        ), written as (
          insert into samsvar.objectives (organisation_id, okr_set_id, unit_id, cycle_id, is_open, title, why, position,
                                          stands_alone_reason)
          select h.organisation_id, h.id, h.unit_id, h.cycle_id, h.is_open,
                 'Mål ' || n || ' med en tittel som er lang nok til å trenge to linjer på papiret, slik folk skriver dem',
                 'Fordi kundene våre har ventet lenge på akkurat dette, og fordi det gjør hverdagen enklere for alle.', n,
                 'Det angår bare oss, og ingen over oss måler det.'
            from home h, generate_series(1, 5) n returning *
        )
        insert into samsvar.key_results (organisation_id, objective_id, okr_set_id, unit_id, cycle_id, is_open, title, kind,
                                         baseline, target, position)
        select organisation_id, id, okr_set_id, unit_id, cycle_id, is_open,
               'Bevis ' || position || '.' || n || ': andelen saker som kundene løser uten å måtte ringe eller skrive til oss',
               'INCREASE', 12.5, 87.5, n
          from written, generate_series(1, 5) n""")
    try:
        yield
    finally:
        for table in ("key_results", "objectives", "okr_sets"):
            stage.execute(f"delete from samsvar.{table} where unit_id = '{owner}' and cycle_id = '{cycle}'")


async def test_a_set_is_saved_as_a_spreadsheet_and_as_csv(people: Visitors) -> None:
    page = await people.enter(INGRID, "/contribution")
    name, workbook = await saved(page, "Lagre som XLSX")
    assert re.fullmatch(r"OKR Betaling .+\.xlsx", name)
    assert ("s", "Betaling uten omveier") in cells(workbook).values()
    name, table = await saved(page, "Lagre som CSV")
    assert re.fullmatch(r"OKR Betaling .+\.csv", name)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))
    proof = next(row for row in rows if row["Nøkkelresultat"] == "Feilede trekk")
    assert (proof["Mål"], proof["Utgangspunkt"], proof["Målverdi"]) == ("Betaling uten omveier", "4", "1,5")
    await expect(page.get_by_text(f"Lagret som «{name}»")).to_be_visible()


async def test_a_file_that_cannot_be_made_is_said_so(people: Visitors) -> None:
    page = await people.enter(INGRID, "/contribution")
    await page.route("**/exports/**", lambda route: route.abort())
    await share(page, "Lagre som CSV")
    await expect(page.get_by_text("Ingen forbindelse.")).to_be_visible()


async def test_a_copied_link_leads_somebody_else_to_the_same_unit_and_cycle(people: Visitors) -> None:
    page = await people.enter(INGRID, "/contribution")
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await share(page, "Kopier lenke")
    await expect(page.get_by_text("Lenken er kopiert.")).to_be_visible()
    link = await page.evaluate("navigator.clipboard.readText()")
    other = await people.enter("Nora Lie", link)
    await expect(other.get_by_role("heading", level=1)).to_contain_text("Betaling")


async def test_a_set_prints_on_one_page_of_a4(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, "/contribution")
    await share(page, "Skriv ut")
    await expect(page.get_by_role("heading", name="På papir")).to_be_visible()
    texts = {}
    for unit in ("Fjordbank", "Kundeflater", "Betaling"):
        paper = await printed(page, f"/planning/print?unit={stage.unit(unit)}&cycle={stage.cycle('RUNNING')}")
        [sheet] = paper.pages
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4_POINTS
        texts[unit] = words_of(sheet.extract_text())
        assert unit in texts[unit]
        assert "Kopier lenke" not in texts[unit]
    for said in (
        "Betaling uten omveier",
        "Feilede trekk",
        "1,5 %",
        "Tap på svindel per måned",
        "3. tertial 2026",
    ):
        assert said in texts["Betaling"], said


async def test_the_largest_set_prints_on_one_page_too_in_type_that_can_be_read(people: Visitors, stage: Stage) -> None:
    with largest_set(stage, "Innkjøp"):
        page = await people.enter(INGRID, "/contribution")
        paper = await printed(page, f"/planning/print?unit={stage.unit('Innkjøp')}&cycle={stage.cycle('PLANNING')}")
        assert len(paper.pages) == 1
        text = words_of(paper.pages[0].extract_text())
        for objective in range(1, 6):
            assert f"Mål {objective} med en tittel" in text
            for proof in range(1, 6):
                assert f"Bevis {objective}.{proof}:" in text
        assert "ny kollega" in text
        size = await page.get_by_role("article", name=re.compile("^OKR")).evaluate("sheet => sheet.style.fontSize")
        assert 6 <= float(size.removesuffix("pt")) < 11
        await expect(page.get_by_role("note")).to_have_count(0)


async def test_the_pyramid_is_saved_whole_in_every_format(people: Visitors, stage: Stage) -> None:
    cycle = stage.cycle("RUNNING").removeprefix("cycle_")
    titles = set(
        stage.execute(f"select title from samsvar.objectives where cycle_id = '{cycle}' and is_open").splitlines()
    )
    page = await people.enter(INGRID, "/pyramid")

    name, drawing = await saved(page, "Lagre som SVG")
    assert re.fullmatch(r"Pyramide Fjordbank .+\.svg", name)
    svg = ElementTree.fromstring(drawing)
    tiles = [group.findtext(f"{SVG}title", "").split(" · ")[0] for group in svg.iter(f"{SVG}g")]
    assert set(tiles) == titles
    written = words_of(" ".join(text.text or "" for text in svg.iter(f"{SVG}text")))
    assert all(unit in written for unit in ("Fjordbank", "Kundeflater", "Lån", "farget etter framdrift"))
    assert "font/woff;base64" in drawing.decode()

    _, paper = await saved(page, "Lagre som PDF")
    pdf = pypdf.PdfReader(io.BytesIO(paper))
    [large] = pdf.pages
    said = words_of(large.extract_text())
    assert all(
        title in said for title in ("Betaling uten omveier", "Saldoen er der når du åpner", "Svindlerne går tomhendte")
    )
    assert not large.images, "It is drawn, not a picture."

    _, picture = await saved(page, "Lagre som PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert picture.startswith(b"\x89PNG")
    assert abs(width - 2 * float(svg.get("width", 0))) <= 1
    assert abs(height - 2 * float(svg.get("height", 0))) <= 1
    assert len(set(_pixels(picture))) > 100, "It is more than an empty page."


async def test_a_past_cycle_is_drawn_with_the_units_of_its_last_day(people: Visitors, stage: Stage) -> None:
    cycle = stage.execute("select id from samsvar.cycles where name = '1. tertial 2026'")
    page = await people.enter(INGRID, f"/pyramid?cycle=cycle_{cycle}&emptyUnits=true")
    _, drawing = await saved(page, "Lagre som SVG")
    written = [text.text for text in ElementTree.fromstring(drawing).iter(f"{SVG}text")]
    assert "Kundesenter" in written, "It has ended since."


async def test_drawing_a_large_company_can_be_stopped(people: Visitors) -> None:
    page = await people.enter(INGRID, "/pyramid")
    # The letters never come, as on a line that has gone dead.
    await page.route("**/*.woff", lambda _: None)
    await share(page, "Lagre som PDF")
    await expect(page.get_by_role("progressbar", name="Tegner pyramiden")).to_be_visible()
    await page.get_by_role("button", name="Avbryt").click()
    await expect(page.get_by_text("Stoppet. Ingenting ble lagret.")).to_be_visible()
    await expect(page.get_by_role("button", name="Del", exact=True)).to_be_visible()


async def test_a_wording_gets_a_hint_that_can_be_put_aside_and_brought_back(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}")
    line = page.get_by_role("textbox", name="Nytt mål", exact=True)
    await line.fill("Kari skal øke salget med 20 %")
    await line.press("Enter")
    written = page.get_by_role("article", name="Kari skal øke salget med 20 %", exact=True)
    hints = written.get_by_role("region", name="Hint om ordlyden")
    await expect(hints.get_by_role("listitem")).to_have_count(2)
    await expect(hints).to_contain_text("Her står en person som eier. Kari")
    await hints.get_by_role("button", name="Ikke slik her: Målet inneholder et tall.").click()
    await expect(hints.get_by_role("listitem")).to_have_count(1)
    await expect(hints).to_be_focused()
    await page.get_by_role("button", name="Angre", exact=True).last.click()
    await expect(hints.get_by_role("listitem")).to_have_count(2)
    await written.get_by_role("textbox", name="Mål", exact=True).fill("Flere velger oss")
    renamed = page.get_by_role("article", name="Flere velger oss", exact=True)
    await expect(renamed.get_by_role("region", name="Hint om ordlyden").get_by_role("listitem")).to_have_count(0)


def _pixels(png: bytes) -> bytes:
    """Return what a PNG's image data say, filters and all: enough to tell a drawing from an empty page."""
    found, at = b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"IDAT":
            found += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(found)
