"""How periods are written in synthetic entries. Data only, modelled on tests/data/meta_lines_*.tsv.

Each line is a weight and a phrase: {start}, {end} and {planned} (an end to come) are years, {short} the last two digits
of the end, {month} and {later} months of the phrase's language.
"""

DATED = {
    "en": """
        26 {start}
        7 {start}-
        9 {start} onwards
        9 Since {start}
        4 since {start}
        3 From {start}
        5 {start} - ongoing
        3 {start}-ongoing
        2 {start} (ongoing)
        2 Since {start} - Ongoing
        1 Ongoing since {start}
        8 {start}-{end}
        6 {start} - {end}
        3 From {start} to {end}
        2 {start} – {end}
        2 {start}-{short}
        2 {start}-{end} (ongoing)
        3 {start}-{planned}
        2 From {start} to {planned}
        1 {start} - {planned} (ongoing)
        4 {month} {start}
        2 From {month} {start} to {later} {end}
        1 {month} - {later} {start}
        1 JAN - DEC {start}
        1 Since {month} {start}
        1 Started in {start}
        1 {start} (pilot), ongoing
        1 Every year since {start}
        3 Depuis {start}
        1 desde {start}
        1 dal {start}
    """,
    "fr": """
        20 {start}
        20 Depuis {start}
        8 depuis {start}
        5 À partir de {start}
        8 {start}-{end}
        5 De {start} à {end}
        3 {start} à {end}
        3 De {start} à {planned}
        3 En cours depuis {start}
        3 {month} {start}
        2 De {month} {start} à {later} {end}
        2 Chaque année autour du 21 mars, depuis {start}
        3 {start} onwards
    """,
    "de": """
        20 {start}
        20 seit {start}
        5 Seit {month} {start}
        8 {start}-{end}
        5 {start} bis {end}
        4 Von {start} bis {end}
        3 {start} bis {planned}
        4 ab {start}
        3 {month} {start}
        3 {start}, laufend
    """,
}
UNDATED = {
    "en": """
        55 -
        18 Ongoing
        12 ongoing
        4 Ongoing for several years
        3 Running for several decades
        2 Since the 1990s
        2 Annual
        2 N/A
        2 Until {end}
    """,
    "fr": """
        60 -
        25 En cours
        10 Depuis plusieurs années
        5 Depuis les années 1990
    """,
    "de": """
        60 -
        25 laufend
        15 fortlaufend
    """,
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
