"""Whatever stands in a file: reading gives a lawful trace or a TraceError, nothing else."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .refusal import GATHER, SCENES, judge

TRACES = [(SCENES / f"{name}.jsonl").read_text().splitlines() for name in ("gather", "my_coroutine")]


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=300), head=st.integers(0, len(GATHER)), packs=st.booleans())
def test_any_bytes(data: bytes, head: int, packs: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Behind any beginning of a trace, compressed or not: a trace or a TraceError, nothing else."""
    path = tmp_path_factory.getbasetemp() / f"any.jsonl{'.gz' if packs else ''}"
    whole = GATHER[:head] + data
    path.write_bytes(gzip.compress(whole, 1)[: -len(data) or None] + data if packs else whole)
    judge(path)


VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 7, 10**9, 2**63, -(2**64), 10**30, 0.5, -0.0, 1e-300, 1e300),
    *("", "x", "../a.py:1", "/a:1", "\x1b[2J", "\u202e", "gather", "woken", "timer", [], [1, 2], {}, {"kind": "task"}),
]


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A recorded trace of which some lines have other values, are gone, doubled, swapped or cut."""
    lines = [json.loads(line) for line in draw(st.sampled_from(TRACES))]
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["value", "value", "value", "field", "away", "double", "swap"]))
        line = lines[place]
        if how in ("value", "field"):
            names = sorted(line) if how == "value" else ["x", "by", "until", "where"]
            lines[place] = line | {draw(st.sampled_from(names)): draw(st.sampled_from(VALUES))}
        elif how == "away" and len(lines) > 1:
            del lines[place]
        elif how == "double":
            lines.insert(place, line)
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], line
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


@settings(deadline=None, max_examples=300)
@given(data=mutants())
def test_mutants(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Lawful traces with a few lies in them: a trace or a TraceError, nothing else."""
    path = tmp_path_factory.getbasetemp() / "mutant.jsonl"
    path.write_bytes(data)
    judge(path)
