"""What synthetic entries in French are made of. Data only: `english.py` explains the shape."""

LANGUAGE = "fr"
WHERE = "à {city}"
WHERE_WITHOUT_CITY = "dans la commune"
# "l'objectif est de accueillir" → "d'accueillir"
CONTRACTION = (r"\b([Dd])e (?=[aeiouéêœ])", r"\1'")

TITLES = """
{Activity} pour {people}
{Activity} {where}
{name} : {activity} pour {people}
{name} {where}
Comment {aim}
{Aim} {where}
{Body} avec {people}
Contre {problem} : {activity}
"""

PURPOSE = """
Le projet vise à {aim} et à {aim}.
Il s'adresse à celles et ceux qui vivent {where}, en particulier pour {people}.
{Body} veut {aim} en proposant {activity} pour {people}.
Avec {activity}, {people} peuvent {ability}.
L'objectif est de {aim}, sans exclure personne.
La diversité y est comprise comme une ressource : {people} et {people} se rencontrent d'égal à égal.
"""

RATIONALE = """
Une enquête menée {where} avait mis en évidence {problem}.
Depuis {years} ans, {people} signalaient {problem}.
{Body} avait constaté {problem} et souhaitait {aim}.
Auparavant, {activity} touchaient rarement {people}.
La ville compte {tens} nationalités, mais {people} fréquentaient peu les lieux publics.
Un débat au conseil municipal avait rappelé {problem}, et la nécessité de {aim}.
"""

PROCESS = """
{Body} organise {activity} {time}, avec {people}.
Un groupe de travail réunit {body}, {body} et {people}.
{Count} bénévoles ont suivi une formation afin de {aim}.
Dans un premier temps, {body} a invité {people} à une rencontre {where}.
Ensuite, {activity} ont été mis en place {time}.
Le budget annuel de {count} 000 euros permet de financer {activity}.
Une convention entre {body} et {body} fixe le rôle de chacun.
{People} choisissent les thèmes et animent {activity}.
"""

IMPACT = """
{Count} personnes ont participé, dont {percent} % pour la première fois.
L'évaluation montre que {result}.
{Body} observe que {result} et que {result}.
{People} disent pouvoir {ability}.
Le projet a inspiré {years} autres villes et continue {where}.
Il reste à réduire {problem}, mais {result}.
"""

REFERENCES = """
Évaluation du projet {where}
Guide pour {aim}
Rapport annuel {where}
"""

SLOTS = {
    "people": """les jeunes, les habitants, les nouveaux arrivants, les familles, les réfugiés, les élèves, les
        parents, les voisins, les bénévoles, les femmes migrantes, les personnes âgées, les enseignants, les
        associations, les demandeurs d'emploi, les étudiants étrangers, les agents municipaux, les artistes, les
        commerçants, les mineurs non accompagnés, les gens du voyage, les travailleurs sociaux, les apprentis""",
    "body": """la ville, le conseil municipal, le bureau de l'intégration, la bibliothèque, le service jeunesse, la
        maison de quartier, l'université, la police municipale, le musée, le centre social, le canton, l'office du
        logement, la chambre de commerce, le théâtre, l'hôpital, le conservatoire, la mission locale""",
    "activity": """des ateliers, des cours de langue, des rencontres de quartier, des parrainages, des fêtes de rue,
        des visites guidées, des formations, des soirées contes, des repas partagés, des tournois sportifs, des débats
        publics, des expositions, des cafés linguistiques, des permanences juridiques, des jardins partagés, des
        bibliothèques vivantes, des chorales, des projections, des cours de vélo, des marches exploratoires""",
    "aim": """renforcer la cohésion sociale, lutter contre les discriminations, favoriser le dialogue interculturel,
        accueillir dignement les réfugiés, encourager la participation, combattre les rumeurs, valoriser le
        plurilinguisme, ouvrir les institutions, prévenir la ségrégation scolaire, rapprocher les générations,
        faciliter l'accès aux services, déconstruire les préjugés, apaiser les conflits de voisinage, soutenir les
        familles, rendre visible la diversité, faire connaître le patrimoine de l'immigration, rompre la solitude,
        reconnaître les diplômes étrangers""",
    "ability": """participer à la vie locale, apprendre la langue, trouver un emploi, connaître leurs droits, se
        rencontrer, partager leurs savoirs, accompagner leurs enfants, raconter leur histoire, créer une entreprise,
        se sentir en sécurité, voter aux élections locales, accéder aux soins, pratiquer un sport, devenir
        médiateurs""",
    "problem": """le manque de lieux de rencontre, la discrimination, l'isolement, le racisme, le chômage, la méfiance
        envers les institutions, la barrière de la langue, les préjugés, les rumeurs, le mal-logement, la ségrégation
        scolaire, le décrochage, la complexité des démarches, les discours de haine, la fracture numérique, la
        pauvreté, la solitude""",
    "result": """les contacts entre voisins se multiplient, la confiance augmente, les conflits diminuent, les
        familles viennent plus souvent, les rumeurs reculent, de nouvelles associations sont nées, le quartier a une
        meilleure image, les bénévoles restent engagés, la fréquentation a doublé, le public est plus divers, les
        élèves réussissent mieux, d'autres services reprennent la méthode""",
    "time": """chaque semaine, une fois par mois, deux fois par an, pendant les vacances, le samedi, chaque printemps,
        autour du 21 mars, le soir, les jours de marché, toute l'année""",
    "first": """Maison, Place, Voix, Chemins, Passerelle, Jardin, Semaine, Mosaïque, Table, Fenêtre, Boussole, Rue""",
    "second": """du monde, plurielle, des possibles, ouverte, commune, des voisins, sans frontières, des langues, des
        couleurs, en partage, des cultures, buissonnière""",
}
