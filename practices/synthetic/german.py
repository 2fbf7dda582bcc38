"""What synthetic entries in German are made of. Data only: `english.py` explains the shape."""

LANGUAGE = "de"
WHERE = "in {city}"
WHERE_WITHOUT_CITY = "in der Gemeinde"
CONTRACTION = None

TITLES = """
{Activity} für {people}
{Activity} {where}
{name}: {activity} für {people}
{name} {where}
{Activity} gegen {problem}
{name} – {people} gestalten mit
"""

PURPOSE = """
Das Vorhaben hat das Ziel, {aim} und {aim}.
Es richtet sich an alle, die {where} leben, und ist besonders für {people} gedacht.
{Body} hat sich vorgenommen, {aim}, und bietet dazu {activity} für {people} an.
Durch {activity} sollen {people} lernen, {ability}.
Vielfalt gilt als Stärke: {people} begegnen sich auf Augenhöhe.
"""

RATIONALE = """
Eine Befragung {where} hatte gezeigt, dass {problem} viele betrifft.
Seit {years} Jahren klagten {people} über {problem}.
{Body} wollte nicht länger hinnehmen, dass {problem} den Alltag prägt.
Früher erreichten {activity} nur selten {people}.
{Tens} Nationalitäten leben {where}, doch {people} blieben oft unter sich.
Der Gemeinderat beschloss deshalb, {aim}.
"""

PROCESS = """
{Body} veranstaltet {time} {activity} für {people}.
Eine Arbeitsgruppe plant {activity} und sorgt dafür, dass {people} mitreden.
{Count} Ehrenamtliche wurden geschult, um {aim}.
Zuerst lud {body} alle Interessierten ein, später kamen {people} hinzu.
{People} wählen die Themen selbst und leiten {activity}.
Mit {count}.000 Euro im Jahr werden {activity} bezahlt.
Wo {problem} sichtbar wird, hilft {body}.
Eine Vereinbarung regelt, dass {body} Räume stellt und {people} sie nutzen.
"""

IMPACT = """
{Count} Menschen haben bisher teilgenommen, {percent} Prozent davon zum ersten Mal.
Die Auswertung zeigt: {result}.
{Body} berichtet: {result}.
{People} trauen sich heute zu, {ability}.
{years} weitere Städte haben die Idee übernommen, denn {result}.
Offen bleibt, ob {problem} auf Dauer abnimmt.
"""

REFERENCES = """
Abschlussbericht {where}
Leitfaden: {activity}
Auswertung der {years} ersten Jahre
"""

SLOTS = {
    "people": """Jugendliche, Neuzugewanderte, Familien, Geflüchtete, Eltern, Schülerinnen und Schüler, Nachbarn,
        Ehrenamtliche, Frauen mit Migrationsgeschichte, Seniorinnen und Senioren, Lehrkräfte, Vereine, Arbeitsuchende,
        Studierende, Beschäftigte der Verwaltung, Kunstschaffende, Auszubildende, Stadtteilmütter, Kinder,
        Pflegekräfte""",
    "body": """die Stadt, das Integrationsbüro, die Volkshochschule, die Stadtbücherei, der Jugenddienst, das Rathaus,
        der Integrationsbeirat, die Universität, das Museum, die Polizei, das Bezirksamt, das Jobcenter, der
        Sportbund, die Wohnungsgesellschaft, das Theater, das Nachbarschaftsheim, die Handelskammer, die
        Freiwilligenagentur""",
    "activity": """Workshops, Sprachkurse, Nachbarschaftstreffen, Patenschaften, Straßenfeste, Stadtführungen,
        Fortbildungen, Erzählabende, Kochkurse, Sportturniere, Bürgerdialoge, Ausstellungen, Sprachcafés, Lesekreise,
        Hausbesuche, Gemeinschaftsgärten, Ausbildungsmessen, Chöre, Fahrradkurse, Filmabende, Reparaturcafés""",
    "aim": """das Zusammenleben zu stärken, Diskriminierung abzubauen, Begegnung zu ermöglichen, Vorurteile zu
        hinterfragen, Teilhabe zu fördern, Geflüchtete würdig aufzunehmen, Mehrsprachigkeit zu nutzen, die Verwaltung
        zu öffnen, Gerüchten entgegenzutreten, Schulen gerechter zu machen, Generationen zu verbinden, Konflikte früh
        zu schlichten, Vielfalt sichtbar zu machen, Einsamkeit zu überwinden, ausländische Abschlüsse anzuerkennen""",
    "ability": """sich einzubringen, die Sprache zu sprechen, Arbeit zu finden, ihre Rechte zu kennen, andere zu
        beraten, ihre Geschichte zu erzählen, ihre Kinder zu begleiten, ein Unternehmen zu gründen, Streit friedlich
        zu lösen, öffentliche Räume zu nutzen, Behörden zu verstehen, selbst Kurse zu leiten""",
    "problem": """Diskriminierung, Vereinzelung, Rassismus, Arbeitslosigkeit, Misstrauen gegenüber Behörden,
        Wohnungsnot, fehlende Begegnung, Armut, Bildungsbenachteiligung, Hassrede, Sprachlosigkeit, Einsamkeit,
        Schulabbruch, Bürokratie""",
    "result": """die Kontakte in der Nachbarschaft nehmen zu, das Vertrauen wächst, es gibt weniger Konflikte, mehr
        Familien kommen, Gerüchte verlieren an Kraft, neue Vereine sind entstanden, der Stadtteil hat einen besseren
        Ruf, die Ehrenamtlichen bleiben länger dabei, die Besucherzahlen haben sich verdoppelt, andere Ämter
        übernehmen die Methode, die Sprachkenntnisse sind besser geworden, Mädchen nehmen ebenso oft teil wie
        Jungen""",
    "time": """jede Woche, einmal im Monat, zweimal im Jahr, in den Ferien, samstags, jeden Frühling, nach der Schule,
        abends, rund um den 21. März, das ganze Jahr über""",
    "first": """Offene, Bunte, Gemeinsame, Lebendige, Neue, Mobile, Vielstimmige, Starke, Grüne, Kluge""",
    "second": """Nachbarschaft, Brücken, Stimmen, Küche, Wege, Bühne, Geschichten, Werkstatt, Türen, Schule, Gärten,
        Räume""",
}
