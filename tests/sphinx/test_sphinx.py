"""The directive in the real thing: sphinx-build makes pages, LaTeX, a text and an e-book of one small documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import av
import pytest
from PIL import Image

NAP = "import asyncio\n\nasync def main():\n    print('not shown')\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n"
DOCS = (Path(__file__).parent.parent.parent / "docs" / "sphinx.md").read_text()
(CONF,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
(EXAMPLE,) = re.findall(r"```rst\n(.*?)```", DOCS, re.DOTALL)
"""What the documentation of this extension tells people to write."""
HOSTILE = """<b>"nap" & </video><script>alert('x')</script>"""
INDEX = f"""\
Naps
====

.. toctree::

   sub/page

{EXAMPLE}
   :alt: {HOSTILE}
   :name: short-nap
   :width: 50%

See :ref:`it <short-nap>`.
""".replace("\n\n   :alt:", "\n   :alt:")
PAGE = """\
Elsewhere
=========

.. loopway:: /nap.py
   :theme: day

.. loopway:: ../nap.py
"""
WRONG = """\
Wrong
=====

.. loopway:: gone.py

.. loopway:: nap.py
   :shape: tal

.. loopway:: broken.py

.. loopway:: nap.py
   :compare: gone.py
"""


class Built(NamedTuple):
    """What sphinx-build has said."""

    code: int
    out: str
    warnings: str

    @property
    def filmed(self) -> list[str]:
        """The scripts that were filmed in this build."""
        return re.findall("loopway: filming (.*)", self.out)


class Documentation(NamedTuple):
    """A folder with a documentation in it."""

    folder: Path

    def build(self, builder: str, *words: str) -> Built:
        """Runs sphinx-build in a process of its own; what is deprecated in Sphinx is an error."""
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "--no-color",
            "-b",
            builder,
            "-d",
            "built/doctrees",
            *words,
            ".",
            f"built/{builder}",
        ]
        environment = {**os.environ, "PYTHONWARNINGS": "error:::loopway"}
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=environment)
        return Built(done.returncode, done.stdout, done.stderr)

    def read(self, name: str) -> str:
        """A file that was built."""
        return (self.folder / "built" / name).read_text()


@pytest.fixture(scope="module")
def naps(tmp_path_factory: pytest.TempPathFactory) -> Documentation:
    """Two pages with three films of one script, as HTML."""
    folder = tmp_path_factory.mktemp("naps")
    (folder / "sub").mkdir()
    conf = f'project = "Naps"\n{CONF}'
    for name, text in {"nap.py": NAP, "conf.py": conf, "index.rst": INDEX, "sub/page.rst": PAGE}.items():
        (folder / name).write_text(text)
    made = Documentation(folder)
    built = made.build("html")
    assert (built.code, built.warnings) == (0, "")
    assert built.filmed == ["nap.py", "nap.py"]
    return made


def players(html: str) -> list[str]:
    """The players of a page."""
    return re.findall("<video.*?</video>", html, re.DOTALL)


def test_a_page_plays_the_film(naps: Documentation) -> None:
    """The player's film and poster are there, in the size that it says."""
    (player,) = players(naps.read("html/index.html"))
    source = re.search(r'<source src="([^"]+)" type="video/mp4" />', player)
    poster = re.search(r'poster="([^"]+)"', player)
    track = re.search(r'<track kind="captions" label="Captions" src="data:text/vtt;base64,([^"]+)" />', player)
    assert track is not None
    assert "The road opens for A: main()." in b64decode(track[1]).decode()
    assert source is not None
    assert poster is not None
    with av.open(naps.folder / "built" / "html" / source[1]) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (854, 480)
        assert 'width="854"' in player
        assert 'height="480"' in player
        assert 'style="width: 50%; max-width: 100%; height: auto"' in player
    with Image.open(naps.folder / "built" / "html" / poster[1]) as image:
        assert image.size == (854, 480)


def test_a_page_in_a_folder_reaches_its_films(naps: Documentation) -> None:
    """Addresses are relative to the page; equal films are one file, other ones another."""
    pages = naps.folder / "built" / "html"
    top = {(pages / name).resolve() for name in re.findall(r'src="([^"]+mp4)"', naps.read("html/index.html"))}
    sub = {
        (pages / "sub" / name).resolve() for name in re.findall(r'src="([^"]+mp4)"', naps.read("html/sub/page.html"))
    }
    assert len(sub) == 2
    assert top < sub
    assert all(film.is_file() for film in sub)


def test_words_are_words(naps: Documentation) -> None:
    """Markup in the text for those who do not see is text; a caption has markup; a name is a target."""
    html = naps.read("html/index.html")
    (player,) = players(html)
    label = re.search('aria-label="([^"]*)"', player)
    assert label is not None
    assert unescape(label[1]) == HOSTILE
    assert "<script>alert" not in html
    assert '<span class="caption-text">A <em>short</em> nap</span>' in html
    assert '<figure class="align-default" id="short-nap">' in html
    assert '<a class="reference internal" href="#short-nap">' in html


def test_without_words_the_title_says_what_it_is(naps: Documentation) -> None:
    """The default text: title and length."""
    one, other = players(naps.read("html/sub/page.html"))
    assert re.search(r'aria-label="Nap: film, \d+\.\d s"', one)
    assert re.search(r'aria-label="Nap: film, \d+\.\d s"', other)


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_on_paper_stands_the_poster(builder: str, naps: Documentation) -> None:
    """Poster and address, of the same film as on the page; nothing is filmed for it again."""
    built = naps.build(builder)
    assert (built.code, built.filmed) == (0, [])
    file = re.search(r'_downloads/[^"]+mp4', naps.read("html/index.html"))
    assert file is not None
    address = f"https://example.org/naps/{file[0]}"
    match builder:
        case "latex":
            text = naps.read("latex/naps.tex").replace("\\_", "_")
            assert re.search(
                rf"\\sphinxhref{{{re.escape(address)}}}{{\\sphinxincludegraphics{{{{nap\d?}}.png}}}}", text
            )
            assert list((naps.folder / "built" / "latex").glob("nap*.png"))
        case "text":
            text = naps.read("text/index.txt")
            assert f"[image: {HOSTILE}]" in text
            assert address in text.replace("\n   ", "")
        case _:
            with ZipFile(naps.folder / "built" / "epub" / "Naps.epub") as book:
                page = book.read("index.xhtml").decode()
                posters = [name for name in book.namelist() if name.startswith("_images/nap")]
            assert f'href="{address}"' in page
            assert "<video" not in page
            assert posters


def test_nothing_is_filmed_twice(naps: Documentation) -> None:
    """A second build does nothing; a page that is read anew, or all of them, finds its films."""
    assert naps.build("html").filmed == []
    (naps.folder / "index.rst").write_text(f"{INDEX}\nOne more sentence.\n")
    again = naps.build("html")
    assert "0 added, 1 changed, 0 removed" in again.out
    assert again.filmed == []
    everything = naps.build("html", "-E", "-a")
    assert "2 added, 0 changed, 0 removed" in everything.out
    assert everything.filmed == []


def test_an_edited_script_is_filmed_anew(tmp_path: Path) -> None:
    """Its page is read again although it has not changed; the other one is not."""
    docs = Documentation(tmp_path)
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "nap.py").write_text(NAP)
    (tmp_path / "other.rst").write_text("Other\n=====\n")
    (tmp_path / "index.rst").write_text("Nap\n===\n\n.. toctree::\n\n   other\n\n.. loopway:: nap.py\n   :theme: day\n")
    first = docs.build("html", "-j", "2")
    assert (first.code, first.warnings, first.filmed) == (0, "", ["nap.py"])
    (tmp_path / "nap.py").write_text(NAP.replace("sleep(1)", "sleep(2)"))
    second = docs.build("html")
    assert "0 added, 1 changed, 0 removed" in second.out
    assert second.filmed == ["nap.py"]


def test_what_is_wrong_is_a_warning_at_its_line(tmp_path: Path) -> None:
    """Each in four parts, none of them stops the build, nothing stands in its place; `-W` makes them errors."""
    docs = Documentation(tmp_path)
    for name, text in {"conf.py": CONF, "index.rst": WRONG, "nap.py": NAP, "broken.py": "def (:\n"}.items():
        (tmp_path / name).write_text(text)
    built = docs.build("html")
    assert (built.code, built.filmed) == (0, ["broken.py"])
    assert built.warnings.replace(f"{tmp_path}{os.sep}", "").splitlines() == [
        "index.rst:4: WARNING: there is no file gone.py",
        f"  where: looked for in {tmp_path}",
        "  do:    did you mean conf.py? [loopway.error]",
        "index.rst:6: WARNING: there is no shape 'tal'",
        "  why:   the shapes are wide, tall, square",
        "  do:    did you mean tall? [loopway.error]",
        "index.rst:9: WARNING: the script is no Python",
        "  where: broken.py:1",
        "  why:   invalid syntax: def (:",
        "  do:    mend the line; `python` says the same about it [loopway.error]",
        "index.rst:11: WARNING: there is no file gone.py",
        f"  where: looked for in {tmp_path}",
        "  do:    did you mean conf.py? [loopway.error]",
    ]
    assert players(docs.read("html/index.html")) == []
