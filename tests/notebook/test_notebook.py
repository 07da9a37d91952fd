"""The magics in the real thing: a notebook is executed by a kernel, and its outputs are looked at."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image

DOCS = Path(__file__).parent.parent.parent / "docs" / "notebook.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
"""The cells of the documentation; the first loads loopway."""
FILMED = """\
%%loopway -q draft --pace 12 -- Ada
import asyncio, sys
from beside import greeting

async def main():
    print(greeting, sys.argv[1])
    print("a complaint", file=sys.stderr)
    await asyncio.sleep(1)

asyncio.run(main())
"""
PLAIN = "import time\n\ndef nap():\n    time.sleep(1)\n\nnap()\n"

Outputs = dict[str, list[Any]]


def executed(cells: list[str], folder: Path) -> Outputs:
    """Has a kernel run these cells in this folder; gives the outputs of each."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return {cell.source: cell.outputs for cell in notebook.cells}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the notebook stands, with a module and a script beside it."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "beside.py").write_text("greeting = 'good morning'\n")
    (folder / "plain.py").write_text(PLAIN)
    return folder


COMPARED = f"%%loopway --compare plain.py -q draft --pace 12 -o both.png\n{FILMED.partition('Ada')[2]}"
TWO = "%%loopway plain.py\npass\n"
AT_THE_TOP = "%%loopway -q draft\nimport asyncio\nawait asyncio.sleep(1)\n"
WRONG = {
    AT_THE_TOP: """\
error: the script is no Python
  where: cell.py:2
  why:   'await' outside function: await asyncio.sleep(1)
  do:    put it into `async def main():` and run that with asyncio.run(main())""",
    "%loopway gone.py": """\
error: there is no file gone.py
  where: looked for in {folder}
  do:    see that the name is right, or change to the script's folder""",
    "%loopway plain.py --qualty draft": """\
error: there is no option --qualty
  where: %loopway
  why:   words for the script itself stand behind --
  do:    did you mean --quality?""",
    "%loopway plain.py --shape tal": """\
error: there is no shape 'tal'
  why:   the shapes are wide, tall, square
  do:    did you mean tall?""",
    "%loopway a.py b.py": """\
error: 2 sources are named
  where: %loopway
  why:   one place shows one film
  do:    film each in a cell of its own, or two on one clock with --compare""",
    "%loopway 'plain.py": """\
error: the line cannot be read
  where: %loopway
  why:   No closing quotation
  do:    close the quote""",
    "%%loopway plain.py\npass\n": """\
error: both plain.py and a cell are to be filmed
  where: %%loopway
  why:   one place shows one film
  do:    for both on one clock: %%loopway --compare plain.py""",
}
"""Cell -> what is told of it."""


@pytest.fixture(scope="module")
def outputs(folder: Path) -> Outputs:
    """What one notebook shows below each of its cells."""
    return executed([*EXAMPLES, FILMED, COMPARED, "%loopway --help", *WRONG, "print('still here')"], folder)


def texts(cell: list[Any], stream: str) -> str:
    """What a cell has written to one of its streams."""
    return "".join(output.text for output in cell if output.output_type == "stream" and output.name == stream)


def test_a_cell_is_filmed(outputs: Outputs) -> None:
    """Below the script's own output stands its film, which plays; and, where nothing can move, its poster."""
    *said, film = outputs[FILMED]
    assert [output.output_type for output in said] == ["stream", "stream"]
    assert texts(said, "stdout") == "good morning Ada\n"
    assert texts(said, "stderr") == "a complaint\n"
    assert re.fullmatch(r"Cell: film, \d+\.\d s", film.data["text/plain"])
    html = film.data["text/html"]
    video = re.search(r'<source src="data:video/mp4;base64,([^"]+)" type="video/mp4">', html)
    assert video is not None
    with av.open(BytesIO(b64decode(video[1]))) as played:
        pictures = list(played.decode(video=0))
        assert (pictures[0].width, pictures[0].height) == (854, 480)
        assert len(pictures) == pytest.approx(12 * 15, abs=15)
    track = re.search(r'<track kind="captions" label="Captions" src="data:text/vtt;base64,([^"]+)">', html)
    assert track is not None
    assert "The road opens for A: main()." in b64decode(track[1]).decode()
    with Image.open(BytesIO(b64decode(film.data["image/png"]))) as poster:
        assert poster.size == (854, 480)


def test_a_cell_beside_a_script(outputs: Outputs, folder: Path) -> None:
    """--compare makes one film of both; -o keeps the file, and the notebook shows that one."""
    shown = outputs[COMPARED][-1] if outputs[COMPARED][-1].output_type == "display_data" else outputs[COMPARED][-2]
    assert texts(outputs[COMPARED], "stdout").endswith("both.png\n")
    assert b64decode(shown.data["image/png"]) == (folder / "both.png").read_bytes()


@pytest.mark.parametrize("cell", WRONG)
def test_what_is_wrong_is_told_in_four_parts(cell: str, outputs: Outputs, folder: Path) -> None:
    """The cell fails, with the words that the command line has for it, and without a traceback."""
    (error,) = outputs[cell]
    assert error.output_type == "error"
    assert "\n".join(error.traceback) == WRONG[cell].format(folder=folder)


def test_the_help_is_that_of_render(outputs: Outputs) -> None:
    """`%loopway --help` lists the options, and the notebook goes on."""
    assert texts(outputs["%loopway --help"], "stdout").startswith("Usage: %loopway [OPTIONS] SCRIPT|TRACE|LESSON...")
    assert texts(outputs["print('still here')"], "stdout") == "still here\n"


def test_nothing_is_left(outputs: Outputs, folder: Path) -> None:
    """Beside the notebook stands what was asked for, and nothing else."""
    made = {path.name for path in folder.iterdir()} - {"__pycache__", "beside.py", "plain.py"}
    assert made == {"both.png", "nap.png", "gather.png"}


def test_the_examples_of_the_docs(outputs: Outputs) -> None:
    """Each cell of docs/notebook.md runs, and all but the first show what they say."""
    kinds = [[output.output_type for output in outputs[cell]] for cell in EXAMPLES]
    assert kinds == [[], ["stream", "display_data"], ["display_data", "stream"], ["display_data", "stream"]]
    assert texts(outputs[EXAMPLES[1]], "stdout") == "cake is here\ntea is here\n"
    assert [texts(outputs[cell], "stdout") for cell in EXAMPLES[2:]] == ["nap.png\n", "gather.png\n"]
