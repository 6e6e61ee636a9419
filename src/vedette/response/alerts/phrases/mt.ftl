audience-people = Għal nies li jużaw id-droga
audience-outreach = Għal ħaddiema fit-toroq u servizzi tal-ittestjar tad-droga
audience-clinical = Għall-emerġenza, l-ambulanzi u ċ-ċentri tal-velenu
audience-laboratories = Għal-laboratorji
audience-enforcement = Għall-pulizija u d-dwana
audience-policy = Għal min ifassal il-politika

label-sold-as = Jinbiegħ bħala
label-contains = Fih
label-form = Forma
label-where = Fejn
label-when = Meta
label-basis = Kif nafu
label-why = Għaliex hu importanti
label-signs = Sinjali ta’ periklu
label-do = X’għandu jsir
label-services = Għajnuna
label-unknowns = X’ma nafux
label-issuer = Maħruġa minn
label-note = Miżjud bl-idejn, b’din il-lingwa biss

headline-sold-as = { $place }: jinbiegħ bħala { $sold }, fih { $substance }
headline-found = { $place }: instab { $substance }
mark-exercise = EŻERĊIZZJU: din mhix twissija vera
mark-update = Aġġornament
mark-cancelled = Irtirata
mark-review = Qed tiġi riveduta

form-tablet = pilloli
form-powder = trab
form-capsule = kapsuli
form-crystals = kristalli
form-liquid = likwidu
form-herbal = materjal tal-pjanti
form-blotter = karta mxarrba
form-vape = likwidu tal-vape
form-other = forom oħra

basis-confirmed = Laboratorju kkonferma s-sustanza.
basis-probable = Laboratorju għaraf is-sustanza; il-konferma għadha trid tasal.
basis-presumptive = Test ta’ malajr jindika s-sustanza; laboratorju għad irid jikkonfermaha.
reports = { $count ->
    [one] Rapport wieħed s’issa, fi { $date }.
    [two] { $count } rapporti s’issa, l-aħħar wieħed fi { $date }.
    [few] { $count } rapporti s’issa, l-aħħar wieħed fi { $date }.
    [many] { $count }-il rapport s’issa, l-aħħar wieħed fi { $date }.
   *[other] { $count } rapport s’issa, l-aħħar wieħed fi { $date }.
}

why-sold-as = Mhuwiex dak li qed jinbiegħ bħalu.
why-opioid = Huwa opjojde: jista’ jwaqqaf in-nifs.
why-sedative = Jagħti ngħas fit-tul; mal-alkoħol jew l-opjojdi jista’ jwaqqaf in-nifs.
why-stimulant = Jgħabbi l-qalb u jista’ jġib paniku, sħana żejda jew aċċessjonijiet.
why-cannabinoid = Jista’ jaħdem b’mod ferm aktar aħrax mill-kannabis: ħass ħażin, aċċessjonijiet, konfużjoni.
why-hallucinogen = Jista’ jaħdem għal ħafna ħin u jġib konfużjoni, inċidenti jew aċċessjonijiet.
why-other = L-effetti mhumiex dawk mistennija.
why-new = Huwa ġdid hawn u ftit huwa magħruf dwaru.
why-deaths = Kien hemm nies li mietu wara li ħaduh.
why-hospital = Kien hemm nies li mardu serjament wara li ħaduh.
why-spreading = Instab f’diversi postijiet.
why-lookalikes = Dak li jidher l-istess jista’ jkun fih ħaġa oħra; dak li jidher differenti jista’ jkun fih dan.

signs-opioid = Nifs bil-mod jew bla nifs, xufftejn blu, inħir jew għargħir, ma jqumx.
signs-sedative = Ma jqumx, diskors mhux ċar, nifs bil-mod, rimettar waqt l-irqad.
signs-stimulant = Uġigħ fis-sider, sħana żejda, aċċessjoni, biża’ kbira jew konfużjoni.
signs-cannabinoid = Ħass ħażin, aċċessjoni, qalb tħabbat, konfużjoni, rimettar.
signs-hallucinogen = Konfużjoni kbira, sħana żejda, aċċessjoni, periklu ta’ waqgħa jew fit-traffiku.
signs-other = Ma jqumx, diffikultà fin-nifs, uġigħ fis-sider, aċċessjoni, konfużjoni.

do-not-alone = Tużax waħdek. Ibqa’ fejn xi ħadd jista’ jgħinek.
do-naloxone = Żomm in-naloxone miegħek. Doża waħda ta’ naloxone tista’ ma tkunx biżżejjed.
do-not-mix = Tħallatx mal-alkoħol jew ma’ drogi oħra.
do-check = L-ewwel ittestjah, jekk hemm servizz fil-qrib.
do-call-opioid = Sinjali ta’ periklu: ċempel 112, agħti naloxone, għin fin-nifs, ibqa’ hemm.
do-call = Sinjali ta’ periklu: ċempel 112, poġġi l-persuna fuq ġenbha, ibqa’ hemm.
do-cool = Ħu pawżi, ixrob l-ilma, ibred.

outreach-tell = Għidu llum lin-nies li tiltaqgħu magħhom, u staqsu x’raw.
outreach-naloxone = Iċċekkjaw li hemm naloxone u li n-nies jafu jużawh.
outreach-sample = Offru ttestjar. Żommu ftit minn kampjuni mhux tas-soltu għal-laboratorju.
outreach-report = Irrappurtawlna reazzjonijiet u prodotti simili, bla ismijiet.

clinical-think = Aħsbu fih meta jkun hemm dawn is-sinjali, tgħid x’tgħid il-persuna li ħadet.
clinical-opioid = In-nifs l-ewwel. In-naloxone jista’ jkollu jerġa’ jingħata; osservaw aktar mis-soltu, għax l-effett jista’ jerġa’ lura.
clinical-care = Ikkuraw skont is-sinjali u bħas-soltu; staqsu liċ-ċentru tal-velenu.
clinical-tests = It-testijiet tas-soltu tal-awrina jistgħu ma jsibuhx. Test negattiv ma jeskludihx.
clinical-sample = Żommu demm u awrina għat-tossikoloġija.
clinical-report = Irrappurtaw il-każijiet lilna u liċ-ċentru tal-velenu, bla ismijiet.

laboratories-look = Fittxuha f’kampjuni ġodda, u mill-ġdid f’dawk miżmuma.
laboratories-isomers = Sustanzi simili jistgħu jagħtu l-istess spettru; għidu liema ma stajtux tagħżlu.
laboratories-standard = Standard ta’ referenza jista’ jintalab permezz tan-netwerk.
laboratories-report = Irrappurtaw kull sejba, anke mhux ikkonfermata, bil-metodu użat.

enforcement-life = Il-ħajja l-ewwel: ċemplu 112 u agħtu naloxone jekk in-nifs ikun bil-mod jew ma jkunx hemm nifs.
enforcement-safety = Ilbsu ingwanti, tqajmux trab, idduqux u xxommux. Kuntatt qasir mhux ta’ periklu għall-ħajja.
enforcement-submit = Ibagħtu dak maqbud lil-laboratorju minnufih, b’ritratt tad-dehra.
enforcement-report = Għidulna b’sejbiet ġodda. It-twissijiet mhumiex biex jittieħdu passi kontra min jitlob l-għajnuna.

policy-state = Dan huwa dak magħruf illum u jista’ jinbidel; in-numru ta’ rapporti ma jgħidx kemm hu komuni.
policy-services = Kunu żguri li jkun hemm naloxone, ittestjar tad-droga u kura ta’ emerġenza fejn instab.
policy-words = Fil-pubbliku ssemmux ditta jew konċentrazzjoni; dan jista’ jiġbed.
policy-follow = Ir-reviżjoni li jmiss ta’ din it-twissija: { $date }.

unknown-extent = Ma nafux kemm qed jiċċirkola.
unknown-effects = Ma nafux biżżejjed dwar l-effetti tiegħu.
unknown-amount = Il-kontenut ivarja; żewġ biċċiet l-istess jistgħu jkunu differenti.

services-emergency = Emerġenza: 112
services-poison = Avvelenament: iċ-ċentru nazzjonali tal-velenu
services-checking = Ittestjar tad-droga: ara x’hemm fil-qrib

cancelled = Din it-twissija ġiet irtirata.
review = Parti mid-data li fuqha sserraħ din it-twissija ġiet irtirata. Qed nerġgħu narawha; sadanittant imxu mal-pariri.
valid-until = Valida sa { $date }.
follow = Test sħiħ u bidliet aktar tard: skennja l-kodiċi.
feedback = Għidilna jekk dan għenx: skennja l-kodiċi.

sms-sold-as = { $place }: jinbiegħ bħala { $sold }, fih { $substance }.
sms-found = { $place }: instab { $substance }.
sms-do-opioid = Tużax waħdek. Żomm in-naloxone miegħek. Nifs bil-mod: 112.
sms-do = Tużax waħdek, tħallatx. Fil-periklu: ċempel 112.
sms-do-outreach = Għidu lin-nies. Irrappurtaw dak li taraw.
sms-do-clinical = Aħsbu fih. It-testijiet jistgħu ma jsibuhx. Irrappurtaw.
sms-do-laboratories = Fittxuha. Irrappurtaw kull sejba.
sms-do-enforcement = Ilbsu ingwanti. Ibagħtu s-sejbiet minnufih.
sms-do-policy = Dettalji fit-test sħiħ.
sms-cancelled = { $place }: irtirata t-twissija dwar { $substance }.
sms-exercise = EŻERĊIZZJU.
