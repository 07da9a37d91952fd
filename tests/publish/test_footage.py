"""Real films: their pictures follow from trace and options alone, in any order; a theme's values are among them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from loopway.publish.cache import names
from loopway.publish.delivery import Delivery
from loopway.publish.encoder import Encoding
from loopway.publish.footage import Options, Pair, footage, master, pair_master
from loopway.publish.master import Master
from loopway.publish.segments import Film, render_segment
from loopway.publish.studio import Studio
from loopway.story import Pace, Telling
from loopway.theme import DAY, NIGHT, Theme
from loopway.trace import Trace, jsonl
from loopway.trace.events import CallBlocked, CallReturned, CallStarted

SCENES = Path(__file__).parent.parent.parent / "scenes"
DRAWN = """
import sys, hashlib, msgspec
from loopway.publish.segments import Film, render_segment
film = msgspec.json.decode(sys.stdin.buffer.read(), type=Film)
parts = film.segments()[: len(sys.argv) - 1]
drawn = {part: hashlib.sha256(render_segment(film, part)).hexdigest() for part in (parts[int(n)] for n in sys.argv[1:])}
print([drawn[part] for part in parts])
"""


def film(theme: Theme) -> Film:
    """Gather in a small size."""
    trace = jsonl.read(SCENES / "traces" / "gather.jsonl")
    options = Options(theme=theme, pace=Pace(), telling=Telling())
    return master(trace, options, Encoding(size=(320, 180), fps=5), Studio(jobs=1)).film


def test_segments_of_a_real_film_have_no_history() -> None:
    """Three segments drawn forwards in one process and backwards in another are the same in every byte."""
    data = msgspec.json.encode(film(NIGHT))
    forwards, backwards = (
        subprocess.run([sys.executable, "-c", DRAWN, *order], input=data, capture_output=True, check=True).stdout
        for order in ("012", "210")
    )
    assert forwards == backwards
    assert len(set(forwards.split(b", "))) == 3


@pytest.mark.parametrize("other", [DAY, msgspec.structs.replace(NIGHT, road="#123456")], ids=["day", "edited"])
def test_a_themes_values_are_in_the_name(other: Theme) -> None:
    """An edited theme of the same name uses none of the segments that were drawn before; the same values use all."""
    assert not set(names(film(NIGHT)).values()) & set(names(film(other)).values())
    assert names(film(NIGHT)) == names(film(msgspec.structs.replace(NIGHT)))


def test_two_runs_are_one_film_in_every_process() -> None:
    """A segment of a comparison is drawn from its values alone, as here; another run in the pair is another film."""
    told = [pair_film(seconds) for seconds in (1.0, 2.0)]
    data = msgspec.json.encode(told[0])
    there = subprocess.run([sys.executable, "-c", DRAWN, "0"], input=data, capture_output=True, check=True).stdout
    here = hashlib.sha256(render_segment(told[0], told[0].segments()[0])).hexdigest()
    assert there.decode().strip() == repr([here])
    assert not set(names(told[0]).values()) & set(names(told[1]).values())


def pair_film(seconds: float) -> Film:
    """A plain function that sleeps so long beside gather, in a small size."""
    gather = jsonl.read(SCENES / "traces" / "gather.jsonl")
    blocked = CallBlocked(at=0.0, call="time.sleep()", seconds=seconds)
    calls = (CallStarted(at=0.0, call="f()"), blocked, CallReturned(at=seconds, call="f()"))
    pair = Pair(Trace(header=gather.header, events=calls), gather)
    options = Options(theme=NIGHT, pace=Pace(), telling=Telling())
    return pair_master(pair, options, Encoding(size=(320, 180), fps=5), Studio(jobs=1)).film


def test_who_leaves_the_drawing_to_others_loads_no_manim() -> None:
    """A film is told, staged and encoded for its workers without Manim; drawing its first picture loads it."""
    code = """
import sys
sys.path.insert(0, sys.argv[1])
from test_footage import film
from loopway.publish.segments import Segment, render_segment
from loopway.theme import NIGHT
whole = film(NIGHT)
before = "manim" in sys.modules
render_segment(whole, Segment(first=0, count=1))
print(before, "manim" in sys.modules)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "False True\n"


def gather(delivery: Delivery) -> Master:
    """Gather in a small size, handed over so."""
    trace = jsonl.read(SCENES / "traces" / "gather.jsonl")
    options = Options(theme=NIGHT, pace=Pace(), telling=Telling())
    return master(trace, options, Encoding(size=(320, 180), fps=5), Studio(jobs=1), delivery)


def test_captions_are_drawn_where_they_were_asked_for() -> None:
    """In the band below: burned into film and small pictures; soft into small ones alone; off into none."""
    seen = {}
    for captions in ("burn", "soft", "off"):
        reel = gather(Delivery(captions=captions))
        bands = []
        for draw in (footage(reel.film.trace, reel.film.options), reel.draw):
            (picture,) = draw((4.0,), (320, 180))
            bands.append(bool(picture.pixels[165:, :200, :3].max() > 200))
        seen[captions] = tuple(bands)
        assert reel.cues[0].text == "The road opens for M: main()."
    assert seen == {"burn": (True, True), "soft": (False, True), "off": (False, False)}


def test_without_a_ground_what_stands_there_stays() -> None:
    """The corner is transparent, a panel is not, and where nothing shines through the picture is the same."""
    with_ground, without = (gather(Delivery(ground=ground)) for ground in (True, False))
    (whole,) = with_ground.draw((6.0,), (320, 180))
    (bare,) = without.draw((6.0,), (320, 180))
    alpha = bare.pixels[..., 3]
    assert alpha[0, 0] == 0
    assert alpha[40, 40] == 255
    assert 0.1 < (alpha == 0).mean() < 0.5
    assert np.array_equal(bare.pixels[alpha == 255], whole.pixels[alpha == 255])
    (again,) = footage(without.film.trace, without.film.options)((6.0,), (320, 180))
    assert np.array_equal(again.pixels, bare.pixels)
