audience-people = Til mennesker, der bruger stoffer
audience-outreach = Til opsøgende arbejde og steder, der tester stoffer
audience-clinical = Til akutmodtagelser, ambulancer og Giftlinjen
audience-laboratories = Til laboratorier
audience-enforcement = Til politi og told
audience-policy = Til beslutningstagere

label-sold-as = Sælges som
label-contains = Indeholder
label-form = Form
label-where = Hvor
label-when = Hvornår
label-basis = Hvordan vi ved det
label-why = Hvorfor det er vigtigt
label-signs = Tegn på fare
label-do = Hvad man kan gøre
label-services = Hjælp
label-unknowns = Hvad vi ikke ved
label-issuer = Udsendt af
label-note = Tilføjet manuelt, kun på dette sprog

headline-sold-as = { $place }: solgt som { $sold }, indeholder { $substance }
headline-found = { $place }: { $substance } fundet
mark-exercise = ØVELSE: ikke en rigtig advarsel
mark-update = Opdateret
mark-cancelled = Trukket tilbage
mark-review = Gennemgås igen

form-tablet = tabletter
form-powder = pulver
form-capsule = kapsler
form-crystals = krystaller
form-liquid = væske
form-herbal = plantemateriale
form-blotter = imprægneret papir (trips)
form-vape = vapevæske
form-other = andre former

basis-confirmed = Et laboratorium har bekræftet stoffet.
basis-probable = Et laboratorium har genkendt stoffet; bekræftelsen mangler endnu.
basis-presumptive = En hurtigtest peger på stoffet; et laboratorium skal endnu bekræfte det.
reports = { $count ->
    [one] Én indberetning indtil nu, den { $date }.
   *[other] { $count } indberetninger indtil nu, den seneste den { $date }.
}

why-sold-as = Det er noget andet end det, det sælges som.
why-opioid = Det er et opioid: det kan få vejrtrækningen til at stoppe.
why-sedative = Det gør en sløv i lang tid, og sammen med alkohol eller opioider kan vejrtrækningen stoppe.
why-stimulant = Det belaster hjertet og kan give panik, overophedning eller kramper.
why-cannabinoid = Det kan virke langt voldsommere end cannabis: besvimelse, kramper, forvirring.
why-hallucinogen = Det kan virke meget længe og give forvirring, ulykker eller kramper.
why-other = Virkningen er en anden, end man venter.
why-new = Det er nyt her, og man ved kun lidt om det.
why-deaths = Der er mennesker, som er døde efter at have taget det.
why-hospital = Der er mennesker, som er blevet alvorligt syge efter at have taget det.
why-spreading = Det er fundet flere steder.
why-lookalikes = Det, der ser ens ud, kan indeholde noget andet; det, der ser anderledes ud, kan indeholde dette stof.

signs-opioid = Langsom eller ingen vejrtrækning, blå læber, snorken eller rallen, kan ikke vækkes.
signs-sedative = Kan ikke vækkes, utydelig tale, langsom vejrtrækning, opkastning under søvn.
signs-stimulant = Brystsmerter, overophedning, kramper, stærk angst eller forvirring.
signs-cannabinoid = Besvimelse, kramper, hjertebanken, forvirring, opkastning.
signs-hallucinogen = Stor forvirring, overophedning, kramper, fare for fald eller trafikulykker.
signs-other = Kan ikke vækkes, besvær med at trække vejret, brystsmerter, kramper, forvirring.

do-not-alone = Vær ikke alene, når du tager stoffer. Bliv et sted, hvor nogen kan nå dig.
do-naloxone = Hav naloxon på dig. Der kan være brug for mere end én dosis naloxon.
do-not-mix = Bland det ikke med alkohol eller andre stoffer.
do-check = Få det testet først, hvis det er muligt i nærheden.
do-call-opioid = Tegn på fare: ring 112, giv naloxon, hjælp med vejrtrækningen, bliv hos personen.
do-call = Tegn på fare: ring 112, læg personen på siden, bliv hos personen.
do-cool = Hold pauser, drik vand, sørg for at køle af.

outreach-tell = Fortæl det i dag til dem, I har kontakt med, og spørg, hvad de har set.
outreach-naloxone = Tjek, at der er naloxon, og at folk ved, hvordan det bruges.
outreach-sample = Tilbyd at teste. Gem en lille rest af usædvanlige prøver til et laboratorium.
outreach-report = Fortæl os om reaktioner og om produkter, der ligner, uden navne.

clinical-think = Hav det i tankerne hos mennesker med disse symptomer, uanset hvad de siger, de har taget.
clinical-opioid = Vejrtrækningen først. Det kan være nødvendigt at gentage naloxon; observér længere end normalt, da opioidets virkning kan vende tilbage.
clinical-care = Behandl efter symptomerne og som sædvanligt; kontakt Giftlinjen.
clinical-tests = Almindelige urintest kan overse det. En negativ test udelukker det ikke.
clinical-sample = Gem blod og urin til toksikologi.
clinical-report = Indberet tilfælde til os og til Giftlinjen, uden navne.

laboratories-look = Led efter det i nye prøver, og igen i gemte.
laboratories-isomers = Lignende stoffer kan give samme spektrum; oplys, hvilke der ikke kunne skelnes.
laboratories-standard = Man kan bede om et referencestof gennem netværket.
laboratories-report = Indberet alle fund, også ubekræftede, med den anvendte metode.

enforcement-life = Liv går forud: ring 112, og giv naloxon, hvis vejrtrækningen er langsom eller er stoppet.
enforcement-safety = Brug handsker, hvirvl ikke støv op, smag ikke på det, og lugt ikke til det. Kort berøring er ikke livsfarlig.
enforcement-submit = Send straks det beslaglagte til laboratoriet, med et billede af udseendet.
enforcement-report = Fortæl os om nye fund. Advarsler må ikke bruges mod dem, der beder om hjælp.

policy-state = Det er, hvad man ved i dag. Det kan ændre sig; antallet af indberetninger siger ikke, hvor udbredt det er.
policy-services = Sørg for, at naloxon, test af stoffer og akut hjælp findes, hvor det er fundet.
policy-words = Nævn ikke mærke eller styrke offentligt; det kan virke tiltrækkende.
policy-follow = Advarslen gennemgås igen den { $date }.

unknown-extent = Vi ved ikke, hvor meget der er i omløb.
unknown-effects = Vi ved ikke nok om virkningerne.
unknown-amount = Indholdet svinger; to stykker, der ser ens ud, kan være forskellige.

services-emergency = Nødsituation: 112
services-poison = Forgiftning: Giftlinjen
services-checking = Test af stoffer: se, hvad der findes i nærheden

cancelled = Denne advarsel er trukket tilbage.
review = En del af grundlaget for advarslen er trukket tilbage. Vi ser på den igen; følg rådene, indtil du hører fra os.
valid-until = Gælder til og med den { $date }.
follow = Hele teksten og senere ændringer: scan koden.
feedback = Fortæl os, om dette hjalp: scan koden.

sms-sold-as = { $place }: solgt som { $sold }, indeholder { $substance }.
sms-found = { $place }: { $substance } fundet.
sms-do-opioid = Vær ikke alene. Hav naloxon på dig. Dårlig vejrtrækning: ring 112.
sms-do = Vær ikke alene, bland ikke stoffer. Ved fare: ring 112.
sms-do-outreach = Fortæl det videre. Indberet, hvad I ser.
sms-do-clinical = Hav det i tankerne. Test kan overse det. Indberet tilfælde.
sms-do-laboratories = Led efter det. Indberet alle fund.
sms-do-enforcement = Brug handsker. Indsend fund straks.
sms-do-policy = Detaljer står i den fulde advarsel.
sms-cancelled = { $place }: advarsel om { $substance } trukket tilbage.
sms-exercise = ØVELSE.
