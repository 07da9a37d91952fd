"""What is pasted into other people's documents: the right lines for each, and titles that break out of none."""

from __future__ import annotations

import ast
from html.parser import HTMLParser
from pathlib import Path
from shutil import copyfile

import pytest
from docutils.core import publish_doctree
from docutils.nodes import image
from markdown_it import MarkdownIt
from masters import master, silent
from msgspec.structs import replace
from pages import page_master

from loopway.errors import UsageError
from loopway.publish import writer
from loopway.publish.embed import KINDS, TARGETS, embed

HOSTILE = """"><script>alert(1)</script> ]( x "y" `z` *a* _b_ \\ {{< >}} ''' {n} $1$ & :c:"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a film as a page, a video and a picture that moves, made once."""
    made = tmp_path_factory.mktemp("films")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWAY_CACHE", str(made / "cache"))
        for ending in (".html", ".mp4", ".gif"):
            film = page_master(title="One wait") if ending == ".html" else replace(master(0.4), title="A square")
            writer(ending).write(film, str(made / f"my film{ending}"), silent)
    return made


@pytest.fixture
def folder(films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The films in a folder of one's own, the current one."""
    for film in films.glob("my film.*"):
        copyfile(film, tmp_path / film.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(title: str) -> str:
    """The iframe of the page."""
    return (
        f'<iframe src="my%20film.html" title="{title}" width="960" height="800" '
        'style="max-width: 100%; border: 0" loading="lazy" allow="fullscreen"></iframe>'
    )


VIDEO = (
    '<video src="my%20film.mp4" title="A square" width="160" height="90" style="max-width: 100%; height: auto" '
    'controls playsinline preload="metadata"></video>'
)
EXTRA = 'Sphinx copies the file with html_extra_path = ["my film{0}"] in conf.py; a page in a folder finds it under '
EXPECTED = {
    ("html", ".html"): page("One wait"),
    ("html", ".mp4"): VIDEO,
    ("html", ".gif"): '<img src="my%20film.gif" alt="my film" width="720" height="405" '
    'style="max-width: 100%; height: auto">',
    ("iframe", ".html"): page("One wait"),
    ("readme", ".gif"): "![my film](my%20film.gif)",
    ("sphinx", ".html"): f".. raw:: html\n\n   {page('One wait')}",
    ("sphinx", ".mp4"): f".. raw:: html\n\n   {VIDEO}",
    ("sphinx", ".gif"): ".. image:: my\\ film.gif\n   :alt: my film",
    ("mkdocs", ".html"): page("One wait"),
    ("mkdocs", ".mp4"): VIDEO,
    ("mkdocs", ".gif"): "![my film](my%20film.gif)",
    ("quarto", ".html"): f"```{{=html}}\n{page('One wait')}\n```",
    ("quarto", ".mp4"): '{{< video my%20film.mp4 aria-label="A square" >}}',
    ("quarto", ".gif"): "![my film](my%20film.gif)",
    ("reveal", ".html"): '<section data-background-iframe="my%20film.html" data-background-interactive '
    'aria-label="One wait"></section>',
    ("reveal", ".mp4"): '<section data-background-video="my%20film.mp4" data-background-size="contain" '
    'aria-label="A square"></section>',
    ("reveal", ".gif"): '<section data-background-image="my%20film.gif" data-background-size="contain" '
    'aria-label="my film"></section>',
    ("jupyter", ".html"): "from IPython.display import IFrame\n\nIFrame('my film.html', width=\"100%\", height=800)",
    ("jupyter", ".mp4"): "from IPython.display import Video\n\n"
    "Video('my film.mp4', width=160, html_attributes=\"controls playsinline\")",
    ("jupyter", ".gif"): "from IPython.display import Image\n\nImage('my film.gif', width=720, alt='my film')",
}


def test_every_target_that_can_show_a_file(folder: Path) -> None:
    """The lines, whole, for each target and each kind of file; all targets and all kinds are there."""
    found = {(target, ending): embed(Path(f"my film{ending}"), target).text for target, ending in EXPECTED}
    assert found == EXPECTED
    assert {target for target, _ in EXPECTED} == set(TARGETS)
    kinds = {(target, KINDS[ending]) for target, ending in EXPECTED}
    assert kinds == {(target, kind) for target, shows in TARGETS.items() for kind in shows}


def test_what_else_has_to_be_done(folder: Path) -> None:
    """Sphinx, MkDocs and Quarto copy a file only if they are told to, or find it elsewhere."""
    assert embed(Path("my film.html"), "sphinx").note == EXTRA.format(".html") + "../my film.html"
    assert embed(Path("my film.html"), "quarto").note == (
        "Quarto copies the file with resources: [my film.html] in the document's header"
    )
    assert embed(Path("my film.html"), "html").note == ""


def test_a_still_for_less_motion(folder: Path) -> None:
    """A .png beside a picture that moves is shown to whoever asked for less motion; beside a video it is the poster."""
    writer(".png").write(master(0.4), "my film.png", silent)
    assert embed(Path("my film.gif"), "readme").text == (
        '<picture><source media="(prefers-reduced-motion: reduce)" srcset="my%20film.png">'
        '<img src="my%20film.gif" alt="my film"></picture>'
    )
    assert ' poster="my%20film.png" ' in embed(Path("my film.mp4"), "html").text


class Tags(HTMLParser):
    """All elements, and what they are called."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.names: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more."""
        given = dict(attrs)
        self.found.append(tag)
        self.names.append(given.get("title") or given.get("alt") or given.get("aria-label"))


@pytest.mark.parametrize(("target", "ending"), [key for key in EXPECTED if key[0] in ("html", "iframe", "reveal")])
def test_a_hostile_title_in_html(folder: Path, target: str, ending: str) -> None:
    """It is the one element's name, and nothing else."""
    tags = Tags(embed(Path(f"my film{ending}"), target, title=HOSTILE).text)
    assert (len(tags.found), tags.names) == (1, [HOSTILE])


@pytest.mark.parametrize("target", ["readme", "mkdocs", "quarto"])
def test_a_hostile_title_in_markdown(folder: Path, target: str) -> None:
    """It is the image's alternative text, and nothing else."""
    (block,) = (
        one for one in MarkdownIt().parse(embed(Path("my film.gif"), target, title=HOSTILE).text) if one.children
    )
    (found,) = block.children or []
    assert (found.type, found.content.replace("\\", ""), found.attrs["src"]) == (
        "image",
        HOSTILE.replace("\\", ""),
        "my%20film.gif",
    )


def test_a_hostile_title_elsewhere(folder: Path) -> None:
    """In a notebook it is a string, in reStructuredText an option, in Quarto's own player it has lost its quotes."""
    (call,) = (one.value for one in ast.parse(embed(Path("my film.gif"), "jupyter", title=HOSTILE).text).body[1:])
    assert isinstance(call, ast.Call) and ast.literal_eval(call.keywords[1].value) == HOSTILE
    (shown,) = publish_doctree(embed(Path("my film.gif"), "sphinx", title=HOSTILE).text).findall(image)
    assert (shown["uri"], shown["alt"]) == ("my film.gif", HOSTILE)
    text = embed(Path("my film.mp4"), "quarto", title=HOSTILE).text
    assert text.count('"') == 2 and text.count(">") == 1 and text.count("{") == 2


def refused(file: str, target: str) -> tuple[str, str, str]:
    """What, why and what to do."""
    with pytest.raises(UsageError) as caught:
        embed(Path(file), target)
    return caught.value.what, caught.value.why, caught.value.todo


def test_what_cannot_be_shown(folder: Path) -> None:
    """A target says why it shows no such file, and names one beside it that it does show, or how to make it."""
    assert refused("my film.mp4", "readme") == (
        "--for readme shows no .mp4 file",
        "GitHub and package indexes take videos and frames out of a README; it can be .webp, .gif, .png",
        "did you mean loopway embed my film.gif --for readme?",
    )
    Path("my film.gif").unlink()
    assert refused("my film.html", "readme")[2] == "make one: loopway render SCRIPT -o my film.webp"
    assert refused("my film.mp4", "iframe")[1:] == (
        "a frame shows a page; it can be .html",
        "did you mean loopway embed my film.html --for iframe?",
    )


def test_what_is_not_there(folder: Path) -> None:
    """No such target, file or kind of file: what was probably meant."""
    assert refused("my film.gif", "readm") == (
        "there is no target 'readm'",
        "the targets are html, iframe, readme, sphinx, mkdocs, quarto, reveal, jupyter",
        "did you mean --for readme?",
    )
    assert refused("myfilm.gif", "html")[0::2] == ("there is no file myfilm.gif", "did you mean my film.gif?")
    assert refused("other.gif", "html")[2] == "make it: loopway render SCRIPT -o other.gif"
    assert refused("my film.htm", "html") == (
        "my film.htm cannot be embedded",
        "what can is .html, .mp4, .webm, .webp, .gif, .png",
        "did you mean my film.html?",
    )


@pytest.mark.parametrize("ending", [".html", ".mp4", ".gif"])
def test_a_file_that_is_none(folder: Path, ending: str) -> None:
    """Whatever has the ending and is no film of loopway's is refused with the reason."""
    Path(f"broken{ending}").write_text("nothing of the kind")
    what, why, todo = refused(f"broken{ending}", "html")
    assert (what, todo) == (
        f"broken{ending} is no {ending} file of a film",
        f"make it anew: loopway render SCRIPT -o broken{ending}",
    )
    assert why
