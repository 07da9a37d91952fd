import pytest

from loopway.api.wishes import Wishes, cut, of_lesson, wishes
from loopway.errors import UsageError
from loopway.lessons import lessons
from loopway.publish.delivery import Delivery
from loopway.story import Pace
from loopway.theme import DAY, NIGHT, Brand


def test_sizes_follow_quality_and_shape() -> None:
    """A draft is 854 x 480, 480 x 854 or 480 x 480; a good film 1920 x 1080, 1080 x 1920 or 1080 x 1080."""
    sizes = {
        (quality, shape): cut(Wishes(quality=quality, shape=shape)).size
        for quality in ("draft", "good")
        for shape in ("wide", "tall", "square")
    }
    assert sizes == {
        ("draft", "wide"): (854, 480),
        ("draft", "tall"): (480, 854),
        ("draft", "square"): (480, 480),
        ("good", "wide"): (1920, 1080),
        ("good", "tall"): (1080, 1920),
        ("good", "square"): (1080, 1080),
    }


def test_nothing_wished_is_a_wide_night_film() -> None:
    """Without a wish a film is wide, at night, at its own pace, 30 pictures a second."""
    wanted = cut(wishes({}))
    assert (wanted.theme, wanted.pace, wanted.shape, wanted.fps, wanted.delivery) == (
        NIGHT,
        Pace(),
        "wide",
        30,
        Delivery(),
    )


def test_a_lesson_has_wishes_of_its_own_unless_one_is_spoken() -> None:
    """What the user says comes before what the lesson says."""
    lesson = next(iter(lessons().values()))
    assert cut(of_lesson(Wishes(theme="day"), lesson)).theme == DAY
    assert of_lesson(Wishes(), lesson).theme == lesson.theme
    assert of_lesson(Wishes(pace=12), lesson).pace == 12


@pytest.mark.parametrize(
    ("given", "what", "todo"),
    [
        ({"qualitty": "draft"}, "there is no option 'qualitty'", "did you mean quality?"),
        ({"quality": "drafty"}, "there is no quality 'drafty'", "did you mean draft?"),
        ({"shape": "tal"}, "there is no shape 'tal'", "did you mean tall?"),
        ({"shape": "round"}, "there is no shape 'round'", "choose one of them"),
    ],
)
def test_what_was_probably_meant(given: dict[str, str], what: str, todo: str) -> None:
    """A name that stands for nothing is refused, with the nearest that does."""
    with pytest.raises(UsageError) as refused:
        cut(wishes(given))
    assert (refused.value.what, refused.value.todo) == (what, todo)


def test_a_brand_is_a_wish() -> None:
    """Words and files, or a Brand; a key that is none is told with what was probably meant."""
    assert cut(Wishes(brand={"accent": "#ffa62b"})).theme.ok == "#ffa62b"
    assert cut(Wishes(brand=Brand(title="Acme"))).theme.brand == Brand(title="Acme")
    with pytest.raises(UsageError, match="there is no key of a brand 'acent'") as caught:
        cut(Wishes(brand={"acent": "#ffa62b"}))
    assert caught.value.todo == "did you mean accent?"


def test_reduced_motion_is_a_wish() -> None:
    """It slows the pace down, whichever was asked for."""
    assert (cut(Wishes(motion="reduced")).pace.reduced, cut(Wishes()).pace.reduced) == (True, False)
    assert cut(Wishes(motion="reduced", pace="calm")).pace.tempo > cut(Wishes(motion="reduced")).pace.tempo
