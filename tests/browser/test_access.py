"""The page for everybody: keyboard, screen readers, narrow screens, less motion, other directions, hostile names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from masters import silent
from pages import page_master

from loopway.publish import page as page_file
from loopway.publish.delivery import Delivery
from loopway.story.catalogue import language_named

from .conftest import Visit
from .reading import score, shown, until

WIDE = "document.documentElement.scrollWidth"
FOCUSED = """() => {
  const element = document.activeElement;
  const role = element.dataset.does ?? (element.className.split(' ')[0] || element.tagName.toLowerCase());
  return element === document.body ? '' : element.closest('.transcript ol') ? 'transcript' : role;
}"""
VISIBLE = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const style = getComputedStyle(document.activeElement);
  return box.width > 0 && box.height > 0 && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}"""
LEAST = 24
"""CSS pixels of a target, after WCAG 2.2 (2.5.8)."""
SMALL = """least => [...document.querySelectorAll('button, select, input, summary, .transcript a, .link')]
  .filter(one => one.checkVisibility())
  .filter(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) < least; })
  .map(one => one.outerHTML.slice(0, 80))"""
LONG = "unbreakable" * 900


@pytest.fixture
def small(tmp_path: Path) -> Any:
    """Writes pages of the square's film."""

    def write(*said: str, **words: Any) -> Path:
        path = tmp_path / f"page{len(list(tmp_path.iterdir()))}.html"
        page_file.write(page_master(*said, **words), str(path), silent)
        return path

    return write


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(visit: Visit, gather: Path, scheme: Any, width: int) -> None:
    """Before the start, at an await in a loop, with the keys shown: no violation, not even of a best practice."""
    page = visit(gather, "?loop=9-11", color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelector('.start').hidden = false")
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    page.locator("summary").click()
    page.get_by_role("button", name="Next event").click()
    shown(page)
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []


def test_axe_can_find_something(visit: Visit, gather: Path) -> None:
    """Text that is hardly to be read, and a button without a name, are found."""
    page = visit(gather, color_scheme="dark")
    page.evaluate(
        "document.querySelector('h1').style.color = 'var(--line)';"
        "document.querySelector('.play').removeAttribute('aria-label');"
        "document.querySelector('.play').removeAttribute('title')"
    )
    assert {violation["id"] for violation in Axe().run(page).response["violations"]} == {
        "button-name",
        "color-contrast",
    }


def test_the_keyboard_reaches_everything(visit: Visit, gather: Path) -> None:
    """Tab walks through all there is, in the order in which it stands, sees where it is, and comes out at the end."""
    page = visit(gather)
    stops, seen = [], []
    for _ in range(100):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop:
            break
        stops.append(stop)
        seen.append(page.evaluate(VISIBLE))
    lines = len(page.locator(".transcript a").all())
    assert stops == [
        *("start", "events", "chapter-before", "event-before", "play", "event-after", "chapter-after", "link"),
        *("select", "captions", "pauses", "stills", "fullscreen"),
        *("scroll", "scroll"),
        *["transcript"] * lines,
        "summary",
    ]
    assert all(seen)


def test_keys(visit: Visit, gather: Path) -> None:
    """Space, Home, End, brackets, C, P, < and > do what the page says they do."""
    page = visit(gather)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    last = str(len(score(gather)["events"]))
    page.locator(".transcript a").first.focus()
    page.keyboard.press("End")
    assert shown(page)["slider"] == last
    page.keyboard.press("Home")
    assert shown(page)["slider"] == "1"
    captions = [caption["text"] for caption in score(gather)["captions"]]
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert shown(page)["caption"] == captions[1]
    page.keyboard.press("[")
    assert shown(page)["caption"] == captions[0]
    for shows in (True, False, True):
        page.keyboard.press("c")
        assert page.locator(".caption").is_visible() == shows
    page.keyboard.press("p")
    assert page.locator("[data-does=pauses]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("p")
    speeds = []
    for key in "><<<":
        page.keyboard.press(key)
        speeds.append(page.locator("select").input_value())
    assert speeds == ["1.25", "1", "0.75", "0.5"]
    assert page.evaluate("document.querySelector('video').playbackRate") == 0.5
    page.keyboard.press(" ")
    until(page, "!document.querySelector('video').paused")
    page.keyboard.press(" ")
    until(page, "document.querySelector('video').paused")


@pytest.mark.parametrize(
    ("captions", "width", "shows"),
    [("burn", 1280, False), ("burn", 320, True), ("soft", 1280, True), ("off", 1280, False), ("off", 320, False)],
)
def test_a_caption_is_shown_once(visit: Visit, small: Any, captions: str, width: int, shows: bool) -> None:
    """Under the picture if it is not in it, or too small to be read there; never for whoever wants none."""
    page = visit(small(delivery=Delivery(captions=captions)), "#e=3", viewport={"width": width, "height": 640})
    button = page.get_by_role("button", name="Captions")
    assert (page.locator(".caption").is_visible(), button.get_attribute("aria-pressed")) == (shows, str(shows).lower())
    button.click()
    assert page.locator(".caption").is_visible() != shows


def test_without_the_focus_no_key_does_anything(visit: Visit, gather: Path) -> None:
    """Keys that are pressed elsewhere on the page, or with Ctrl, are not the player's."""
    page = visit(gather)
    before = shown(page)
    for key in ("ArrowRight", "End", "]", "c", "p", " "):
        page.keyboard.press(key)
    assert shown(page) == before and not page.locator(".caption").is_visible()
    page.locator(".play").focus()
    page.keyboard.press("Control+c")
    page.keyboard.press("Alt+ArrowRight")
    assert shown(page) == before and not page.locator(".caption").is_visible()


def test_two_players_on_one_page(visit: Visit, small: Any, tmp_path: Path) -> None:
    """Each has its own keys, events and film; the link is the first one's."""
    one, other = (small(title=title).read_text() for title in ("One", "Other"))
    article = other[other.index("<article") : other.index("</article>") + len("</article>")]
    both = tmp_path / "both.html"
    both.write_text(one.replace("</article>", f"</article>{article}"))
    page = visit(both, "#e=3")
    assert [shown(page, place)["slider"] for place in (0, 1)] == ["3", "1"]
    page.locator(".play").nth(1).focus()
    page.keyboard.press("ArrowRight")
    assert [shown(page, place)["slider"] for place in (0, 1)] == ["3", "2"]
    page.locator(".play").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("c")
    assert [shown(page, place)["slider"] for place in (0, 1)] == ["4", "2"]
    assert [page.locator(".caption").nth(place).is_visible() for place in (0, 1)] == [True, False]


def test_two_pages_in_frames(visit: Visit, small: Any, tmp_path: Path) -> None:
    """In two iframes, one of them without any right but scripts: both work, and keys are for the one with the focus."""
    names = [small(title=title).name for title in ("One", "Other")]
    host = tmp_path / "host.html"
    host.write_text(
        "<!doctype html><html lang=en><title>Two</title><link rel=icon href='data:,'>"
        f"<iframe src='{names[0]}' width=600 height=500 allow=fullscreen></iframe>"
        f"<iframe src='{names[1]}#e=2' width=600 height=500 sandbox=allow-scripts></iframe></html>"
    )
    page = visit(host)
    first, second = page.frames[1:]
    assert [shown(frame)["slider"] for frame in (first, second)] == ["1", "2"]
    second.locator(".play").focus()
    page.keyboard.press("ArrowRight")
    assert [shown(frame)["slider"] for frame in (first, second)] == ["1", "3"]


@pytest.mark.parametrize("width", [320, 256])
def test_narrow_screens(visit: Visit, gather: Path, small: Any, width: int) -> None:
    """Nothing sticks out of a page 320 (or 256) pixels wide, whatever long names it is given; targets are large."""
    size = {"width": width, "height": 640}
    for file in (gather, small(LONG[:300], title=LONG, file=LONG, source=f"{LONG} = 1\n", what=LONG)):
        page = visit(file, "#e=3", viewport=size)
        page.locator("summary").click()
        assert page.evaluate(WIDE) <= width
        assert page.evaluate(SMALL, LEAST) == []


def test_text_twice_as_large(visit: Visit, gather: Path) -> None:
    """With 200 % text at 640 pixels, still nothing sticks out."""
    page = visit(gather, "#e=3", viewport={"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDE) <= 640


def test_less_motion(visit: Visit, gather: Path) -> None:
    """Who asks for less motion gets the poster, and playing turns stills: the video itself never moves."""
    page = visit(gather, reduced_motion="reduce")
    assert page.locator("[data-does=stills]").get_attribute("aria-pressed") == "true"
    assert shown(page)["second"] == 0
    page.evaluate(
        "window.played = 0; document.querySelector('video').addEventListener('play', () => played += 1);"
        "window.stood = []; document.querySelector('video').addEventListener('seeked', event =>"
        " stood.push(event.target.currentTime))"
    )
    page.locator("select").select_option("2")
    page.locator(".start").click()
    until(page, "stood.length >= 3")
    page.locator(".play").click()
    events, fps = score(gather)["events"], score(gather)["fps"]
    stills = [(event["still"] + 0.5) / fps for event in events[:4]]
    seconds = page.evaluate("stood")
    assert page.evaluate("played") == 0
    assert seconds == pytest.approx(stills[: len(seconds)], abs=1e-4)
    page.locator("[data-does=stills]").click()
    page.locator(".play").click()
    until(page, "played === 1")


@pytest.mark.parametrize(
    ("code", "direction", "title", "said"),
    [
        ("ar", "rtl", "ثلاث رحلات، طريق واحد", "تنتظر A ثانية واحدة."),
        ("ja", "ltr", "三つの取得、一本の道", "Aは1秒待ちます。"),
    ],
)
def test_other_languages(visit: Visit, small: Any, code: str, direction: Any, title: str, said: str) -> None:
    """The page has its language's direction, code keeps its own; the words arrive whole; axe finds nothing."""
    page = visit(small(said, title=title, language=language_named(code)), "#e=2")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (code, direction)
    assert page.evaluate("getComputedStyle(document.querySelector('.transcript')).direction") == direction
    assert page.evaluate("getComputedStyle(document.querySelector('.code code')).direction") == "ltr"
    assert (page.title(), page.locator("h1").inner_text(), shown(page)["caption"]) == (title, title, said)
    page.locator(".play").focus()
    page.keyboard.press("ArrowLeft" if direction == "rtl" else "ArrowRight")
    assert shown(page)["slider"] == "3"
    page.locator(".events").focus()
    page.keyboard.press("ArrowLeft" if direction == "rtl" else "ArrowRight")
    assert shown(page)["slider"] == "4"
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.evaluate(WIDE) <= 1280


def used_fonts(page: Any, selector: str) -> set[str]:
    """The names of the fonts that Chromium has really drawn an element's text with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] for font in fonts if font["isCustomFont"]} | {
        f"the machine's {font['familyName']}" for font in fonts if not font["isCustomFont"]
    }


@pytest.mark.parametrize(
    ("said", "fonts"),
    [
        ("A waits 1 s.", {"Inter"}),
        ("تنتظر السيارة.", {"Noto Sans Arabic", "Inter"}),
        ("三つの取得、一本の道。", {"Noto Sans CJK JP"}),
    ],
)
def test_no_boxes(visit: Visit, small: Any, said: str, fonts: set[str]) -> None:
    """Every letter is drawn with a font that stands in the page, whatever fonts this machine has."""
    page = visit(small(said, title=said, delivery=Delivery(captions="soft")), "#e=2")
    shown(page)
    for selector in ("h1 bdi", ".caption bdi", ".transcript [aria-current] bdi"):
        found = used_fonts(page, selector)
        assert found <= fonts | {"Inter"} and found, selector
    assert used_fonts(page, ".code li:nth-child(4) code span") == {"JetBrains Mono"}


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>window.hurt = 1</script>",
        "<img src=x onerror='window.hurt = 1'>",
        "<!--<script>",
        "\"' autofocus onfocus='window.hurt = 1' x='",
        "</title></style><base href=//x>",
    ],
)
def test_hostile_names(visit: Visit, small: Any, hostile: str) -> None:
    """Wherever a name stands it is read as it is, the page works, and nothing of it has happened."""
    page = visit(small(hostile, title=hostile, file=hostile, source=hostile, what=hostile), "#e=3")
    assert page.locator("h1").inner_text() == page.title() == hostile
    assert shown(page)["caption"] == hostile and hostile in shown(page)["text"]
    assert page.evaluate("window.hurt ?? 'unhurt'") == "unhurt"
    assert page.locator("article *:not(svg *)").count() < 200


def test_without_scripts_the_film_can_still_be_played(visit: Visit, gather: Path) -> None:
    """The browser's own controls are there, ours are not, and the transcript can be read."""
    page = visit(gather, java_script_enabled=False)
    assert page.locator("video[controls]").count() == 1
    assert not page.locator(".controls").is_visible() and not page.locator(".start").is_visible()
    assert page.locator(".plain").is_visible() and page.locator(".transcript").is_visible()
