import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pemakaman.errors import Conflict
from pemakaman.laporan.rules import (
    BACK,
    EDITABLE,
    IN_BOOK,
    PERISTIWA,
    SET_ASIDE,
    STATUS_LABEL,
    TRANSITIONS,
    Action,
    Status,
    available_actions,
    next_status,
    origin_of,
)


class Alur(RuleBasedStateMachine):
    """Any sequence of actions: a listed step is taken, every other is refused and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.DRAF
        self.sebelum: Status | None = None
        self.in_book = False

    @rule(action=st.sampled_from(Action))
    def act(self, action: Action) -> None:
        before = self.status
        if action in available_actions(before):
            self.status = next_status(before, action, self.sebelum)
            assert self.status is (self.sebelum if (before, action) in BACK else TRANSITIONS[before, action])
            self.sebelum = origin_of(before, self.sebelum) if self.status in SET_ASIDE else None
        else:
            with pytest.raises(Conflict, match=STATUS_LABEL[before].lower()):
                next_status(before, action)
        self.in_book = self.in_book or self.status in IN_BOOK

    @invariant()
    def a_row_never_leaves_the_book(self) -> None:
        assert self.in_book is (self.status in IN_BOOK)

    @invariant()
    def what_is_set_aside_knows_where_it_came_from(self) -> None:
        assert (self.sebelum is not None) is (self.status in SET_ASIDE)
        assert self.sebelum not in SET_ASIDE | {Status.DRAF, Status.DIPERIKSA}

    @invariant()
    def what_the_office_has_is_not_edited(self) -> None:
        if self.status in EDITABLE:
            assert Action.SUBMIT in available_actions(self.status)
        else:
            assert Action.SUBMIT not in available_actions(self.status)


Alur.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAlur = Alur.TestCase


def test_every_state_is_reachable() -> None:
    reached, waiting = {Status.DRAF}, [Status.DRAF]
    while waiting:
        current = waiting.pop()
        for action in available_actions(current):
            if (found := next_status(current, action, Status.LAPOR_AWAL)) not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == set(Status)


def test_approval_needs_a_recommendation() -> None:
    assert [source for source, action in TRANSITIONS if action is Action.APPROVE] == [Status.DISARANKAN]


def test_only_a_step_back_leads_out_of_what_is_set_aside() -> None:
    ways_out = {(status, action) for status in SET_ASIDE for action in available_actions(status)}
    others = ways_out - BACK
    assert others == {(Status.DIBEKUKAN, Action.ANNUL), (Status.DIARSIPKAN, Action.FREEZE)}


def test_an_approved_report_is_neither_merged_nor_archived() -> None:
    for status in (Status.DISETUJUI, Status.AKTA_TERBIT):
        assert not {Action.MERGE, Action.ARCHIVE} & available_actions(status)


def test_a_rejected_report_only_goes_to_the_archive() -> None:
    assert available_actions(Status.DITOLAK) == {Action.ARCHIVE}


def test_every_step_has_a_name_in_the_trail() -> None:
    assert set(PERISTIWA) == set(Action)
    assert len(set(PERISTIWA.values())) == len(PERISTIWA)
