"""Words of every day that lie near the name of a substance and never mean it.

Each was met in plain sentences of its language and read as a misspelt or foreign name: "Konzert" as
Concerta, "prochain" as procaine. What is a name as it stands is not here; see `contexts`.
"""

from vedette.science.identity.text import word_set

NEAR_NAMES = word_set(
    {
        "bg": "асистент концерт концерта концерти магнит",
        "cs": "alkoholik američané asijské asijský asistent hasič hasiče hasiči hasičů "
        "inspiroval koncert koncertu koncerty monstra monstrum slavia řešíme",
        "da": "armani assist assistere austen austin cathrine clement ekstase herman inspirere "
        "kantine kokken koncerten koncerter koncerterne køkken køkkenet lysene måltid "
        "mønstret reagan resort salvie silvia styrkelse sylvia",
        "de": "nasenspray nasensprays nasentropfen "
        "akkordeon anlagen arminia assistent assistenz auflagen beatrix berufen flüstern "
        "fortan herein hermine häuschen höschen kochen konzert konzerte konzerten "
        "konzerts monster praxen prämien ressort starkem starken storch stärken stärkere "
        "stärkt",
        "el": "dimitris δήμητρα δήμητρασ δημήτρη δημήτρησ δημήτριο δημήτριοσ δημητρίου δημητρα "
        "δημητρησ δημητριου εφεδρεία καναπέ καναπέσ κονσέρτο μαρίκα προσκύνημα",
        "en": "alcoholics assists cocoon concert concerto heroines lyrical monstrous orphan "
        "primate resorts spirits",
        "es": "asistente asistir cantina chinga concierto concreta destroza destrozos dimitir "
        "escoja estacional guaraní lírica marica marico monstruo monstruos resina sacarse",
        "fi": "estääkseen harmaan häissä kasvain kehittyminen kokeen kokeneen kokeneet "
        "kokeneita kokenut konsertin konsertissa konsertit konsertteja konsertti "
        "konserttia konserttiin käsiksi käsissä käsistä marika parilla perillä selviä",
        "fr": "americains américaines américains assisté assistée canapé changea monstre "
        "monstres monstrueux métadonnées prochain prochaine prochaines prochains",
        "hr": "azijske azijski dimitrija dimitrije dimitrov gaćice koncertima konopac konopca "
        "kratkom marijana plav",
        "hu": "asszisztens harminc jelent jelenti kanapén katona kattints koncertet koncerttel "
        "részint",
        "it": "accettata accettate accettati accettato assisti assisto attenti attivano "
        "bassista buttano cartina catena certosa colpite concerti cretina estasi levano "
        "lontane maltese orfana regine sementi suonata superi tirocini tirocinio valeri "
        "valeria valerio",
        "lt": "arminas asistentas atsisėsti katinas katino katiną koncertai koncertas "
        "koncertuoja monstras",
        "lv": "asistents atzīst koncerti koncertiem koncerts",
        "nl": "alcoholist assistentie bhutan chassis concerten creatie doorrijden ghanees "
        "ghanese harmen hartman marijke methaan sumatra watersport",
        "no": "aksjer artene konsert konserten konserthus lebron trædal",
        "pl": "asystent kanapek kanapie kanapkę kanapy katyniu",
        "pt": "assistem assistiu cestas estações estácio monstro monstros",
        "ro": "asista baschet canapea canapeaua concerte concertului creația dimitrie dimitriu "
        "luminile monstru monstrul monștri monștrii rezina tranșee",
        "sk": "krytom pastiera správať",
        "sl": "babica dimitrij marjana popisa",
        "sv": "alkoholism chocken knepiga kocken",
    }
)  # fmt: skip
# Old trade names that are words or surnames as well: each is meant only where something shows it.
BRANDS = word_set(
    "acisal allegra amidon android anexate avanza bartol burana cardenal celebra commit compendium "
    "compro constan control crispin diurnal dorival epicur forene frontal gerson halkan haplos "
    "harmar horizon innovar keramik linton magadon mendel metron momentum multum narcon nerobil "
    "pavagen pensive planum pontal portal pravidel prompt protona recital refusal restful rhymed "
    "rondar sanoma selene sernas settima siguran sopivan sprinkle stimul tardan tranquil trittico "
    "versed wellcome zunden"
)
