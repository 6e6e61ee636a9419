audience-people = För personer som använder droger
audience-outreach = För uppsökande verksamhet och drogtestning
audience-clinical = För akutmottagningar, ambulanser och giftinformation
audience-laboratories = För laboratorier
audience-enforcement = För polis och tull
audience-policy = För beslutsfattare

label-sold-as = Säljs som
label-contains = Innehåller
label-form = Form
label-where = Var
label-when = När
label-basis = Hur vi vet det
label-why = Varför det är viktigt
label-signs = Tecken på fara
label-do = Vad man kan göra
label-services = Hjälp
label-unknowns = Vad vi inte vet
label-issuer = Utfärdad av
label-note = Tillagt för hand, endast på detta språk

headline-sold-as = { $place }: säljs som { $sold }, innehåller { $substance }
headline-found = { $place }: { $substance } har hittats
mark-exercise = ÖVNING: ingen verklig varning
mark-update = Uppdatering
mark-cancelled = Återkallad
mark-review = Ses över

form-tablet = tabletter
form-powder = pulver
form-capsule = kapslar
form-crystals = kristaller
form-liquid = vätska
form-herbal = växtmaterial
form-blotter = impregnerade papperslappar
form-vape = vejpvätska
form-other = andra former

basis-confirmed = Ett laboratorium har bekräftat ämnet.
basis-probable = Ett laboratorium har känt igen ämnet; bekräftelsen väntar.
basis-presumptive = Ett snabbtest pekar på ämnet; ett laboratorium ska ännu bekräfta det.
reports = { $count ->
    [one] En rapport hittills, den { $date }.
   *[other] { $count } rapporter hittills, den senaste den { $date }.
}

why-sold-as = Det är inte vad det säljs som.
why-opioid = Det är en opioid: andningen kan stanna.
why-sedative = Det ger långvarig dåsighet; med alkohol eller opioider kan andningen stanna.
why-stimulant = Det anstränger hjärtat och kan ge panik, överhettning eller kramper.
why-cannabinoid = Det kan verka mycket våldsammare än cannabis: svimning, kramper, förvirring.
why-hallucinogen = Det kan verka mycket länge och leda till förvirring, olyckor eller kramper.
why-other = Verkan är inte den man väntar sig.
why-new = Det är nytt här, och lite är känt om det.
why-deaths = Människor har dött efter att ha tagit det.
why-hospital = Människor har blivit svårt sjuka efter att ha tagit det.
why-spreading = Det har hittats på flera platser.
why-lookalikes = Det som ser likadant ut kan innehålla något annat; det som ser annorlunda ut kan innehålla detta.

signs-opioid = Långsam eller ingen andning, blå läppar, snarkande eller rosslande, går inte att väcka.
signs-sedative = Går inte att väcka, sluddrigt tal, långsam andning, kräkning under sömn.
signs-stimulant = Bröstsmärta, överhettning, kramper, stark ångest eller förvirring.
signs-cannabinoid = Svimning, kramper, hjärtklappning, förvirring, kräkning.
signs-hallucinogen = Stor förvirring, överhettning, kramper, risk för fall eller trafikolyckor.
signs-other = Går inte att väcka, svårt att andas, bröstsmärta, kramper, förvirring.

do-not-alone = Var inte ensam när du använder droger. Stanna där någon kan nå dig.
do-naloxone = Ha naloxon med dig. En dos naloxon räcker kanske inte.
do-not-mix = Blanda det inte med alkohol eller andra droger.
do-check = Låt testa det först, om det går i närheten.
do-call-opioid = Tecken på fara: ring 112, ge naloxon, hjälp till med andningen, stanna hos personen.
do-call = Tecken på fara: ring 112, lägg personen på sidan, stanna hos personen.
do-cool = Ta pauser, drick vatten, håll dig sval.

outreach-tell = Berätta i dag för dem ni möter och fråga vad de har sett.
outreach-naloxone = Kontrollera att det finns naloxon och att folk vet hur det används.
outreach-sample = Erbjud testning. Spara en liten rest av ovanliga prover åt ett laboratorium.
outreach-report = Rapportera reaktioner och liknande produkter till oss, utan namn.

clinical-think = Tänk på det vid dessa tecken, vad personen än säger sig ha tagit.
clinical-opioid = Andningen först. Naloxon kan behöva upprepas; observera längre än vanligt, eftersom opioidens verkan kan återkomma.
clinical-care = Behandla efter tecknen och som vanligt; fråga giftinformationen.
clinical-tests = Vanliga urintester kan missa det. Ett negativt test utesluter det inte.
clinical-sample = Spara blod och urin för toxikologi.
clinical-report = Rapportera fall till oss och giftinformationen, utan namn.

laboratories-look = Leta efter det i nya prover, och på nytt i sparade.
laboratories-isomers = Liknande ämnen kan ge samma spektrum; ange vilka som inte gick att skilja åt.
laboratories-standard = En referensstandard kan begäras genom nätverket.
laboratories-report = Rapportera alla fynd, även obekräftade, med den metod som använts.

enforcement-life = Livet först: ring 112 och ge naloxon om andningen är långsam eller har upphört.
enforcement-safety = Använd handskar, rör inte upp damm, smaka eller lukta inte. Kort beröring är inte livsfarlig.
enforcement-submit = Skicka beslag till laboratoriet genast, med en bild av utseendet.
enforcement-report = Berätta för oss om nya fynd. Varningar är inte till för åtgärder mot den som ber om hjälp.

policy-state = Detta är känt i dag och kan ändras; antalet rapporter säger inte hur vanligt det är.
policy-services = Se till att naloxon, drogtestning och akutvård finns där det har hittats.
policy-words = Nämn varken märke eller halt offentligt; det kan locka.
policy-follow = Varningen ses över igen den { $date }.

unknown-extent = Vi vet inte hur mycket som är i omlopp.
unknown-effects = Vi vet inte nog om verkan.
unknown-amount = Innehållet varierar; två som ser likadana ut kan skilja sig åt.

services-emergency = Nödläge: 112
services-poison = Förgiftning: den nationella giftinformationen
services-checking = Drogtestning: se vad som finns nära dig

cancelled = Denna varning har återkallats.
review = En del av underlaget för varningen har dragits tillbaka. Vi ser över den på nytt; följ råden tills dess.
valid-until = Gäller till och med den { $date }.
follow = Hela texten och senare ändringar: skanna koden.
feedback = Berätta om detta hjälpte: skanna koden.

sms-sold-as = { $place }: säljs som { $sold }, innehåller { $substance }.
sms-found = { $place }: { $substance } har hittats.
sms-do-opioid = Var inte ensam. Ha naloxon med dig. Ring 112 om någon andas dåligt.
sms-do = Var inte ensam, blanda inte droger. Vid fara: ring 112.
sms-do-outreach = Berätta vidare. Rapportera vad ni ser.
sms-do-clinical = Tänk på det. Tester kan missa det. Rapportera fall.
sms-do-laboratories = Leta efter det. Rapportera alla fynd.
sms-do-enforcement = Använd handskar. Skicka in fynd genast.
sms-do-policy = Detaljer finns i hela texten.
sms-cancelled = { $place }: varningen om { $substance } har återkallats.
sms-exercise = ÖVNING.
