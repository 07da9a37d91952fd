"""Who speaks the captions: espeak-ng, or the user's own recordings; how long it takes decides how long they stay."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import av
import numpy as np
from msgspec.structs import replace

from loopway.errors import MachineError, UsageError
from loopway.publish.captions import cues
from loopway.publish.footage import Options
from loopway.publish.oneline import one_line
from loopway.publish.sound import RATE, Sound, Speech, decoded
from loopway.story import Comparison, Story
from loopway.story.language import STEERING

ESPEAK = "espeak"
COMMAND = "espeak-ng"
SPEED = "165"
"""Words a minute."""
LONGEST = 60.0
"""Seconds that espeak-ng may take for a sentence."""
ENDINGS = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus")
NAMED = 40
"""So many missing recordings are listed."""
ROUNDS = 10
"""A film is told anew at most so often: what is said depends on how long it takes to say it."""

Voice = Callable[[Iterable[str]], dict[str, bytes]]
"""Sentences -> their samples, 16 bits mono, RATE a second; it raises for those that it cannot say."""
Tell = Callable[[Options], Story | Comparison]


def voice_named(asked: str, language: str) -> Voice:
    """The voice of this name: "espeak", or a folder of recordings. UsageError or MachineError if it cannot speak."""
    if asked == ESPEAK:
        return _espeak(language)
    folder = Path(asked)
    if folder.is_dir():
        return lambda sentences: _recorded(folder, sentences)
    raise UsageError(
        f"there is no voice {asked!r}",
        where=f"--voice {asked}",
        why=f"a voice is {ESPEAK}, or a folder with recordings of your own",
        todo=f"--voice {ESPEAK}, or make the folder: loopway then lists what to record",
    )


def voiced(tell: Tell, asked: Options, voice: Voice) -> tuple[Options, Sound]:
    """The options with a pace that gives every caption the time it takes to say it, and the film's sound.

    Pure but for the voice: the same sentences in the same voice give the same film.
    """
    spoken: dict[str, bytes] = {}
    for _ in range(ROUNDS):
        told = tell(asked)
        new = [
            text for text in dict.fromkeys(beat.caption for beat in told.beats if beat.caption) if text not in spoken
        ]
        if not new:
            break
        spoken |= voice(new)
        lengths = {text: len(samples) / 2 / RATE for text, samples in spoken.items()}
        asked = replace(asked, pace=replace(asked.pace, reading=replace(asked.pace.reading, spoken=lengths)))
    said = {one_line(text): samples for text, samples in spoken.items()}
    speeches = tuple(Speech(at=cue.start, samples=said[cue.text]) for cue in cues(told) if cue.text in said)
    return asked, Sound(speeches=speeches, seconds=told.length)


# -- espeak-ng ---------------------------------------------------------------------------------------------------------


def _espeak(language: str) -> Voice:
    command = shutil.which(COMMAND)
    if command is None:
        raise MachineError(
            "this machine has no espeak-ng",
            where=f"--voice {ESPEAK}",
            why="the captions are spoken by it; it was not found on PATH",
            todo="apt install espeak-ng   # as root; or record them yourself: --voice FOLDER",
        )
    return lambda sentences: {text: _spoken(command, language, text) for text in sentences}


def _spoken(command: str, language: str, text: str) -> bytes:
    words = "".join(char for char in text if char not in STEERING)
    arguments = [command, "-v", language, "-s", SPEED, "--stdin", "--stdout"]
    try:
        done = subprocess.run(arguments, input=words.encode(), capture_output=True, check=True, timeout=LONGEST)
        samples = decoded(done.stdout)
    except (subprocess.SubprocessError, OSError, av.FFmpegError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise MachineError(
            f"espeak-ng cannot say {words[:40]!r}",
            where=f"espeak-ng -v {language}",
            why=said.decode(errors="replace").strip(),
            todo="see which languages it has: espeak-ng --voices",
        ) from error
    if not len(samples):
        raise MachineError(f"espeak-ng said nothing for {words[:40]!r}", todo="see that it works: espeak-ng hello")
    return _trimmed(samples).tobytes()


# -- recordings of one's own -------------------------------------------------------------------------------------------


def _recorded(folder: Path, sentences: Iterable[str]) -> dict[str, bytes]:
    files = {_key(path.stem): path for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS}
    wanted = {text: files.get(recording_key(text)) for text in sentences}
    missing = [text for text, path in wanted.items() if path is None]
    if missing:
        lines = [f"{recording_name(number, text)}   {_plain(text)}" for number, text in enumerate(missing, 1)]
        more = [f"and {len(lines) - NAMED} more"] if len(lines) > NAMED else []
        raise UsageError(
            f"{len(missing)} of the film's sentences are not recorded",
            where=f"{folder}/",
            why="each is looked for by its words; the number is only for the order",
            todo="record them:\n" + "\n".join((*lines[:NAMED], *more)),
        )
    return {text: _read(path) for text, path in wanted.items() if path is not None}


def recording_name(number: int, text: str) -> str:
    """The file in which a sentence is to be recorded.

    >>> recording_name(3, "The road opens for M: main().")
    '03-the-road-opens-for-m-main.wav'
    """
    return f"{number:02d}-{recording_key(text)}.wav"


def recording_key(text: str) -> str:
    """A sentence by its letters and digits alone, as a name of a file; nothing in it can leave a folder."""
    words = "".join(char if char.isalnum() else " " for char in _plain(text).casefold()).split()
    return "-".join(words)


def _key(stem: str) -> str:
    """What stands in a file's name behind its number."""
    number, _, rest = stem.partition("-")
    return recording_key(rest if number.isdigit() and rest else stem)


def _plain(text: str) -> str:
    return "".join(char for char in text if char not in STEERING)


def _read(path: Path) -> bytes:
    try:
        samples = decoded(str(path))
    except (av.FFmpegError, OSError) as error:
        raise UsageError(f"{path} cannot be played", why=str(error), todo="record it again, as .wav") from error
    if not len(samples) or not np.any(samples):
        raise UsageError(f"{path} is silent", todo="record it again")
    return samples.tobytes()


def _trimmed(samples: np.typing.NDArray[np.int16]) -> np.typing.NDArray[np.int16]:
    """Without the silence at the end, which a synthesiser adds: a film waits for what is said."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > np.abs(samples.astype(np.int32)).max() / 100)
    return samples[: int(loud[-1]) + 1] if len(loud) else samples
