audience-people = Para pessoas que usam drogas
audience-outreach = Para equipas de rua e serviços de análise de drogas
audience-clinical = Para urgências, ambulâncias e centros antivenenos
audience-laboratories = Para laboratórios
audience-enforcement = Para polícia e alfândegas
audience-policy = Para decisores políticos

label-sold-as = Vendido como
label-contains = Contém
label-form = Forma
label-where = Onde
label-when = Quando
label-basis = Como sabemos
label-why = Porque é importante
label-signs = Sinais de perigo
label-do = O que fazer
label-services = Ajuda
label-unknowns = O que não sabemos
label-issuer = Emitido por
label-note = Acrescentado à mão, apenas nesta língua

headline-sold-as = { $place }: vendido como { $sold }, contém { $substance }
headline-found = { $place }: deteção de { $substance }
mark-exercise = EXERCÍCIO: não é um alerta real
mark-update = Atualização
mark-cancelled = Retirado
mark-review = Em revisão

form-tablet = comprimidos
form-powder = pó
form-capsule = cápsulas
form-crystals = cristais
form-liquid = líquido
form-herbal = material vegetal
form-blotter = selos
form-vape = líquido para vaporizar
form-other = outras formas

basis-confirmed = Um laboratório confirmou a substância.
basis-probable = Um laboratório reconheceu a substância; falta a confirmação.
basis-presumptive = Um teste rápido indica a substância; um laboratório ainda tem de a confirmar.
reports = { $count ->
    [one] { $count } notificação até agora, em { $date }.
    [many] { $count } de notificações até agora, a última em { $date }.
   *[other] { $count } notificações até agora, a última em { $date }.
}

why-sold-as = Não é a substância com cujo nome é vendido.
why-opioid = É um opioide: pode parar a respiração.
why-sedative = Dá sonolência durante muito tempo; com álcool ou opioides pode parar a respiração.
why-stimulant = Sobrecarrega o coração e pode causar pânico, sobreaquecimento ou convulsões.
why-cannabinoid = Pode atuar de forma muito mais violenta do que a canábis: desmaio, convulsões, confusão.
why-hallucinogen = Pode atuar durante muito tempo e causar confusão, acidentes ou convulsões.
why-other = Os efeitos não são os esperados.
why-new = É novo aqui e sabe-se pouco sobre ele.
why-deaths = Houve pessoas que morreram depois de o tomar.
why-hospital = Houve pessoas que ficaram gravemente doentes depois de o tomar.
why-spreading = Foi encontrado em vários locais.
why-lookalikes = Outros de aspeto igual podem conter outra coisa; outros de aspeto diferente podem conter isto.

signs-opioid = Respiração lenta ou ausente, lábios azuis, ressonar ou gorgolejar, não acorda.
signs-sedative = Não acorda, fala arrastada, respiração lenta, vómitos durante o sono.
signs-stimulant = Dor no peito, sobreaquecimento, convulsões, grande medo ou confusão.
signs-cannabinoid = Desmaio, convulsões, coração acelerado, confusão, vómitos.
signs-hallucinogen = Grande confusão, sobreaquecimento, convulsões, perigo de quedas ou de acidentes de trânsito.
signs-other = Não acorda, dificuldade em respirar, dor no peito, convulsões, confusão.

do-not-alone = Não consumas a sós. Fica onde alguém te possa ajudar.
do-naloxone = Anda com naloxona. Uma dose de naloxona pode não chegar.
do-not-mix = Não mistures com álcool nem outras drogas.
do-check = Manda analisar antes, se houver um serviço perto.
do-call-opioid = Sinais de perigo: liga para o 112, dá naloxona, ajuda a pessoa a respirar, fica com ela.
do-call = Sinais de perigo: liga para o 112, deita a pessoa de lado, fica com ela.
do-cool = Faz pausas, bebe água, refresca-te.

outreach-tell = Avisem hoje as pessoas com quem contactam e perguntem o que viram.
outreach-naloxone = Confirmem que há naloxona e que se sabe usá-la.
outreach-sample = Ofereçam análise. Guardem um pequeno resto de amostras invulgares para um laboratório.
outreach-report = Comuniquem-nos reações e produtos parecidos, sem nomes.

clinical-think = Pensar nisto perante estes sinais, diga a pessoa o que disser que tomou.
clinical-opioid = Primeiro a respiração. Pode ser preciso repetir a naloxona; observar mais tempo do que o habitual, pois o efeito do opioide pode voltar.
clinical-care = Tratar segundo os sinais e como habitualmente; contactar o centro antivenenos.
clinical-tests = Os testes de urina habituais podem não o detetar. Um teste negativo não o exclui.
clinical-sample = Guardar sangue e urina para toxicologia.
clinical-report = Comunicar os casos a nós e ao centro antivenenos, sem nomes.

laboratories-look = Procurar em amostras novas, e de novo nas guardadas.
laboratories-isomers = Substâncias parecidas podem dar o mesmo espetro; indicar quais não se puderam distinguir.
laboratories-standard = Pode pedir-se um padrão de referência através da rede.
laboratories-report = Comunicar cada deteção, mesmo não confirmada, com o método usado.

enforcement-life = A vida primeiro: ligar para o 112 e dar naloxona se a respiração for lenta ou tiver parado.
enforcement-safety = Usar luvas, não levantar pó, não provar nem cheirar. Um breve contacto não põe a vida em perigo.
enforcement-submit = Enviar já as apreensões ao laboratório, com uma imagem do aspeto.
enforcement-report = Comunicar-nos novos achados. Os alertas não servem para agir contra quem pede ajuda.

policy-state = É o que se sabe hoje e pode mudar; o número de notificações não diz se é comum.
policy-services = Garantir naloxona, análise de drogas e cuidados urgentes onde foi encontrado.
policy-words = Em público, não indicar marca nem teor; isso pode atrair.
policy-follow = A próxima revisão deste alerta é em { $date }.

unknown-extent = Não sabemos que quantidade circula.
unknown-effects = Não sabemos o suficiente sobre os seus efeitos.
unknown-amount = O conteúdo varia; duas unidades de aspeto igual podem ser diferentes.

services-emergency = Emergência: 112
services-poison = Intoxicações: o centro antivenenos
services-checking = Análise de drogas: vê o que há perto de ti

cancelled = Este alerta foi retirado.
review = Parte dos dados deste alerta foi retirada. Estamos a revê-lo; até lá, os conselhos mantêm-se válidos.
valid-until = Válido até { $date }.
follow = Texto completo e alterações posteriores: lê o código.
feedback = Diz-nos se isto ajudou: lê o código.

sms-sold-as = { $place }: vendido como { $sold }, contém { $substance }.
sms-found = { $place }: deteção de { $substance }.
sms-do-opioid = Não consumas a sós. Anda com naloxona. Se alguém respirar mal: 112.
sms-do = Não consumas a sós, não mistures. Em perigo: liga para o 112.
sms-do-outreach = Avisem. Comuniquem o que virem.
sms-do-clinical = Pensar nisto. Os testes podem não o detetar. Comunicar.
sms-do-laboratories = Procurar. Comunicar cada deteção.
sms-do-enforcement = Usar luvas. Enviar já os achados.
sms-do-policy = Pormenores no aviso completo.
sms-cancelled = { $place }: retirado o alerta sobre { $substance }.
sms-exercise = EXERCÍCIO.
