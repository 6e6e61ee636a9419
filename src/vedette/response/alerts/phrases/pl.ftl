audience-people = Dla osób używających narkotyków
audience-outreach = Dla zespołów terenowych i punktów testowania substancji
audience-clinical = Dla oddziałów ratunkowych, pogotowia i ośrodków informacji toksykologicznej
audience-laboratories = Dla laboratoriów
audience-enforcement = Dla policji i służb celnych
audience-policy = Dla decydentów

label-sold-as = Sprzedawane jako
label-contains = Zawiera
label-form = Postać
label-where = Gdzie
label-when = Kiedy
label-basis = Skąd to wiemy
label-why = Dlaczego to ważne
label-signs = Oznaki zagrożenia
label-do = Co robić
label-services = Pomoc
label-unknowns = Czego nie wiemy
label-issuer = Instytucja wydająca
label-note = Dodane ręcznie, tylko w tym języku

headline-sold-as = { $place }: sprzedawane jako { $sold }, zawiera: { $substance }
headline-found = { $place }: wykryto: { $substance }
mark-exercise = ĆWICZENIE: to nie jest prawdziwe ostrzeżenie
mark-update = Aktualizacja
mark-cancelled = Wycofane
mark-review = W trakcie przeglądu

form-tablet = tabletki
form-powder = proszek
form-capsule = kapsułki
form-crystals = kryształy
form-liquid = płyn
form-herbal = susz roślinny
form-blotter = nasączone kartoniki
form-vape = płyn do e-papierosów
form-other = inna postać

basis-confirmed = Laboratorium potwierdziło substancję.
basis-probable = Laboratorium rozpoznało substancję; brakuje jeszcze potwierdzenia.
basis-presumptive = Szybki test wskazuje na substancję; laboratorium musi ją jeszcze potwierdzić.
reports = { $count ->
    [one] Dotychczas jedno zgłoszenie, data: { $date }.
    [few] Dotychczas { $count } zgłoszenia, data ostatniego: { $date }.
    [many] Dotychczas { $count } zgłoszeń, data ostatniego: { $date }.
   *[other] Dotychczas { $count } zgłoszenia, data ostatniego: { $date }.
}

why-sold-as = To coś innego, niż podaje się przy sprzedaży.
why-opioid = To opioid: może zatrzymać oddech.
why-sedative = Powoduje długotrwałą senność, a z alkoholem lub opioidami może zatrzymać oddech.
why-stimulant = Obciąża serce i może wywołać panikę, przegrzanie lub drgawki.
why-cannabinoid = Może działać o wiele gwałtowniej niż marihuana: omdlenie, drgawki, splątanie.
why-hallucinogen = Może działać bardzo długo i powodować splątanie, wypadki lub drgawki.
why-other = Działa inaczej, niż się oczekuje.
why-new = Jest tu nowe i mało o nim wiadomo.
why-deaths = Niektóre osoby zmarły po zażyciu.
why-hospital = Niektóre osoby ciężko zachorowały po zażyciu.
why-spreading = Wykryto to w kilku miejscach.
why-lookalikes = To, co wygląda tak samo, może zawierać coś innego; to, co wygląda inaczej, może zawierać właśnie to.

signs-opioid = Wolny oddech lub jego brak, sine usta, chrapanie lub rzężenie, brak reakcji na budzenie.
signs-sedative = Brak reakcji na budzenie, niewyraźna mowa, wolny oddech, wymioty we śnie.
signs-stimulant = Ból w klatce piersiowej, przegrzanie, drgawki, silny lęk lub splątanie.
signs-cannabinoid = Omdlenie, drgawki, kołatanie serca, splątanie, wymioty.
signs-hallucinogen = Silne splątanie, przegrzanie, drgawki, ryzyko upadku lub wypadku drogowego.
signs-other = Brak reakcji na budzenie, trudności z oddychaniem, ból w klatce piersiowej, drgawki, splątanie.

do-not-alone = Nie używaj w pojedynkę. Bądź tam, gdzie ktoś może ci pomóc.
do-naloxone = Noś ze sobą nalokson. Czasem potrzeba więcej niż jednej dawki naloksonu.
do-not-mix = Nie mieszaj z alkoholem ani innymi narkotykami.
do-check = Najpierw oddaj próbkę do sprawdzenia, jeśli w pobliżu jest taka możliwość.
do-call-opioid = Oznaki zagrożenia: dzwoń pod 112, podaj nalokson, pomóż tej osobie oddychać, zostań przy niej.
do-call = Oznaki zagrożenia: dzwoń pod 112, ułóż osobę na boku, zostań przy niej.
do-cool = Rób przerwy, pij wodę, zadbaj o ochłodę.

outreach-tell = Powiedzcie o tym dziś osobom, do których docieracie, i zapytajcie, co widziały.
outreach-naloxone = Sprawdźcie, czy jest nalokson i czy wiadomo, jak go użyć.
outreach-sample = Proponujcie testowanie substancji. Zachowajcie niewielką część nietypowych próbek dla laboratorium.
outreach-report = Zgłaszajcie nam niepokojące reakcje i podobne produkty, bez nazwisk.

clinical-think = Proszę brać to pod uwagę przy takich objawach, cokolwiek dana osoba mówi o tym, co przyjęła.
clinical-opioid = Najpierw oddech. Może być konieczne powtórne podanie naloksonu; obserwacja dłuższa niż zwykle, bo działanie opioidu może powrócić.
clinical-care = Leczenie według objawów i jak zwykle; w razie pytań: ośrodek informacji toksykologicznej.
clinical-tests = Zwykłe testy moczu mogą tego nie wykryć. Wynik ujemny tego nie wyklucza.
clinical-sample = Proszę zachować krew i mocz do badań toksykologicznych.
clinical-report = Proszę zgłaszać przypadki nam i ośrodkowi informacji toksykologicznej, bez nazwisk.

laboratories-look = Proszę szukać w nowych próbkach i ponownie w przechowywanych.
laboratories-isomers = Podobne substancje mogą dawać to samo widmo; proszę podać, których nie dało się rozróżnić.
laboratories-standard = O wzorzec odniesienia można poprosić za pośrednictwem sieci współpracy.
laboratories-report = Proszę zgłaszać każde wykrycie, także niepotwierdzone, wraz z metodą.

enforcement-life = Najpierw życie: zadzwonić pod 112 i podać nalokson, jeśli oddech jest wolny lub go brak.
enforcement-safety = Nosić rękawice, nie wzniecać pyłu, nie próbować i nie wąchać. Krótkie dotknięcie nie zagraża życiu.
enforcement-submit = Zabezpieczone próbki od razu przekazać do laboratorium, ze zdjęciem wyglądu.
enforcement-report = Proszę zgłaszać nam nowe przypadki. Ostrzeżenia nie służą działaniom przeciw osobom proszącym o pomoc.

policy-state = Tyle wiadomo dziś i może się to zmienić; liczba zgłoszeń nie mówi, jak częste to jest.
policy-services = Proszę zapewnić nalokson, testowanie substancji i pomoc doraźną tam, gdzie to wykryto.
policy-words = Publicznie nie należy podawać marki ani mocy; to może zachęcać.
policy-follow = Następny przegląd tego ostrzeżenia: { $date }.

unknown-extent = Nie wiemy, ile tego jest w obiegu.
unknown-effects = Za mało wiemy o działaniu.
unknown-amount = Zawartość bywa różna; dwie sztuki o tym samym wyglądzie mogą się różnić.

services-emergency = W nagłym wypadku: 112
services-poison = Zatrucia: krajowy ośrodek informacji toksykologicznej
services-checking = Testowanie substancji: zobacz, co jest w pobliżu

cancelled = To ostrzeżenie zostało wycofane.
review = Część danych, na których opiera się to ostrzeżenie, wycofano. Sprawdzamy je ponownie; do tego czasu prosimy stosować się do jego zaleceń.
valid-until = Ważne do: { $date }.
follow = Pełny tekst i późniejsze zmiany: zeskanuj kod.
feedback = Napisz, czy to pomogło: zeskanuj kod.

sms-sold-as = { $place }: sprzedawane jako { $sold }, zawiera: { $substance }.
sms-found = { $place }: wykryto: { $substance }.
sms-do-opioid = Nie używaj w pojedynkę. Miej nalokson. Słaby oddech: dzwoń pod 112.
sms-do = Nie używaj w pojedynkę, nie mieszaj. Zagrożenie: dzwoń pod 112.
sms-do-outreach = Przekażcie dalej. Zgłaszajcie, co widzicie.
sms-do-clinical = Brać pod uwagę. Testy mogą nie wykryć. Zgłaszać.
sms-do-laboratories = Szukać tego. Zgłaszać każde wykrycie.
sms-do-enforcement = Nosić rękawice. Próbki od razu do laboratorium.
sms-do-policy = Szczegóły w pełnym tekście.
sms-cancelled = { $place }: wycofano ostrzeżenie: { $substance }.
sms-exercise = ĆWICZENIE.
