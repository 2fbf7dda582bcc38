"""One address of every kind of page, on the seed entries."""

KINDS = {
    "front": "/",
    "selection": "/?q=school&country=NO",
    "corrected": "/?q=mothres",
    "nothing": "/?topic=housing-and-urban-planning&country=IT",
    "problems": "/?topic=nope&from=abc&country=NO",
    "facet": "/facets/city/?country=IT",
    "table": "/table/",
    "timeline": "/timeline/?country=NO",
    "timeline by topic": "/timeline/topic/",
    "statistics": "/statistics/",
    "practice": "/practices/dont-feed-the-rumour/",
    "sparse practice": "/practices/first-welcome/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "missing": "/nowhere/",
    "no such page": "/?page=99",
}
