"""Words that stand beside the name of a substance without being one."""

import re

from vedette.science.identity import absence, compounds, languages, verdicts
from vedette.science.identity.text import word_set

# Salts, solvates and physical forms: they never change which substance is meant.
FORMS = languages.FORMS | word_set(
    "hcl hydrochloride hydrobromide hbr hydroiodide sulfate sulphate sulfat phosphate fosfat "
    "fosfaat citrate citraat maleate tartrate bitartrate fumarate hemifumarate oxalate mesylate "
    "benzoate salicylate "
    "besylate tosylate succinate acetate nitrate lactate hydrate monohydrate dihydrate "
    "hemihydrate chloride bromide sodium potassium calcium magnesium base freebase free salt "
    "hydrochlorid chlorhydrate hydrochloridum clorhidrato wet dry anhydrous racemic racemate "
    "powder powders pulver poudre poeder polvo pill pills tablet tablets tab tabs tabletten "
    "capsule capsules caps cap crystal crystals crystalline kristall cristal liquid liquids "
    "juice oil oils vape vapes vaping cart carts cartridge cartridges disposable pen pens pod "
    "pods gummy gummies edible edibles chocolate chocolates sweet sweets candy paste rock rocks "
    "solution solutions tincture syrup spray patch patches plaster blotter blotters tabletts "
    "paper resinous distillate eliquid e bar bars bag bags wrap wraps ampoule ampoules vial vials "
    "injection injectable dab infused press pressed brick bricks block cream gel gels drops "
    "sample samples mixture mix mixed combo stick sheet lolly lollies cookie brownie"
)
FORMS |= compounds.SALTS

# Words of labels, certificates and laboratory reports.
FILLERS = (
    languages.FILLERS
    | languages.REPORTS
    | languages.FOUND
    | languages.FOR
    | languages.BUT
    | verdicts.FORMER
    | verdicts.LATTER
    | verdicts.COMPARED
    | verdicts.FITS
    | languages.ONLY
    | word_set(
        "acute chronic drug drugs multidrug multiple polydrug polysubstance substance substances "
        "toxicity toxic toxicities intoxication intoxications overdose overdoses poisoning "
        "poisonings effects effect adverse due to of the a an in on by from after use used user "
        "abuse "
        "misuse recent history disorder complications complication complicating probable "
        "combined conditions condition contributing contributory associated including includes "
        "involving involved with administration ingestion inhalation injected injecting "
        "intravenous "
        "insufflation exposure related consumption dependence addiction induced withdrawal "
        "confirmed present indicated detected identified found positive contains containing "
        "containig contained is was were are as for at per each other others also and or "
        "set setting pending additional study suspected alleged reported use's using known sold "
        "street legal illicit illicitly manufactured prescription prescribed pharmaceutical pharma "
        "pharmacy medicine medication brand named called labelled marked bought purchased supposed "
        "believed thought possibly maybe likely concentration concentrations level levels high low "
        "strong strength dose doses total mg mcg ug g ml iu new old white black blue red green "
        "pink "
        "yellow orange brown grey gray purple clear light dark fake counterfeit unknown generic uk "
        "us usa eu turkish indian chinese thai afghan some pure raw washed cooked"
    )
)

LONG_FILLERS = (
    "toxicity",
    "intoxication",
    "confirmed",
    "overdose",
    "poisoning",
    "complications",
)

# Words between substances.
LINKS = languages.AND | word_set(
    "and och then also including includes contains contaminated laced combined vs versus"
)
# Dutch "of" and Spanish "o" mean "or" too, but far more often stand for something else.
EITHER = languages.OR | {"or"}
VERSUS = frozenset({"vs", "versus"})
OR_BETWEEN_NAMES = languages.OR_BETWEEN_NAMES

ROLES = {
    **dict.fromkeys(languages.POSSIBLE, "possible"),
    **dict.fromkeys(languages.MINOR, "minor"),
    **dict.fromkeys(languages.MAJOR, "major"),
    **dict.fromkeys(languages.TRACE, "trace"),
    "tr": "trace",
    "minor": "minor",
    "minimal": "minor",
    "major": "major",
    "main": "major",
    "mainly": "major",
    "possible": "possible",
    "possibly": "possible",
    "probable": "probable",
    "probably": "probable",
    "likely": "probable",
    "suspected": "possible",
    "presumed": "possible",
    "maybe": "possible",
    "residue": "trace",
    "residual": "trace",
}
# Said directly before a name these mean that whoever wrote it was not sure which it is.
DOUBTS = frozenset({"possibly", "maybe", "resembling", "similar", "like"})

ANALOGUES = languages.ANALOGUE
METABOLITES = languages.METABOLITE

# After "fentanyl-related" these speak of a kind of substance, other words of what happened.
KINDS = word_set(
    "substance substances compound compounds structure structures material drug drugs opioid "
    "opioids molecule molecules product products chemical chemicals analogue analogues analog"
)
LOCANTS = word_set(
    "ortho meta para o m p 1 2 3 4 5 6 7 8 alpha beta gamma delta cis trans endo exo dextro levo "
    "d l n"
)
BOUND_TO_NITROGEN = frozenset({"n", "o"})
# Marks of handedness: the molecule is the same but for its mirror image.
STEREO = word_set("d l dl ld r s rs sr rac rec plus minus")
MIRRORED = frozenset({"d", "l"})
HANDS = frozenset({"r", "s"})
# Marks of a mixture of both mirror images, which is what a plain name means as well.
RACEMIC = frozenset({"rs", "sr", "dl", "ld", "rac", "racemic"})
# After a name, in folded spelling: words that make another compound of it.
DERIVED = re.compile(
    r"(?:est(?:er)?|et(?:er)?|n?osid\w*|sulfon\w*|sulfosid\w*|sulfid\w*|gl[iu]kuronid\w*|\w+osid\w*"
    r"|lakt[ao]m\w*|lakton\w*|asetal\w*|\w*idrason\w*|osim\w*|\w*karbason\w*|\w*karbosi\w*"
    r"|diaset\w*|anidrid\w*|karbosil\w*|\w*laurat\w*|butosid\w*)[aeiou]*"
)
SALT = re.compile(r"klorid|sulfat|siarsan|fosfat|bromid|sitrat|tartrat|klorvodor")
# Before a name that is also that of a family: "a new fentanyl", "un fentanilo".
ONE_OF_A_KIND = word_set(
    {
        "bg": "нов нова неизвестен друг", "cs": "nový neznámý jiný", "da": "nyt ukendt andet",
        "de": "ein neues neuartiges unbekanntes anderes", "el": "νέα νέο άγνωστη άγνωστο",
        "en": "another new novel unknown unidentified different other", "es": "un nuevo "
        "desconocido otro", "et": "uus tundmatu", "fi": "uusi tuntematon",
        "fr": "un nouveau nouvel autre", "hr": "novi nepoznati drugi", "hu": "új ismeretlen másik",
        "it": "un nuovo "
        "sconosciuto altro", "lt": "naujas nežinomas kitas", "lv": "jauns nezināms cits",
        "nl": "een nieuw nieuwe onbekend ander", "no": "nytt ukjent annet", "pl": "nowy nieznany "
        "inny", "pt": "um novo desconhecido outro", "ro": "un nou necunoscut alt", "sk": "neznámy "
        "iný", "sl": "nov neznan drug", "sv": "nytt okänt annat",
    }
)  # fmt: skip
# Joined to a name, these speak of something else: "MDMA-achtig", "NMDA-Antagonist".
ALIKE = (
    "achtig", "lignend", "liknand", "lik", "ahnlich", "aehnlich", "artig", "typ", "simil", "podobn",
    "kalta", "tyypp", "taoli", "deriv", "analog", "antagon", "agonist", "recept", "rezept", "ersat",
    "erstat", "vervang", "substit", "anstelle", "statt", "vrij", "frei", "mentes", "fri",
)  # fmt: skip
# Families that say what a substance is used for: nothing follows from a name built on a member's.
LOOSE_FAMILIES = frozenset(
    {"adulterant", "medicine", "precursor", "other", "inhalant", "opioid_medicine_other"}
)
POSITIONS = frozenset({"ortho", "meta", "para"})

# Words of certificates and forms that look like a misspelt name and are none.
ORDINARY = word_set(
    "thermal injury trauma disease cardiac hypertensive atherosclerotic drowning asphyxia "
    "hypothermia obesity emphysema asthma pneumonia diabetes cirrhosis hepatic steatosis "
    "seizure stroke anoxic injuries fracture multiple sudden cardiovascular pulmonary chronic "
    "alcoholism ethanolism morbid anorexia coronary artery hanging gunshot smoke fire sepsis "
    "hydroxide methyl methyls ethyl propyl butyl pentyl phenyl benzyl acetyl oxide isomer ester "
    "methodology medicine caffeinated ketoacidosis ketosis vitamin vitamine vitamina cation anion "
    "ethylene methylene propylene butylene acetylene pentanal butanal propanal pentanol propanol "
    "butanol hexanol cytosine cytidine guanosine adenosine thymidine uridine acetal aldehyde "
    "method methods change changes changed creating created closing silence precedes "
    "morphing morphed heroics heroic cocaines morphinga ketogenic ketamide pregabs metamorph "
    "morphism "
    "oranges codeline metadata metaclass "
    "ketone acetyl benzene toluidine aniline phenol cresol quinoline pyridine indole purine"
)

DENIALS = (
    languages.NOT
    | languages.NOT_IF_FOUND
    | languages.DENIED
    | languages.EXCLUDED
    | absence.DISPUTED
    | absence.DECAYS
)

# What every language uses for other things than substances.
COMMON = FORMS | FILLERS | LINKS | EITHER | DENIALS | ANALOGUES | METABOLITES | frozenset(ROLES)
