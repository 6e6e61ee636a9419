"""Who may take which step from which state, for every kind: each cell asked through the API.

The matrix is made from the tables of the kinds: five roles by every state by every act.
"""

import pytest
from judging import begun, filled, placed, substances

from vedette.base.accounts.models import Role
from vedette.base.markings.actions import marking_for
from vedette.base.markings.rules import SEEN_BY_ROLE
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.models import Assessment

KINDS = kinds_of(None)
STATES = [(kind, state.key) for kind in KINDS.values() for state in kind.states]
CELLS = [
    (kind, state, act, role) for kind, state in STATES for act in kind.acts for role in Role.values
]


def expected(kind, state, act, role):
    """Return the status that the table promises."""
    named = [step for step in kind.transitions if step.act == act]
    if not any(role in step.roles for step in named):
        return 403
    step = next((one for one in named if state in one.origins), None)
    return 409 if step is None else 200


def test_the_matrix_has_far_more_than_150_cells():
    assert len(CELLS) >= 1_500
    assert {expected(*cell) for cell in CELLS} == {200, 403, 409}


@pytest.mark.parametrize(
    ("kind", "state"), STATES, ids=[f"{kind.key}-{state}" for kind, state in STATES]
)
def test_a_step_is_taken_by_the_roles_and_from_the_states_of_the_table(
    client, people, request, kind, state
):
    signal = request.getfixturevalue("chain")["signal"] if kind.needs_signal else None
    row = filled(begun(kind, signal=signal), kind)
    for role in Role.values:
        client.force_login(people[role])
        for act in kind.acts:
            placed(row, kind, state)
            steps = row.steps.count()
            answer = client.post(
                f"/api/assessments/{row.pk}/steps", {"act": act, "reason": "why"},
                content_type="application/json",
            )  # fmt: skip
            said = answer.status_code
            assert said == expected(kind, state, act, role), (role, act, answer.json())
            moved = Assessment.objects.get(pk=row.pk)
            assert (moved.state != state) == (said == 200)
            assert row.steps.count() == steps + (said == 200)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_a_kind_is_begun_by_the_roles_it_names(client, people, kind, role):
    client.force_login(people[role])
    answer = client.post(
        f"/api/assessment-kinds/{kind.key}/assessments",
        {"title": "t", "tlp": "GREEN", "substances": names(kind)},
        content_type="application/json",
    )
    begins = 422 if kind.needs_signal else 201
    assert answer.status_code == (begins if role in kind.roles else 403), answer.json()


def names(kind):
    return [row.key for row in substances(kind)]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_what_a_role_may_not_see_it_cannot_read_write_or_move(client, people, tlp, role):
    row = begun(KINDS["initial_report"], marking=marking_for(tlp))
    client.force_login(people[role])
    sees = tlp in SEEN_BY_ROLE[role]
    for address in (f"/api/assessments/{row.pk}", f"/api/assessments/{row.pk}/whole"):
        assert client.get(address).status_code == (200 if sees else 404)
    wrote = client.put(
        f"/api/assessments/{row.pk}/sections/c_pharmacology", {"text": "x"},
        content_type="application/json",
    )  # fmt: skip
    writes = role in KINDS["initial_report"].roles
    assert wrote.status_code == ((200 if writes else 403) if sees else 404)
