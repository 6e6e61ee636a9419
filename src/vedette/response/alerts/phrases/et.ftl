audience-people = Inimestele, kes tarvitavad narkootikume
audience-outreach = Väljatöötajatele ja ainete kontrolli teenustele
audience-clinical = Erakorralisele meditsiinile, kiirabile ja mürgistusteabekeskustele
audience-laboratories = Laboritele
audience-enforcement = Politseile ja tollile
audience-policy = Otsustajatele

label-sold-as = Müüakse nimega
label-contains = Sisaldab
label-form = Kuju
label-where = Kus
label-when = Millal
label-basis = Kust me teame
label-why = Miks see on oluline
label-signs = Ohumärgid
label-do = Mida teha
label-services = Abi
label-unknowns = Mida me ei tea
label-issuer = Väljaandja
label-note = Käsitsi lisatud, ainult selles keeles

headline-sold-as = { $place }: müüakse nimega { $sold }, sisaldab: { $substance }
headline-found = { $place }: leitud { $substance }
mark-exercise = ÕPPUS: see ei ole päris hoiatus
mark-update = Uuendus
mark-cancelled = Tagasi võetud
mark-review = Ülevaatamisel

form-tablet = tabletid
form-powder = pulber
form-capsule = kapslid
form-crystals = kristallid
form-liquid = vedelik
form-herbal = taimne materjal
form-blotter = immutatud paber
form-vape = e-sigareti vedelik
form-other = muu kuju

basis-confirmed = Labor on aine kinnitanud.
basis-probable = Labor on aine ära tundnud; kinnitus alles tuleb.
basis-presumptive = Kiirtest viitab sellele ainele; labor peab seda veel kinnitama.
reports = { $count ->
    [one] Seni üks teade, { $date }.
   *[other] Seni { $count } teadet, viimane { $date }.
}

why-sold-as = See ei ole see, millena seda müüakse.
why-opioid = See on opioid: see võib hingamise peatada.
why-sedative = See teeb kauaks uniseks ning koos alkoholi või opioididega võib hingamise peatada.
why-stimulant = See koormab südant ja võib tekitada paanikat, ülekuumenemist või krampe.
why-cannabinoid = See võib mõjuda palju rängemalt kui kanep: minestamine, krambid, segasus.
why-hallucinogen = See võib mõjuda väga kaua ning põhjustada segasust, õnnetusi või krampe.
why-other = Selle mõju ei ole see, mida oodatakse.
why-new = See on siin uus ja selle kohta teatakse vähe.
why-deaths = Inimesi on pärast selle võtmist surnud.
why-hospital = Inimesed on pärast selle võtmist raskelt haigestunud.
why-spreading = Seda on leitud mitmest kohast.
why-lookalikes = Sama välimusega võib sisaldada midagi muud; teistsuguse välimusega võib sisaldada seda.

signs-opioid = Aeglane või puuduv hingamine, sinised huuled, norskamine või korin, ei ärka.
signs-sedative = Ei ärka, segane kõne, aeglane hingamine, oksendamine une ajal.
signs-stimulant = Valu rinnus, ülekuumenemine, krambid, suur hirm või segasus.
signs-cannabinoid = Minestamine, krambid, südamepekslemine, segasus, oksendamine.
signs-hallucinogen = Suur segasus, ülekuumenemine, krambid, kukkumise või liiklusõnnetuse oht.
signs-other = Ei ärka, raske hingata, valu rinnus, krambid, segasus.

do-not-alone = Ära tarvita üksi. Ole seal, kus keegi saab aidata.
do-naloxone = Kanna naloksooni kaasas. Ühest naloksooni annusest ei pruugi piisata.
do-not-mix = Ära sega alkoholi ega teiste ainetega.
do-check = Lase aine enne kontrollida, kui läheduses on selline teenus.
do-call-opioid = Ohumärgid: helista 112, anna naloksooni, aita inimesel hingata, jää tema juurde.
do-call = Ohumärgid: helista 112, pööra inimene külili, jää tema juurde.
do-cool = Tee pause, joo vett, jahuta end.

outreach-tell = Rääkige sellest täna inimestele, kelleni jõuate, ja küsige, mida nad on näinud.
outreach-naloxone = Kontrollige, et naloksooni on ja et seda osatakse kasutada.
outreach-sample = Pakkuge kontrolli. Hoidke ebatavalistest proovidest väike jääk labori jaoks alles.
outreach-report = Teatage meile reaktsioonidest ja sarnastest toodetest, ilma nimedeta.

clinical-think = Mõelge sellele nende nähtude korral, mida iganes inimene ütleb end võtnud olevat.
clinical-opioid = Kõigepealt hingamine. Naloksooni võib olla vaja korrata; jälgige tavalisest kauem, sest opioidi mõju võib taastuda.
clinical-care = Ravige nähtude järgi ja tavapäraselt; küsige mürgistusteabekeskusest.
clinical-tests = Tavalised uriinitestid ei pruugi seda leida. Negatiivne test ei välista seda.
clinical-sample = Hoidke toksikoloogia jaoks alles veri ja uriin.
clinical-report = Teatage juhtudest meile ja mürgistusteabekeskusele, ilma nimedeta.

laboratories-look = Otsige seda uutest proovidest ja uuesti säilitatutest.
laboratories-isomers = Sarnased ained võivad anda sama spektri; öelge, milliseid ei saanud eristada.
laboratories-standard = Võrdlusainet saab küsida võrgustiku kaudu.
laboratories-report = Teatage igast leiust, ka kinnitamata, koos meetodiga.

enforcement-life = Elu kõigepealt: helistage 112 ja andke naloksooni, kui hingamine on aeglane või puudub.
enforcement-safety = Kandke kindaid, ärge keerutage tolmu, ärge maitske ega nuusutage. Lühike puudutus ei ole eluohtlik.
enforcement-submit = Saatke leitu kohe laborisse koos pildiga selle välimusest.
enforcement-report = Teatage meile uutest leidudest. Hoiatusi ei kasutata abi paluvate inimeste vastu.

policy-state = See on tänane teadmine ja võib muutuda; teadete arv ei näita, kui levinud see on.
policy-services = Tagage naloksoon, ainete kontroll ja vältimatu abi seal, kus seda on leitud.
policy-words = Ärge nimetage avalikult marki ega kontsentratsiooni; see võib ahvatleda.
policy-follow = Hoiatus vaadatakse uuesti üle { $date }.

unknown-extent = Me ei tea, kui palju seda ringleb.
unknown-effects = Me ei tea selle mõjust piisavalt.
unknown-amount = Sisaldus kõigub; kaks ühesuguse välimusega tükki võivad erineda.

services-emergency = Hädaabi: 112
services-poison = Mürgistused: riiklik mürgistusteabekeskus
services-checking = Ainete kontroll: vaata, mida läheduses pakutakse

cancelled = See hoiatus on tagasi võetud.
review = Osa hoiatuse aluseks olevast on tagasi võetud. Vaatame selle uuesti üle; seni järgige nõuandeid.
valid-until = Kehtib kuni { $date }.
follow = Täistekst ja hilisemad muudatused: skanni kood.
feedback = Ütle, kas sellest oli abi: skanni kood.

sms-sold-as = { $place }: müüakse nimega { $sold }, sisaldab: { $substance }.
sms-found = { $place }: leitud { $substance }.
sms-do-opioid = Ära tarvita üksi. Kanna naloksooni kaasas. Kui keegi hingab halvasti: 112.
sms-do = Ära tarvita üksi, ära sega. Ohu korral: helista 112.
sms-do-outreach = Rääkige edasi. Teatage, mida näete.
sms-do-clinical = Mõelge sellele. Testid ei pruugi seda leida. Teatage.
sms-do-laboratories = Otsige seda. Teatage igast leiust.
sms-do-enforcement = Kandke kindaid. Saatke leiud kohe.
sms-do-policy = Täpsemalt täistekstis.
sms-cancelled = { $place }: hoiatus on tagasi võetud: { $substance }.
sms-exercise = ÕPPUS.
