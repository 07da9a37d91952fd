"""A script's own modules are found by its imports, without running it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.publish.preview.modules import with_modules

FILES = {
    "main.py": "",
    "till.py": "import money",
    "money.py": "import till",
    "unused.py": "",
    "shop/__init__.py": "",
    "shop/desk.py": "from . import bell\nfrom .drawer import Key",
    "shop/bell.py": "from ..till import x",
    "shop/drawer.py": "",
    "shop/hall/__init__.py": "from ..bell import y",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script's folder with a few modules and a package."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("import asyncio, json", []),
        ("import till", ["money.py", "till.py"]),
        ("from money import coin", ["money.py", "till.py"]),
        ("def main():\n    import till as t", ["money.py", "till.py"]),
        ("import shop.drawer", ["shop/__init__.py", "shop/drawer.py"]),
        ("from shop import drawer, other", ["shop/__init__.py", "shop/drawer.py"]),
        ("from shop.drawer import *", ["shop/__init__.py", "shop/drawer.py"]),
        (
            "from shop.desk import Desk",
            ["money.py", "shop/__init__.py", "shop/bell.py", "shop/desk.py", "shop/drawer.py", "till.py"],
        ),
        ("import shop.hall", ["money.py", "shop/__init__.py", "shop/bell.py", "shop/hall/__init__.py", "till.py"]),
        ("from .... import till", []),
        ("import main", []),
        ("this is no Python", []),
        ("import \ud83d".encode("utf-8", "surrogatepass"), []),
        (b"\0", []),
    ],
)
def test_what_a_script_is_made_of(folder: Path, text: str | bytes, found: list[str]) -> None:
    """The script first, then whatever of its folder it or its modules import; of a broken one only itself."""
    script = folder / "main.py"
    script.write_bytes(text if isinstance(text, bytes) else text.encode())
    first, *others = with_modules(script)
    assert first == script
    assert sorted(str(path.relative_to(folder)) for path in others) == found


def test_a_script_that_is_not_there(tmp_path: Path) -> None:
    """It is waited for: it may be in the middle of a save."""
    assert with_modules(tmp_path / "gone.py") == (tmp_path / "gone.py",)
