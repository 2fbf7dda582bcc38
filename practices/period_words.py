"""The words of periods, folded (lower case, no accents), as regular expressions. Data only; `periods.py` reads with it.

Languages: English, French, German, Spanish, Italian, Portuguese, Serbian (and its neighbours), Albanian.
"""

MONTHS = (
    # English
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
    # French, German
    "|janvier|janv|fevrier|fevr?|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|octobre|novembre|decembre"
    "|januar|janner|februar|marz|juni|juli|oktober|dezember|dez"
    # Spanish, Italian, Portuguese
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro"
    # Serbian, Albanian
    "|januara?|februara?|marta?|aprila?|maja?|juna?|jula?|avgusta?|septembra?|oktobra?|novembra?|decembra?"
    "|janar|shkurt|prill|maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor"
)
SEASONS = (
    "spring|summer|autumn|fall|winter|printemps|ete|automne|hiver|fruhling|fruhjahr|sommer|herbst"
    "|primavera|verano|otono|invierno|estate|autunno|inverno|verao|outono|prolece|leto|jesen|zima"
)
# Words that stand between a preposition and its year: "since the beginning of 2015", "qe nga viti 2020".
DATE_WORDS = (
    "the|of|in|on|its|creation|foundation|inception|launch|early|late|mid|middle|end|beginning|start|first|second|third|fourth|last|half|quarter|semester|term"
    "|school|academic|calendar|year|years|le|la|les|l|d|de|du|des|debut|fin|courant|mi|annee|annees|an|ans|scolaire|semestre"
    "|trimestre|rentree|el|los|del|ano|anos|curso|principios|finales|escolar|il|lo|anno|inizio|meta|scolastico"
    "|o|os|do|da|dos|inicio|final|letivo|jahr|jahre|dem|der|des|anfang|ende|mitte|schuljahr"
    "|godine|godina|godinu|pocetka|kraja|sredine|viti|vitin|vitit|fillimi|fundi|q[1-4]|h[12]"
)

# Directly before a year: it begins there and nothing says that it ends.
SINCE = (
    r"since|from|as\s+of|as\s+from|starting(?:\s+(?:in|from|on))?|beginning(?:\s+(?:in|from))?|ever\s+since|depuis"
    r"|a\s+partir(?:\s+(?:de|du|d|da|do|del))?|a\s+compter(?:\s+(?:de|du))?|des|desde|seit|ab|dal|dall|dalla"
    r"|a\s+partire(?:\s+(?:dal|dall|da))?|od|pocev\s+od|pocevsi\s+od|qe\s+nga|qe\s+prej|qysh\s+nga|nga|prej|din|vanaf|sedan|siden|од|почев\s+од"
)
# Directly before a year: it ends there.
UNTIL = (
    r"until|till|til|up\s+to|through|jusqu|jusqu\s*en|jusqu\s*a|jusqu\s*au|hasta|fino\s+al?|fino\s+a|ate|bis|deri(?:\s+ne)?"
    r"|ended|ends|ending|finished|completed|concluded|closed|terminated|discontinued|termine|terminee|acheve|achevee"
    r"|finalizado|finalizada|concluido|concluida|terminato|terminata|concluso|conclusa|beendet|abgeschlossen|zavrsen"
    r"|zavrseno|perfunduar|stopped"
)
# Directly before a year: it began there; whether it goes on is not said.
BEGUN = (
    r"start(?:ed|s)?|launch(?:ed)?|establish(?:ed)?|founded|created|introduced|begun|began|begin|initiated|opened|set\s+up"
    r"|pilot(?:ed)?|inception|first\s+edition|1st\s+edition|adopted|lance|lancee|lancement|cree|creee|creation|fondee?|debut"
    r"|inicio|iniciado|iniciada|creado|creada|avviato|avviata|avvio|nato|nata|fondato|criado|criada|gegrundet|beginn"
    r"|gestartet|pokrenut|pokrenuto|osnovan|filluar|themeluar"
)
# Between two years: a span from the first to the second.
TO = (
    r"-|/|→|to|until|till|through|a|au|jusqu|jusqu\s*en|jusqu\s*a|jusqu\s*au|hasta|al|fino\s+al?|ate|bis|do"
    r"|deri(?:\s+ne)?"
)

# After a year: it goes on. Alone: it goes on, since nobody knows when.
PRESENT = (
    r"present|now|today|date|to\s+date|current|currently|aujourd\s*hui|maintenant|ce\s+jour|hoy|(?:la\s+)?actualidad"
    r"|(?:la\s+)?fecha|presente|oggi|heute|jetzt"
    r"|hoje|(?:a\s+)?atualidade|(?:a\s+)?actualidade|danas|sada|sot|tani|ditet\s+e\s+sotme"
)
ONWARDS = (
    r"on\s*wards?|onwards?|on|forward|forwards|et\s+suivants?|en\s+adelante|in\s+poi|em\s+diante|nadalje|e\s+tutje"
)
ONGOING = (
    r"on\s*-?\s*going|still|running|continuous|continuously|continuing|continues|continued\s+to\s+this\s+day|permanent|permanently"
    r"|indefinite|open-ended|in\s+progress|underway|under\s+way|in\s+operation|active|unlimited|to\s+date|until\s+now|till\s+now"
    r"|until\s+today|to\s+this\s+day|at\s+present|at\s+the\s+moment|presently|present\s+day|current|currently|today"
    r"|en\s+cours|toujours|permanente?|continu|continue|actuel|actuelle|actuellement|a\s+ce\s+jour|jusqu\s*a\s+present"
    r"|jusqu\s*a\s+ce\s+jour|(?:jusqu\s*)?a?\s*aujourd\s*hui|indeterminee?|en\s+vigueur"
    r"|en\s+curso|en\s+marcha|en\s+vigor|vigente|actualidad|actualmente|hasta\s+(?:hoy|ahora|la\s+fecha)|indefinido|continua"
    r"|in\s+corso|ad?\s+oggi|a\s+tutt\s*oggi|tuttora|attualmente|attuale|permanentemente"
    r"|em\s+curso|a\s+decorrer|ate\s+(?:hoje|ao\s+presente|a\s+data)|atualidade|actualidade|atualmente|em\s+vigor"
    r"|laufend|fortlaufend|andauernd|dauerhaft|unbefristet|aktuell|aktualisht|bis\s+(?:heute|jetzt)|heute"
    r"|u\s+toku|traje|jos\s+uvek|do\s+danas|trenutno|stalno|kontinuirano|i\s+dalje|у\s+току|траје|до\s+данас"
    r"|ne\s+vazhdim|vazhdon|ne\s+vazhdimesi|ne\s+proces|deri\s+(?:tani|sot|me\s+sot)|i\s+vazhdueshem|aktuale"
)
# Takes place again and again: ongoing where no year says otherwise.
RECURRENT = (
    r"annual|annually|yearly|every\s+year|each\s+year|monthly|weekly|every\s+(?:month|week)|once\s+a\s+year|chaque\s+annee"
    r"|tous\s+les\s+ans|annuel|annuelle|annuellement|cada\s+ano|anual|anualmente|ogni\s+anno|annuale|todos\s+os\s+anos|jahrlich"
    r"|jedes\s+jahr|svake\s+godine|godisnje|cdo\s+vit|vjetor"
)
# It is over.
OVER = (
    r"not\s+on\s*-?\s*going|no\s+longer|not\s+(?:running|active|continuing|current|permanent)|finished|completed|ended|terminated"
    r"|concluded|discontinued|closed|stopped|plus\s+(?:en\s+cours|actif|active)|non\s+continu|termine|terminee|acheve|achevee|cloture"
    r"|finalizad[oa]|concluid[oa]|ya\s+no|terminat[oa]|conclus[oa]|non\s+piu|beendet|abgeschlossen|nicht\s+mehr|zavrsen[oa]?"
    r"|nuk\s+vazhdon|perfunduar|inactive|inactif"
)
NOTHING = (
    r"n\s*/\s*a|n\.?\s?a\.?|n\.?\s?d\.?|s\.?\s?d\.?|tb[cdn]|none|unknown|unspecified|inconnue?|indefini"
    r"|to\s+be\s+confirmed|[-?.,/…]+"
)

UNITS = (
    r"days?|weeks?|months?|years?|decades?|hours?|jours?|semaines?|mois|ans?|annees?|tage?|wochen?|monate?n?|jahren?"
    r"|dias?|semanas?|mes|meses|anos?|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|dana|nedelja|meseci?|godin[ae]|muaj|vjet|javet?"
)
NUMBERS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|some|few|couple|une?|deux|trois|quatre|cinq|sept"
    r"|huit|neuf|dix|douze|plusieurs|quelques|dos|tres|cuatro|varios|due|tre|quattro|diversi|dois|varios|zwei|drei|vier|mehrere"
    r"|nekoliko|disa"
)
# What else may stand inside a period, before its first year.
INSIDE = (
    r"for|over|during|around|about|approximately|approx|ca|circa|c|every|each|autour|environ|vers|pendant|durant|chaque"
    r"|tous|toutes|fin|periode|period|and|et|und|y|e|i|dhe|edition|phase|pilot|project|implemented|implementation|entre|between"
    r"|tra|zwischen|von|durante|cerca|alrededor|um|no|nel|nell|em|en|im|u|ne|to|a|au|al|bis|hasta|ate|until|till|do|deri|am|still"
    r"|more|than|plus|this|since|created|in|per|par|date|dates|duration|approved|adopted|adopte|mise\s+en\s+place|deuxieme"
    r"|premiere?|second|dans|periodu|gjate|tokom|various|academic"
)
