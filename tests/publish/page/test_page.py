"""The page as a file: one film, one policy, everything inside, and whatever it is called stands there as text."""

from __future__ import annotations

import base64
import hashlib
import re
from io import BytesIO
from pathlib import Path

import av
import pytest
from fontTools.ttLib import TTFont
from masters import silent
from msgspec.structs import replace
from pages import SOURCE, page_master
from PIL import Image

from loopway.publish import page
from loopway.publish.master import Master

from .reading import Page, decoded

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "\"'><b>&amp;</b>",
    "{{ 7 * 7 }}{% raw %}",
    "]]>--></title></style>",
    "name\u202egnp.exe",
    "x" * 10_000,
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def written(folder: Path, master: Master) -> str:
    """The page of a master, as text."""
    path = folder / "page.html"
    page.write(master, str(path), silent)
    return path.read_text(encoding="utf-8")


def made(folder: Path, master: Master) -> Page:
    """The page of a master, taken apart."""
    return Page(written(folder, master))


def cues(parsed: Page, kind: str) -> list[str]:
    """Times and words of a track, without its cues' numbers."""
    head, _, *blocks = parsed.track(kind).strip().split("\n\n")
    assert head == "WEBVTT"
    return [block.partition("\n")[2] for block in blocks]


def test_everything_is_inside(tmp_path: Path) -> None:
    """No element leads anywhere but into the page itself; nothing is imported; its folder holds one file."""
    text = written(tmp_path, page_master())
    parsed = Page(text)
    for element in parsed.elements:
        for name in ("src", "href", "poster", "action", "srcset", "data"):
            address = element.attributes.get(name) or "data:"
            assert address.startswith(("data:", "#")), f"{element.tag} {name}"
        assert not any(name.startswith("on") or name == "style" for name in element.attributes)
    assert not re.search(r"@import|url\((?!data:font/woff;base64,)|importScripts|fetch\(|XMLHttp|WebSocket", text)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.html"]


def test_the_policy_allows_this_script_and_this_style_alone(tmp_path: Path) -> None:
    """default-src is none; the hashes are those of the one script and the one style; no eval, no inline attribute."""
    parsed = made(tmp_path, page_master())
    (policy,) = parsed.all("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.strip().split(" ", 1) for rule in (policy["content"] or "").split(";"))
    (script,) = (text for path, text in parsed.texts if path[-1:] == ("script",) and not text.startswith('{"'))
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in (script, parsed.inside("style"))
    ]
    assert rules == {
        "default-src": "'none'",
        "script-src": hashes[0],
        "style-src": hashes[1],
        "img-src": "data:",
        "font-src": "data:",
        "media-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_film_is_whole_and_plays_everywhere(tmp_path: Path) -> None:
    """H.264 and yuv420p in an MP4 with the index in front, no captions of its own; poster, playsinline, no autoplay."""
    parsed = made(tmp_path, page_master())
    (video,) = parsed.all("video")
    assert {"playsinline", "controls"} <= video.keys() and not {"autoplay", "loop"} & video.keys()
    kind, data = decoded(video["src"])
    with av.open(BytesIO(data)) as container:
        stream = container.streams.video[0]
        assert (kind, stream.codec_context.name, stream.pix_fmt, stream.frames) == ("video/mp4", "h264", "yuv420p", 60)
        assert len(container.streams) == 1
    assert data.index(b"moov") < data.index(b"mdat")
    assert (video["width"], video["height"]) == ("160", "90")
    with Image.open(BytesIO(decoded(video["poster"])[1])) as poster:
        assert (poster.format, poster.size) == ("WEBP", (160, 90))


def test_events_in_frames(tmp_path: Path) -> None:
    """Each has its first frame, the frame that shows it, its words and its line; those of one frame are one event."""
    score = made(tmp_path, page_master()).score()
    assert (score["fps"], score["frames"]) == (15, 60)
    assert score["events"] == [
        {"first": 0, "still": 4, "text": "One wait", "said": "One wait"},
        {"first": 15, "still": 19, "text": "M drives", "said": "M drives, line 3", "line": 3, "colour": "main"},
        {
            "first": 30,
            "still": 34,
            "text": "M waits: sleep(1)",
            "said": "M waits: sleep(1), line 4",
            "line": 4,
            "colour": "main",
            "awaits": True,
        },
        {"first": 45, "still": 59, "text": "M is done; 1 s of waiting.", "said": "M is done; 1 s of waiting."},
    ]
    assert score["lines"] == [
        [
            {"first": 15, "line": 3, "colour": "main"},
            {"first": 23, "line": 4, "colour": "main"},
            {"first": 30},
        ]
    ]


def test_captions_chapters_and_descriptions(tmp_path: Path) -> None:
    """Three WebVTT tracks: what is said, where one may cut, and every event in words."""
    parsed = made(tmp_path, page_master("A <b> & --> c"))
    assert cues(parsed, "captions") == ["00:00:01.000 --> 00:00:03.000\nA &lt;b&gt; &amp; --&gt; c"]
    assert [cue.partition("\n")[0] for cue in cues(parsed, "chapters")] == [
        "00:00:00.000 --> 00:00:01.000",
        "00:00:01.000 --> 00:00:03.000",
        "00:00:03.000 --> 00:00:04.000",
    ]
    assert cues(parsed, "descriptions") == [
        "00:00:00.000 --> 00:00:01.000\nOne wait",
        "00:00:01.000 --> 00:00:02.000\nM drives, line 3",
        "00:00:02.000 --> 00:00:03.000\nM waits: sleep(1), line 4",
        "00:00:03.000 --> 00:00:04.000\nM is done; 1 s of waiting.",
    ]


def test_the_code_is_the_script(tmp_path: Path) -> None:
    """Line by line, as the film shows it, in the film's colours; an await stands on its plate."""
    parsed = made(tmp_path, page_master())
    code = [text for path, text in parsed.texts if "code" in path]
    assert "".join(code) == SOURCE.replace("\n", "")
    assert [one.attributes["class"] for one in parsed.elements if one.path[-1:] == ("code",)][:3] == [
        "keyword",
        "text",
        "keyword",
    ]
    assert len(parsed.all("span", class_="plate")) == 1


def test_every_event_stands_in_the_transcript(tmp_path: Path) -> None:
    """Once, as a link that is also its address; a chapter that no event says leads to its film second."""
    parsed = made(tmp_path, page_master())
    links = [one.attributes for one in parsed.elements if one.tag == "a" and "ol" in one.path]
    assert [link["href"] for link in links] == ["#e=1", "#t=1.27", "#e=2", "#t=2.27", "#e=3", "#t=3.27", "#e=4"]
    assert [link["data-event"] for link in links if "data-event" in link] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
def test_whatever_it_is_called_is_text(tmp_path: Path, hostile: str) -> None:
    """In title, file, code, caption, wait, name: it makes no element, and can be read, escapes and all."""
    plain = made(tmp_path, page_master())
    master = page_master(hostile, title=hostile, file=hostile, source=hostile, what=hostile, who=hostile)
    text = written(tmp_path, master)
    parsed = Page(text)
    tags = [one.tag for one in parsed.elements if not {"ol", "path"} & {*one.path, one.tag}]
    assert tags == [one.tag for one in plain.elements if not {"ol", "path"} & {*one.path, one.tag}]
    assert {one.tag for one in parsed.elements if "ol" in one.path} <= {
        "li",
        "span",
        "code",
        "a",
        "time",
        "bdi",
        "i",
        "ol",
    }
    shown = hostile.replace("\u202e", "\\u202e")
    assert parsed.inside("h1").strip() == parsed.inside("title") == shown
    assert hostile.replace("\u202e", " ") in "".join(text for path, text in parsed.texts if "code" in path)
    assert parsed.score()["captions"][0]["text"] == shown
    assert len(cues(parsed, "captions")) == 1
    assert "\u202e" not in text


def test_two_programs_have_two_panes(tmp_path: Path) -> None:
    """Each with its own lines; an event says whose it is."""
    master = page_master()
    stage = master.stage
    (program,) = stage.programs
    other = replace(program, file="other.py", lit=())
    both = replace(
        master,
        stage=replace(
            stage,
            programs=(other, program),
            moments=(*stage.moments[:2], replace(stage.moments[2], program=1), *stage.moments[3:]),
        ),
    )
    parsed = made(tmp_path, both)
    assert len(parsed.all("section", class_="code")) == 2
    assert parsed.score()["lines"][0] == []
    assert parsed.score()["events"][2]["text"] == "wait.py: M waits: sleep(1)"


def test_it_knows_its_own(tmp_path: Path) -> None:
    """A page of loopway's is ours; one that only speaks of loopway, and an empty file, are not."""
    text = written(tmp_path, page_master())
    ours, theirs, empty = tmp_path / "page.html", tmp_path / "theirs.html", tmp_path / "empty.html"
    theirs.write_text(text.replace('content="made by loopway', 'content="made by hand'))
    empty.write_text("")
    assert [page.is_ours(str(path)) for path in (ours, theirs, empty, tmp_path / "none")] == [True, False, False, False]


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in a page depends on the day or the machine."""
    assert written(tmp_path, page_master()) == written(tmp_path, page_master())


def test_it_is_hardly_larger_than_its_film(tmp_path: Path) -> None:
    """Without film and poster, but with its fonts, a page of this size has less than 200 kB."""
    text = written(tmp_path, page_master())
    (video,) = Page(text).all("video")
    assert len(text) - len(video["src"] or "") - len(video["poster"] or "") < 200_000


def test_the_fonts_have_the_letters_of_the_page_and_few_others(tmp_path: Path) -> None:
    """The film's two fonts, and one for each other script that the page has: so there is no hollow box in it."""
    plain = made(tmp_path, page_master()).inside("style")
    assert re.findall('font-family: "(.*?)"; font-weight', plain) == ["Inter", "JetBrains Mono"]
    words = "三つの取得、一本の道 تنتظر"
    other = made(tmp_path, page_master(words)).inside("style")
    found = {}
    for family, address in re.findall(r'font-family: "(.*?)".*?url\((.*?)\)', other):
        with TTFont(BytesIO(decoded(address)[1])) as font:
            found.setdefault(family, set(font.getBestCmap()))
    assert list(found) == ["Inter", "JetBrains Mono", "Noto Sans Arabic", "Noto Sans CJK JP"]
    assert set(map(ord, words)) <= set.union(*found.values())
    assert len(found["Noto Sans CJK JP"]) < 40 and ord("Ж") not in found["Inter"]
