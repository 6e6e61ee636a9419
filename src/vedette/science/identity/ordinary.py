"""Ordinary words of certificates and of police, hospital, coroner and drug-checking reports.

Beside a name they say nothing of it. Short function words stand here too: two letters nobody knows
might be the beginning of a chemical name, "em" in a Portuguese sentence is none.
"""

from vedette.science.identity.text import word_set

REPORTS = {
    "xx": "áno ano igen kyllä jah taip jā ναι да так sí sim sì oui tak iva sea evet yes "
    "same code codes aktivan bod datora kattint målt mønstre recital siguran teste zinnen "
    "doe "
    "strach strachu starke starker starkes prüfen prüft kanna cathain étalon respire respiră "
    "hittats käsitsi deset desať desatej despre alan alanını stronę strony άλλαξαν páse",
    "bg": "в във спринцовка спринцовката спринцовки игла продадени продаван за "
    "са бе бил била било при до между към само още без около две три пет един една "
    "полиция полицията иззети иззето конфискувани пациент пациентът пациентка болница "
    "мъж жена лице кръв кръвта урина урината прах прахът таблетките хапчета грама килограма "
    "употребил употребила приел приела взел взела умрял починал открити намерени продаван "
    "продавани като които пакет опаковка съдебен експертиза показа тест скрининг",
    "cs": "prodávané prodávaný prodávaná stříkačka stříkačce poměr "
    "se si po při od do jen ještě už byl dva dvě tři čtyři pět policie policisté zajištěno "
    "zajištěn zajištěna zajistila zabaveno pacient pacientka pacienta muž žena mladík nemocnice "
    "krev krvi krve moč moči sliny pitva test screening důsledku vlivem užil užila užití požil "
    "požila požití vzal vzala kouřil kouřila šňupal prodávaný prodávaná koupeno balení pytlík "
    "gramů kilogramů kusů tablety roztoku obsah řezaný řezaná spolu odebrán nalezen doma "
    "bezvědomí zástava",
    "da": "sprøjte solgte forhold "
    "der sig så også kun end fra hos under over mod ved før to tre fire fem ti politiet "
    "politi beslaglagt beslaglagde beslaglagte anholdt patient patienten patientens kvinde mand "
    "mandlig kvindelig pige dreng indlagt skadestuen hospital blod blodet blodprøve urin urinen "
    "spyt obduktion afdøde fundet taget tog ryget røget sniffet injiceret drukket drak spist "
    "købt solgte gram kilo liter stk poser pose brev pakke meget urolig bevidstløs kramper viste "
    "analyse analysen målt skyldtes væk hjem samt",
    "de": "spritze verkauft verkauften quotient verhältnis konsumeinheiten festnahme handel "
    "schmuggel besitz "
    "er sie es man sich ich du wir ihr ihm ihn nur noch schon aus am ans ins ab pro je ca "
    "zwei drei vier fünf zehn halbes halbe polizei zoll sichergestellt sichergestellte "
    "beschlagnahmt beschlagnahmte patient patientin patienten mann frau jähriger jährige "
    "jugendlicher krankenhaus notaufnahme klinik rettungsdienst blutprobe speichel haare "
    "haarprobe mageninhalt obduktion leiche leichnam genommen eingenommen konsumierte geraucht "
    "gespritzt geschnupft getrunken gekauft gekaufte linien linie gramm kilo kilogramm stück "
    "beutel päckchen tütchen wohnung bewusstlos krampfanfall angegeben gibt gab laut angeblich "
    "ergab ergaben zeigte bestätigt schnelltest test screening femoralblut herzblut "
    "peripherblut",
    "el": "πωλούνταν πωλήθηκαν σύριγγα αναλογία "
    "σε με ως προς κατά μετά πριν δύο τρία τρεις πέντε δέκα αστυνομία κατασχέθηκαν "
    "κατασχέθηκε συνελήφθη ασθενής ασθενή άνδρας γυναίκα νοσοκομείο αίμα αίματος ούρα ούρων "
    "σκόνη σκόνης πήρε είχε έλαβε κάπνισε κατανάλωσε ήπιε γραμμάρια γραμμαρίων κιλά κιλό κιλών "
    "δισκία χαπιών συσκευασία πωλήθηκε πουλήθηκε ένα μία ένας συνδυασμένη λήψη",
    "en": "ratio ratios syringe syringes needle vial theatre nurse marker quantifiable library "
    "strip weekend exams amnesia cali "
    "control controls commit prompt portal lambda concert concerts tribute "
    "ia ib ic iia iib 1a 1b 1c 1d 2a 2b rnl rng w pt pts patient patients "
    "man male "
    "woman female aged yo boy girl teenager person decedent deceased police officer seized "
    "seizure package packet parcel customs airport prison cell inmate custody hospital ward ed "
    "er icu emergency department admitted admission discharged collapsed unresponsive "
    "unconscious drowsy agitated confused found kept reported reports told stated says claims "
    "claimed witness friend friends family house home flat car bath bathroom bed toilet street "
    "inquest coroner autopsy examiner ruled ruling manner drowning fall fell fire scene "
    "therapeutic range subtherapeutic supratherapeutic fatal lethal cutoff screen screening "
    "immunoassay reactive confirmatory confirmation awaited outstanding compared versus two three "
    "four five six seven eight nine ten half couple several few bottle can capful sip drank "
    "drink drunk ate eaten swallowed took take takes taking smoked smoking sniffed sniffing "
    "injecting night day morning evening yesterday today ago hours minutes later early late "
    "unclear exact compound unknown nothing else tried wanted asked request requested",
    "es": "vendido vendida vendidos vendidas jeringa jeringuilla proporción cociente "
    "en al con su sus lo le les ya fue fueron ha han más dos tres cuatro cinco diez policía "
    "guardia civil decomisó decomisaron incautó incautaron incautados intervenidos detenido "
    "detenida paciente pacientes varón hombre mujer joven chico chica años hospital urgencias "
    "ingresado ingresada sangre orina pelo saliva autopsia fallecido fallecida consumió consumía "
    "consumido fumó fumado fumaba tomó tomado tomaba ingirió ingerido inyectó esnifó esnifado "
    "bebió bebido comprado comprada gramos kilos litros unidades bolsa bolsita dosis desconocida "
    "entregada entregado como analizada analizado refiere niega sólo solo",
    "et": "müüdud süstal süstlas suhe "
    "oli olid ning ja kui see ka kaks kolm neli viis kümme politsei võttis ära konfiskeeris "
    "leiti patsient patsiendil patsiendi mees naine haigla haiglas veri veres uriin uriinis "
    "süljes pulber pulbris tablett tablette grammi kilo liitrit oli joonud joonud tarvitanud "
    "tarvitas suitsetanud manustanud müüdud müüdi nime all ostetud lahkamisel teadvuseta",
    "fi": "myydyissä myydyssä myydyistä myydyn myytyjä myyty ruisku ruiskussa suhde "
    "oli on olivat ja sekä että kun niin myös vain kaksi kolme neljä viisi kymmenen poliisi "
    "poliisin takavarikoi takavarikoitiin tulli potilas potilaan potilaalla mies nainen sairaala "
    "sairaalaan veri veressä verestä verinäyte virtsa virtsassa virtsasta sylki löytyi löydettiin "
    "todettiin nielaissut nielaisi käyttänyt käytti ottanut otti polttanut poltti juonut joi "
    "ostettu myyty myytiin nimellä gramma grammaa kiloa litraa kappaletta pussi jauheessa "
    "tabletista tajuton kouristi ruumiinavaus yhteisvaikutus vaikutus",
    "fr": "vendu vendue vendus vendues seringue quotient rapport "
    "en y se sa son ses on il elle ils ont eu fut plus deux trois quatre cinq dix police "
    "gendarmerie douane saisie saisi saisis saisies saisir homme femme jeune ans garçon fille "
    "patient patiente hôpital urgences admis admise sang urine urines cheveux salive autopsie "
    "décédé décédée consommé consommait fumé fumait pris prenait ingéré inhalé injecté sniffé bu "
    "acheté achetée grammes kilos litres unités flacon sachet sachets pochon plaquette retrouve "
    "retrouvé retrouvée révèle révélé uniquement seulement taux brune blanc somnolent malaise "
    "analyse l'analyse interpellé",
    "ga": "an na ar i sa san do de den don ón leis le bhí raibh tá agus is nó ach go bás bháis "
    "bharr fuarthas aimsíodh gabhadh gardaí garda póilíní othar fear bean fola fuil fual "
    "ospidéal púdar phúdar táibléid táibléad teach tógadh ghlac dúirt gram cileagram nimhiú "
    "ródháileog baineadh sampla",
    "hr": "prodavano prodavana šprica šprici omjer "
    "se je su bio bila u na za po pri od do samo još dva dvije tri četiri pet policija "
    "policije zaplijenjeno zaplijenjena zaplijenila oduzeto pacijent pacijentica muškarac žena "
    "bolnica bolnici krv krvi urin urinu slina obdukcija uzeo uzela popio popila pušio pušila "
    "konzumirao konzumirala prodan prodana prodano prodavan kupljen kao grama kilograma komada "
    "vrećica tableta nađen nađena nađeno pronađeno sadržavao sadržavala bez svijesti",
    "hu": "árult árulták eladott fecskendő fecskendőben arány "
    "egy két kettő három négy öt tíz meg de nem is volt lett után előtt rendőrség rendőrök "
    "lefoglalt lefoglaltak lefoglalták beteg betegnél férfi nő fiú lány kórház kórházba vér "
    "vérben "
    "vérében vizelet vizeletben vizeletében bevett bevette fogyasztott fogyasztása szívott ivott "
    "injekciózott vásárolt eladott adtak gramm kilogramm liter darab tasak port porban mintában "
    "mintából tablettában együttes hatása eszméletlen boncolás halt meghalt görcsroham",
    "it": "spacciato spacciata spacciati spacciate spacciando venduto venduta venduti vendute "
    "smerciato rapporto cristalli siringa solo "
    "è ha hanno gli i ai al alla nel nella nelle sul si se due tre quattro cinque dieci "
    "polizia carabinieri guardia finanza sequestrati sequestrato sequestrata sequestrate "
    "sequestro "
    "paziente pazienti uomo donna ragazzo ragazza anni ospedale pronto soccorso ricoverato "
    "ricoverata accesso sangue urine urina capelli saliva autopsia deceduto deceduta consumato "
    "consumata fumato fumava preso assunto assunta ingerito iniettato sniffato bevuto comprato "
    "acquistato grammi chili litri dosi bustina bustine flacone rilevato preparato livelli "
    "terapeutici circa polvere nell",
    "lt": "parduotas parduota švirkšte švirkštas santykis "
    "ir su be po per iki du dvi trys penki policija policijos sulaikyta sulaikyti paimta "
    "konfiskuota pacientas pacientė pacientui vyras moteris ligoninė ligoninėje kraujas kraujyje "
    "kraujo šlapimas šlapime vartojo vartojęs išgėrė gėrė rūkė nupirko parduota parduodamos kaip "
    "gramų kilogramų litrų miltelių milteliuose tabletėse mėginys sąmonės rasti aptikti dėl",
    "lv": "pārdota pārdotas šļircē šļirce attiecība "
    "un ar bez no uz pie pēc līdz divi divas trīs pieci policija policijas izņemti izņemts "
    "konfiscēti pacients pacientam paciente vīrietis sieviete slimnīca slimnīcā asinis asinīs "
    "asinīm urīns urīnā lietojis lietoja dzēra smēķēja iedzēra nopirkts pārdots pārdotas kā gramu "
    "grami kilogrami litri pulverī tabletēs paraugā bezsamaņā konstatēja atrada",
    "mt": "mibjugħa mibjugħin siringa "
    "il tal bil fil mill mal għall ghall lill u ta ma dan din kien kienet ġie ġiet gie giet "
    "instab instabet instabu instab sab sabet pulizija qabdet pazjent pazjenta raġel mara tfajla "
    "sptar demm awrina kampjun trab pilloli pillola mewt mejjet minħabba wara ħa ħadet "
    "gramma grammi kilo tnejn tlieta flimkien mibjugħ mibjugħa bħala kaġun miet",
    "nl": "verkocht verkochte spuit verhouding "
    "er hij zij ze hem haar zich nog al om aan uit over na naar per twee drie vier vijf "
    "tien "
    "politie douane vond vonden gevonden aangehouden patiënt patiënte man vrouw jongen meisje "
    "slachtoffer ziekenhuis seh spoedeisende opgenomen bloed urine haar speeksel sectie lijk "
    "overleden gebruikte gebruikt had hadden genomen nam geslikt gesnoven gerookt gespoten "
    "gedronken gekocht inbeslaggenomen beslag kilo gram liter zakje zakjes pakket loods woning "
    "bewusteloos kon konden nep nepmedicijn namaak logo roze blijkt bleek test sneltest versneden",
    "no": "sprøyte solgte forhold "
    "hvit hvitt brunt grønn grønt "
    "det som var ble har hadde seg kun bare fra hos over under ved to tre fire fem ti "
    "politiet beslagla beslaglagt beslaglagte pasient pasienten mann kvinne gutt jente sykehus "
    "innlagt blod blodet urin urinen spytt obduksjon avdøde tok tatt røykt røyket sniffet drukket "
    "drakk kjøpt solgt gram kilo liter poser pose tablettene pulveret inneholdt skyldtes fått "
    "bevisstløs viste analysen",
    "pl": "sprzedawane sprzedawany sprzedawana strzykawka strzykawce stosunek "
    "się są był na po przy od do ze o u tylko jeszcze dwa dwie trzy cztery pięć dziesięć "
    "policja policjanci zabezpieczono zabezpieczyli zatrzymano przejęto ujawniono pacjent "
    "pacjentka pacjenta mężczyzna kobieta chłopak szpital szpitalu krew krwi we mocz moczu ślina "
    "sekcja zwłok zażył zażyła zażywał przyjął przyjęła wziął wzięła wypił wypiła popił palił "
    "paliła wciągał kupił kupiono sprzedawany sprzedawana gram gramów kilogramów litrów sztuk "
    "tabletkach woreczek badanie badaniu wykazało wykazano nasączona nasączony ziołowa brunatny "
    "nieprzytomny oznaczono wynosi wynosiło",
    "pt": "vendido vendida vendidos vendidas seringa razão "
    "em no na nos nas ao aos à às pelo pela foi foram há mais dois duas três quatro cinco "
    "dez psp gnr polícia apreendeu apreendidos apreendidas apreendido apreensão detido doente "
    "utente paciente homem mulher jovem anos hospital urgência sangue urina cabelo saliva "
    "autópsia "
    "falecido consumiu consumido fumou fumado tomou tomado ingeriu ingerido injetou bebeu bebido "
    "comprado comprada gramas quilos litros unidades saco embalagem deteção detecção análise "
    "analisada apenas só circa",
    "ro": "vândut vândută vândute vânduți seringă seringa raport "
    "în pe la a au am fost s-a doi două trei patru cinci zece poliția polițiștii confiscat "
    "confiscate confiscată confiscați ridicate pacient pacientul pacienta pacientă bărbat femeie "
    "tânăr spital spitalul urgență sânge sângele sângelui urină urina autopsie decedat consumat "
    "consumase fumat luat ingerat inhalat injectat băut cumpărat vândut vândute ca drept grame "
    "kilograme litri bucăți pliculețe lichidul lichid pulberea albă identificat analiza "
    "inconștient",
    "sk": "predávané predávaný predávaná striekačka striekačke pomer "
    "sa si po pri od do len ešte už bol bola dva dve tri štyri päť polícia policajti "
    "zaistené zaistených zaistili zhabané pacient pacientka pacienta muž žena nemocnica krv "
    "krvi moč "
    "moči pitva vo užil užila užitie požil požila vypil vypila fajčil fajčila kúpené predávaný "
    "predávaná predávané gramov kilogramov kusov vrecko balenie vzorke vzorky prášku tabletách "
    "obsahom následkom zistil zistila bezvedomí",
    "sl": "prodan prodana prodano brizga brizgi razmerje "
    "se je so bil bila v na za po pri od do le samo še dva dve tri štiri pet policija "
    "policije policisti zaseženo zaseženih zasegli zasegla bolnik bolnica moški ženska kri krvi "
    "urin "
    "urinu slina obdukcija zaužil zaužila vzel vzela popil popila kadil kadila kupljen prodan "
    "prodana "
    "prodano kot gramov kilogramov kosov vrečka vzorcu vzorca prahu tabletah smrti nezavesten "
    "ugotovili",
    "sv": "såld sålda sålt spruta kvot förhållande "
    "det den som var har hade sig bara endast från hos under över vid två tre fyra fem tio "
    "polisen polis tullen beslagtog beslagtogs beslag beslaget beslagtaget patient patienten man "
    "kvinna pojke flicka sjukhus inlagd blod blodet urin urinen saliv hår obduktion avlidne "
    "avlidna tagit tog rökt rökte sniffat injicerat druckit drack köpt köpte sålda gram kilo "
    "liter "
    "påse påsar paket tabletterna pulvret däremot medvetslös kramper visade analysen "
    "sticka intag",
}  # fmt: skip

# Words of certificates, labels and findings.
CERTIFICATES = {
    "bg": "смърт смъртта остро остра отравяне отравяния предозиране причина поради от "
    "интоксикация "
    "проба пробата анализ положителен положителна резултат неизвестен неизвестно вещество смес "
    "установяване концентрация наличие съдържа съдържащи фалшиви сини бял син комбинирано "
    "наркотик",
    "cs": "smrt úmrtí otrava otravy předávkování akutní smíšená příčina následkem vzorek "
    "vzorku "
    "pozitivní směs obsahuje obsahující padělané padělaná falešné modré bílý látka látky nález "
    "koncentrace užití intoxikace přítomnost prodávané jako",
    "da": "død døde dødsfald dødsårsag forgiftning forgiftet følge af som efter akut blandet "
    "blandingsforgiftning overdosis indtagelse prøve prøven indhold indholdt indeholder "
    "indeholdt positiv men blanding falske falsk solgt stof stoffer rusmiddel fund mistænkt "
    "ved i på en et til blå hvid hvidt brun kombination",
    "de": "tod tödlich tödliche todesursache todesfall verstorben vergiftung intoxikation "
    "mischintoxikation mischvergiftung polytoxikomanie überdosis überdosierung akut akute "
    "akuter akutes durch infolge nach von vom im am der die das den dem des ein eine einer "
    "einem konsum konsumiert einnahme missbrauch gebrauch probe proben asservat enthält "
    "enthielt enthalten statt anstelle als verkauft gefälscht gefälschte positiv jedoch aber "
    "sondern sowie gemisch mischung gemischt versetzt besprüht wirkstoff "
    "wirkstoffe gehalt konzentration blut urin substanz stoff stoffe droge drogen weiß weißes "
    "braun blau blaue atemdepression herzstillstand ergebnis befund kombinierte kombiniert "
    "sonstige andere auf bei zu zur zum nur",
    "el": "θάνατος θανάτου δηλητηρίαση οξεία υπερδοσολογία υπερβολική δόση λόγω από αιτία "
    "μίγμα "
    "μείγμα χάπια δείγμα θετικό θετική ουσία περιέχει περιέχουν κατανάλωση χρήση συγκέντρωση "
    "του της το τα των στο στη την η ο παρουσία παραποιημένα μπλε λευκή",
    "en": "cause causes death dead deaths died fatal accidental accident sample tested test "
    "lab laboratory result results analysis analysed analyzed presence its their his her it "
    "they off on out but not only mainly mostly approximately about approx around each per "
    "plus over under postmortem blood urine vitreous femoral cardiac liver hair serum plasma "
    "respiratory depression hypoxia arrest failure suicide suicidal undetermined natural "
    "injury contribute contributing contributory contributors significant other others "
    "spectrum full pressed blend strain strains bag sold bought containing contaminated "
    "laced adulterated cut mixed combined consistent following given taken ingested smoked "
    "snorted isolate novel designer synthetic newly second first third type unspecified "
    "isomer unresolved tm oral bottle card reference standard quality premium best top grade "
    "original genuine "
    "authentic shipping free uncut free worldwide discount sale price cheap",
    "es": "muerte muertes fallecimiento causa causas debido debida por del de la el los las un "
    "una intoxicación aguda agudo mixta mixto sobredosis consumo uso abuso ingesta muestra "
    "muestras contiene contenía contienen vendido vendida vendidas falsas falsos falso "
    "positivo positiva resultado resultados mezcla mezclado adulterado sustancia "
    "sustancias droga drogas concentración presencia se identificó identificaron confirmó "
    "azul azules blanco blanca tóxico tóxica toxicidad combinada parada análisis",
    "et": "surm surma mürgistus mürgistuse üledoos üledoosi põhjus proov proovis sisaldas "
    "sisaldab segu aine ained positiivne võltsitud tabletid äge kontsentratsioon",
    "fi": "kuolema kuolemansyy kuoli myrkytys myrkytyksen myrkytyskuolema sekamyrkytys "
    "yliannostus yliannostuksen akuutti aiheuttama näyte näytteessä sisälsi sisälsivät "
    "sisältää seos aine aineet positiivinen väärennetyt väärennetty löydös pitoisuus käyttö "
    "johtuva liittyvä",
    "fr": "mort décès cause causes suite dû due dus à au aux du des de la le les l d un une "
    "intoxication intoxications aiguë aigue aigu surdose surdosage médicamenteuse mixte poly "
    "polyintoxication consommation prise usage abus échantillon échantillons contient "
    "contenait contenant contenaient vendu vendus vendue vendues comme faux falsifiés positif "
    "positive résultat mélange mélangé coupé produit produits substance substances drogue "
    "concentration présence toxicité combinée arrêt laboratoire confirme dans sous forme "
    "bleus blanc blanche isomère précisé synthèse par sur recherche",
    "hr": "smrt trovanje predoziranje akutno uzrok uslijed zbog uzorak sadrži smjesa tvar "
    "pozitivan krivotvorene lažne koncentracija nalaz od",
    "hu": "halál halála mérgezés mérgezése túladagolás túladagolása heveny akut oka miatt "
    "okozta minta tartalmaz tartalmazott keverék anyag pozitív hamis eredmény koncentráció a "
    "az",
    "it": "morte decesso causa dovuta dovuto per di da del della dei delle il la lo gli un una "
    "intossicazione acuta mista avvelenamento overdose sovradosaggio assunzione uso abuso "
    "campione campioni contiene contenente contenenti conteneva venduto venduta venduti "
    "false falsi falso positivo positiva risultato miscela tagliata taglio sostanza sostanze "
    "droga concentrazione presenza tossicità combinata bianca bianco blu arresto analisi",
    "lt": "mirtis mirties apsinuodijimas apsinuodijimo perdozavimas perdozavimo priežastis "
    "mėginys mėginyje rasta mišinys medžiaga teigiamas suklastotos ūmus",
    "lv": "nāve nāves saindēšanās pārdozēšana cēlonis paraugs satur maisījums viela pozitīvs "
    "viltotas akūta tabletes",
    "mt": "mewt kawża tossikoloġija",
    "nl": "dood overleden overlijden doodsoorzaak door gevolg als ten van vergiftiging "
    "intoxicatie mengintoxicatie overdosis acute acuut gecombineerde gebruik misbruik inname "
    "monster monsters bevat bevatte bevatten verkocht vervalste vals valse positief uitslag "
    "mengsel gemengd versneden versnijding stof stoffen middel middelen drug drugs gehalte "
    "concentratie blauwe witte wit nader bepaald maar wel in op bij de het een der",
    "no": "død dødsfall forgiftning akutt overdose årsak prøve inneholder inneholdt positiv "
    "blanding stoff falske funn av som",
    "pl": "śmierć śmierci zgon zgonu przyczyna powodu zatrucie zatrucia ostre przedawkowanie "
    "przedawkowania wskutek próbka próbce zawiera zawierał zawierające zawierała dodatni "
    "wynik mieszanina mieszanka substancja substancji substancje fałszywe podrobione stężenie "
    "obecność oznaczono sprzedawane jako niebieskie biały",
    "pt": "morte óbito causa devido devida por de da do das dos o a os as um uma intoxicação "
    "aguda mista sobredosagem overdose consumo uso abuso ingestão amostra amostras contém "
    "continha vendido vendidos falsos falso positivo positiva resultado mistura misturado "
    "cortada substância substâncias droga concentração presença toxicidade combinada foi "
    "azul branco",
    "ro": "moarte deces decesul cauza cauzat prin din cu de la intoxicație intoxicația acută "
    "acut mixtă supradoză supradoza consum probă probe conține amestec substanță substanța "
    "pozitiv rezultat falsificate concentrație prezența s a",
    "ru": "смерть смерти отравление отравления передозировка передозировки острое причина от "
    "вследствие проба образец содержит смесь вещество положительный результат",
    "sk": "smrť úmrtie otrava predávkovanie akútna príčina následkom vzorka obsahuje zmes "
    "látka "
    "pozitívny falošné koncentrácia nález",
    "sl": "smrt zastrupitev predoziranje akutna vzrok vzorec vsebuje zmes snov pozitiven "
    "ponarejene bil bila bilo zaradi od",
    "sv": "död dödsfall dödsorsak avled förgiftning förgiftad blandförgiftning överdos följd "
    "av "
    "till akut intag missbruk prov provet innehåll innehåller innehöll såldes såld positiv "
    "positivt men blandning falska substans ämne ämnen drog fynd koncentration blå vit vitt "
    "kombination",
    "tr": "ölüm zehirlenme zehirlenmesi aşırı doz nedeniyle örnek madde pozitif karışım",
    "xx": "sus su suoi sue ihre seine ses son seus suas hans deres hun haar zijn jeho jejich "
    "jej ich ez ennek dens nende niiden "
    "menge mengen mængde mængder mängd mängder mengde hoeveelheid hoeveelheden quantité "
    "quantités cantidad cantidades quantità quantidade quantidades množství množstvo količina "
    "količine määrä määriä kogus kogused mennyiség cantitate cantități ποσότητα ποσότητες "
    "количество количества ilość ilości kiekis daudzums chat gpt jeg ik ich je moi "
    "ha há han két gol parola sablon șablon şablon det mal dom doi bod nap den er har "
    "is was were been has have had are not be being she he we you this that these those there "
    "then than when while who which what where how all any some most more less very "
    "este esta esto estas estos hay fue ser era son está están muy sobre entre sin hasta "
    "cette ce ces cet est sont était être dans chez avec après avant pendant contre "
    "sono era stato stata questo questa quello anche molto dopo prima "
    "ist war sind waren wird wurde wurden werden sein hat haben nach vor über unter "
    "zijn was werd werden wordt worden heeft hebben dit deze die dat ook nog "
    "var blev bliver været være havde denne dette disse også "
    "är var blev blivit varit vara hade denna detta dessa också "
    "jest są był była było były być został została oraz także tego tej tym "
    "je jsou byl byla bylo byly být také toho této tento tato "
    "on oli olivat olla ovat myös tämä nämä joka "
    "van volt voltak lesz ez ezek is hogy vagy mint "
    "este sunt era fost fi acest această și pe pentru sau "
    "είναι ήταν αυτό αυτή αυτά που να θα όπως "
    "е са беше бяха този тази това тези който която "
    "nada all det",
    "uk": "смерть отруєння передозування зразок речовина суміш",
}  # fmt: skip

# Given names that are also brands, codes or street words.
GIVEN_NAMES = word_set(
    "beatrice beatrix beatris beatriz беатрис emma toni tony cody diaz díaz jeff billy valerie "
    "valeria valera valerio valéry valéria валерия valery dimitri dimitar dimitrij димитър "
    "димитрий jelena jelenia jelent herman austin sylvia silvia molly tina mandy lucy henry "
    "waller hvaler marika armani roxanne clement clemens pinky valentina adam eva evelyn hatice "
    "χατζης clara herrman hermann"
)
# Words of every day that are also brands, codes or street words.
EVERYDAY = GIVEN_NAMES | word_set(
    "hasičské těsto valler ihmisiin mlátit pregătești fisk whippet whippets water agua água eau "
    "coca spa iso īso php cosmos sonata resortu retina cement soap wax hero ero erő moda móda "
    "clam mushroom cypress haka nek sprit chalk kava kavą lithium b1 mňa koncertem koncerta "
    "koncerto concertul liriche lyrik compensa regain control levanta tantum rīts assistents "
    "asiste nož styrke starka strake příčin člen sinnen zinnen"
)
