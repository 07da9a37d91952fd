from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopway.story import Pace, tell
from loopway.trace.trace import Trace

from .lawful import traces
from .laws import breaches

MODEST = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@MODEST
@given(traces(), st.sampled_from([None, None, None, 20.0, 45.0, 120.0]))
def test_every_film_obeys_the_laws(trace: Trace, seconds: float | None) -> None:
    """No random lawful trace makes an unlawful film, whatever length is asked for."""
    story = tell(trace, pace=Pace(length=seconds))
    assert breaches(trace, story) == []
    if seconds is None:
        assert story.length <= 90
    else:
        assert abs(story.length - seconds) <= 0.03 * seconds or story.warnings
