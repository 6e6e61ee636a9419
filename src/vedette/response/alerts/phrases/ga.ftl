audience-people = Do dhaoine a úsáideann drugaí
audience-outreach = D’oibrithe for-rochtana agus do sheirbhísí tástála drugaí
audience-clinical = Do ranna éigeandála, otharcharranna agus ionaid nimhe
audience-laboratories = Do shaotharlanna
audience-enforcement = Do phóilíní agus do chustaim
audience-policy = Do lucht déanta beartas

label-sold-as = Díolta mar
label-contains = Ann
label-form = Foirm
label-where = Cá háit
label-when = Cathain
label-basis = Conas is eol dúinn
label-why = Cén fáth a bhfuil sé tábhachtach
label-signs = Comharthaí contúirte
label-do = Cad is cóir a dhéanamh
label-services = Cabhair
label-unknowns = Cad nach eol dúinn
label-issuer = Eisithe ag
label-note = Curtha leis de láimh, sa teanga seo amháin

headline-sold-as = { $place }: díolta mar { $sold }, ann: { $substance }
headline-found = { $place }: aimsíodh { $substance }
mark-exercise = CLEACHTADH: ní fíor-rabhadh é seo
mark-update = Nuashonrú
mark-cancelled = Aistarraingthe
mark-review = Á athbhreithniú

form-tablet = táibléid
form-powder = púdar
form-capsule = capsúil
form-crystals = criostail
form-liquid = leacht
form-herbal = ábhar plandúil
form-blotter = páipéar sáithithe
form-vape = leacht galaithe
form-other = foirmeacha eile

basis-confirmed = Dheimhnigh saotharlann an tsubstaint.
basis-probable = D’aithin saotharlann an tsubstaint; tá an deimhniú fós le teacht.
basis-presumptive = Díríonn tástáil thapa ar an tsubstaint; ní mór do shaotharlann í a dheimhniú fós.
reports = { $count ->
    [one] { $count } tuairisc go dtí seo, an { $date }.
    [two] { $count } thuairisc go dtí seo, an ceann is déanaí an { $date }.
    [few] { $count } thuairisc go dtí seo, an ceann is déanaí an { $date }.
    [many] { $count } dtuairisc go dtí seo, an ceann is déanaí an { $date }.
   *[other] { $count } tuairisc go dtí seo, an ceann is déanaí an { $date }.
}

why-sold-as = Ní hionann é agus an rud a deirtear atá á dhíol.
why-opioid = Is ópóideach é: d’fhéadfadh sé an análú a stopadh.
why-sedative = Cuireann sé codladh fada ar dhuine; le halcól nó le hópóidigh d’fhéadfadh sé an análú a stopadh.
why-stimulant = Cuireann sé brú ar an gcroí agus d’fhéadfadh scaoll, róthéamh nó taomanna a bheith ann.
why-cannabinoid = D’fhéadfadh sé a bheith i bhfad níos géire ná cannabas: titim i bhfanntais, taomanna, mearbhall.
why-hallucinogen = D’fhéadfadh sé oibriú ar feadh i bhfad agus mearbhall, timpistí nó taomanna a chur ar dhuine.
why-other = Ní mar a mheastar a oibríonn sé.
why-new = Tá sé nua anseo agus is beag atá ar eolas faoi.
why-deaths = Fuair daoine bás tar éis é a ghlacadh.
why-hospital = Bhí daoine an-tinn tar éis é a ghlacadh.
why-spreading = Aimsíodh é in áiteanna éagsúla.
why-lookalikes = An rud atá cosúil leis, d’fhéadfadh rud eile a bheith ann; an rud nach bhfuil cosúil leis, d’fhéadfadh sé seo a bheith ann.

signs-opioid = Análú mall nó gan análú, beola gorma, srannadh nó glothar, ní féidir an duine a dhúiseacht.
signs-sedative = Ní féidir an duine a dhúiseacht, caint dhoiléir, análú mall, urlacan agus é ina chodladh.
signs-stimulant = Pian sa chliabhrach, róthéamh, taom, eagla mhór nó mearbhall.
signs-cannabinoid = Titim i bhfanntais, taom, croí ag rith, mearbhall, urlacan.
signs-hallucinogen = Mearbhall mór, róthéamh, taom, contúirt titime nó timpiste bóthair.
signs-other = Ní féidir an duine a dhúiseacht, deacracht anála, pian sa chliabhrach, taom, mearbhall.

do-not-alone = Ná húsáid i d’aonar. Fan san áit a bhfuil duine in ann teacht chugat.
do-naloxone = Bíodh nalocsón agat. B’fhéidir nach leor dáileog amháin nalocsóin.
do-not-mix = Ná measc le halcól ná le drugaí eile é.
do-check = Cuir á thástáil é ar dtús, má tá seirbhís in aice leat.
do-call-opioid = Comharthaí contúirte: glaoigh 112, tabhair nalocsón, cuidigh leis an análú, fan ann.
do-call = Comharthaí contúirte: glaoigh 112, cuir an duine ar a thaobh, fan ann.
do-cool = Glac sosanna, ól uisce, coinnigh fionnuar.

outreach-tell = Inis inniu do na daoine a mbuaileann tú leo, agus fiafraigh cad a chonaic siad.
outreach-naloxone = Cinntigh go bhfuil nalocsón ar fáil agus go bhfuil a fhios ag daoine conas é a úsáid.
outreach-sample = Tairg tástáil. Coinnigh fuílleach beag de shamplaí neamhghnácha do shaotharlann.
outreach-report = Tuairiscigh dúinn frithghníomhartha agus táirgí cosúla, gan ainmneacha.

clinical-think = Smaoinigh air nuair atá na comharthaí seo ann, is cuma cad a deir an duine a ghlac sé.
clinical-opioid = An análú ar dtús. B’fhéidir go gcaithfear nalocsón a thabhairt arís; coinnigh faoi bhreathnú níos faide ná mar is gnách, mar d’fhéadfadh an éifeacht filleadh.
clinical-care = Cóireáil de réir na gcomharthaí agus mar is gnách; fiafraigh den ionad nimhe.
clinical-tests = B’fhéidir nach bhfeicfidh gnáth-thástálacha fuail é. Ní chuireann tástáil dhiúltach as an áireamh é.
clinical-sample = Coinnigh fuil agus fual don tocsaineolaíocht.
clinical-report = Tuairiscigh cásanna dúinn agus don ionad nimhe, gan ainmneacha.

laboratories-look = Cuardaigh í i samplaí nua, agus arís i samplaí stóráilte.
laboratories-isomers = D’fhéadfadh an speictream céanna a bheith ag substaintí cosúla; luaigh cinn nach bhféadfá a idirdhealú.
laboratories-standard = Is féidir caighdeán tagartha a iarraidh tríd an líonra.
laboratories-report = Tuairiscigh gach fionnachtain, fiú gan deimhniú, leis an modh.

enforcement-life = An bheatha ar dtús: glaoigh 112 agus tabhair nalocsón má tá an análú mall nó mura bhfuil análú ann.
enforcement-safety = Caith lámhainní, ná tóg deannach, ná blais agus ná bolaigh. Níl teagmháil ghairid contúirteach don bheatha.
enforcement-submit = Seol an t-ábhar a gabhadh chuig an tsaotharlann láithreach, le pictiúr dá chuma.
enforcement-report = Inis dúinn faoi fhionnachtana nua. Ní chun gnímh i gcoinne daoine a iarrann cabhair atá rabhaidh.

policy-state = Is é seo atá ar eolas inniu agus d’fhéadfadh sé athrú; ní insíonn líon na dtuairiscí cé chomh coitianta is atá sé.
policy-services = Cinntigh go bhfuil nalocsón, tástáil drugaí agus cúram éigeandála ar fáil san áit ar aimsíodh é.
policy-words = Go poiblí, ná luaigh branda ná cion; d’fhéadfadh sin daoine a mhealladh.
policy-follow = An chéad athbhreithniú eile ar an rabhadh seo: { $date }.

unknown-extent = Níl a fhios againn cé mhéad de atá i gcúrsaíocht.
unknown-effects = Níl go leor ar eolas againn faoina éifeachtaí.
unknown-amount = Athraíonn a bhfuil ann; d’fhéadfadh dhá phíosa chosúla a bheith éagsúil.

services-emergency = Éigeandáil: 112
services-poison = Nimhiú: an t-ionad náisiúnta nimhe
services-checking = Tástáil drugaí: féach cad atá in aice leat

cancelled = Aistarraingíodh an rabhadh seo.
review = Tarraingíodh siar cuid den eolas atá taobh thiar den rabhadh seo. Táimid á athbhreithniú; lean an chomhairle go dtí sin.
valid-until = Bailí go dtí { $date }.
follow = An téacs iomlán agus athruithe níos déanaí: scan an cód.
feedback = Inis dúinn ar chuidigh sé seo: scan an cód.

sms-sold-as = { $place }: díolta mar { $sold }, ann: { $substance }.
sms-found = { $place }: aimsíodh { $substance }.
sms-do-opioid = Ná bí i d’aonar. Bíodh nalocsón agat. Análú mall nó gan análú: 112.
sms-do = Ná bí i d’aonar, ná measc. I gcontúirt: glaoigh 112.
sms-do-outreach = Inis do dhaoine. Tuairiscigh a bhfeiceann tú.
sms-do-clinical = Smaoinigh air. B’fhéidir nach bhfeicfidh tástálacha é. Tuairiscigh.
sms-do-laboratories = Cuardaigh í. Tuairiscigh gach fionnachtain.
sms-do-enforcement = Caith lámhainní. Seol fionnachtana isteach láithreach.
sms-do-policy = Sonraí sa téacs iomlán.
sms-cancelled = { $place }: aistarraingíodh rabhadh faoi { $substance }.
sms-exercise = CLEACHTADH.
