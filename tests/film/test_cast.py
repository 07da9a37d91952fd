"""Every role has its drawing; what is the same is the same value."""

from __future__ import annotations

import msgspec
import pytest
from handmade import Cards, Toy, Versus

from loopway.errors import RenderError
from loopway.film.actors import ACTORS, drawing
from loopway.film.cast import Cast
from loopway.film.looks import Look
from loopway.film.placing import POSING, PUTTING
from loopway.stage.traffic.roles import PIECES, POSES
from loopway.theme import DAY, NIGHT

INSTANTS = (0.0, 0.1, 0.5, 0.9, 1.0)


def undrawn(stage: Toy) -> set[str]:
    """Roles that appear on the stage and have no actor."""
    placed = [one for t in INSTANTS for one in Cast(stage).at(t).all]
    return {one.look.role for one in placed} - set(ACTORS)


@pytest.mark.parametrize("stage", [Toy(), Cards(), Versus()], ids=["action", "cards", "versus"])
def test_every_role_of_the_stage_is_drawn(stage: Toy) -> None:
    """Whatever the traffic stage may name has a place and a drawing, in both themes."""
    assert set(PUTTING) == set(PIECES)
    assert set(POSING) == set(POSES)
    assert undrawn(stage) == set()
    for t in INSTANTS:
        for one in Cast(stage).at(t).all:
            for theme in (NIGHT, DAY):
                assert drawing(one.look, theme).family_members_with_points(), one


def test_a_role_without_a_drawing_is_named() -> None:
    """An unknown role is refused by name, not drawn as nothing."""
    with pytest.raises(RenderError, match="nobody knows how to draw 'elephant'"):
        drawing(Look(role="elephant"), NIGHT)


def test_a_look_is_drawn_once() -> None:
    """Equal looks give the very same drawing; another colour or theme another one."""
    look = Look(role="car", colour="car.0", level=0.5)
    assert drawing(look, NIGHT) is drawing(msgspec.structs.replace(look), NIGHT)
    assert drawing(look, NIGHT) is not drawing(look, DAY)
    assert drawing(look, NIGHT) is not drawing(msgspec.structs.replace(look, colour="car.1"), NIGHT)


def test_the_cast_depends_on_the_instant_alone() -> None:
    """The same t gives equal layers in any order, and every one of them can be hashed."""
    stage = Toy()
    there, back = Cast(stage), Cast(stage)
    forwards = [there.at(t) for t in INSTANTS]
    backwards = [back.at(t) for t in reversed(INSTANTS)]
    assert forwards == backwards[::-1]
    assert len({hash(layers.all) for layers in forwards}) == len(INSTANTS)


def test_equal_backdrops_are_the_same_tuple() -> None:
    """While nothing of it changes, the backdrop is one and the same; when the driver changes, it is another."""
    cast = Cast(Toy())
    assert cast.at(0.95).backdrop is cast.at(1.0).backdrop
    assert cast.at(0.4).backdrop is not cast.at(0.6).backdrop


def test_what_is_hidden_is_not_drawn() -> None:
    """On the ending card neither road nor panels are left."""
    assert {one.look.role for one in Cast(Cards()).at(0.9).backdrop} == set()


def test_lane_and_ring_have_each_its_own_rim_and_code() -> None:
    """The lane's edge is drawn in Frame.lane's colour, the ring's in Frame.rim's, and both panels have their lines."""
    layers = Cast(Toy()).at(0.4)
    rims = {one.look.role: one.look.colour for one in layers.backdrop if one.look.role in ("rim", "lane.rim")}
    assert rims == {"rim": "car.0", "lane.rim": "car.1"}
    assert sum(one.look.role == "code.line" for one in layers.panel) == 6
    assert sum(one.look.role == "code.chip" for one in layers.players) == 2
