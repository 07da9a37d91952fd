"""A film that speaks: each caption has the time that it takes to say, at its place, in bytes that never differ."""

from __future__ import annotations

import os
import shutil
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from masters import master, silent
from msgspec.structs import replace

from loopway.errors import MachineError, RenderError, UsageError
from loopway.lessons import find_lesson
from loopway.publish import mov, video, webm
from loopway.publish.footage import Options
from loopway.publish.sound import RATE, Sound, Speech, decoded
from loopway.publish.voice import recording_name, voice_named, voiced
from loopway.story import Pace, Story, Telling, tell
from loopway.theme import NIGHT
from loopway.trace import read

TONE = (8000 * np.sin(np.arange(RATE // 2) * 0.06)).astype(np.int16)
"""Half a second."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def sounding() -> Sound:
    """Two tones, one at .25 s and one at 1.25 s."""
    return Sound(speeches=tuple(Speech(at=at, samples=TONE.tobytes()) for at in (0.25, 1.25)), seconds=2.0)


def loudness(samples: np.typing.NDArray[np.int16], start: float, end: float) -> float:
    """Between two seconds."""
    return float(np.abs(samples[int(start * RATE) : int(end * RATE)].astype(float)).mean())


@pytest.mark.parametrize(
    ("ending", "write", "codec"), [("mp4", video.write, "aac"), ("webm", webm.write, "opus"), ("mov", mov.write, "pcm")]
)
def test_it_is_heard_where_it_is_said(tmp_path: Path, ending: str, write, codec: str) -> None:  # type: ignore[no-untyped-def]
    """AAC in an MP4, Opus in a WebM, plain samples in a MOV: loud where somebody speaks, silent elsewhere."""
    path = tmp_path / f"film.{ending}"
    write(replace(master(2.0), sound=sounding()), str(path), silent)
    with av.open(str(path)) as film:
        assert film.streams.audio[0].codec_context.name.startswith(codec)
        assert film.streams.video[0].codec_context.name
    heard = decoded(str(path))
    assert abs(len(heard) - 2 * RATE) < 0.1 * RATE
    assert min(loudness(heard, 0.3, 0.7), loudness(heard, 1.3, 1.7)) > 3000
    assert max(loudness(heard, 0.0, 0.2), loudness(heard, 0.85, 1.2), loudness(heard, 1.85, 1.95)) < 100


@pytest.mark.parametrize(("ending", "write"), [("mp4", video.write), ("webm", webm.write)])
def test_the_same_words_are_the_same_bytes(tmp_path: Path, ending: str, write) -> None:  # type: ignore[no-untyped-def]
    """No encoder's version, no hour, no thread: two films of one voice do not differ in a byte."""
    paths = [tmp_path / f"{name}.{ending}" for name in ("one", "other")]
    for path in paths:
        write(replace(master(2.0), sound=sounding()), str(path), silent)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert b"Lavc" not in paths[0].read_bytes()


def test_a_lost_sound_is_noticed(tmp_path: Path) -> None:
    """A track that is silent where somebody speaks, or too short, is no track: nobody is told that it is there."""
    path = tmp_path / "film.mp4"
    video.write(replace(master(2.0), sound=sounding()), str(path), silent)
    late = Sound(speeches=(Speech(at=0.8, samples=TONE[: RATE // 4].tobytes()),), seconds=2.0)
    with pytest.raises(RenderError, match="a caption is not heard"):
        late.check(str(path))
    with pytest.raises(RenderError, match="the sound came back from the disk another"):
        replace(sounding(), seconds=3.0).check(str(path))


def test_who_speaks_longer_is_cut_by_the_next() -> None:
    """Two never speak at once."""
    sound = Sound(speeches=tuple(Speech(at=at, samples=TONE.tobytes()) for at in (0.0, 0.25)), seconds=1.0)
    assert np.array_equal(sound.track()[RATE // 4 : RATE // 4 + 100], TONE[:100])


# -- pace --------------------------------------------------------------------------------------------------------------


def gather(options: Options) -> Story:
    """The lesson, told in its own words."""
    lesson = find_lesson(Path("gather"))
    assert lesson is not None
    return tell(read(lesson.trace), options.telling, options.pace)


def as_long_as_it_is(sentences: object) -> dict[str, bytes]:
    """A slow voice: a tenth of a second a character."""
    return {text: np.full(len(text) * RATE // 10, 9, np.int16).tobytes() for text in sentences}  # type: ignore[attr-defined]


def test_a_caption_stays_while_it_is_said() -> None:
    """Every caption is there at least as long as its speech, which begins with it; nothing is said over another."""
    asked, sound = voiced(gather, Options(theme=NIGHT, pace=Pace(), telling=Telling()), as_long_as_it_is)
    told = gather(asked)
    assert told.length > gather(Options(theme=NIGHT, pace=Pace(), telling=Telling())).length
    assert [one.at for one in sound.speeches] == [beat.at for beat in told.beats]
    for beat, one in zip(told.beats, sound.speeches, strict=True):
        assert len(one.samples) / 2 / RATE == pytest.approx(len(beat.caption) / 10, abs=1e-3)
        assert beat.until - beat.at >= len(beat.caption) / 10


# -- voices ------------------------------------------------------------------------------------------------------------


def recorded(folder: Path, name: str, samples: np.typing.NDArray[np.int16] = TONE) -> None:
    """A .wav of the user's, in a rate of its own."""
    with wave.open(str(folder / name), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def test_recordings_of_ones_own(tmp_path: Path) -> None:
    """Each is found by its words, whatever number or case its name has, and comes in the film's own rate."""
    recorded(tmp_path, "07-The-Road-Opens-for-M-main.wav")
    recorded(tmp_path, "a-drives.wav")
    said = voice_named(str(tmp_path), "en")(["The road opens for M: main().", "A drives."])
    assert [len(samples) // 2 for samples in said.values()] == [pytest.approx(RATE, rel=0.01)] * 2


def test_what_is_to_be_recorded_is_listed(tmp_path: Path) -> None:
    """Each missing sentence with the name of its file; no sentence can name a file outside the folder."""
    with pytest.raises(UsageError, match="2 of the film's sentences are not recorded") as raised:
        voice_named(str(tmp_path), "en")(["A drives.", "It prints: ../../etc/passwd"])
    assert raised.value.todo.splitlines() == [
        "record them:",
        "01-a-drives.wav   A drives.",
        "02-it-prints-etc-passwd.wav   It prints: ../../etc/passwd",
    ]
    assert recording_name(3, "誰も走らない。\u2066A\u2069") == "03-誰も走らない-a.wav"


def test_a_recording_that_is_none(tmp_path: Path) -> None:
    """What cannot be played, and what is silent, is named."""
    (tmp_path / "01-a-drives.wav").write_bytes(b"no sound")
    with pytest.raises(UsageError, match=r"01-a-drives\.wav cannot be played"):
        voice_named(str(tmp_path), "en")(["A drives."])
    recorded(tmp_path, "01-a-drives.wav", np.zeros(2400, np.int16))
    with pytest.raises(UsageError, match=r"01-a-drives\.wav is silent"):
        voice_named(str(tmp_path), "en")(["A drives."])


def test_a_voice_that_there_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither espeak nor a folder; or espeak where it is not installed: the line that mends it."""
    with pytest.raises(UsageError, match="there is no voice 'nobody'"):
        voice_named("nobody", "en")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineError) as raised:
        voice_named("espeak", "en")
    assert raised.value.todo.startswith("apt install espeak-ng")


def speaker(folder: Path, program: str) -> None:
    """A command of espeak-ng's name."""
    command = folder / "espeak-ng"
    command.write_text("#!/bin/sh\n" + program)
    command.chmod(0o755)


def test_espeak_is_asked_in_the_films_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The language and the words reach it, without what only steers a line; what it writes is what is heard."""
    recorded(tmp_path, "said.wav")
    speaker(tmp_path, f'echo "$2" > {tmp_path}/asked; cat > {tmp_path}/words; cat {tmp_path}/said.wav\n')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    said = voice_named("espeak", "ar")(["\u200fتنتظر \u2066A\u2069"])
    assert len(*said.values()) > RATE // 2
    assert (tmp_path / "asked").read_text().strip() == "ar"
    assert (tmp_path / "words").read_text(encoding="utf-8") == "تنتظر A"


def test_espeak_that_cannot_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own words are the reason."""
    speaker(tmp_path, "cat > /dev/null; echo 'no such voice' >&2; exit 1\n")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(MachineError, match=r"(?s)cannot say 'A drives\.'.*no such voice"):
        voice_named("espeak", "tlh")(["A drives."])


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_real_espeak() -> None:
    """It speaks, the same every time."""
    speak = voice_named("espeak", "de")
    one, other = (speak(["A fährt."])["A fährt."] for _ in range(2))
    assert one == other and len(one) > RATE // 2
