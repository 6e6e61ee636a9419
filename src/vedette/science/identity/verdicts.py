"""Words that weigh one name against another, or decide for one of them."""

from vedette.science.identity.text import word_set

# Point at one of two names said before.
FORMER = word_set(
    {
        "en": "former", "nl": "eerstgenoemde", "de": "ersteres erstere ersterer",
        "da": "førstnævnte", "sv": "förstnämnda förra", "no": "førstnevnte",
        "fi": "edellinen ensinmainittu", "hu": "előbbi",
    }
)  # fmt: skip
LATTER = word_set(
    {
        "en": "latter", "nl": "laatstgenoemde", "de": "letzteres letztere letzterer",
        "da": "sidstnævnte", "sv": "sistnämnda senare", "no": "sistnevnte", "fi": "jälkimmäinen",
        "fr": "dernier dernière", "es": "último última", "it": "ultimo ultima",
        "pt": "último última", "hu": "utóbbi", "pl": "ostatni ostatnia", "cs": "posledně",
        "ro": "ultimul ultima",
    }
)  # fmt: skip
# What is weighed, not what was found.
CONSIDERED = word_set({"en": "considered", "de": "erwogen", "nl": "overwogen", "da": "overvejet"})
COMPARED = CONSIDERED | word_set(
    {
        "en": "candidates candidate compared searched", "de": "kandidaten verglichen",
        "nl": "kandidaten vergeleken", "da": "kandidater sammenlignet", "fr": "candidats comparés",
        "es": "candidatos comparados", "it": "candidati confrontati", "sv": "kandidater jämförda",
    }
)  # fmt: skip
FITS = word_set(
    {
        "en": "tentative tentatively match matches matched hit fits fit consistent",
        "de": "passt treffer übereinstimmung", "nl": "treffer past komt", "da": "match passer",
        "fr": "correspond", "es": "coincide", "it": "corrisponde", "sv": "matchar träff",
    }
)  # fmt: skip
STANDARDS = word_set(
    {
        "en": "standard standards reference references", "de": "referenz referenzen standards",
        "nl": "standaard standaarden referentie", "da": "standarder referencer",
        "fr": "étalon étalons", "es": "patrón patrones", "it": "campioni", "sv": "standarder",
    }
)  # fmt: skip
# A list after one of these, or the name beside, is the laboratory's own.
CALIBRATORS = word_set(
    "calibrator calibrators calibration calibrant kalibrator kalibratoren kalibratorlösung "
    "kalibrierlösung kalibrierung kalibrator kalibratorer étalonnage calibrateur calibrateurs "
    "calibrador calibradores calibratore calibratori kalibratie kalibrering kalibraattori "
    "kalibráló kontrollminta kontrollminták qualitätskontrolle kontrollprobe kontrollproben "
    "kontrollprov controlemonster"
)
RUN = word_set(
    {
        "en": "run injected only merely", "de": "gemessen nur injiziert", "nl": "alleen gemeten",
        "da": "kørt kun", "fr": "injecté injectés seulement", "es": "solo inyectado",
        "it": "solo iniettato", "sv": "bara körd körda",
    }
)  # fmt: skip
# "Confirmed against a standard" says that it was there.
AGAINST = word_set(
    {
        "en": "against with to by using matched", "de": "gegen mit anhand", "nl": "tegen met",
        "da": "mod med", "fr": "contre avec", "es": "contra con", "it": "contro con",
        "sv": "mot med",
    }
)  # fmt: skip
# "X instead of Y": Y was promised or meant, and is not there.
INSTEAD = word_set(
    {
        "bg": "вместо", "cs": "místo namísto", "de": "statt anstatt anstelle", "el": "αντί",
        "hr": "umjesto", "it": "anziché", "lt": "vietoj", "mt": "minflok", "pl": "zamiast",
        "ru": "вместо", "sk": "namiesto", "sl": "namesto", "uk": "замість",
    }
)  # fmt: skip
# The same with the words that must stand before and after; alone they say something else: "in
# place", Swedish "i stället påvisades 2-MMC" (2-MMC was found instead).
INSTEAD_WITH: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    word: (word_set(before), word_set(after))
    for word, before, after in (
        ("instead", "", "of"), ("rather", "", "than"), ("place", "in", "of"),
        ("lieu", "au in", "of de d du des"), ("plutot", "", "que qu"),
        ("lugar", "en em", "de del do da"), ("vez", "en em", "de del do da"),
        ("invece", "", "di del della dello dei delle dell"), ("posto", "al", "di del della dell"),
        ("loc", "în", "de"), ("plaats", "in", "van"), ("stedet", "i", "for"),
        ("stallet", "i", "för"), ("istallet", "", "för"), ("ionad", "in", ""),
    )
}  # fmt: skip
# What may stand between "instead of" and the name.
SMALL = word_set(
    "of the a an expected supposed promised than von vom der dem des den die das dem eines einer "
    "de la le les l du d des que qu el los las del lo di della dello dei delle il lo gli do da dos "
    "das o os as van het een for för για τη την το de unei unui lui на"
)
# After the name: Hungarian "klonazepám helyett klonazolám".
INSTEAD_AFTER = word_set(
    {
        "et": "asemel", "fi": "sijasta sijaan", "hu": "helyett", "lv": "vietā", "lt": "vieton",
    }
)  # fmt: skip
