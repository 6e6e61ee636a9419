audience-people = Ihmisille, jotka käyttävät huumeita
audience-outreach = Etsivälle työlle ja ainetunnistuspalveluille
audience-clinical = Päivystyksille, ensihoidolle ja myrkytystietokeskuksille
audience-laboratories = Laboratorioille
audience-enforcement = Poliisille ja tullille
audience-policy = Päättäjille

label-sold-as = Myydään nimellä
label-contains = Sisältää
label-form = Muoto
label-where = Missä
label-when = Milloin
label-basis = Mistä tiedämme
label-why = Miksi tämä on tärkeää
label-signs = Vaaran merkit
label-do = Mitä tehdä
label-services = Apua
label-unknowns = Mitä emme tiedä
label-issuer = Antanut
label-note = Lisätty käsin, vain tällä kielellä

headline-sold-as = { $place }: myydään nimellä { $sold }, sisältää: { $substance }
headline-found = { $place }: löydetty { $substance }
mark-exercise = HARJOITUS: tämä ei ole oikea varoitus
mark-update = Päivitys
mark-cancelled = Peruttu
mark-review = Tarkistettavana

form-tablet = tabletteja
form-powder = jauhetta
form-capsule = kapseleita
form-crystals = kiteitä
form-liquid = nestettä
form-herbal = kasviainesta
form-blotter = imeytettyjä paperilappuja
form-vape = sähkösavukkeen nestettä
form-other = muita muotoja

basis-confirmed = Laboratorio on varmistanut aineen.
basis-probable = Laboratorio on tunnistanut aineen; varmistus puuttuu vielä.
basis-presumptive = Pikatesti viittaa aineeseen; laboratorion on vielä varmistettava se.
reports = { $count ->
    [one] Yksi ilmoitus tähän mennessä, { $date }.
   *[other] { $count } ilmoitusta tähän mennessä, viimeisin { $date }.
}

why-sold-as = Se ei ole sitä, minä sitä myydään.
why-opioid = Se on opioidi: se voi pysäyttää hengityksen.
why-sedative = Se väsyttää pitkään, ja alkoholin tai opioidien kanssa se voi pysäyttää hengityksen.
why-stimulant = Se rasittaa sydäntä ja voi aiheuttaa paniikkia, ylikuumenemista tai kouristuksia.
why-cannabinoid = Se voi vaikuttaa paljon rajummin kuin kannabis: pyörtyminen, kouristukset, sekavuus.
why-hallucinogen = Se voi vaikuttaa hyvin pitkään ja johtaa sekavuuteen, onnettomuuksiin tai kouristuksiin.
why-other = Sen vaikutukset eivät ole odotettuja.
why-new = Se on täällä uusi, ja siitä tiedetään vähän.
why-deaths = Ihmisiä on kuollut käytettyään sitä.
why-hospital = Ihmisiä on sairastunut vakavasti käytettyään sitä.
why-spreading = Sitä on löydetty useista paikoista.
why-lookalikes = Samannäköinen voi sisältää muuta; erinäköinen voi sisältää tätä.

signs-opioid = Hidas hengitys tai ei hengitystä, siniset huulet, kuorsaus tai korina, ei herää.
signs-sedative = Ei herää, epäselvä puhe, hidas hengitys, oksentelu nukkuessa.
signs-stimulant = Rintakipu, ylikuumeneminen, kouristus, voimakas pelko tai sekavuus.
signs-cannabinoid = Pyörtyminen, kouristus, sydämen tykytys, sekavuus, oksentelu.
signs-hallucinogen = Voimakas sekavuus, ylikuumeneminen, kouristus, kaatumisen tai liikenneonnettomuuden vaara.
signs-other = Ei herää, vaikeus hengittää, rintakipu, kouristus, sekavuus.

do-not-alone = Älä käytä yksin. Pysy siellä, missä joku voi auttaa.
do-naloxone = Pidä naloksonia mukana. Yksi naloksoniannos ei aina riitä.
do-not-mix = Älä sekoita alkoholiin tai muihin huumeisiin.
do-check = Tunnistuta aine ensin, jos lähellä on palvelu.
do-call-opioid = Vaaran merkit: soita 112, anna naloksonia, auta ihmistä hengittämään, pysy hänen luonaan.
do-call = Vaaran merkit: soita 112, käännä ihminen kyljelleen, pysy hänen luonaan.
do-cool = Pidä taukoja, juo vettä, vilvoittele.

outreach-tell = Kertokaa tänään niille, jotka tavoitatte, ja kysykää, mitä he ovat nähneet.
outreach-naloxone = Varmistakaa, että naloksonia on ja että sitä osataan käyttää.
outreach-sample = Tarjotkaa tunnistusta. Säilyttäkää poikkeavista näytteistä pieni jäännös laboratoriota varten.
outreach-report = Ilmoittakaa meille reaktioista ja samannäköisistä tuotteista, ilman nimiä.

clinical-think = Ottakaa tämä huomioon näiden oireiden yhteydessä, mitä ihminen sanookin ottaneensa.
clinical-opioid = Hengitys ensin. Naloksonia voi olla tarpeen antaa uudelleen; seuratkaa tavallista pidempään, sillä opioidin vaikutus voi palata.
clinical-care = Hoitakaa oireiden mukaan ja tavalliseen tapaan; kysykää myrkytystietokeskuksesta.
clinical-tests = Tavalliset virtsatestit eivät aina löydä sitä. Kielteinen testi ei sulje sitä pois.
clinical-sample = Säilyttäkää verta ja virtsaa toksikologiaa varten.
clinical-report = Ilmoittakaa tapauksista meille ja myrkytystietokeskukselle, ilman nimiä.

laboratories-look = Etsikää sitä uusista näytteistä ja uudelleen säilytetyistä.
laboratories-isomers = Samankaltaiset aineet voivat antaa saman spektrin; kertokaa, mitä ette voineet erottaa.
laboratories-standard = Vertailuainetta voi pyytää verkoston kautta.
laboratories-report = Ilmoittakaa jokaisesta löydöksestä, myös varmistamattomasta, menetelmän kanssa.

enforcement-life = Henki ensin: soittakaa 112 ja antakaa naloksonia, jos hengitys on hidastunut tai pysähtynyt.
enforcement-safety = Käyttäkää käsineitä, älkää nostattako pölyä, älkää maistako tai haistelko. Lyhyt kosketus ei ole hengenvaarallinen.
enforcement-submit = Lähettäkää takavarikot laboratorioon heti, ulkonäöstä otetun kuvan kanssa.
enforcement-report = Kertokaa meille uusista löydöistä. Varoituksia ei käytetä apua pyytäviä vastaan.

policy-state = Tämä tiedetään tänään, ja se voi muuttua; ilmoitusten määrä ei kerro yleisyydestä.
policy-services = Varmistakaa naloksonin, ainetunnistuksen ja ensihoidon saatavuus siellä, missä sitä on löydetty.
policy-words = Älkää mainitko julkisesti merkkiä tai pitoisuutta; se voi houkutella.
policy-follow = Tämä varoitus tarkistetaan seuraavan kerran { $date }.

unknown-extent = Emme tiedä, kuinka paljon sitä on liikkeellä.
unknown-effects = Emme tiedä tarpeeksi sen vaikutuksista.
unknown-amount = Sisältö vaihtelee; kaksi samannäköistä voi olla erilaisia.

services-emergency = Hätätilanne: 112
services-poison = Myrkytykset: myrkytystietokeskus
services-checking = Ainetunnistus: katso, mitä lähelläsi on

cancelled = Tämä varoitus on peruttu.
review = Osa tämän varoituksen perusteista on peruttu. Tarkistamme sen uudelleen; noudattakaa neuvoja siihen asti.
valid-until = Voimassa { $date } asti.
follow = Koko teksti ja myöhemmät muutokset: skannaa koodi.
feedback = Kerro, oliko tästä apua: skannaa koodi.

sms-sold-as = { $place }: myydään nimellä { $sold }, sisältää: { $substance }.
sms-found = { $place }: löydetty { $substance }.
sms-do-opioid = Älä käytä yksin. Pidä naloksonia mukana. Jos hengitys on heikko: 112.
sms-do = Älä käytä yksin, älä sekoita aineita. Vaarassa: soita 112.
sms-do-outreach = Kertokaa eteenpäin. Ilmoittakaa havainnoista.
sms-do-clinical = Ottakaa huomioon. Testit eivät aina löydä sitä. Ilmoittakaa.
sms-do-laboratories = Etsikää sitä. Ilmoittakaa löydöksistä.
sms-do-enforcement = Käyttäkää käsineitä. Lähettäkää löydöt heti.
sms-do-policy = Tarkemmin koko ilmoituksessa.
sms-cancelled = { $place }: peruttu varoitus aineesta { $substance }.
sms-exercise = HARJOITUS.
