"""Looks this machine over: everything that drawing and encoding need, found or missing, and the line that mends it."""

from __future__ import annotations

import platform
import sys

import click

from loopway.errors import MachineError
from loopway.publish import machine

WIDEST = 10
"""Characters of the longest name."""


def examine() -> None:
    """Prints every check on standard output; MachineError at the end if anything is missing."""
    click.echo(f"{'python':{WIDEST}} {platform.python_version()} at {sys.executable}")
    lacking = []
    for need, why in machine.report():
        click.echo(f"{need.name:{WIDEST}} {f'missing: {why}' if why else 'found'}")
        if why:
            lacking.append(need)
            click.echo(f"{'':{WIDEST}} {need.remedy}")
    if lacking:
        raise MachineError(f"this machine lacks {', '.join(need.name for need in lacking)}", todo=lacking[0].remedy)
