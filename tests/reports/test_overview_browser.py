"""The page in Debian's Chromium: no fault on its console, sorted, filtered, dark, on paper."""

import base64
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from pinshi_cli.reports.overview import overview_of
from pinshi_cli.reports.overview_page import as_html
from tests.reports.cities import HOSTILE, large_city
from tests.reports.test_overview_page import hostile_city

pytestmark = pytest.mark.browser

DAY = date(2026, 7, 20)
UNITS = 150
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1300,900",
)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options, Service(shutil.which("chromedriver") or "chromedriver"))
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    units, before = large_city(UNITS)
    overview = overview_of(units, "2026年第二季度", last="上季", before=before, ledger=True)
    return written(tmp_path_factory.mktemp("page"), as_html(overview, DAY, names=False))


def written(folder: Path, page: bytes) -> str:
    path = folder / "全市一览.html"
    path.write_bytes(page)
    return path.as_uri()


@pytest.fixture
def page(driver: Chrome, large: str) -> Chrome:
    driver.get("about:blank")
    driver.get(large)
    return driver


def complaints(driver: Chrome) -> list[dict[str, Any]]:
    log = driver.get_log("browser")  # type: ignore[no-untyped-call]  # selenium's own gap
    return [entry for entry in log if entry["level"] != "INFO"]


def column(driver: Chrome, heading: str) -> list[str]:
    """The cells of the units that are shown, under a heading."""
    script = """
      const heads = [...document.querySelectorAll('#units thead th')];
      const at = heads.findIndex(each => each.textContent.trim() === arguments[0]);
      return [...document.querySelectorAll('#units tbody tr')].filter(row => !row.hidden)
        .map(row => row.cells[at].dataset.key ?? row.cells[at].textContent.trim());
    """
    found: list[str] = driver.execute_script(script, heading)
    return found


def press(driver: Chrome, heading: str) -> None:
    """Sort by a column as one does without a mouse."""
    buttons = driver.find_elements("css selector", "#units thead button")
    (button,) = [each for each in buttons if each.text.strip(" ↕↑↓") == heading]
    button.send_keys("\ue007")


def test_it_loads_with_nothing_on_the_console(page: Chrome) -> None:
    assert complaints(page) == []
    assert page.title == "全市一览 2026年第二季度"
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_what_the_policy_does_not_allow_is_stopped(page: Chrome) -> None:
    """That the console is silent above means something: here it speaks."""
    page.execute_script(
        "const it = document.createElement('script'); it.textContent = 'window.alive = 1';"
        "document.body.append(it);"
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>');"
    )
    assert page.execute_script("return window.alive") is None
    assert len([each for each in complaints(page) if "Content Security" in each["message"]]) == 2


def test_hostile_names_do_nothing(driver: Chrome, tmp_path: Path) -> None:
    overview = overview_of(hostile_city(), HOSTILE[0], last=HOSTILE[1], ledger=True)
    driver.get(written(tmp_path, as_html(overview, DAY, names=True)))
    assert complaints(driver) == []
    assert driver.find_elements("css selector", "img, main script, [onerror], [onmouseover]") == []
    assert column(driver, "单位")[0] == HOSTILE[0]
    search = driver.find_element("id", "search")
    search.send_keys("<script>")
    assert set(column(driver, "单位")) == {HOSTILE[0]}


@pytest.mark.parametrize("heading", ["人数", "比例", "名次", "较上季"])
def test_a_column_sorts_both_ways_with_empty_cells_last(page: Chrome, heading: str) -> None:
    for _ in range(2):
        press(page, heading)
        texts = column(page, heading)
        numbers = [float(text) for text in texts if text]
        falls = page.execute_script(
            "return document.querySelector('#units [aria-sort]').getAttribute('aria-sort')"
        )
        assert numbers == sorted(numbers, reverse=falls == "descending")
        assert texts[len(numbers) :] == [""] * (len(texts) - len(numbers))
        assert len(texts) == UNITS
    assert {"人数": "ascending", "名次": "descending"}.get(heading, falls) == falls


def test_stages_sort_as_a_quarter_goes(page: Chrome) -> None:
    press(page, "进度")
    steps = [int(step) for step in column(page, "进度")]
    assert steps == sorted(steps)
    assert len(set(steps)) == 6


def test_the_filters_narrow_together_and_are_taken_back(page: Chrome) -> None:
    page.execute_script(
        "const it = document.querySelector('select[name=county]'); it.value = '甲县';"
        "it.dispatchEvent(new Event('change'));"
    )
    assert set(column(page, "县区")) == {"甲县"}
    assert len(column(page, "县区")) == UNITS // 10
    page.find_element("id", "search").send_keys("执法类")
    assert set(column(page, "类别")) == {"执法类"}
    shown = len(column(page, "类别"))
    assert 0 < shown < UNITS // 10
    assert page.find_element("id", "shown").text == f"显示 {shown} / {UNITS} 个单位"
    page.find_element("id", "clear").click()
    assert len(column(page, "县区")) == UNITS


def test_a_link_opens_its_unit_even_where_a_filter_hid_it(page: Chrome) -> None:
    page.find_element("id", "search").send_keys("没有这样的单位")
    assert column(page, "单位") == []
    page.execute_script("location.hash = '#u7'")
    opened = page.find_element("css selector", "#u7")
    assert opened.is_displayed()
    assert len(column(page, "单位")) == UNITS


def test_all_units_unfold_and_fold_again(page: Chrome) -> None:
    def opened() -> int:
        return len(page.find_elements("css selector", "#units details[open]"))

    page.find_element("id", "unfold").click()
    assert opened() == UNITS
    page.find_element("id", "unfold").click()
    assert opened() == 0


def test_everything_is_reached_by_the_keyboard(page: Chrome) -> None:
    """What can be clicked can be focused: nothing else reacts."""
    script = """
      return [...document.querySelectorAll('a, button, summary, input, select')]
        .filter(each => each.checkVisibility())
        .filter(each => { each.focus(); return document.activeElement !== each; })
        .map(each => each.outerHTML.slice(0, 80));
    """
    assert page.execute_script(script) == []


def colours(driver: Chrome) -> tuple[str, str]:
    script = "const it = getComputedStyle(document.body); return [it.backgroundColor, it.color]"
    behind, text = driver.execute_script(script)
    return behind, text


def test_it_is_dark_where_the_reader_likes_it_dark(page: Chrome) -> None:
    shown: dict[str, list[float]] = {}
    for mode in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": mode}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        shown[mode] = [_luminance(each) for each in colours(page)]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    behind, text = shown["light"]
    assert behind - text > 0.8
    behind, text = shown["dark"]
    assert text - behind > 0.75


def _luminance(colour: str) -> float:
    """Of `rgb(20, 24, 29)`, from 0 to 1, nearly enough."""
    return sum(float(part) for part in colour.strip("rgba()").split(",")[:3]) / 765


def test_it_prints_on_landscape_pages_with_every_unit_and_no_tools(page: Chrome) -> None:
    printed = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pages = PdfReader(BytesIO(base64.b64decode(printed["data"]))).pages
    assert 3 <= len(pages) <= 20
    assert all(each.mediabox.width > each.mediabox.height for each in pages)
    text = "".join(each.extract_text() for each in pages)
    assert all(f"{number:04d}" in text for number in range(UNITS))
    assert "全部显示" not in text
    folded = "return document.querySelectorAll('main > details:not([open])').length"
    assert page.execute_script(folded) == 0, "every reminder names its units on paper"


def test_it_fits_a_narrow_window(driver: Chrome, large: str) -> None:
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get("about:blank")
    driver.get(large)
    script = """
      const tall = each => document.querySelector(each).getBoundingClientRect().height;
      return [
        document.documentElement.scrollWidth,
        tall('#counties tbody th'),
        tall('svg.chart text'),
      ];
    """
    width, row, label = driver.execute_script(script)
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= 390
    assert row < 45, "a name of three characters stands in one line"
    assert label > 9, "a chart's labels can be read"


def test_without_scripts_every_unit_is_there_and_unfolds(driver: Chrome, large: str) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get("about:blank")
        driver.get(large)
        rows = driver.find_elements("css selector", "#units tbody tr")
        assert len(rows) == UNITS
        assert not driver.find_element("css selector", ".tools").is_displayed()
        rows[0].find_element("css selector", "summary").click()
        assert driver.find_element("id", "u0").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
