"""Files of spectra: every format says the same, and what is none is refused with its place."""

import base64
import gzip
import resource
import zlib

import numpy as np
import pytest

from vedette.science.spectra import NotReadable, RefusedSpectrum, Spectrum, read

MSP = """Name: thing
DB#: X-1
InChIKey: AAAAAAAAAAAAAA-UHFFFAOYSA-N
Formula: C22H28N2O
PrecursorMZ: 337.2274
Precursor_type: [M+H]+
Ion_mode: P
Num Peaks: 2
105.0699 49.5
188.1434 100

"""
MGF = """BEGIN IONS
TITLE=X-1
NAME=thing
PEPMASS=337.2274 1000
CHARGE=1+
ADDUCT=[M+H]+
INCHIKEY=AAAAAAAAAAAAAA-UHFFFAOYSA-N
105.0699 49.5
188.1434 100
END IONS
"""
MASSBANK = """ACCESSION: X-1
CH$NAME: thing
CH$FORMULA: C22H28N2O
CH$LINK: INCHIKEY AAAAAAAAAAAAAA-UHFFFAOYSA-N
AC$MASS_SPECTROMETRY: ION_MODE POSITIVE
MS$FOCUSED_ION: PRECURSOR_M/Z 337.2274
MS$FOCUSED_ION: PRECURSOR_TYPE [M+H]+
PK$NUM_PEAK: 2
PK$PEAK: m/z int. rel.int.
  105.0699 49.5 495
  188.1434 100 999
//
"""
CSV = """name,id,inchikey,precursor_mz,precursor_type,mz,intensity
thing,X-1,AAAAAAAAAAAAAA-UHFFFAOYSA-N,337.2274,[M+H]+,105.0699,49.5
thing,X-1,AAAAAAAAAAAAAA-UHFFFAOYSA-N,337.2274,[M+H]+,188.1434,100
"""
JCAMP = """##TITLE=thing
##JCAMP-DX=4.24 $$ a comment
##DATA TYPE=MASS SPECTRUM
##NPOINTS=2
##PEAK TABLE=(XY..XY)
105.0699,49.5 188.1434,100
##END=
"""


def packed(values, dtype="<f8", squeeze=True):
    data = np.asarray(values, dtype=dtype).tobytes()
    return base64.b64encode(zlib.compress(data) if squeeze else data).decode()


def mzml(*spectra):
    return (
        '<?xml version="1.0"?>\n<indexedmzML><mzML><referenceableParamGroupList>'
        '<referenceableParamGroup id="p"><cvParam accession="MS:1000130" value=""/>'
        "</referenceableParamGroup></referenceableParamGroupList><run><spectrumList>\n"
        + "\n".join(spectra)
        + "\n</spectrumList></run></mzML></indexedmzML>"
    )


def scan(key, mz=(105.0699, 188.1434), intensity=(49.5, 100.0), level=2, squeeze=True):
    method = "MS:1000574" if squeeze else "MS:1000576"
    arrays = "".join(
        f'<binaryDataArray><cvParam accession="{width}"/><cvParam accession="{method}"/>'
        f'<cvParam accession="{kind}"/><binary>{packed(values, dtype, squeeze)}</binary>'
        "</binaryDataArray>"
        for kind, width, dtype, values in (
            ("MS:1000514", "MS:1000523", "<f8", mz), ("MS:1000515", "MS:1000521", "<f4", intensity)
        )
    )  # fmt: skip
    return (
        f'<spectrum id="{key}"><cvParam accession="MS:1000511" value="{level}"/>'
        '<referenceableParamGroupRef ref="p"/><precursorList><precursor><selectedIonList>'
        '<selectedIon><cvParam accession="MS:1000744" value="337.2274"/></selectedIon>'
        "</selectedIonList></precursor></precursorList>"
        f"<binaryDataArrayList>{arrays}</binaryDataArrayList></spectrum>"
    )


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def parted(path):
    found = list(read(path))
    return (
        [one for one in found if isinstance(one, Spectrum)],
        [str(one) for one in found if isinstance(one, RefusedSpectrum)],
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.msp", MSP), ("a.mgf", MGF), ("a.txt", MASSBANK), ("a.csv", CSV), ("a.jdx", JCAMP),
        ("a.mzML", mzml(scan("X-1"))), ("b.mzML", mzml(scan("X-1", squeeze=False))),
    ],
)  # fmt: skip
def test_every_format_says_the_same(tmp_path, name, text):
    (one,), refused = parted(written(tmp_path, name, text))
    assert refused == []
    assert one.mz == pytest.approx([105.0699, 188.1434])
    assert one.intensity == pytest.approx([49.5, 100])
    if "jdx" not in name:
        assert one.precursor_mz == pytest.approx(337.2274)
        assert one.about.key == "X-1"
    if "mzML" not in name:
        assert one.about.name == "thing"
    if name[2:] in ("msp", "mgf", "txt", "csv"):
        assert one.about.ion == "[M+H]+"
        assert one.about.mode == "positive"
        assert one.about.inchikey == "AAAAAAAAAAAAAA-UHFFFAOYSA-N"


def test_a_packed_file_reads_as_the_plain_one(tmp_path):
    path = tmp_path / "a.msp.gz"
    path.write_bytes(gzip.compress(MSP.encode()))
    assert len(parted(path)[0]) == 1
    path.write_bytes(gzip.compress(MSP.encode() * 1000)[:-200])
    with pytest.raises(NotReadable, match="damaged or cut short"):
        list(read(path))


@pytest.mark.parametrize(
    ("name", "text", "place", "reason"),
    [
        ("a.msp", MSP.replace("100", "nan"), 10, "intensity nan cannot be"),
        ("a.msp", MSP.replace(" 49.5", " -49.5"), 9, "intensity -49.5 cannot be"),
        ("a.msp", MSP.replace("49.5", "x"), 9, "'105.0699' and 'x' are no peak"),
        ("a.msp", MSP.replace("Peaks: 2", "Peaks: 3"), 10, "3 peaks are announced and 2 are there"),
        ("a.msp", MSP.replace("337.2274", "heavy"), 1, "the precursor m/z is 'heavy', no number"),
        ("a.msp", MSP[: MSP.index("Num")], 7, "the record ends before its peaks"),
        ("a.msp", MSP.split("105")[0].replace("Peaks: 2", "Peaks: 0"), 1, "has no peaks"),
        ("a.mgf", MGF.replace("100\nEND", "inf\nEND"), 9, "intensity inf cannot be"),
        ("a.mgf", MGF[: MGF.index("END")], 9, "the file ends inside this block"),
        ("a.txt", MASSBANK.replace("PEAK: 2", "PEAK: 5"), 12, "5 peaks are announced"),
        ("a.txt", MASSBANK[: MASSBANK.index("//")], 11, "the file ends inside this record"),
        ("a.csv", CSV.replace(",49.5", ",-1"), 2, "intensity -1 cannot be"),
        ("a.csv", CSV.replace(",105.0699,49.5", ""), 2, "the line has 5 cells only"),
        ("a.jdx", JCAMP.replace("49.5", "-2"), 6, "intensity -2 cannot be"),
        ("a.jdx", JCAMP.replace("(XY..XY)", "(X++(Y..Y))"), 5, "only (XY..XY) can be read"),
        ("a.jdx", JCAMP.replace("##END=", ""), 7, "the file ends before ##END="),
    ],
)
def test_what_is_wrong_is_refused_with_line_and_reason(tmp_path, name, text, place, reason):
    kept, refused = parted(written(tmp_path, name, text))
    assert kept == []
    (said,) = refused
    assert said.startswith(f"{name}, line {place}")
    assert reason in said


@pytest.mark.parametrize(
    ("name", "text", "bad"),
    [
        ("a.msp", MSP, MSP.replace("100", "nan")),
        ("a.mgf", MGF, MGF.replace("49.5", "-1")),
        ("a.txt", MASSBANK, MASSBANK.replace("PEAK: 2", "PEAK: 9")),
        ("a.jdx", JCAMP, JCAMP.replace("49.5", "-1")),
    ],
)
def test_the_rest_of_a_file_is_read(tmp_path, name, text, bad):
    kept, refused = parted(written(tmp_path, name, text + bad + text))
    assert (len(kept), len(refused)) == (2, 1)


def test_spectra_of_a_table_are_parted_by_its_other_columns(tmp_path):
    text = (
        "spectrum;volt;m/z;Intensity\na;30;100;1\na;30;101;2\na;60;100;3\nb;30;100;x\nb;60;99;1\n"
    )
    kept, refused = parted(written(tmp_path, "a.csv", text))
    assert [one.about.key for one in kept] == ["a 30", "a 60", "b 60"]
    assert len(refused) == 1


def test_two_bare_columns_are_one_spectrum(tmp_path):
    (one,), _ = parted(written(tmp_path, "peaks.txt", "188.14\t100\n105.07\t50\n"))
    assert one.mz == pytest.approx([105.07, 188.14])


def test_a_truncated_mzml_gives_what_was_whole_and_says_where_it_breaks(tmp_path):
    whole = mzml(*(scan(f"scan={n}") for n in range(5)))
    cut = whole[: whole.index("scan=3") + 400]
    kept, refused = parted(written(tmp_path, "a.mzML", cut))
    assert [one.about.key for one in kept] == ["scan=0", "scan=1", "scan=2"]
    assert refused == ["a.mzML, line 6 (scan=3): the file breaks off or is damaged here"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (mzml(scan("s", mz=(), intensity=())), "has no peaks"),
        (mzml(scan("s", intensity=(1, np.nan))), "peak 2 has intensity nan"),
        (mzml(scan("s", intensity=(-1, 1))), "peak 1 has intensity -1"),
        (mzml(scan("s", intensity=(1.0,))), "2 m/z values stand beside 1 intensities"),
        (mzml(scan("s")).replace("MS:1000574", "MS:1002312"), "MS-Numpress"),
        (mzml(scan("s")).replace("MS:1000523", "MS:9999999"), "how its numbers are stored"),
        (mzml(scan("s")).replace("<binary>", "<binary>AAAA"), "cannot be unpacked"),
        (mzml(scan("s", np.ones(1_100_000), np.ones(1_100_000))), "more than 1,000,000 peaks"),
    ],
)
def test_a_bad_scan_of_an_mzml_is_refused_and_the_next_read(tmp_path, text, reason):
    end = text.index("\n</spectrumList>")
    good = scan("good") if "MS:1000574" in text and "MS:1000523" in text else ""
    kept, refused = parted(written(tmp_path, "a.mzML", text[:end] + "\n" + good + text[end:]))
    assert [one.about.key for one in kept] == (["good"] if good else [])
    assert len(refused) == 1
    assert reason in refused[0]


def test_whole_scans_are_read_only_where_there_are_no_fragments(tmp_path):
    both = mzml(scan("full", level=1), scan("fragments"))
    assert [one.about.key for one in parted(written(tmp_path, "a.mzML", both))[0]] == ["fragments"]
    full = mzml(scan("full", level=1))
    assert [one.about.key for one in parted(written(tmp_path, "a.mzML", full))[0]] == ["full"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.msp", b"", "it is empty"),
        ("a.msp", b"  \n ", "it is empty"),
        ("a.bin", b"MZ\0\0\1\2", "neither text nor Parquet"),
        ("a.json", b'{"a": 1}\n', "names no column of m/z"),
        ("a.csv", b"name,mz\nx,1\n", "names no column of intensity"),
        ("a.xml", b"<html><body/></html>", "no mzML"),
        ("a.xml", b"<html><body>", "it is no mzML"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><mzML>&a;</mzML>', "declares a document type"),
        ("a.msp", b"Name: x\n" + b"9" * (1 << 24) + b"9", "line 2 has no end"),
    ],
)
def test_a_file_that_is_none_of_them_is_refused_as_a_whole(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotReadable, match=reason):
        list(read(path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(NotReadable, match="there is no such file"):
        list(read(tmp_path / "nothing.msp"))
    with pytest.raises(NotReadable, match="it is a folder"):
        list(read(tmp_path))


def test_ten_million_peaks_in_one_record_are_refused_in_bounded_memory(tmp_path):
    path = tmp_path / "long.msp"
    with path.open("w") as file:
        file.write("Name: endless\nNum Peaks: 10000000\n")
        for _ in range(1000):
            file.write("188.1434 100\n" * 10_000)
        file.write("\n" + MSP)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept, refused = parted(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(kept) == 1
    assert refused == [
        "long.msp, line 1000003 (endless): the spectrum has more than 1,000,000 peaks"
    ]
    assert grown < 200_000  # kilobytes


def test_parquet_reads_as_the_other_formats(tmp_path):
    pa = pytest.importorskip("pyarrow", reason="Parquet comes with the server")
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "accession": [f"MSBNK-Here-{number}" for number in (1, 2, 3, 4)],
            "name": ["thing", "bad", "empty", "fragments"],
            "precursor_mz": [337.2274, None, None, float("nan")],
            "precursor_type": ["[M+H]+", None, None, None],
            "mz": [[188.1434, 105.0699], [100.0], [], [91.0]],
            "intensity": [[100.0, 49.5], [-1.0], [], [1.0]],
        }
    )
    pq.write_table(table, path)
    (one, without), refused = parted(path)
    assert without.precursor_mz is None
    assert one.mz == pytest.approx([105.0699, 188.1434])
    assert one.about.laboratory == "Here"
    assert refused == [
        "a.parquet, row 2 (MSBNK-Here-2): peak 1 has intensity -1, not zero or more",
        "a.parquet, row 3 (MSBNK-Here-3): the spectrum has no peaks",
    ]
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(NotReadable, match="no Parquet file, or cut short"):
        list(read(path))
    pq.write_table(table.select(["name"]), path)
    with pytest.raises(NotReadable, match="no columns mz and intensity"):
        list(read(path))
