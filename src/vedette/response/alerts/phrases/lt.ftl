audience-people = Žmonėms, vartojantiems narkotikus
audience-outreach = Gatvės darbuotojams ir medžiagų tikrinimo paslaugoms
audience-clinical = Skubios pagalbos skyriams, greitajai ir apsinuodijimų centrams
audience-laboratories = Laboratorijoms
audience-enforcement = Policijai ir muitinei
audience-policy = Sprendimų priėmėjams

label-sold-as = Parduodama kaip
label-contains = Sudėtyje yra
label-form = Forma
label-where = Kur
label-when = Kada
label-basis = Iš kur žinome
label-why = Kodėl tai svarbu
label-signs = Pavojaus požymiai
label-do = Ką daryti
label-services = Pagalba
label-unknowns = Ko nežinome
label-issuer = Paskelbė
label-note = Pridėta ranka, tik šia kalba

headline-sold-as = { $place }: parduodama kaip { $sold }, sudėtyje: { $substance }
headline-found = { $place }: aptikta: { $substance }
mark-exercise = PRATYBOS: tai nėra tikras įspėjimas
mark-update = Atnaujinta
mark-cancelled = Atšaukta
mark-review = Peržiūrima

form-tablet = tabletės
form-powder = milteliai
form-capsule = kapsulės
form-crystals = kristalai
form-liquid = skystis
form-herbal = augalinė medžiaga
form-blotter = įmirkytas popierius
form-vape = elektroninių cigarečių skystis
form-other = kitos formos

basis-confirmed = Laboratorija patvirtino medžiagą.
basis-probable = Laboratorija atpažino medžiagą; patvirtinimo dar laukiama.
basis-presumptive = Greitasis testas rodo šią medžiagą; laboratorija dar turi ją patvirtinti.
reports = { $count ->
    [one] Iki šiol { $count } pranešimas, naujausias { $date }.
    [few] Iki šiol { $count } pranešimai, naujausias { $date }.
    [many] Iki šiol { $count } pranešimo, naujausias { $date }.
   *[other] Iki šiol { $count } pranešimų, naujausias { $date }.
}

why-sold-as = Tai nėra tai, kuo ji parduodama.
why-opioid = Tai opioidas: jis gali sustabdyti kvėpavimą.
why-sedative = Ilgai migdo, o su alkoholiu ar opioidais gali sustabdyti kvėpavimą.
why-stimulant = Apkrauna širdį ir gali sukelti paniką, perkaitimą ar traukulius.
why-cannabinoid = Gali veikti daug smarkiau nei kanapės: alpimas, traukuliai, sumišimas.
why-hallucinogen = Gali veikti labai ilgai ir sukelti sumišimą, nelaimes ar traukulius.
why-other = Poveikis ne toks, kokio tikimasi.
why-new = Čia ji nauja, ir apie ją mažai žinoma.
why-deaths = Ją pavartoję žmonės mirė.
why-hospital = Ją pavartoję žmonės sunkiai susirgo.
why-spreading = Ji aptikta keliose vietose.
why-lookalikes = Kas atrodo taip pat, gali turėti ką kita; kas atrodo kitaip, gali turėti būtent tai.

signs-opioid = Lėtas kvėpavimas arba jo nėra, mėlynos lūpos, knarkimas ar gargaliavimas, nepabunda.
signs-sedative = Nepabunda, neaiški kalba, lėtas kvėpavimas, vėmimas miegant.
signs-stimulant = Krūtinės skausmas, perkaitimas, traukuliai, didelė baimė ar sumišimas.
signs-cannabinoid = Alpimas, traukuliai, širdies daužymasis, sumišimas, vėmimas.
signs-hallucinogen = Didelis sumišimas, perkaitimas, traukuliai, pavojus pargriūti ar patekti į eismo įvykį.
signs-other = Nepabunda, sunku kvėpuoti, krūtinės skausmas, traukuliai, sumišimas.

do-not-alone = Nevartok, kai šalia nieko nėra. Būk ten, kur kas nors gali padėti.
do-naloxone = Turėk naloksono. Vienos naloksono dozės gali neužtekti.
do-not-mix = Nemaišyk su alkoholiu ar kitais narkotikais.
do-check = Pirmiausia duok patikrinti, jei netoliese yra tokia paslauga.
do-call-opioid = Pavojaus požymiai: skambink 112, duok naloksono, padėk žmogui kvėpuoti, lik šalia.
do-call = Pavojaus požymiai: skambink 112, paguldyk žmogų ant šono, lik šalia.
do-cool = Daryk pertraukas, gerk vandens, vėsinkis.

outreach-tell = Šiandien pasakykite žmonėms, kuriuos pasiekiate, ir paklauskite, ką jie matė.
outreach-naloxone = Patikrinkite, ar yra naloksono ir ar žmonės moka jį naudoti.
outreach-sample = Siūlykite patikrinti. Mažą neįprastų mėginių likutį išsaugokite laboratorijai.
outreach-report = Praneškite mums apie reakcijas ir panašius gaminius, be vardų.

clinical-think = Pagalvokite apie tai esant šiems požymiams, kad ir ką žmogus sakytų pavartojęs.
clinical-opioid = Pirmiausia kvėpavimas. Naloksoną gali tekti kartoti; stebėkite ilgiau nei įprastai, nes opioido poveikis gali sugrįžti.
clinical-care = Gydykite pagal požymius ir kaip įprasta; teiraukitės apsinuodijimų centro.
clinical-tests = Įprasti šlapimo testai gali jos nerasti. Neigiamas testas jos nepaneigia.
clinical-sample = Išsaugokite kraujo ir šlapimo toksikologijai.
clinical-report = Apie atvejus praneškite mums ir apsinuodijimų centrui, be vardų.

laboratories-look = Ieškokite jos naujuose mėginiuose ir dar kartą saugomuose.
laboratories-isomers = Panašios medžiagos gali duoti tą patį spektrą; nurodykite, kurių nepavyko atskirti.
laboratories-standard = Etaloninės medžiagos galima prašyti per tinklą.
laboratories-report = Praneškite apie kiekvieną radinį, ir nepatvirtintą, kartu su metodu.

enforcement-life = Pirmiausia gyvybė: skambinkite 112 ir duokite naloksono, jei kvėpavimas lėtas arba jo nėra.
enforcement-safety = Mūvėkite pirštines, nekelkite dulkių, neragaukite ir neuostykite. Trumpas prisilietimas gyvybei negresia.
enforcement-submit = Sulaikytas medžiagas iškart siųskite į laboratoriją su išvaizdos nuotrauka.
enforcement-report = Praneškite mums apie naujus radinius. Įspėjimai neskirti veikti prieš prašančius pagalbos.

policy-state = Tiek žinoma šiandien, ir tai gali keistis; pranešimų skaičius nerodo, kaip tai paplitę.
policy-services = Užtikrinkite naloksoną, medžiagų tikrinimą ir skubią pagalbą ten, kur ji aptikta.
policy-words = Viešai neminėkite ženklo ar koncentracijos; tai gali vilioti.
policy-follow = Kita šio įspėjimo peržiūra: { $date }.

unknown-extent = Nežinome, kiek jos yra apyvartoje.
unknown-effects = Per mažai žinome apie poveikį.
unknown-amount = Sudėtis kinta; du vienodai atrodantys vienetai gali skirtis.

services-emergency = Pagalbos numeris: 112
services-poison = Apsinuodijimai: nacionalinis apsinuodijimų centras
services-checking = Medžiagų tikrinimas: žiūrėk, kas yra netoliese

cancelled = Šis įspėjimas atšauktas.
review = Dalis duomenų, kuriais remiasi šis įspėjimas, atšaukta. Jį peržiūrime; iki tol laikykitės patarimų.
valid-until = Galioja iki: { $date }
follow = Visas tekstas ir vėlesni pakeitimai: nuskaityk kodą.
feedback = Parašyk mums, ar tai padėjo: nuskaityk kodą.

sms-sold-as = { $place }: parduodama kaip { $sold }, sudėtyje: { $substance }.
sms-found = { $place }: aptikta: { $substance }.
sms-do-opioid = Kad kas nors būtų šalia. Turėk naloksono. Blogai kvėpuoja: 112.
sms-do = Kad kas nors būtų šalia, nemaišyk. Pavojus: 112.
sms-do-outreach = Pasakykite žmonėms. Praneškite, ką matote.
sms-do-clinical = Pagalvokite apie tai. Testai gali jos nerasti. Praneškite.
sms-do-laboratories = Ieškokite. Praneškite apie kiekvieną radinį.
sms-do-enforcement = Mūvėkite pirštines. Radinius iškart į laboratoriją.
sms-do-policy = Daugiau visame tekste.
sms-cancelled = { $place }: atšauktas įspėjimas: { $substance }.
sms-exercise = PRATYBOS.
