"""Legal moves: one table a workflow, from which the diagram in the docs is drawn."""

from collections.abc import Mapping

from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation.errors import Conflict

Moves = Mapping[tuple[State, Act], State]

FEEDBACK: Moves = {
    (State.OPEN, Act.ASSIGNED): State.OPEN,
    (State.OPEN, Act.NOTED): State.OPEN,
    (State.OPEN, Act.UNMASKED): State.OPEN,
    (State.OPEN, Act.WROTE_BACK): State.OPEN,
    (State.OPEN, Act.CLIMBED): State.OPEN,
    (State.OPEN, Act.PASSED_ON): State.OPEN,
    (State.OPEN, Act.CALLED): State.OPEN,
    (State.OPEN, Act.EXPLAINED): State.OPEN,
    (State.OPEN, Act.ANSWERED): State.ANSWERED,
    (State.OPEN, Act.CLOSED): State.CLOSED,
    (State.ANSWERED, Act.NOTED): State.ANSWERED,
    (State.ANSWERED, Act.UNMASKED): State.ANSWERED,
    (State.ANSWERED, Act.EXPLAINED): State.ANSWERED,
    (State.ANSWERED, Act.WROTE_BACK): State.ANSWERED,
    (State.ANSWERED, Act.ANSWERED): State.ANSWERED,
    (State.ANSWERED, Act.SATISFIED): State.ANSWERED,
    (State.ANSWERED, Act.TOOK_BACK): State.ANSWERED,
    (State.ANSWERED, Act.CLOSED): State.CLOSED,
    (State.ANSWERED, Act.REOPENED): State.OPEN,
    (State.CLOSED, Act.REOPENED): State.OPEN,
}
ALLEGATION: Moves = {
    (State.OPEN, Act.ASSIGNED): State.OPEN,
    (State.OPEN, Act.NOTED): State.OPEN,
    (State.OPEN, Act.UNMASKED): State.OPEN,
    (State.OPEN, Act.WROTE_BACK): State.OPEN,
    (State.OPEN, Act.PASSED_ON): State.OPEN,
    (State.OPEN, Act.NAMED): State.OPEN,
    (State.OPEN, Act.CALLED): State.HEARING,
    (State.HEARING, Act.NOTED): State.HEARING,
    (State.HEARING, Act.UNMASKED): State.HEARING,
    (State.HEARING, Act.WROTE_BACK): State.HEARING,
    (State.HEARING, Act.EXPLAINED): State.OPEN,
    (State.OPEN, Act.ANSWERED): State.OPEN,
    (State.OPEN, Act.UPHELD): State.CLOSED,
    (State.OPEN, Act.DISMISSED): State.CLOSED,
    (State.OPEN, Act.UNPROVEN): State.CLOSED,
    (State.CLOSED, Act.REOPENED): State.OPEN,
}
SUPPORT: Moves = {
    (State.OPEN, Act.NOTED): State.OPEN,
    (State.OPEN, Act.CLOSED): State.CLOSED,
}
MOVES: Mapping[Kind, Moves] = {
    Kind.FEEDBACK: FEEDBACK,
    Kind.ALLEGATION: ALLEGATION,
    Kind.THANKS: {},
    Kind.SUPPORT: SUPPORT,
}


def states_of(kind: Kind) -> frozenset[State]:
    """Those in which a matter of the kind can stand."""
    return frozenset(MOVES[kind].values()) or frozenset({State.CLOSED})


def may(kind: Kind, state: State, act: Act) -> bool:
    """Whether a matter of that kind and state allows the act."""
    return (state, act) in MOVES[kind]


def after(kind: Kind, state: State, act: Act) -> State:
    """Where the act leads.

    Raises:
        Conflict: If a matter in that state does not allow it.
    """
    try:
        return MOVES[kind][state, act]
    except KeyError:
        raise Conflict(
            f"Phản ánh đang ở bước “{state.label}”, không làm được việc “{act.label}”."
        ) from None
