"""Working groups: sets held against the register, rounds from a table, no persons' mailboxes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.models import ProficiencyRound
from vedette.catalogue.laboratories.rounds import keep_rounds, read_rounds
from vedette.catalogue.laboratories.tables import (
    TableRefused,
    TableUnread,
    number_of,
    read_table,
)
from vedette.catalogue.spectra.models import ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.catalogue.working_groups import actions, queries
from vedette.catalogue.working_groups.models import GroupRecord, NameSet
from vedette.catalogue.working_groups.rules import GroupUnfit, Name, check_mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = timezone.now()
KETAMINE = "YQEZLKZALYSWHR-UHFFFAOYSA-N"
OTHER = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"


@pytest.fixture
def group(people, evidence):
    """A working group, and a register of three substances."""
    Substance.objects.create(key="ketamine", name="ketamine", inchikey=KETAMINE, cas="6740-88-1")
    Substance.objects.create(key="caffeine", name="caffeine")
    for key in ("ketamine", "caffeine", "protonitazene"):
        SubstanceName.objects.create(
            substance=Substance.objects.get(key=key), text=key, source="test"
        )
    return actions.enter_group(key="drugs", name="Drugs group", by=people["officer"], at=NOW)


def keep(group, people, text, **more):
    names = actions.read_names(text.encode())
    return actions.keep_set(
        group=group, title="Set", licence="members only", names=names, by=people["officer"],
        at=NOW, **more,
    )  # fmt: skip


def test_a_structure_decides_then_a_number_then_the_name(group, people):
    row = keep(
        group, people,
        f"name,inchikey,cas\nK,{KETAMINE},\nspecial,,6740-88-1\nprotonitazene,,\n"
        f"caffeine,{OTHER},\nunheard-of-7,,\n",
    )  # fmt: skip
    found = [
        (one.name, one.match, one.substance and one.substance.key) for one in row.entries.all()
    ]
    assert found == [
        ("K", "inchikey", "ketamine"), ("special", "cas", "ketamine"),
        ("protonitazene", "name", "protonitazene"),
        ("caffeine", "none", None),  # its structure there is another one
        ("unheard-of-7", "none", None),
    ]  # fmt: skip
    got = queries.coverage(row)
    assert (got.entries, got.matched, got.theirs_alone) == (5, 3, 2)
    assert (got.records, got.ours_alone) == (3, 1)
    assert [one.key for one in queries.ours_without_match(row)] == ["caffeine"]
    assert [one.name for one in queries.theirs_without_match(row)] == ["caffeine", "unheard-of-7"]


def test_names_are_held_against_the_register_anew_when_it_has_grown(group, people):
    row = keep(group, people, "name\nunheard-of-7\n")
    assert queries.coverage(row).matched == 0
    new = Substance.objects.create(key="x", name="unheard-of-7")
    SubstanceName.objects.create(substance=new, text="unheard-of-7", source="test")
    later = NOW + timedelta(days=1)
    actions.map_again(row=row, by=people["officer"], at=later)
    assert queries.coverage(row).matched == 1
    assert NameSet.objects.get().mapped_at == later


def test_the_names_of_a_library_that_is_here_are_a_set(group, people):
    library = SpectrumLibrary.objects.create(
        name="Ours", kind="ei", licence="CC0", content="c", file="f", status="ready", kept_at=NOW
    )
    for number, (name, key) in enumerate([("ketamine", KETAMINE), ("Ketamine 2", KETAMINE),
                                          ("mystery", "")], start=1):  # fmt: skip
        ReferenceSpectrum.objects.create(kept_in=library, number=number, licence="CC0", points=b"",
                                         name=name, inchikey=key)  # fmt: skip
    row = actions.keep_set(
        group=group, title="Ours", licence=library.licence, names=actions.names_of(library),
        library=library, by=people["officer"], at=NOW,
    )  # fmt: skip
    assert [(one.name, one.match) for one in row.entries.all()] == [
        ("ketamine", "inchikey"), ("mystery", "none"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title\nx\n", "lacks the column 'name'"),
        ("name,inchikey\nx,NOKEY\n", "line 2, column inchikey, 'NOKEY'"),
        ("name,cas\nx,50-00-1\n", "line 2, column cas, '50-00-1'"),
        ("name,cas\n,50-00-0\n", "line 2, column name"),
        ("name\n", "no names"),
    ],
)
def test_a_set_that_cannot_be_read_is_refused_by_line_column_and_value(group, people, text, why):
    with pytest.raises((TableRefused, TableUnread, GroupUnfit), match=why):
        keep(group, people, text)
    assert not NameSet.objects.exists()


def test_a_set_states_its_licence_and_is_kept_once(group, people):
    keep(group, people, "name\nx\n")
    with pytest.raises(GroupUnfit, match="already"):
        keep(group, people, "name\nx\n")
    with pytest.raises(GroupUnfit, match="licence"):
        actions.keep_set(group=group, title="T", licence=" ", names=[Name(1, "x")],
                         by=people["officer"], at=NOW)  # fmt: skip
    with pytest.raises(Refused):
        actions.keep_set(group=group, title="T", licence="l", names=[Name(1, "x")],
                         by=people["laboratory"], at=NOW)  # fmt: skip


@pytest.mark.parametrize("text", ["j.smith@example.org", "a-b.jansen@example.org", "A_Hansen@x.dk",
                                  "Anna Hansen <a@x.dk>", "nobody", "a@b"])  # fmt: skip
def test_the_mailbox_of_a_person_or_no_mailbox_is_refused(text):
    with pytest.raises(GroupUnfit):
        check_mailbox(text)


@pytest.mark.parametrize("text", ["drugs@example.org", "secretariat.drugs@example.org",
                                  "eu-network+wg@lab.example.org"])  # fmt: skip
def test_the_mailbox_of_a_function_is_kept(text):
    assert check_mailbox(f" {text} ") == text


def test_a_contact_ends_and_may_come_back(group, people):
    said = {"group": group, "function": "secretariat", "institute": "NFI", "by": people["officer"],
            "mailbox": "drugs@example.org", "since": NOW.date(), "at": NOW}  # fmt: skip
    row = actions.keep_contact(**said)
    with pytest.raises(GroupUnfit, match="already"):
        actions.keep_contact(**said)
    actions.end_contact(contact=row, on=NOW.date(), by=people["officer"], at=NOW)
    with pytest.raises(GroupUnfit, match="ended already"):
        actions.end_contact(contact=row, on=NOW.date(), by=people["officer"], at=NOW)
    assert actions.keep_contact(**said).ended_on is None


def test_a_document_is_a_link_or_a_file_name_and_seen_under_its_marking(group, people, evidence):
    def note(**more):
        said = {"kind": "document", "title": "Minutes", "dated": NOW.date(), "place": "m.pdf",
                "marking": evidence["AMBER"]["marking"], **more}  # fmt: skip
        return actions.keep_record(group=group, by=people["officer"], at=NOW, **said)

    row = note()
    assert row in queries.records_seen_by(people["officer"], group)
    assert row not in queries.records_seen_by(people["viewer"], group)
    for wrong in ({"place": ""}, {"place": "javascript:x"}, {"title": ""}, {"kind": "party"}):
        with pytest.raises(GroupUnfit):
            note(**wrong)
    assert note(kind="meeting", place="").kind == GroupRecord.Kind.MEETING


def test_a_group_counts_only_the_records_that_a_person_may_see(group, people, evidence):
    for colour in ("GREEN", "AMBER"):
        actions.keep_record(
            group=group, kind="meeting", title=colour, dated=NOW.date(), at=NOW,
            marking=evidence[colour]["marking"], by=people["officer"],
        )  # fmt: skip
    assert [one.n_records for one in queries.groups_counted(people["officer"])] == [2]
    assert [one.n_records for one in queries.groups_counted(people["viewer"])] == [1]


def test_names_of_a_set_leave_only_where_its_licence_lets_them(group, people):
    row = keep(group, people, "name\nunheard-of-7\n")
    assert [one.name for one in queries.theirs_without_match(row)] == ["unheard-of-7"]
    assert not queries.theirs_that_leave(row).exists()
    NameSet.objects.update(may_export=True)
    assert queries.theirs_that_leave(NameSet.objects.get()).exists()


def test_of_two_who_hold_a_set_against_the_register_at_once_the_second_is_told(group, people):
    row = keep(group, people, "name\nunheard-of-7\n")
    stale = queries.find_set(row.pk)
    actions.map_again(row=row, by=people["officer"], at=NOW + timedelta(hours=1))
    with pytest.raises(GroupUnfit, match="look again"):
        actions.map_again(row=stale, by=people["officer"], at=NOW + timedelta(hours=2))
    assert row.entries.count() == 1


# Rounds from one table

HEADER = "round,title,unit,held_on,laboratory,value,substance,assigned,sd\n"


@pytest.fixture
def laboratories(people):
    for code in ("a", "b", "c"):
        directory.enter(code=code, name=code.upper(), country="IE", by=people["officer"], at=NOW)


def test_one_table_holds_several_rounds(people, laboratories):
    text = HEADER + "".join(
        f"R{n},Purity {n},%,2026-0{n}-01,{code},{10 * n + value},,,{n}\n"
        for n in (1, 2) for value, code in enumerate("abc")
    )  # fmt: skip
    rows = keep_rounds(data=text.replace(",", ";").encode(), by=people["officer"], at=NOW)
    assert [(row.key, row.sd, row.results.count()) for row in rows] == [("R1", 1, 3), ("R2", 2, 3)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("R1,T,%,soon,a,1,,,", "column held_on, 'soon'"),
        ("R1,T,%,2026-01-01,nobody,1,,,", "column laboratory, 'nobody'"),
        ("R1,T,%,2026-01-01,a,much,,,", "column value, 'much'"),
        ("R1,T,%,2026-01-01,a,inf,,,", "column value, 'inf'"),
        ("R1,T,%,2026-01-01,a,,,,", "column value, ''"),
        ("R1,,%,2026-01-01,a,1,,,", "column title, ''"),
        ("R1,T,%,2026-01-01,a,1,nothing,,", "column substance, 'nothing'"),
        ("R1,T,%,2026-01-01,a,1,,,0", "column sd, '0'"),
        ("R1,T,%,2026-01-01,b,1,,,", "stands twice"),
        ("R1,U,%,2026-01-01,a,1,,,", "different things"),
    ],
)
def test_a_round_with_one_wrong_cell_is_refused_whole(people, laboratories, line, why):
    text = HEADER + "R1,T,%,2026-01-01,b,1,,,\n" + line + "\n"
    with pytest.raises(TableRefused, match=why):
        keep_rounds(data=text.encode(), by=people["officer"], at=NOW)
    assert not ProficiencyRound.objects.exists()


def test_a_round_kept_already_is_not_kept_again(people, laboratories):
    text = (HEADER + "R1,T,%,2026-01-01,a,1,,,\n").encode()
    keep_rounds(data=text, by=people["officer"], at=NOW)
    with pytest.raises(TableRefused, match="kept already"):
        read_rounds(text)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_rows_or_a_refusal(data):
    try:
        for row in read_table(data, needed=("name",)):
            assert row.line >= 2
    except TableUnread:
        pass


@pytest.mark.parametrize(
    ("text", "error", "why"),
    [
        ("name,cas\na,,b\n", TableRefused, "line 2, column 3, 'b'"),
        ("name,cas\nok,\na,,\n", TableRefused, "line 3, column 3, ''"),
        ("name,\na,b\n", TableRefused, "line 2, column 2, 'b'"),
        ("name,name\na,b\n", TableUnread, "'name' more than once"),
        ('name\n"a\nb"\nc\n', TableRefused, "line 2, column name"),
        ('name\n"a" b\n', TableUnread, "no CSV"),
        ('name\n"a\n', TableUnread, "no CSV"),
    ],
)
def test_a_table_whose_cells_shift_or_tear_is_refused(text, error, why):
    with pytest.raises(error, match=why):
        list(read_table(text.encode(), needed=("name",)))


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("n,x\n1.5,", 1.5), ('n,x\n"1,5",', 1.5), ("n,x\n-2e-3,", -0.002), ("n;x\n1,234;", 1.234),
        ('n,x\n"0,125",', 0.125), ('n,x\n"1,234",', None), ("n\tx\n1,234\t", None),
        ("n,x\n1_000,", None), ("n,x\n1e999,", None), ("n,x\ninf,", None), ("n,x\n٣,", None),
        ("n,x\n1.2.3,", None), ('n,x\n"1,234.5",', None), ("n,x\n0x10,", None),
    ],
)  # fmt: skip
def test_a_number_is_read_one_way_or_refused(data, value):
    (row,), faults = read_table(data.encode(), needed=("n",)), []
    assert number_of(row, "n", faults) == value
    assert bool(faults) is (value is None)
