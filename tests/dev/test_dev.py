"""./dev on machines that lack something, and on one that lacks nothing. Nothing is installed by these tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
NEEDED = ("sh", "cat", "cksum", "dirname", "env", "id", "mktemp", "rm", "sed", "tail", "tr", "true")
NOBODY = 65534
REFUSES = '#!/bin/sh\necho "E: no such package" >&2\nexit 100\n'
YES = "#!/bin/sh\n"
PYTHON = '#!/bin/sh\ncase $1 in\n--version) echo Python 3.99 ;;\n-m) echo "no room for $3 $4" >&2; exit 1 ;;\nesac\n'
SUDO = '#!/bin/sh\n[ "$1" != -n ] || shift\nexec "$@"\n'


class Machine:
    """A checkout and a PATH with the bare minimum, open to everybody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "checkout"
        self.tools = folder / "bin"
        for place in (folder, self.checkout, self.tools):
            place.mkdir(exist_ok=True)
            place.chmod(0o777)
        for name in ("dev", "requirements.lock", "pyproject.toml"):
            shutil.copy(CHECKOUT / name, self.checkout)
        for name in NEEDED:
            found = shutil.which(name)
            assert found, f"this test needs {name}"
            (self.tools / name).symlink_to(found)

    def put(self, name: str, text: str) -> None:
        """A program of that name on the PATH."""
        program = self.tools / name
        program.write_text(text)
        program.chmod(0o755)

    def dev(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs ./dev there, as an ordinary user."""
        return subprocess.run(
            [str(self.checkout / "dev"), *words],
            env={"PATH": str(self.tools), "TMPDIR": str(self.folder)},
            cwd=cwd or self.checkout,
            user=NOBODY if os.getuid() == 0 else None,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine() -> Iterator[Machine]:
    """Not under pytest's own folder: that one is closed to other users."""
    with TemporaryDirectory() as folder:
        yield Machine(Path(folder))


def test_no_word_or_an_unknown_one_explains_itself(machine: Machine) -> None:
    """Exit 2 and the usage on standard error; asked for help, exit 0 and the same on standard output."""
    usage = machine.dev("help").stdout
    assert usage.splitlines()[0] == "  ./dev run ARGS...    loopway ARGS, in the folder where you are"
    assert [(ended.returncode, ended.stdout, ended.stderr) for ended in (machine.dev(), machine.dev("rnu"))] == [
        (2, "", usage),
        (2, "", usage),
    ]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        (
            "apt-get",
            "apt-get update && apt-get install -y --no-install-recommends"
            " gcc libc6-dev pkg-config libcairo2-dev libpango1.0-dev python3-dev python3-venv",
        ),
        ("dnf", "dnf install -y gcc pkgconf-pkg-config cairo-devel pango-devel python3-devel"),
        ("pacman", "pacman -S --needed --noconfirm gcc pkgconf cairo pango python"),
        ("apk", "apk add gcc musl-dev pkgconf cairo-dev pango-dev python3-dev"),
    ],
)
def test_without_root_or_sudo_the_command_is_printed(machine: Machine, manager: str, command: str) -> None:
    """The exact command to run once, exit 1; the package manager itself is not started, and nothing is left."""
    machine.put(manager, "#!/bin/sh\ntouch started\n")
    ended = machine.dev("run", "render", "a.py")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "dev: this machine lacks: python venv headers compiler pango \n"
        "dev: run this once as root, then try again:\n"
        f"\n    {command}\n\n"
    )
    assert sorted(path.name for path in machine.checkout.iterdir()) == ["dev", "pyproject.toml", "requirements.lock"]
    assert sorted(path.name for path in machine.folder.iterdir()) == ["bin", "checkout"]


def test_without_a_known_package_manager(machine: Machine) -> None:
    """The user is told what is needed, in words."""
    ended = machine.dev("setup")
    assert ended.returncode == 1
    assert "has no package manager that I know" in ended.stderr
    assert "headers of cairo, pango and Python (3.11 or later)" in ended.stderr


def test_an_installation_that_fails(machine: Machine) -> None:
    """Through sudo, quiet until it fails: then the log's tail, where the log is, exit 1."""
    machine.put("sudo", SUDO)
    machine.put("apt-get", REFUSES)
    ended = machine.dev("setup")
    lines = ended.stderr.splitlines()
    assert ended.returncode == 1
    assert lines[0].startswith("dev: installing system packages: sudo apt-get install -y")
    assert lines[1].startswith("dev: this failed: sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y")
    assert lines[-2] == "E: no such package"
    assert Path(lines[-1].removeprefix("dev: the whole log: ")).read_text().endswith("E: no such package\n")


def test_an_installation_that_brings_nothing(machine: Machine) -> None:
    """A package manager that says yes and does nothing is noticed."""
    machine.put("sudo", SUDO)
    machine.put("apt-get", "#!/bin/sh\n")
    ended = machine.dev("setup")
    assert ended.returncode == 1
    assert "still missing after the installation: python venv headers compiler pango" in ended.stderr


def test_a_machine_that_lacks_only_the_environment(machine: Machine) -> None:
    """Nothing is asked of a package manager, and the environment is made with the Python that was found."""
    for name, text in {"python3": PYTHON, "cc": YES, "pkg-config": YES}.items():
        machine.put(name, text)
    ended = machine.dev("setup")
    lines = ended.stderr.splitlines()
    venv = machine.checkout.resolve() / ".venv"
    assert ended.returncode == 1
    assert lines[:3] == [
        "dev: making .venv with Python 3.99 (a minute or two, once)",
        f"dev: this failed: {machine.tools / 'python3'} -m venv --clear {venv}",
        f"no room for --clear {venv}",
    ]


def make_ready(machine: Machine) -> None:
    """An environment as ./dev leaves it, with a `loopway` and a `python` that say where they are and what they got."""
    tools = machine.checkout / ".venv" / "bin"
    tools.mkdir(parents=True)
    (tools / "loopway").write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\nexit 3\n')
    (tools / "loopway").chmod(0o755)
    (tools / "python").write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$PYTHONPATH" "$@"\nexit 4\n')
    (tools / "python").chmod(0o755)
    sums = [
        subprocess.run(["cksum"], input=(machine.checkout / name).read_bytes(), capture_output=True, check=True)
        for name in ("requirements.lock", "pyproject.toml")
    ]
    stamp = machine.checkout / ".venv" / "loopway-setup.stamp"
    stamp.write_text(f"{machine.checkout.resolve()}\n" + "".join(one.stdout.decode() for one in sums))


def test_a_ready_machine_starts_at_once_in_the_callers_folder(machine: Machine) -> None:
    """Words and exit code pass through unchanged, whatever folder one is in; nothing is checked or installed."""
    make_ready(machine)
    ended = machine.dev("run", "render", "my script.py", "-o", "a.mp4", cwd=machine.folder)
    assert (ended.returncode, ended.stderr) == (3, "")
    assert ended.stdout.splitlines() == [str(machine.folder.resolve()), "render", "my script.py", "-o", "a.mp4"]


def make_benchmarks(machine: Machine) -> None:
    """Two benchmarks, their test and a folder of parts."""
    folder = machine.checkout / "tests" / "bench"
    (folder / "parts").mkdir(parents=True)
    for name in ("render.py", "record.py", "test_render.py", "parts/meter.py"):
        (folder / name).touch()


@pytest.mark.parametrize("name", ["render", "record"])
def test_a_benchmark_is_a_module_of_tests_bench(machine: Machine, name: str) -> None:
    """It runs in the caller's folder, finds the checkout's own `tests`, and has the further words and the exit code."""
    make_ready(machine)
    make_benchmarks(machine)
    ended = machine.dev("bench", name, "-o", "a b.json", cwd=machine.folder)
    home, checkout = str(machine.folder.resolve()), str(machine.checkout.resolve())
    assert (ended.returncode, ended.stderr) == (4, "")
    assert ended.stdout.splitlines() == [home, checkout, "-P", "-m", f"tests.bench.{name}", "-o", "a b.json"]


@pytest.mark.parametrize(
    ("words", "said"), [(["bench", "rendr"], "there is no benchmark rendr; there is: "), (["bench"], "there is: ")]
)
def test_an_unknown_benchmark(machine: Machine, words: list[str], said: str) -> None:
    """What there is, exit 1; nothing is set up for it."""
    make_benchmarks(machine)
    ended = machine.dev(*words)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"dev: {said}record render\n"


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_is_set_up_again(machine: Machine, changed: str) -> None:
    """The checksum does not match any more: setup begins anew (and stops here, for want of a package manager)."""
    make_ready(machine)
    with (machine.checkout / changed).open("a") as file:
        file.write("# changed\n")
    ended = machine.dev("run", "doctor")
    assert ended.returncode == 1
    assert "this machine lacks" in ended.stderr
