"""The yearly campaign of cities, 2011 to 2023, against its own published means and known counts.

Source: SCORE group and EUDA, "Wastewater analysis and drugs", edition of 2025.
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from vedette.science.wastewater.campaigns import CampaignsUnread, read_campaigns
from vedette.science.wastewater.changes import change_table
from vedette.science.wastewater.loads import week_of_loads

SHARED = next(
    (up / "shared" for up in Path(__file__).parents if (up / "shared").is_dir()),
    Path("/nowhere"),
)
FILE = SHARED / "data/wastewater/euda_wastewater_2011_2023.csv.gz"
WEDNESDAY = date(2023, 3, 15)


@pytest.fixture(scope="module")
def campaigns():
    if not FILE.exists():
        pytest.skip("needs the campaign file in ../shared/data/wastewater")
    return read_campaigns(FILE)


def test_means_of_the_week_are_those_published(campaigns):
    days = [WEDNESDAY + timedelta(days=n) for n in range(7)]
    whole = [one for one in campaigns if one.days == 7 and one.year == 2023]
    assert len(whole) > 300
    off = [abs(week_of_loads(one.loads, days).mean - one.mean) for one in whole]
    assert np.quantile(off, 0.99) < 0.02  # rounding; a few rows were corrected by hand there


def test_graz_2023_by_hand(campaigns):
    # 9.46, 7.43, 8.36, 27.5, 42.4, 35.19, 35.8: weekend 113.45 / 4, weekday 52.69 / 3.
    (graz,) = [one for one in campaigns
               if (one.site, one.year, one.residue) == ("AT001", 2023, "MDMA")]  # fmt: skip
    week = week_of_loads(graz.loads, [WEDNESDAY + timedelta(days=n) for n in range(7)])
    assert week.weekend == pytest.approx(28.3625)
    assert week.weekday == pytest.approx(17.5633, abs=1e-4)


def test_the_classes_are_those_described(campaigns):
    table = change_table(campaigns)
    counts = Counter(one.kind for one in table)
    assert (counts["rise"], counts["fall"], counts["stable"]) == (955, 692, 359)
    assert len(table) == sum(counts.values()) == 2694
    cocaine = Counter(one.kind for one in table if one.residue == "cocaine" and one.after == 2023)
    assert (cocaine["rise"], cocaine["fall"], cocaine["stable"]) == (51, 10, 14)


@pytest.mark.parametrize(
    "text", ["Year,Metabolite\n2023,MDMA\n",
             "Year,Metabolite,Site ID,Country,City,Wednesday,Thursday,Friday,Saturday,Sunday,"
             "Monday,Tuesday,Daily mean\n2023,MDMA,A,AT,Graz,1,2,3,4,x,6,7,4\n"],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(text, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(text)
    with pytest.raises(CampaignsUnread):
        read_campaigns(path)
