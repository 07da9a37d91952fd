"""Languages: each catalogue says what English says, in as much room; a user's own is checked key by key."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from loopway.errors import UsageError
from loopway.lessons import lessons
from loopway.story import Telling, english, language_named, languages, tell, told_in
from loopway.story.catalogue import FOLDER, GRAMMAR, own_language, places
from loopway.story.language import END, FIRST, LTR, RIGHT_TO_LEFT, Language
from loopway.story.tell import TITLE
from loopway.story.words import LONGEST, TRUTHS, fill, size

from . import runs

OTHERS = [code for code in languages() if code != "en"]
SAMPLES = dict.fromkeys(("L", "P", "B", "K", "H", "N", "M"), "A") | {
    "fn": "fetch",
    "call": "time.sleep(2)",
    "d": "500 ms",
    "n": "20",
    "line": "120",
    "exc": "KeyError",
    "text": "some text",
    "label": "Queue.get",
    "most": "300 ms",
    "m": "20",
    "t": "500 ms",
    "r": "500 ms",
}


def samples(language: Language) -> dict[str, str]:
    """What a sentence of this language is usually filled with."""
    several = language.listed("ABCD")
    sides = {side: language.words[side] for side in ("Left", "left", "Right", "right")}
    things = "fetches" if language.plurals == "english" else language.words["versus.things"]
    return SAMPLES | {"Ls": several, "Ks": several, "are": language.words["are.many"], "things": things, **sides}


def test_english_has_every_caption() -> None:
    """Each key of the captions has its sentence and its truth, and no other has either."""
    assert set(english().captions) == set(TRUTHS)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_exactly_the_keys_of_english(code: str) -> None:
    """Nothing is left to English, nothing is said that no film says, and a short form stands where English has one."""
    tables = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    known, language = english(), language_named(code)
    assert (list(tables["captions"]), list(tables["words"])) == (list(known.captions), list(known.words))
    again = [key for key, said in known.captions.items() if bool(said.again) != bool(language.captions[key].again)]
    assert again == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_fills_in_what_english_fills_in(code: str) -> None:
    """No sentence loses a name or a number, and none asks for one that it does not get."""
    known, language = english(), language_named(code)
    other = [
        key
        for key, said in known.captions.items()
        for mine, others in ((language.captions[key].text, said.text), (language.captions[key].again, said.again))
        if places(mine) - GRAMMAR != places(others) - GRAMMAR
    ]
    other += [key for key, text in known.words.items() if places(language.words[key]) != places(text)]
    assert other == []


@pytest.mark.parametrize("code", languages())
def test_every_sentence_fits(code: str) -> None:
    """With letters, numbers and durations filled in, every sentence takes the room of 68 characters at most."""
    language = language_named(code)
    words = samples(language)
    said = [language.line(text, words) for one in language.captions.values() for text in (one.text, one.again)]
    assert [text for text in said if size(text) > LONGEST] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_lesson_has_its_title(code: str) -> None:
    """Each lesson that comes with loopway has a title in each language, with as much room as an English one."""
    titles = language_named(code).titles
    assert set(titles) == set(lessons())
    assert [title for title in titles.values() if size(title) > TITLE] == []


def test_a_title_of_a_lesson_is_translated() -> None:
    """It stands on the card of the film; a lesson of the user's own is called after its script."""
    german = language_named("de")
    assert told_in(german, Telling(name="lock", title="One key for three")).title == "Ein Schlüssel für drei"
    assert told_in(german, Telling(name="mine", title="Mine")).title == ""


def test_an_english_film_says_what_it_always_said() -> None:
    """Neither marks nor isolates come into a line of a language that runs as Latin letters do."""
    assert english().line("{L} starts {fn}().", {"L": "A", "fn": "fetch"}) == "A starts fetch()."


def test_a_line_runs_from_right_to_left_whatever_it_begins_with() -> None:
    """In Arabic each name and each call of code is set apart, so that its brackets stay behind it."""
    said = language_named("ar").line("{L} = {fn}() await", {"L": "A", "fn": "f"})
    assert said == f"{RIGHT_TO_LEFT}{LTR}A{END} = {LTR}{LTR}f{END}(){END} {LTR}await{END}"


def test_a_name_from_the_right_does_not_turn_an_english_sentence() -> None:
    """A function with an Arabic name is set apart in English; its brackets and full stop stay where they were."""
    assert english().line("{fn}() runs.", {"fn": "مهمة"}) == f"{FIRST}مهمة{END}() runs."


def test_the_word_is_cut_by_its_room() -> None:
    """Wide characters count twice: what is printed in Japanese is cut at 34 of them, and the sentence stays whole."""
    said = fill("出力：{text}", {"text": "字" * 60})
    assert (size(said), said[-1]) == (67, "…")


@pytest.mark.parametrize("code", OTHERS)
def test_a_lesson_in_another_language(code: str) -> None:
    """The lesson's own English is left out; every caption, the card and the note are of that language."""
    language = language_named(code)
    story = tell(runs.my_coroutine(), told_in(language, Telling(title="Mine", captions={"exit A": "Mine."})))
    assert story.title != "Mine" and "Mine." not in {beat.caption for beat in story.beats}
    assert story.note == language.say("end.note")
    assert story.beats[0].caption == fill(
        language.captions["open.one"].text, {"L": "A", "fn": "my_coroutine"}, language
    )


# -- a user's own ----------------------------------------------------------------------------------------------------


def written(folder: Path, text: str) -> Path:
    """A catalogue of a user's."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


HEAD = '[language]\ncode = "gsw"\nname = "Schwyzerdütsch"\nbase = "de"\n'


def test_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    """What it says is said, everything else is said in its base; a .json file will do as well."""
    path = written(tmp_path, HEAD + '[captions]\n"done" = ["{L} isch fertig.", "{L} fertig."]\n')
    mine = language_named(str(path))
    assert (mine.code, mine.captions["done"].text) == ("gsw", "{L} isch fertig.")
    assert mine.words == language_named("de").words
    other = tmp_path / "mine.json"
    other.write_text(json.dumps({"language": {"code": "x", "name": "X"}, "words": {"left": "here"}}))
    assert language_named(str(other)).words["left"] == "here"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[captions]\n"exit.slep" = "x"\n', "there is no caption 'exit.slep'.*did you mean 'exit.sleep'?"),
        ('[words]\n"legend.drives" = "x"\n', "there is no word 'legend.drives'.*did you mean 'legend.drive'?"),
        ('[caption]\n"done" = "x"\n', "there is no table 'caption'.*did you mean 'captions'?"),
        ('[captions]\n"done" = "{X} is done"\n', r"'done' cannot be used.*it fills in \{X\}; .* can fill in \{L\}"),
        ('[captions]\n"done" = "somebody is done"\n', r"'done' cannot be used.*it lacks \{L\}, which English says"),
        ('[captions]\n"done" = "{L.__class__}"\n', r"'done' cannot be used.*\{L.__class__\} is no name of a place"),
        ('[captions]\n"done" = "{L!r:>99}"\n', "'done' cannot be used.*is no name of a place"),
        ('[captions]\n"done" = "{L"\n', "'done' cannot be used.*a brace by itself is written twice"),
        ('[captions]\n"done" = 3\n', "'done' cannot be used.*a caption is a sentence, or two"),
        ('[words]\n"left" = ["x"]\n', "'left' cannot be used.*it must be text in quotes"),
        ("captions = 3\n", "'captions' cannot be used.*it must be a table"),
        ('[language]\nname = "X"\n', "does not say which language it is.*code"),
        ('[language]\ncode = "x"\nname = "X"\ndirection = "up"\n', "does not say which language it is.*direction"),
        ('[language]\ncode = "x"\nname = "X"\nbase = "dee"\n', "there is no base 'dee'.*did you mean 'de'?"),
        ("[captions\n", "this catalogue cannot be read"),
    ],
)
def test_what_a_catalogue_may_not_say(tmp_path: Path, text: str, said: str) -> None:
    """Each mistake is named with its file and its key, and the likeliest right key."""
    head = "" if "language" in text or text.startswith("captions =") else HEAD
    path = written(tmp_path, (text + HEAD) if text.startswith("captions =") else head + text)
    with pytest.raises(UsageError, match="(?s)" + said) as raised:
        own_language(path)
    assert "mine.toml" in str(raised.value)


def test_a_language_that_there_is_not(tmp_path: Path) -> None:
    """The languages are listed, and the likeliest is named; a file that is not there is another matter."""
    with pytest.raises(UsageError, match=r"(?s)no language 'de-AT'.*ar, de, en, es, ja.*did you mean de\?"):
        language_named("de-AT")
    with pytest.raises(UsageError, match=r"there is no file .*none\.toml"):
        language_named(str(tmp_path / "none.toml"))


def test_a_catalogue_is_no_bomb(tmp_path: Path) -> None:
    """A file of a size that no catalogue has is not even parsed."""
    with pytest.raises(UsageError, match="and a catalogue has at most 1,000,000"):
        own_language(written(tmp_path, "#" * 1_000_001))
