"""A film's sound: speech at its captions, silence between, one track beside the pictures; the same bytes every time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from typing import Any, cast

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer

from loopway.errors import RenderError

RATE = 48_000
"""Samples a second, of everything."""
FRAME = 960
"""Samples that are handed to an encoder at once: 20 ms, which Opus likes; others gather what they need."""
CODECS = {"mp4": ("aac", 96_000), "webm": ("libopus", 64_000), "mov": ("pcm_s16le", None)}
"""Container -> its codec of sound, and bits a second."""
AHEAD = 0.5
"""Film seconds by which the sound lies before its pictures in the file: a player need not look for it."""
LOST = 0.1
"""Seconds by which a decoded track may be shorter or longer: encoders pad their first and last frame."""
QUIET = 0.02
"""Part of a speech's loudness that must be heard at its place when it is read back."""

Samples = npt.NDArray[np.int16]


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """One caption spoken: 16 bits mono, RATE samples a second, from film second `at` on."""

    at: float
    samples: bytes


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """All that is heard in a film of so many film seconds."""

    speeches: tuple[Speech, ...]
    seconds: float

    def track(self) -> Samples:
        """The whole track; a speech ends where the next one begins."""
        whole = np.zeros(round(self.seconds * RATE), dtype=np.int16)
        starts = [round(one.at * RATE) for one in self.speeches]
        for one, start, end in zip(self.speeches, starts, [*starts[1:], len(whole)], strict=True):
            said = np.frombuffer(one.samples, dtype=np.int16)[: max(0, end - start)]
            whole[start : start + len(said)] = said
        return whole

    def begin(self, film: OutputContainer) -> Callable[[float], None]:
        """Announces the track, before any packet is in the film; what this gives writes it, up to a film second."""
        name, bits = CODECS[film.format.name]
        track = cast(AudioStream, film.add_stream(name, rate=RATE))
        track.codec_context.layout = "mono"
        track.codec_context.flags |= Flags.bitexact.value  # or the encoder's version is in the sound
        if bits:
            track.bit_rate = bits
        frames = _frames(self.track())
        written = 0

        def feed(seconds: float) -> None:
            nonlocal written
            while written < (seconds + AHEAD) * RATE:
                frame = next(frames, None)
                if frame is None:
                    if seconds == math.inf:
                        film.mux(track.encode(None))
                    return
                written += frame.samples
                film.mux(track.encode(frame))

        return feed

    def check(self, path: str) -> None:
        """Decodes the track out of a file; RenderError unless it is as long as the film, and every speech is heard."""
        heard, wanted = decoded(path), self.track()
        if abs(len(heard) - len(wanted)) > LOST * RATE:
            raise RenderError(
                "the sound came back from the disk another",
                where=path,
                why=f"{len(wanted) / RATE:.2f} s were written, and {len(heard) / RATE:.2f} s can be heard",
                todo="try another disk",
            )
        for one in self.speeches:
            start = round(one.at * RATE)
            span = slice(start, start + len(one.samples) // 2)
            if _loudness(heard[span]) < QUIET * _loudness(wanted[span]):
                raise RenderError(
                    "a caption is not heard in the film", where=path, why=f"it is silent at {one.at:.1f} s"
                )


def decoded(source: str | bytes) -> Samples:
    """What a file with sound plays, as RATE samples a second, mono; FFmpegError if there is none in it."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(BytesIO(source) if isinstance(source, bytes) else source, "r") as file:
        if not file.streams.audio:
            return np.zeros(0, dtype=np.int16)
        parts = [_samples(part) for frame in file.decode(audio=0) for part in resampler.resample(frame)]
        parts += [_samples(part) for part in resampler.resample(None)]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int16)


def _samples(frame: Any) -> Samples:
    return cast(Samples, frame.to_ndarray().reshape(-1))


def _frames(track: Samples) -> Iterator[av.AudioFrame]:
    for start in range(0, len(track), FRAME):
        frame = av.AudioFrame.from_ndarray(track[None, start : start + FRAME], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame


def _loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples.astype(np.float64))))) if len(samples) else 0.0
