"""Numbers for machines: ids of large instances, coordinates, years."""

import pytest

from vedette.surfaces.web.templatetags.vedette import unlocal


@pytest.mark.parametrize(
    ("number", "written"),
    [(1_234_567, "1234567"), (2026, "2026"), ("2027", "2027"), (0, "0"), (-3, "-3"),
     (12.5, "12.5"), (3.0, "3"), (1 / 3, "0.333333"), (9_007_199_254_740_993, "9007199254740993")],
)  # fmt: skip
def test_a_number_is_written_whole_and_without_the_signs_of_a_language(number, written):
    assert unlocal(number) == written
