"""A small library of invented peaks under invented names."""

import numpy as np

from vedette.science.spectra import About, as_spectrum


def spectrum(name, mz, intensity=None, *, precursor=None, laboratory="one", **said):
    """Make one spectrum; the key of a compound is made of its name."""
    letters = "".join(chr(65 + ord(letter) % 26) for letter in name.ljust(14, "x"))[:14]
    about = About(
        key=f"{name}-{laboratory}", name=name, inchikey=f"{letters}-UHFFFAOYSA-N",
        mode="positive", ion="[M+H]+", laboratory=laboratory, **said,
    )  # fmt: skip
    intensity = np.linspace(100, 20, len(mz)) if intensity is None else intensity
    return as_spectrum(mz, intensity, precursor_mz=precursor, about=about)


def some_library(n=60, seed=7):
    """Make compounds of random fragments, each measured by two laboratories."""
    random = np.random.default_rng(seed)
    made = []
    for number in range(n):
        precursor = 200 + 3.1 * number
        mz = np.sort(random.uniform(50, precursor - 5, 8))
        intensity = random.lognormal(3, 1, 8)
        for laboratory in ("one", "two"):
            noisy = intensity * random.lognormal(0, 0.2, 8)
            made.append(
                spectrum(
                    f"compound {number}", mz, noisy, precursor=precursor, laboratory=laboratory
                )
            )
    return made
