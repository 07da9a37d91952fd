"""How Perfetto reads a Chrome trace, after its importer for JSON (slice tracker, flow tracker): without our code."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

PHASES = {"X", "i", "s", "f", "C", "M"}


class Slice(NamedTuple):
    """A slice, or an instant, which is a slice of no length."""

    track: str
    name: str
    cat: str
    start: float
    end: float
    args: dict[str, Any]


class Import(NamedTuple):
    """What Perfetto would show; `faults` are what it would drop, or count as an error."""

    process: str
    tracks: list[str]
    slices: list[Slice]
    arrows: list[tuple[str, Slice, Slice]]
    counters: list[tuple[float, str, float]]
    faults: list[str]


class _Importer:
    def __init__(self) -> None:
        self.names: dict[tuple[int, int], str] = {}
        self.order: dict[tuple[int, int], int] = {}
        self.stacks: dict[tuple[int, int], list[Slice]] = {}
        self.started: dict[tuple[int, str, str], Slice] = {}
        self.found = Import("", [], [], [], [], [])

    def fault(self, what: str, event: dict[str, Any]) -> None:
        self.found.faults.append(f"{what}: {json.dumps(event)}")

    def meta(self, event: dict[str, Any]) -> None:
        track = (event["pid"], event["tid"])
        if event["name"] == "thread_name":
            if track in self.names:
                self.fault("a track named twice", event)
            self.names[track] = event["args"]["name"]
            self.stacks[track] = []
        elif event["name"] == "thread_sort_index":
            self.order[track] = event["args"]["sort_index"]
        elif event["name"] == "process_name":
            self.found = self.found._replace(process=event["args"]["name"])

    def slice(self, event: dict[str, Any], end: float) -> None:
        """Slices that have ended leave the stack; one that would overlap its parent is dropped."""
        track = (event["pid"], event["tid"])
        stack = self.stacks[track]
        begun = event["ts"]
        while stack and (
            stack[-1].end < begun or (stack[-1].end == begun and (stack[-1].start < begun or end > begun))
        ):
            stack.pop()
        if stack and end > stack[-1].end:
            self.fault("overlaps", event)
            return
        made = Slice(self.names[track], event["name"], event["cat"], begun, end, event.get("args", {}))
        self.found.slices.append(made)
        stack.append(made)

    def arrow(self, event: dict[str, Any]) -> None:
        """Both ends bind to the slice that began last on their track."""
        key = (event["id"], event["cat"], event["name"])
        stack = self.stacks[(event["pid"], event["tid"])]
        if not stack:
            self.fault("no enclosing slice", event)
        elif not stack[-1].start <= event["ts"] <= stack[-1].end:
            self.fault("outside of its slice", event)
        elif event["ph"] == "s":
            if key in self.started:
                self.fault("an id used twice", event)
            self.started[key] = stack[-1]
        elif event.get("bp") != "e" or key not in self.started:
            self.fault("ends without a beginning", event)
        else:
            self.found.arrows.append((event["name"], self.started.pop(key), stack[-1]))

    def count(self, event: dict[str, Any]) -> None:
        """Each of the arguments is a counter of its own."""
        for key, value in event["args"].items():
            self.found.counters.append((event["ts"], f"{event['name']} {key}", value))


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def read(text: str) -> Import:
    """Read a file's text; ValueError if it is no JSON of this format at all."""
    whole = json.loads(text, parse_constant=_refuse)
    if list(whole) != ["otherData", "displayTimeUnit", "traceEvents"] or whole["displayTimeUnit"] != "ms":
        raise ValueError("the keys are not as Perfetto reads them")
    importer = _Importer()
    last = 0.0
    for event in whole["traceEvents"]:
        if event["ph"] not in PHASES:
            importer.fault("unknown phase", event)
        elif event["ph"] == "M":
            importer.meta(event)
            continue
        if event["ts"] < last or round(event["ts"], 3) != event["ts"] or event.get("dur", 0) < 0:
            importer.fault("time", event)
        last = event["ts"]
        if event["ph"] == "X":
            importer.slice(event, round(event["ts"] + event["dur"], 3))
        elif event["ph"] == "i":
            importer.slice(event, event["ts"])
        elif event["ph"] in "sf":
            importer.arrow(event)
        elif event["ph"] == "C":
            importer.count(event)
    importer.found.faults.extend(f"begins and never ends: {key}" for key in importer.started)
    importer.found.tracks.extend(
        importer.names[track] for track in sorted(importer.names, key=importer.order.__getitem__)
    )
    return importer.found
