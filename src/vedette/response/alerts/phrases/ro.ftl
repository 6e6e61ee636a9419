audience-people = Pentru persoanele care consumă droguri
audience-outreach = Pentru echipele de teren și serviciile de testare a drogurilor
audience-clinical = Pentru urgențe, ambulanțe și centre de informare toxicologică
audience-laboratories = Pentru laboratoare
audience-enforcement = Pentru poliție și vamă
audience-policy = Pentru factorii de decizie

label-sold-as = Vândut ca
label-contains = Conține
label-form = Formă
label-where = Unde
label-when = Când
label-basis = De unde știm
label-why = De ce contează
label-signs = Semne de pericol
label-do = Ce este de făcut
label-services = Ajutor
label-unknowns = Ce nu știm
label-issuer = Emisă de
label-note = Adăugat de mână, numai în această limbă

headline-sold-as = { $place }: vândut ca { $sold }, conține { $substance }
headline-found = { $place }: s-a găsit { $substance }
mark-exercise = EXERCIȚIU: nu este o avertizare reală
mark-update = Actualizare
mark-cancelled = Retrasă
mark-review = În revizuire

form-tablet = comprimate
form-powder = pulbere
form-capsule = capsule
form-crystals = cristale
form-liquid = lichid
form-herbal = material vegetal
form-blotter = timbre
form-vape = lichid pentru țigări electronice
form-other = alte forme

basis-confirmed = Un laborator a confirmat substanța.
basis-probable = Un laborator a recunoscut substanța; confirmarea încă nu a sosit.
basis-presumptive = Un test rapid indică substanța; un laborator trebuie încă să o confirme.
reports = { $count ->
    [one] O raportare până acum, la { $date }.
    [few] { $count } raportări până acum, ultima la { $date }.
   *[other] { $count } de raportări până acum, ultima la { $date }.
}

why-sold-as = Nu este substanța sub al cărei nume se vinde.
why-opioid = Este un opioid: poate opri respirația.
why-sedative = Dă somnolență pentru mult timp; cu alcool sau opioide poate opri respirația.
why-stimulant = Solicită inima și poate provoca panică, supraîncălzire sau convulsii.
why-cannabinoid = Poate acționa mult mai violent decât canabisul: leșin, convulsii, confuzie.
why-hallucinogen = Poate acționa foarte mult timp și provoca confuzie, accidente sau convulsii.
why-other = Efectele nu sunt cele așteptate.
why-new = Este nouă aici și se știe puțin despre ea.
why-deaths = Au murit oameni după ce au luat-o.
why-hospital = Unii oameni s-au îmbolnăvit grav după ce au luat-o.
why-spreading = A fost găsită în mai multe locuri.
why-lookalikes = Ce arată la fel poate conține altceva; ce arată altfel poate conține chiar această substanță.

signs-opioid = Respirație lentă sau absentă, buze albastre, sforăit sau gâlgâit, persoana nu poate fi trezită.
signs-sedative = Persoana nu poate fi trezită, vorbire neclară, respirație lentă, vărsături în somn.
signs-stimulant = Durere în piept, supraîncălzire, convulsii, teamă mare sau confuzie.
signs-cannabinoid = Leșin, convulsii, inimă accelerată, confuzie, vărsături.
signs-hallucinogen = Confuzie mare, supraîncălzire, convulsii, pericol de cădere sau de accident rutier.
signs-other = Persoana nu poate fi trezită, respiră greu, durere în piept, convulsii, confuzie.

do-not-alone = Nu consuma fără cineva aproape. Rămâi unde te poate ajuta cineva.
do-naloxone = Ține naloxonă la tine. O doză de naloxonă poate să nu ajungă.
do-not-mix = Nu amesteca cu alcool sau alte droguri.
do-check = Verifică întâi la un serviciu de testare, dacă există aproape.
do-call-opioid = Semne de pericol: sună la 112, dă naloxonă, ajută persoana să respire, rămâi lângă ea.
do-call = Semne de pericol: sună la 112, întoarce persoana pe o parte, rămâi lângă ea.
do-cool = Fă pauze, bea apă, răcorește-te.

outreach-tell = Spuneți astăzi oamenilor la care ajungeți și întrebați ce au văzut.
outreach-naloxone = Verificați că există naloxonă și că se știe cum se folosește.
outreach-sample = Oferiți testare. Păstrați un mic rest din probele neobișnuite pentru un laborator.
outreach-report = Raportați-ne reacții și produse asemănătoare, fără nume.

clinical-think = Gândiți-vă la ea când apar aceste semne, orice ar spune persoana că a luat.
clinical-opioid = Întâi respirația. Naloxona poate trebui repetată; observați mai mult decât de obicei, fiindcă efectul opioidului poate reveni.
clinical-care = Tratați după semne și ca de obicei; întrebați centrul de informare toxicologică.
clinical-tests = Testele obișnuite de urină pot să nu o vadă. Un test negativ nu o exclude.
clinical-sample = Păstrați sânge și urină pentru toxicologie.
clinical-report = Raportați cazurile nouă și centrului de informare toxicologică, fără nume.

laboratories-look = Căutați-o în probele noi și din nou în cele păstrate.
laboratories-isomers = Substanțe asemănătoare pot da același spectru; spuneți pe care nu le-ați putut deosebi.
laboratories-standard = Un standard de referință se poate cere prin rețea.
laboratories-report = Raportați fiecare depistare, și neconfirmată, cu metoda folosită.

enforcement-life = Viața întâi: sunați la 112 și dați naloxonă dacă respirația este lentă sau absentă.
enforcement-safety = Purtați mănuși, nu ridicați praf, nu gustați și nu mirosiți. O atingere scurtă nu pune viața în pericol.
enforcement-submit = Trimiteți imediat capturile la laborator, cu o imagine a aspectului.
enforcement-report = Spuneți-ne despre noi depistări. Avertizările nu se folosesc împotriva celor care cer ajutor.

policy-state = Aceasta se știe astăzi și se poate schimba; numărul raportărilor nu arată cât de răspândită este.
policy-services = Asigurați naloxonă, testarea drogurilor și îngrijire de urgență acolo unde a fost găsită.
policy-words = În public nu numiți mărci sau concentrații; aceasta poate atrage.
policy-follow = Următoarea revizuire a acestei avertizări este la { $date }.

unknown-extent = Nu știm cât circulă.
unknown-effects = Nu știm destul despre efecte.
unknown-amount = Conținutul variază; două bucăți cu același aspect pot fi diferite.

services-emergency = Urgențe: 112
services-poison = Intoxicații: centrul național de informare toxicologică
services-checking = Testarea drogurilor: vezi ce există aproape de tine

cancelled = Această avertizare a fost retrasă.
review = O parte din datele pe care se sprijină această avertizare a fost retrasă. O verificăm din nou; până atunci urmați sfaturile.
valid-until = Valabil până la { $date }.
follow = Textul complet și schimbările ulterioare: scanează codul.
feedback = Spune-ne dacă a ajutat: scanează codul.

sms-sold-as = { $place }: vândut ca { $sold }, conține { $substance }.
sms-found = { $place }: s-a găsit { $substance }.
sms-do-opioid = Nu consuma fără cineva aproape. Ține naloxonă la tine. Respiră greu: 112.
sms-do = Nu consuma fără cineva aproape, nu amesteca. În pericol: 112.
sms-do-outreach = Spuneți mai departe. Raportați ce vedeți.
sms-do-clinical = Gândiți-vă la ea. Testele pot să nu o vadă. Raportați.
sms-do-laboratories = Căutați-o. Raportați fiecare depistare.
sms-do-enforcement = Purtați mănuși. Trimiteți imediat probele.
sms-do-policy = Detalii în avizul complet.
sms-cancelled = { $place }: avertizarea despre { $substance } a fost retrasă.
sms-exercise = EXERCIȚIU.
