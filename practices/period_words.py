"""The words that periods are written with. Data only: `periods.py` says what they do.

Each list is phrases separated by commas, in any case and with or without accents; the longest phrase wins.
A word that is missing here costs little: a year beside it is still read. A word too many can cost a city
the end of its name (Lloret de Mar, Berlin-Mitte, Die, Ans), so what is also a place or an everyday word was
left out.
"""

# Open-ended whatever follows: "since 2014/15" is a school year since when, not two years.
SINCE = """
since, ever since, depuis, seit, sinds, siden, desde hace, qe prej, seit mitte, since end, since the
end of, από το
"""

# Open-ended when no end follows: "from 2016", but "from 2015 to 2018".
FROM = """
from, as of, as from, starting from, à partir, from end, from the end of, à partir de, à partir du,
à partir d', à
compter de, à compter du, dès, desde, des de, a partir de, a partir do, a partir da, a partir del, a partire
da, a partire dal, dal, dalla, dall', da, ab, ab mitte, vanaf, fra, från, od, počev od, počevši od, nga, që
nga, nga viti, që nga viti, din, începând cu, од, почев од, від, з, с, από
"""

UNTIL = """
until, till, til, up to, through, until end, until the end of, until end of, to the end of, to end of, by
the end of, by end of, jusqu'à, jusqu'au, jusqu'en, jusque, hasta, até, até ao, fino a, fino al, sino al,
bis, bis zu, bis zum, bis mitte, bis ende, tot, tot en met, fins, fins al, fins a, deri, deri në, deri më,
zaključno sa, până în, έως, до
"""

# They also open other phrases ("to schools", "do Porto"), so they must stand right before a date.
TO = "to, do"

# Between two dates only; elsewhere they are articles: "a 2015 project".
BETWEEN_DATES = "a, à, al, au, ao, aos"

AND = "and, et, und, y, e, og, och, dhe, &, и, i"

ONGOING = """
ongoing, on-going, on going, current, currently, still, still running, still active, present, presently, to
the present, present day, the present day, now, until now, today, to date, to this day, to be continued,
continuous, continuing, continues, in progress, in operation, in force, in place, underway, under way,
open-ended, open ended, indefinite, indefinitely, permanent, permanently, unlimited, en cours,
toujours, toujours en cours, actuel, actuelle, actuellement, aujourd'hui, à aujourd'hui, à ce jour, à
présent, présent, maintenant, nos jours, permanente, continu, continue, en vigueur, sans fin, durée
indéterminée, en curso, en marcha, en vigor, en activo, en ejecución, en desarrollo, vigente, hoy, hoy en
día, actualidad, actual, actualmente, la fecha, presente, al presente, continúa, continuo, indefinido,
indefinida, sigue activo, em curso, a decorrer, em vigor, em execução, hoje, ao presente, atualidade,
actualidade, atual, atualmente, à atualidade, à data, contínuo, contínua, in corso, in atto, in essere,
oggi, ad oggi, a oggi, tuttora, tuttora in corso, attuale, attualmente, continuativo, laufend, fortlaufend,
andauernd, dauerhaft, unbefristet, läuft, heute, jetzt, gegenwart, aktuell, auf weiteres, in kraft, u toku,
u tijeku, traje, još traje, danas, dan danas, sada, do sada, trenutno, kontinuirano, trajno, stalno, у току,
траје, данас, në vazhdim, në vazhdimësi, në proces, vazhdon, vazhdueshëm, i vazhdueshëm, aktualisht, sot,
sot e kësaj dite, tani, ditët e sotme, en curs, en marxa, en vigència, avui, fins ara, lopend, doorlopend,
heden, tot nu, løpende, i dag, idag, în curs, în prezent, prezent, obecnie, nadal, дотепер,
триває, сьогодні, теперішній час, сега, сегодня, σήμερα, σε εξέλιξη, devam ediyor
"""

# After a year, as open-ended as a trailing dash.
ONWARDS = """
onwards, onward, on wards, forward, forwards, and beyond, and after, and later, and following, et suivants,
et suivantes, et après, en adelante, en diante, em diante, in poi, in avanti, e oltre, ff, nadalje, pa
nadalje, pa dalje, i dalje, e tutje, e në vazhdim, e më tej, lähtien, alkaen, óta, beri, itibaren
"""

# Goes on or comes back, but is also said of what has its years: "active 2015-2018", "annual, 2016".
RECURRENT = """
running, runs, run, active, operating, operational, regular, regularly, continuously, every, each, every
year, each year, every second year, once a year, twice a year, annual, annually, yearly, biennial, monthly,
weekly, daily, chaque, chaque année, tous les ans, tous les, toutes les, annuel, annuelle, annuellement,
actif, régulièrement, cada, cada año, cada ano, todos los años, anual, anualmente, activo, activa, ativo,
ativa, todos os anos, ogni anno, annuale, annualmente, attivo, attiva, jedes, jedes jahr, jährlich,
regelmäßig, aktiv, svake, svake godine, svaka, godišnje, redovno, сваке године, çdo, çdo vit, vjetor,
përvit, cada any, elk jaar, jaarlijks, hvert år, varje år
"""

BEGAN = """
start, started, starts, start date, starting, began, begun, begins, begin, beginning, launched, launch,
established, founded, created, introduced, initiated, inaugurated, opened, adopted, set up, inception, first
edition, 1st edition, first held, born in, début, débuté, commencé, lancé, lancée, lancement, créé, créée,
création, fondé, fondée, première édition, 1re édition, 1ère édition, inicio, início, iniciado, iniciada,
iniciou, creado, creada, lanzado, fundado, fundada, criado, criada, lançado, primera edición, primeira
edição, inizio, avvio, avviato, avviata, nato, nata, fondato, creato, prima edizione, beginn, begonnen,
gestartet, gegründet, eingeführt, početak, počeo, pokrenut, pokrenuta, pokrenuto, osnovan, osnovana,
osnovano, fillimi, filluar, filloi, nisur, themeluar, inici
"""

ENDED = """
ended, ends, end date, end:, ending, finished, completed, concluded, closed, terminated, discontinued,
stopped, ceased, expired, inactive, fin:, terminé, terminée, achevé, achevée, fini, finie, clôturé,
clôturée, clos, inactif, plus en cours, pas en cours, plus actif, plus active, finalizado, finalizada,
terminado, terminada, concluido, concluida, concluído, concluída, cerrado, encerrado, encerrada, finalitzat,
inactivo, inativo, concluso, conclusa, terminato, terminata, finito, chiuso, inattivo, beendet,
abgeschlossen, eingestellt, ende:, završen, završena, završeno, okončan, okončano, завршено, përfunduar,
përfundoi, mbyllur, afgerond, afsluttet, avslutet, avslutad, încheiat, завершено
"""

NOT = """
not, not yet, no, no longer, no more, never, non, non più, n'est plus, n'est pas, pas encore, ya no, já não,
não, nicht, nicht mehr, noch nicht, nije, više ne, više nije, nuk, nuk është më, ikke, inte, niet, isn't
"""

# Around a year, so that the year itself is only nearly said.
ROUGHLY = """
ca, circa, c, around, about, approx, approximately, roughly, environ, autour de, autour du, vers, cerca de,
hacia, alrededor de, por volta de, intorno al, verso il, um, etwa, oko, rreth, ~
"""
# Beside a year that is only a limit.
BEFORE_OR_AFTER = """
before, prior to, after, post, avant, après, antes de, antes del, después de, depois de, prima del, dopo il,
vor, nach, prije, pre, posle, nakon, para vitit, pas vitit
"""

# By number; 0 is what has none: winter belongs to two years.
MONTHS = {
    1: """
january, jan, janvier, janv, januar, jänner, enero, ene, gennaio, gen, janeiro, januara, januaru, janar,
janari, gener, januari, siječanj, siječnja, stycznia, ianuarie, январь, січень, јануар
""",
    2: """
february, feb, février, févr, fév, februar, febrero, febbraio, fevereiro, fev, februara, februaru, shkurt,
shkurti, febrer, februari, veljača, veljače, lutego, februarie, лютий, фебруар
""",
    3: """
march, mar, mars, marsi, märz, marzo, março, mart, marta, martu, març, maart, ožujak, ožujka, marca, martie,
березень, март
""",
    4: """
april, apr, avril, avr, abril, abr, aprile, aprila, aprilu, prill, prilli, travanj, travnja, kwietnia,
aprilie, квітень, април
""",
    5: """
may, mai, mayo, maggio, maio, maj, maji, maja, maju, maig, mei, svibanj, svibnja, травень, мај
""",
    6: """
june, jun, juin, juni, junio, giugno, giu, junho, juna, junu, qershor, qershori, juny, lipanj, lipnja,
czerwca, iunie, червень, јун
""",
    7: """
july, jul, juillet, juil, juli, julio, luglio, lug, julho, jula, julu, korrik, korriku, juliol, srpanj,
srpnja, lipca, iulie, липень, јул
""",
    8: """
august, aug, août, agosto, avgust, avgusta, avgustu, gusht, gushti, agost, augustus, augusti, kolovoz,
kolovoza, sierpnia, серпень, август
""",
    9: """
september, sept, sep, septembre, septiembre, setiembre, settembre, setembro, septembar, septembra,
septembru, shtator, shtatori, setembre, rujan, rujna, września, septembrie, вересень, септембар
""",
    10: """
october, oct, octobre, oktober, okt, octubre, ottobre, ott, outubro, oktobar, oktobra, oktobru, tetor,
tetori, listopad, listopada, października, octombrie, жовтень, октобар
""",
    11: """
november, nov, novembre, noviembre, novembro, novembar, novembra, novembru, nëntor, nëntori, studeni,
studenog, листопад, noiembrie, новембар
""",
    12: """
december, dec, décembre, déc, dezember, dez, diciembre, dicembre, dezembro, decembar, decembra, decembru,
dhjetor, dhjetori, desembre, desember, prosinac, prosinca, grudnia, decembrie, грудень, децембар
""",
    0: "winter, hiver, invierno, inverno, zima, zime, zimu, dimër, hivern",
}
# Seasons stand in for the month in which they begin, so that "autumn - spring 2019" is seen to wrap.
SEASONS = {
    3: "spring, printemps, primavera, frühling, frühjahr, proleće, proljeće, pranverë",
    6: "summer, été, verano, estate, verão, sommer, leto, ljeto, verë, estiu",
    9: "autumn, fall, automne, otoño, autunno, outono, herbst, jesen, vjeshtë, tardor",
}

# Part of a year: "mid-2016", "2nd half 2021".
PARTS = """
early, mid, middle of, late, beginning of, the beginning of, start of, the start of, end of, the end of,
half, half of, quarter, trimester, semester, term, début de, mi, milieu, milieu de, fin, fin de, courant,
semestre, trimestre, rentrée, principios de, a principios de, mediados de, finales de, mitad, início de,
meados de, final de, fim de, metà, fine, anfang, ende, halbjahr, quartal, hälfte, polovina, početkom,
početka, sredinom, sredine, krajem, kraja, kvartal, polugodište, fundi, fundi i, mesi i, tremujori, gjysma
"""

# "year" and its like: they may stand before or after a year, or be counted.
YEAR_WORDS = """
year, the year, school year, academic year, calendar year, an, l'an, année, l'année, année scolaire, jahr,
schuljahr, kalenderjahr, año, ano, año escolar, ano letivo, ano lectivo, curso, curso escolar, anno, anno
scolastico, godina, godine, godinu, godini, školska godina, školske godine, година, године, viti,
vitin, vitit, viti shkollor, any, jaar, år, року, році
"""
# Counted only: alone they are not about dates (Ans is a Belgian town).
UNITS = """
years, month, months, week, weeks, day, days, decade, decades, ans, années, mois, semaine, semaines, jour,
jours, décennie, décennies, años, mes, meses, semana, semanas, día, días, década, décadas, anos, dias, anni,
mese, mesi, settimana, settimane, giorno, giorni, decenni, jahre, jahren, monat, monate, monaten, woche,
wochen, tage, jahrzehnte, mesec, meseca, meseci, mjesec, mjeseci, nedelja, nedelje, dan, dana, decenija,
vjet, vite, muaj, javë, ditë, dekada, mesos, anys, jaren, maanden, weken, måneder, månader
"""
NUMBERS = """
one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, several, many, few, some, couple
of, first, second, third, fourth, last, various, un, une, deux, trois, quatre, cinq, huit, neuf, dix, douze,
plusieurs, quelques, premier, première, deuxième, second, seconde, troisième, quatrième, dernier, dos, tres,
cuatro, cinco, seis, doce, varios, varias, muchos, primer, primera, segundo, segunda, tercer, dois, duas,
três, quatro, doze, vários, várias, alguns, primeiro, primeira, due, tre, quattro, cinque, diversi, vari,
alcuni, molti, primo, zwei, drei, vier, fünf, zehn, zwölf, mehrere, mehreren, einige, einigen, viele,
vielen, erste, ersten, erstes, zweite, zweites, dva, dve, tri, četiri, pet, dvanaest, nekoliko, više, prva,
prve, druga, druge, prvi, drugi, dy, tre, katër, disa, shumë
"""

# "of" joins a month to its year, and the halves of a name: Lloret de Mar, Catia la Mar.
OF = "la, of, de, d', di, del, dell', du, do mês de, dos, von"

# Words without weight that a period may hold. No German articles: Die is a town.
FILLERS = """
the, in, on, at, during, for, over, between, the period, period, periodu, le, les, el, los, il, lo, l', en,
im, am, zum, nel, nell', nella, em, u, në, më, hace, pour, pendant, durant, durante, au cours de, au cours
du, entre, tra, zwischen, između, tokom, für, période, periodo, período, zeitraum, mois de, mes de, mês de,
mese di, month of, more than, plus de, το
"""

# They stand where a period should: "Oslo N/A".
BLANKS = """
n/a, n.a., n/d, n.d., tbc, tbd, tba, unknown, not known, not specified, not applicable, unspecified,
inconnu, inconnue, desconocido, desconhecido, sconosciuto, unbekannt, nepoznato, k.a., keine angabe, s/d
"""

# Plans named after a year that is not theirs.
NAMES = "agenda 2030, 2030 agenda, horizon 2020, europe 2020"

# "les années 90", "anni '90"; English and German decades (1990s, 90er) are read by their form.
DECADES = ", ".join(
    f"{years} {decade}"
    for years in ("années", "años", "anos", "anni", "godine")
    for decade in (*range(50, 100, 10), *range(1950, 2030, 10))
)

# The lists by their code in `periods.py`.
LISTS = {
    "S": SINCE, "F": FROM, "U": UNTIL, "Z": TO, "T": BETWEEN_DATES,
    "A": AND, "O": ONGOING, "W": ONWARDS, "R": RECURRENT, "B": BEGAN,
    "X": ENDED, "!": NOT, "C": ROUGHLY, "I": BEFORE_OR_AFTER, "P": PARTS,
    "y": YEAR_WORDS, "u": UNITS, "N": NUMBERS, "o": OF, "f": FILLERS,
    "H": BLANKS, "x": NAMES, "K": DECADES,
}  # fmt: skip
