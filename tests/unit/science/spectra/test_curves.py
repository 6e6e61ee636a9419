"""Infrared and Raman spectra of known shape: read from packed files, found by correlation."""

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.spectra import (
    About,
    BadSpectrum,
    Curve,
    EmptyLibrary,
    EmptySpectrum,
    NoLibrary,
    NotReadable,
    RefusedSpectrum,
    as_curve,
    build_curves,
    correlation,
    holds_curves,
    identify_curve,
    open_curves,
    read_curves,
)
from vedette.science.spectra.curve_search import GRID, on_grid
from vedette.science.spectra.jcamp import unpacked

X = np.arange(650.0, 3800.0, 1.5)


def bands(*places, width=18.0):
    """A curve with Gaussian bands at given wavenumbers, each weaker than the one before."""
    return sum(
        np.exp(-((X - place) ** 2) / (2 * width**2)) / (1 + rank)
        for rank, place in enumerate(places)
    )


SHAPES = {
    "one": (1650, 1260, 745, 2950),
    "two": (1710, 1180, 830, 3050),
    "three": (1600, 1015, 700, 3300),
    "near one": (1655, 1260, 750, 2950),
}


def curve(name, **changes):
    return as_curve(X, changes.get("y", bands(*SHAPES[name])), about=About(key=name, name=name))


@pytest.fixture
def library():
    return build_curves([curve(name) for name in SHAPES])


def jcamp(lines, *, points, form="(X++(Y..Y))", extra="", first=400, last=None, factor=1):
    last = first + points - 1 if last is None else last
    return (
        f"##TITLE=thing\n##JCAMP-DX=4.24\n##DATA TYPE=INFRARED SPECTRUM\n##XUNITS=1/CM\n"
        f"##YUNITS=ABSORBANCE\n{extra}##FIRSTX={first}\n##LASTX={last}\n##XFACTOR=1\n"
        f"##YFACTOR={factor}\n##NPOINTS={points}\n##XYDATA={form}\n{lines}\n##END=\n"
    )


# A line of ordinates that steps, rests, rises and falls.
ORDINATES = [0, 0, 0, 0, 2, 4, 4, 4, 7, 5, 4, 4, 5, 5, 7, 10, 11, 11, 6, 5, 7, 6, 9, 9, 7, 10, 10,
             9, 10, 11, 12, 15, 16, 16, 14, 17, 38, 38, 35, 38, 42, 47, 54, 59, 66, 75, 78, 88, 96,
             104, 110, 121, 128]  # fmt: skip


def packed_sqz(values):
    letters = "@ABCDEFGHI"
    return "".join(
        (letters[int(str(abs(v))[0])] if v >= 0 else letters[int(str(abs(v))[0])].lower())
        + str(abs(v))[1:]
        for v in values
    )


def packed_dif(values):
    """First ordinate squeezed, then differences; equal ones repeated by DUP."""
    plus, minus, dup = "%JKLMNOPQR", "%jklmnopqr", "?STUVWXYZs"
    tokens = [packed_sqz(values[:1])]
    steps = np.diff(values)
    place = 0
    while place < len(steps):
        run = 1
        while place + run < len(steps) and steps[place + run] == steps[place]:
            run += 1
        text = str(abs(steps[place]))
        tokens.append((plus if steps[place] >= 0 else minus)[int(text[0])] + text[1:])
        if run > 1:
            count = str(run)
            tokens.append(dup[int(count[0])] + count[1:])
        place += run
    return "".join(tokens)


@given(st.lists(st.integers(-9999, 9999), min_size=1, max_size=40))
def test_every_packed_form_says_the_same(values):
    plain = "400 " + " ".join(map(str, values))
    pac = "400" + "".join(f"{one:+d}" for one in values)
    for text in (plain, pac, "400" + packed_sqz(values), "400" + packed_dif(values)):
        start, found, _ = unpacked(text)
        assert (start, found) == (400, values)


def test_a_line_of_the_paper_is_unpacked_as_the_paper_prints_it():
    # McDonald and Wilks 1988, figure of the ASDF forms: SQZ and DIFDUP of one line of data.
    squeezed, difference = f"400{packed_sqz(ORDINATES)}", f"400{packed_dif(ORDINATES)}"
    assert unpacked(squeezed)[1] == unpacked(difference)[1] == ORDINATES
    assert unpacked("400@VKT%TLkj%J%KLJ%njKjL%kL%jJULJ%kLK1%lLMNPNPRLJ0QTOJ1P")[1] == ORDINATES


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("400J5", "difference stands before"), ("400S5", "repetition stands before"),
        ("400@?", "marked as missing"), ("@5", "no abscissa"), ("400", "no ordinate"),
        ("400@5#7", "no packed number"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_refused_with_its_reason(text, reason):
    with pytest.raises(BadSpectrum, match=reason):
        unpacked(text)


def read_text(tmp_path, text, name="a.jdx"):
    path = tmp_path / name
    path.write_text(text)
    return list(read_curves(path))


def test_lines_of_differences_share_their_end_and_are_checked_by_it(tmp_path):
    values = list(range(0, 400, 10)) + list(range(400, 0, -8))
    lines = [values[start : start + 11] for start in range(0, len(values) - 1, 10)]
    text = "\n".join(f"{400 + 10 * n}{packed_dif(line)}" for n, line in enumerate(lines))
    (found,) = read_text(tmp_path, jcamp(text, points=len(values), factor=0.5))
    assert found.x.tolist() == [400 + n for n in range(len(values))]
    assert found.y.tolist() == [0.5 * v for v in values]
    broken = text.replace("\n410A00", "\n410A01")
    assert broken != text
    (refused,) = read_text(tmp_path, jcamp(broken, points=len(values)))
    assert "the file is damaged" in refused.reason


def plain_lines(values, width=8):
    return "\n".join(
        f"{400 + start} " + " ".join(map(str, values[start : start + width]))
        for start in range(0, len(values), width)
    )


VALUES = [abs(n - 20) for n in range(40)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (jcamp(plain_lines(VALUES), points=41, last=439), "41 points are announced and 40"),
        (jcamp(plain_lines(VALUES).replace("416 ", "419 "), points=40), "says it begins at 419"),
        (jcamp(plain_lines(VALUES), points=40).replace("##END=", ""), "ends before ##END="),
        (jcamp(plain_lines(VALUES), points=40, form="(T..T)"), "cannot be read"),
        (jcamp(plain_lines([5] * 40), points=40), "same height"),
        (jcamp(plain_lines(VALUES[:8]), points=8), "8 points are no curve"),
        (jcamp(plain_lines(VALUES), points=40).replace("INFRARED", "NMR"), "neither an infrared"),
        (jcamp(plain_lines(VALUES).replace("416 ", "abc "), points=40), "no abscissa"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_with_its_place(tmp_path, text, reason):
    (refused,) = read_text(tmp_path, text)
    assert isinstance(refused, RefusedSpectrum)
    assert reason in str(refused)


def test_transmittance_becomes_absorbance_and_micrometres_become_wavenumbers(tmp_path):
    share = [100, 10, 1] * 10
    lines = "\n".join(f"{2 + n / 10:.1f}, {one}" for n, one in enumerate(share))
    text = jcamp(lines, points=30, form="(XY..XY)").replace("=1/CM", "=MICROMETERS")
    (found,) = read_text(tmp_path, text.replace("=ABSORBANCE", "=TRANSMITTANCE"))
    assert found.x[-1] == pytest.approx(5000)
    assert sorted({round(y, 6) for y in found.y}) == [0, 1, 2]


def test_a_table_with_a_header_is_a_curve_and_one_of_peaks_is_not(tmp_path):
    table, peaks = tmp_path / "a.csv", tmp_path / "b.csv"
    rows = "\n".join(f"{x},{y}" for x, y in zip(range(400, 440), VALUES, strict=True))
    table.write_text(f"Raman shift (cm-1),Intensity\n{rows}\n")
    peaks.write_text(f"m/z,intensity\n{rows}\n")
    assert holds_curves(table)
    assert not holds_curves(peaks)
    (found,) = read_curves(table)
    assert (found.technique, len(found)) == ("raman", 40)
    with pytest.raises(NotReadable):
        list(read_curves(peaks))


def test_a_packed_file_is_read_and_a_missing_one_refused(tmp_path):
    path = tmp_path / "a.jdx.gz"
    path.write_bytes(gzip.compress(jcamp(plain_lines(VALUES), points=40).encode()))
    assert holds_curves(path)
    assert len(next(iter(read_curves(path)))) == 40
    assert not holds_curves(tmp_path / "none.jdx")
    with pytest.raises(NotReadable, match=r"none\.jdx"):
        list(read_curves(tmp_path / "none.jdx"))


@pytest.mark.parametrize(
    ("x", "y", "error"),
    [
        ([], [], EmptySpectrum),
        (X[:5], X[:5], BadSpectrum),
        (X, X[:-1], BadSpectrum),
        (X, np.where(X[7] == X, np.nan, 1.0), BadSpectrum),
        (-X, X, BadSpectrum),
        (np.full(20, 500.0), np.arange(20.0), BadSpectrum),
        (X, np.ones_like(X), EmptySpectrum),
    ],
)
def test_what_is_no_curve_is_refused(x, y, error):
    with pytest.raises(error):
        as_curve(x, y)


def test_each_reference_finds_itself_first(library):
    for name in SHAPES:
        found = identify_curve(curve(name), library)
        assert found.matches[0].about.name == name
        assert found.matches[0].score == pytest.approx(1, abs=1e-5)
        assert found.known


@given(
    scale=st.floats(0.01, 100), slope=st.floats(-2, 2), level=st.floats(-10, 10),
    name=st.sampled_from(["one", "two", "three"]),
)  # fmt: skip
def test_scale_and_a_sloping_baseline_change_nothing(scale, slope, level, name):
    y = scale * (bands(*SHAPES[name]) + slope * X / X[-1] + level)
    assert correlation(curve(name, y=y), curve(name)) == pytest.approx(1, abs=2e-3)


@given(st.sampled_from(list(SHAPES)), st.sampled_from(list(SHAPES)))
def test_likeness_is_symmetric_and_at_most_one(one, other):
    there, back = correlation(curve(one), curve(other)), correlation(curve(other), curve(one))
    assert there == pytest.approx(back, abs=1e-5)
    assert 0 <= there <= 1


def test_a_finer_grid_noise_and_a_cut_range_still_find_the_right_one(library):
    random = np.random.default_rng(3)
    x = np.arange(700.0, 2200.0, 0.4)
    y = np.interp(x, X, bands(*SHAPES["two"])) + random.normal(0, 0.01, len(x))
    found = identify_curve(as_curve(x, y), library)
    assert found.matches[0].about.name == "two"
    assert found.matches[0].score > 0.8


def test_what_looks_the_same_is_named_and_what_is_like_nothing_is_unknown(library):
    copy = as_curve(X, bands(*SHAPES["one"]) + 0.001, about=About(key="copy", name="copy"))
    both = build_curves([curve("one"), copy, curve("two")])
    assert identify_curve(curve("one"), both).matches[0].isomers == ("copy",)
    strange = as_curve(X, bands(900, 2100, 1400, 3600))
    answer = identify_curve(strange, library)
    assert not answer.known
    assert answer.reasons == ("no reference is like it",)


def test_too_little_in_common_is_no_likeness(library):
    x = np.arange(700.0, 900.0, 1.0)
    found = identify_curve(as_curve(x, np.interp(x, X, bands(*SHAPES["one"]))), library)
    assert found.matches == ()
    assert not found.known


def test_a_library_without_baselines_is_asked_without_them(tmp_path):
    made = build_curves([curve(name) for name in SHAPES], way="baseline")
    made.save(tmp_path / "kept")
    tilted = curve("two", y=bands(*SHAPES["two"]) + 0.2 * X / 1000)
    for library in (made, open_curves(tmp_path / "kept")):
        found = identify_curve(tilted, library).matches[0]
        assert (found.about.name, found.score) == ("two", pytest.approx(1, abs=0.01))


def test_a_baseline_is_taken_from_below_and_keeps_the_bands():
    tilted = curve("one", y=bands(*SHAPES["one"]) + 0.3 * X / 1000)
    flat = on_grid(tilted, way="baseline")
    place = int(np.argmin(np.abs(GRID - 1650)))
    assert np.nanmin(flat) == pytest.approx(0, abs=1e-9)
    assert flat[place] == pytest.approx(1, abs=0.05)


def test_a_library_is_kept_mapped_and_refused_when_damaged(library, tmp_path):
    folder = tmp_path / "kept"
    library.save(folder)
    opened = open_curves(folder)
    assert identify_curve(curve("three"), opened) == identify_curve(curve("three"), library)
    (folder / "values.npy").write_bytes(b"")
    with pytest.raises(NoLibrary):
        open_curves(folder)
    with pytest.raises(EmptyLibrary):
        build_curves([])


def test_a_curve_knows_how_many_points_it_has():
    assert len(Curve(X, X, "raman")) == len(X)
