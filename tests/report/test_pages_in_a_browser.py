"""The pages in a browser: opened, sorted, filtered, clicked through, printed, and read by those who do not see them."""

from __future__ import annotations

import base64
import importlib.util
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_class import ANSI, ARABIC, FORMULA, HOSTILE, QUOTED, SCRIPT, TURNED, make_class

from lossquiz.questions.bank import load_bank
from lossquiz.report.class_pages.names import file_name
from lossquiz.report.files import write_files
from lossquiz.report.formats import format_named
from lossquiz.report.stored import read_batch

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed; `pip install '.[dev]'` has it")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
if BROWSER is None or DRIVER is None:
    pytest.skip("no chromium with its chromedriver on the path; Debian: chromium-driver", allow_module_level=True)

A4 = 688  # pixels between margins of 14 mm
PHONE = 360
# As they are shown: what a terminal or a browser would obey is spelled out.
SHOWN = {SCRIPT, FORMULA, "red\\x1b[31m", "abc\\u202efdp.exe", QUOTED, ARABIC}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_class(tmp_path_factory.mktemp("class"))
    batch = replace(read_batch(folder), folder="results", bank=load_bank())
    write_files(folder / "report", format_named("html").each_file(batch))
    return folder / "report"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    quiet = ("background-networking", "component-update", "sync", "extensions", "quic", "gpu")
    for word in (
        "headless=new",
        "no-sandbox",
        "no-first-run",
        "disable-dev-shm-usage",
        f"user-data-dir={tmp_path_factory.mktemp('profile')}",
        *(f"disable-{what}" for what in quiet),
    ):
        options.add_argument(f"--{word}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def _as_it_begins(browser: Any) -> Iterator[None]:
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.get("about:blank")
    browser.get_log("browser")


def names(browser: Any) -> list[str]:
    return [one.text for one in browser.find_elements("css selector", "#everybody tbody th a") if one.is_displayed()]


def head(browser: Any, title: str) -> Any:
    buttons = browser.find_elements("css selector", "#everybody thead button")
    return next(button for button in buttons if button.text.startswith(title))


def every_page(pages: Path) -> list[Path]:
    return sorted(pages.rglob("*.html"))


def too_wide(browser: Any, width: int) -> int:
    """Return by how many pixels the page is wider than the window."""
    shape = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
    return int(browser.execute_script("return document.scrollingElement.scrollWidth - window.innerWidth"))


def test_the_class_is_sorted_by_a_click_and_back_by_another(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    before = names(browser)
    assert before.index("alice") < before.index("bob") < before.index("Judy") < before.index("ken")
    head(browser, "Points").click()
    assert names(browser)[:5] == ["ivan", "ken", "grace", "heidi", "mallory"]  # what is open, then 0 points
    assert browser.find_element("css selector", "#everybody th[aria-sort]").get_attribute("aria-sort") == "ascending"
    head(browser, "Points").click()
    assert names(browser)[:2] == ["alice", "bob"]  # 7 of 7
    assert names(browser)[-2:] == ["ivan", "ken"]
    head(browser, "Candidate").click()
    assert names(browser) == before
    assert len(browser.find_elements("css selector", "#everybody th[aria-sort]")) == 1


def test_the_class_is_sorted_with_the_keyboard_alone(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    head(browser, "Days late").send_keys("\ue007\ue007")  # Enter, twice
    assert names(browser)[0] == "bob"
    assert browser.execute_script("return document.activeElement.textContent") == "Days late"


def test_the_class_is_filtered(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    box = browser.find_element("id", "filter")
    box.send_keys("forbidden")
    assert names(browser) == ["grace"]
    assert browser.find_element("id", "shown").text == "1 of 18 shown"
    box.clear()
    box.send_keys("judy hand")
    assert names(browser) == []
    box.clear()
    box.send_keys("NEEDS you")
    assert names(browser) == ["ivan", "ken"]


def test_from_the_class_to_a_candidate_and_back(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    browser.find_element("link text", "carol").click()
    assert browser.find_element("tag name", "h1").text == "carol"
    assert "The elements are summed" in browser.find_element("tag name", "main").text
    browser.find_element("link text", "All candidates").click()
    assert browser.find_element("tag name", "h1").text == "Class results"
    for name in SHOWN:
        found = browser.find_element("xpath", f"//table[@id='everybody']//a[bdi[.={quoted(name)}]]")
        browser.get(found.get_attribute("href"))
        assert browser.find_element("tag name", "h1").text == name
        browser.back()


def quoted(text: str) -> str:
    """Return a text as XPath writes it."""
    return "concat(" + ", ".join(f"'{part}'" if part != "'" else '"\'"' for part in re.split("(')", text)) + ", '')"


def test_names_code_and_messages_are_text(browser: Any, pages: Path) -> None:
    assert len({file_name(name) for name in HOSTILE}) == len(HOSTILE)
    browser.get((pages / "index.html").as_uri())
    assert set(names(browser)) > SHOWN
    assert browser.title.startswith("Class results")
    assert len(browser.find_elements("tag name", "script")) == 1
    assert browser.find_elements("tag name", "b") == []
    browser.get((pages / "candidates" / f"{file_name(SCRIPT)}.html").as_uri())
    assert browser.title == f"{SCRIPT}: results"
    assert browser.find_elements("tag name", "script") == []
    printed = browser.find_element("xpath", "//h3[.='It printed']/following-sibling::pre").text
    assert printed == f"{SCRIPT}\nred\\x1b[31m"
    assert f"# {SCRIPT}" in browser.find_element("css selector", "pre.code").text
    for path in every_page(pages):
        text = path.read_text(encoding="utf-8")
        assert ANSI not in text
        assert TURNED not in text


def test_nothing_is_asked_for_elsewhere_and_nothing_complains(browser: Any, pages: Path) -> None:
    for path in every_page(pages):
        browser.get(path.as_uri())
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
        assert browser.get_log("browser") == [], path


@pytest.mark.parametrize("page", ["index.html", "candidates/carol.html"])
def test_no_other_script_style_or_image_gets_in(browser: Any, pages: Path, page: str) -> None:
    browser.get((pages / page).as_uri())
    ran = browser.execute_script(
        """
        const add = (name, fill) => { const e = document.createElement(name); fill(e); document.body.append(e); };
        add("script", (e) => { e.textContent = "window.ran = true"; });
        add("style", (e) => { e.textContent = "h1 { color: rgb(1, 2, 3) }"; });
        add("img", (e) => { e.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw="; });
        return [window.ran === true, getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)"];
        """
    )
    assert ran == [False, False]
    blocked = [one["message"] for one in browser.get_log("browser") if "Content Security Policy" in one["message"]]
    assert len(blocked) == 3


def test_the_class_is_whole_without_script(browser: Any, pages: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get((pages / "index.html").as_uri())
    assert len(names(browser)) == 18
    assert not browser.find_element("id", "filter").is_displayed()
    assert browser.find_elements("css selector", "#everybody button") == []


def test_pages_fit_a_phone_and_a_sheet_of_paper(browser: Any, pages: Path) -> None:
    for path in every_page(pages):
        browser.get(path.as_uri())
        assert too_wide(browser, PHONE) <= 0, path
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert too_wide(browser, A4) <= 0, path
        inside = browser.execute_script(
            "return [...document.querySelectorAll('.wide, table, pre')]"
            ".filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')"
            ".filter(e => e.getClientRects().length).map(e => e.outerHTML.slice(0, 80))"
        )
        assert inside == [], path
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_print_is_a4_and_leaves_out_what_is_to_be_clicked(browser: Any, pages: Path) -> None:
    browser.get((pages / "index.html").as_uri())
    made = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    sheets = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", base64.b64decode(made["data"]))
    assert sheets
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(595, 842)}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element("id", "filter").is_displayed()


def test_the_curve_says_in_words_what_it_shows(browser: Any, pages: Path) -> None:
    browser.get((pages / "candidates" / "carol.html").as_uri())
    charts = browser.find_elements("css selector", "svg.chart")
    assert [chart.accessible_name for chart in charts] == [
        f"{title} against pred − target: theirs over the reference's " + says
        for title, says in zip(
            ("Loss", "Slope"),
            (chart.find_element("tag name", "desc").get_attribute("textContent") for chart in charts),
            strict=True,
        )
    ]
    drawn = [chart.find_element("css selector", "path.got").rect for chart in charts]
    assert all(box["width"] > 100 and box["height"] > 50 for box in drawn)


def axe_script() -> str:
    spec = importlib.util.find_spec("selenium_axe_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core is not installed; `pip install '.[dev]'` has it in selenium-axe-python")
    return (Path(spec.origin).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "page", ["index", "candidates/alice", "candidates/carol", "candidates/grace", "candidates/ivan"]
)
def test_axe_finds_no_serious_fault(browser: Any, pages: Path, page: str, scheme: str) -> None:
    script = axe_script()
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    browser.get((pages / f"{page}.html").as_uri())
    for closed in browser.find_elements("tag name", "summary"):
        closed.click()
    browser.execute_script(script)
    found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    assert found["passes"]
    faults = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
    assert faults == []
