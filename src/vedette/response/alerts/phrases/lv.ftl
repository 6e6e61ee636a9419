audience-people = Cilvēkiem, kuri lieto narkotikas
audience-outreach = Ielu darbam un vielu pārbaudes pakalpojumiem
audience-clinical = Neatliekamajai palīdzībai un saindēšanās informācijas centriem
audience-laboratories = Laboratorijām
audience-enforcement = Policijai un muitai
audience-policy = Lēmumu pieņēmējiem

label-sold-as = Pārdod kā
label-contains = Satur
label-form = Veids
label-where = Kur
label-when = Kad
label-basis = Kā mēs to zinām
label-why = Kāpēc tas ir svarīgi
label-signs = Bīstamības pazīmes
label-do = Ko darīt
label-services = Palīdzība
label-unknowns = Ko mēs nezinām
label-issuer = Izdevējs
label-note = Pievienots ar roku, tikai šajā valodā

headline-sold-as = { $place }: pārdod kā { $sold }, satur: { $substance }
headline-found = { $place }: atrasts: { $substance }
mark-exercise = MĀCĪBAS: tas nav īsts brīdinājums
mark-update = Atjaunināts
mark-cancelled = Atsaukts
mark-review = Tiek pārskatīts

form-tablet = tabletes
form-powder = pulveris
form-capsule = kapsulas
form-crystals = kristāli
form-liquid = šķidrums
form-herbal = augu materiāls
form-blotter = piesūcināts papīrs
form-vape = e-cigarešu šķidrums
form-other = citi veidi

basis-confirmed = Laboratorija vielu ir apstiprinājusi.
basis-probable = Laboratorija vielu ir atpazinusi; apstiprinājums vēl sekos.
basis-presumptive = Ātrais tests norāda uz šo vielu; laboratorijai tā vēl jāapstiprina.
reports = { $count ->
    [zero] Līdz šim { $count } ziņojumu, jaunākais { $date }.
    [one] Līdz šim { $count } ziņojums, jaunākais { $date }.
   *[other] Līdz šim { $count } ziņojumi, jaunākais { $date }.
}

why-sold-as = Tas nav tas, kā to pārdod.
why-opioid = Tas ir opioīds: tas var apturēt elpošanu.
why-sedative = Tas ilgi iemidzina, un kopā ar alkoholu vai opioīdiem var apturēt elpošanu.
why-stimulant = Tas noslogo sirdi un var izraisīt paniku, pārkaršanu vai krampjus.
why-cannabinoid = Tas var iedarboties daudz smagāk nekā kaņepes: ģībonis, krampji, apjukums.
why-hallucinogen = Tas var iedarboties ļoti ilgi un izraisīt apjukumu, negadījumus vai krampjus.
why-other = Iedarbība nav tāda, kādu cilvēki gaida.
why-new = Šeit tas ir kas jauns, un par to maz zināms.
why-deaths = Pēc lietošanas cilvēki ir miruši.
why-hospital = Pēc lietošanas cilvēki ir smagi saslimuši.
why-spreading = Tas atrasts vairākās vietās.
why-lookalikes = Kas izskatās tāpat, var saturēt ko citu; kas izskatās citādi, var saturēt tieši šo.

signs-opioid = Lēna elpošana vai tās nav, zilas lūpas, krākšana vai gārgšana, nevar pamodināt.
signs-sedative = Nevar pamodināt, neskaidra runa, lēna elpošana, vemšana miegā.
signs-stimulant = Sāpes krūtīs, pārkaršana, krampji, lielas bailes vai apjukums.
signs-cannabinoid = Ģībonis, krampji, sirdsklauves, apjukums, vemšana.
signs-hallucinogen = Liels apjukums, pārkaršana, krampji, kritiena vai satiksmes negadījuma risks.
signs-other = Nevar pamodināt, grūti elpot, sāpes krūtīs, krampji, apjukums.

do-not-alone = Nelieto, ja tuvumā neviena nav. Paliec tur, kur kāds var palīdzēt.
do-naloxone = Nēsā līdzi naloksonu. Ar vienu naloksona devu var nepietikt.
do-not-mix = Nejauc ar alkoholu vai citām narkotikām.
do-check = Vispirms nodod pārbaudei, ja tuvumā ir tāds pakalpojums.
do-call-opioid = Bīstamības pazīmes: zvani 112, dod naloksonu, palīdzi cilvēkam elpot, paliec klāt.
do-call = Bīstamības pazīmes: zvani 112, pagriez cilvēku uz sāniem, paliec klāt.
do-cool = Atpūties, dzer ūdeni, atvēsinies.

outreach-tell = Pasakiet to šodien cilvēkiem, kurus sastopat, un pajautājiet, ko viņi redzējuši.
outreach-naloxone = Pārbaudiet, vai ir naloksons un vai cilvēki prot to lietot.
outreach-sample = Piedāvājiet pārbaudi. Nelielu atlikumu no neparastiem paraugiem saglabājiet laboratorijai.
outreach-report = Ziņojiet mums par reakcijām un līdzīgiem izstrādājumiem, bez vārdiem.

clinical-think = Domājiet par to, ja ir šīs pazīmes, lai ko cilvēks teiktu lietojis.
clinical-opioid = Vispirms elpošana. Naloksonu var nākties atkārtot; novērojiet ilgāk nekā parasti, jo opioīda iedarbība var atgriezties.
clinical-care = Ārstējiet pēc pazīmēm un kā parasti; jautājiet saindēšanās informācijas centram.
clinical-tests = Parastie urīna testi var to nepamanīt. Negatīvs tests to neizslēdz.
clinical-sample = Saglabājiet asinis un urīnu toksikoloģijai.
clinical-report = Ziņojiet par gadījumiem mums un saindēšanās informācijas centram, bez vārdiem.

laboratories-look = Meklējiet to jaunos paraugos un vēlreiz uzglabātajos.
laboratories-isomers = Līdzīgas vielas var dot vienādu spektru; norādiet, kuras nevarēja atšķirt.
laboratories-standard = References standartu var lūgt ar sadarbības tīkla starpniecību.
laboratories-report = Ziņojiet par katru atradumu, arī neapstiprinātu, kopā ar metodi.

enforcement-life = Vispirms dzīvība: zvaniet 112 un dodiet naloksonu, ja elpošana ir lēna vai tās nav.
enforcement-safety = Lietojiet cimdus, neceliet putekļus, negaršojiet un neostiet. Īss pieskāriens neapdraud dzīvību.
enforcement-submit = Izņemto uzreiz sūtiet laboratorijai kopā ar izskata attēlu.
enforcement-report = Ziņojiet mums par jauniem atradumiem. Brīdinājumi nav domāti, lai vērstos pret tiem, kas lūdz palīdzību.

policy-state = Tas ir zināms šodien un var mainīties; ziņojumu skaits nerāda, cik tas ir izplatīts.
policy-services = Nodrošiniet naloksonu, vielu pārbaudi un neatliekamo palīdzību tur, kur tas atrasts.
policy-words = Publiski neminiet zīmolu vai koncentrāciju; tas var piesaistīt.
policy-follow = Nākamā šī brīdinājuma pārskatīšana: { $date }.

unknown-extent = Mēs nezinām, cik daudz tā ir apritē.
unknown-effects = Mēs pārāk maz zinām par iedarbību.
unknown-amount = Saturs mainās; divi pēc izskata vienādi gabali var atšķirties.

services-emergency = Ārkārtas tālrunis: 112
services-poison = Saindēšanās: valsts saindēšanās informācijas centrs
services-checking = Vielu pārbaude: skaties, kas pieejams tuvumā

cancelled = Šis brīdinājums ir atsaukts.
review = Daļa datu, uz kuriem balstās šis brīdinājums, ir atsaukta. Mēs to pārskatām; līdz tam ievērojiet padomus.
valid-until = Derīgs līdz: { $date }
follow = Pilns teksts un vēlākas izmaiņas: noskenē kodu.
feedback = Pasaki mums, vai tas palīdzēja: noskenē kodu.

sms-sold-as = { $place }: pārdod kā { $sold }, satur: { $substance }.
sms-found = { $place }: atrasts: { $substance }.
sms-do-opioid = Lai kāds ir tuvumā. Nēsā līdzi naloksonu. Ja kāds slikti elpo: 112.
sms-do = Lai kāds ir tuvumā, nejauc. Briesmās: zvani 112.
sms-do-outreach = Pasakiet tālāk. Ziņojiet, ko redzat.
sms-do-clinical = Domājiet par to. Testi var to nepamanīt. Ziņojiet.
sms-do-laboratories = Meklējiet. Ziņojiet par katru atradumu.
sms-do-enforcement = Lietojiet cimdus. Atradumus uzreiz laboratorijai.
sms-do-policy = Sīkāk pilnajā tekstā.
sms-cancelled = { $place }: atsaukts brīdinājums: { $substance }.
sms-exercise = MĀCĪBAS.
