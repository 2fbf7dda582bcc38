"""What synthetic entries in English are made of. Data only: `texts.py` says how.

A pattern is one line; `{slot}` stands for one of the slot's phrases, the first ones drawn most often.
"""

LANGUAGE = "en"
WHERE = "in {city}"
WHERE_WITHOUT_CITY = "in the municipality"
# "a inclusive project" → "an inclusive project"
CONTRACTION = (r"\b([Aa]) (?=[aeiou])", r"\1n ")

TITLES = """
{Activity} for {people}
{Activity} {where}
{name}: {activity} for {people}
{name}
{name} {where}
The {quality} {thing} {where}
A {quality} {thing} for {people}
{Thing} of {topic}
How to {aim}
{Body} and {people}: a {quality} {thing}
From {problem} to a {quality} {thing}
{Activity} against {problem}
Towards a {quality} {thing}. {Activity} as a way to {aim}
{name} – a {thing} run by {people}
{Place} as a place for {people}
"""

PURPOSE = """
The aim of the {thing} is to {aim} and to {aim}.
It is meant for {people}, {people} and everybody who lives or works {where}.
{Activity} are offered so that {people} can {ability}.
The city wants to {aim} through {activity} that are open to {people}.
{Body} set out to {aim}, starting with {people}.
At its heart lies a {quality} {thing}: {people} meet {people} on equal terms.
It seeks to replace {problem} by {activity} in which {people} can {ability}.
The {thing} belongs to the intercultural strategy and is to {aim} {where}.
A second goal is to help {people} {ability}.
It treats diversity as a resource and invites {people} to {ability}.
"""

RATIONALE = """
A survey {where} had shown {problem}, above all among {people}.
{People} had long spoken of {problem}, and {body} could not answer alone.
The number of {people} had grown by {percent} per cent within {years} years.
Before, {activity} reached {people} but hardly ever {people}.
The {thing} began after {body} had noticed {problem} at {place}.
{Problem} had made it harder for {people} to {ability}.
A debate about {topic} in the city council asked for a {quality} answer.
Residents of {tens} nationalities live {where}, yet {place} was used by few of {people}.
The Intercultural Cities index had advised the city to {aim}.
Earlier projects had ended with their funding; a more {quality} {thing} was needed.
{Body} learned of a similar {thing} abroad and wished to try it {where}.
There was a wish to {aim} without singling out {people}.
"""

PROCESS = """
First, {body} brought {people} and {people} together at {place}.
{Activity} take place {time} at {place}; {people} take part free of charge.
A working group of {body}, {body} and {people} plans the {activity}.
{Count} volunteers were trained in {method} and {method}.
Then {activity} were opened to {people}, with {method} where needed.
{Body} pays for {activity}; {body} lends rooms at {place}.
Each group of {years} is led by one of {people} and one of the staff of {body}.
Letters in {years} languages, radio and {place} are used to reach {people}.
The staff of {body} work with {method}, so that {people} can {ability}.
{Time} the partners meet at {place} to look at what went well and what did not.
Where {problem} shows, {body} offers {method}.
An agreement between {body} and {body} settles who does what.
The budget of {count},000 euros a year covers {activity} and {method}.
In the second phase the {thing} was carried to {place}.
{People} choose the themes themselves: {topic}, {topic} or {method}.
"""

IMPACT = """
{Count} people have taken part so far, {percent} per cent of them {people}.
{People} say that they can now {ability}.
An evaluation found that {result}.
{Body} reports that {result}, and that {result}.
{Activity} have become part of the regular work of {body}.
{percent} per cent of those asked find that less is heard of {problem}.
The {thing} received a national award for {topic} and has been taken up by {years} other cities.
As a result {people} turn to {body} more often.
It is too early to measure whether {result}.
What was learned is used in {method} for {people}.
At {place} one can see that {result}.
Not everything worked: {problem} remains, and {activity} still miss {people}.
"""

REFERENCES = """
{Thing} report
Evaluation of {activity}
{Topic} {where}
Guide to {method}
Page of the {thing}
"""

SLOTS = {
    "people": """young people, newcomers, residents, refugees, parents, pupils, women with a migrant background,
        neighbours, teachers, older people, families, asylum seekers, migrant associations, volunteers, children,
        civil servants, job seekers, students, shopkeepers, young leaders, Roma families, local artists, faith
        communities, unaccompanied minors, social workers, police officers, apprentices, international employees,
        foreign students, entrepreneurs, journalists, mothers of young children, care workers, tenants, cultural
        mediators, sports coaches, librarians, long-term unemployed people, cross-border commuters, seasonal workers,
        nurses, descendants of immigrants, deaf residents, stateless persons, allotment gardeners, musicians,
        returnees""",
    "body": """the city council, the integration office, the municipality, the public library, the youth service,
        local schools, the police, the adult education centre, a network of associations, the university, the social
        department, the museum, the chamber of commerce, the sports federation, the district office, the employment
        agency, the theatre, the health authority, the housing company, the mayor's office, the Red Cross, a parents'
        council, the anti-discrimination office, the region, a foundation, a radio station, the intercultural centre,
        the fire brigade, the migrants' advisory board, the planning department, a trade union, the family centre, the
        ombudsman, the music school, the public transport company, the football club, the statistics office, the
        interfaith council, the botanical garden, the municipal archives""",
    "place": """community centres, the town hall, the library, schools, the market square, the neighbourhood house,
        the park, playgrounds, sports grounds, the museum, a former factory, the youth club, places of worship, the
        railway station, kindergartens, the hospital, the concert hall, cafés, the public swimming pool, the
        employment office, the theatre foyer, housing estates, the harbour, the botanical garden, the skate park, bus
        stops, the prison, allotments, the cemetery, the old slaughterhouse, shop windows, the archive""",
    "activity": """workshops, language courses, neighbourhood meetings, mentoring schemes, festivals, guided walks,
        training sessions, story evenings, cooking classes, sports tournaments, public debates, exhibitions, homework
        groups, welcome evenings, street theatre plays, reading circles, language cafés, film nights, home visits,
        community gardens, job fairs, anti-rumour campaigns, citizenship ceremonies, choirs, intercultural dinners,
        summer schools, urban safaris, living libraries, bicycle lessons, podcasts, buddy programmes, dance classes,
        repair cafés, peer counselling hours, heritage trails, debating contests, radio programmes, swimming lessons,
        business incubators, poetry slams, mural paintings, chess afternoons, parents' breakfasts, oral history
        interviews, mock elections, puppet shows, knitting circles, hackathons""",
    "aim": """strengthen social cohesion, bring people together, combat discrimination, improve access to services,
        support newcomers, foster intercultural dialogue, make diversity visible, raise awareness of racism, promote
        participation, prevent segregation, build trust between neighbours, encourage multilingualism, open public
        institutions, reduce prejudice, share responsibility for public space, counter hate speech, recognise
        qualifications from abroad, make schools more equal, reach those who are seldom heard, dismantle rumours, give
        families a voice, welcome refugees with dignity, diversify the workforce, mediate conflicts early, celebrate
        shared heritage, prevent radicalisation, widen the use of the library, attract investment by diaspora
        communities, protect victims of violence, simplify procedures, lower the threshold to politics, link
        generations, revive an abandoned quarter, professionalise interpreting, nurture young talent, document
        migration history, break down loneliness, desegregate sport""",
    "ability": """take part in the life of the city, meet others, find work, learn the language, speak for themselves,
        know their rights, share their skills, understand how services work, make friends, feel safe, support their
        children, start a business, tell their stories, join an association, solve conflicts without violence, use
        public space, question stereotypes, reach a doctor, vote in local elections, practise sport, obtain a diploma,
        advise the administration, look after their health, read the news critically, plan their own quarter, perform
        on a stage, become mentors, rent a flat, repair what they own, grow vegetables""",
    "problem": """discrimination, isolation, prejudice, unemployment, school segregation, a lack of meeting places,
        rumours, language barriers, mistrust of institutions, racism, unequal access to services, conflicts between
        neighbours, low turnout, hate speech, early school leaving, poor housing, loneliness, overcrowded classes,
        poverty, missing information, islamophobia, antisemitism, antigypsyism, complicated paperwork, gender
        inequality, unrecognised diplomas, ethnic profiling, vandalism, scattered responsibilities, exploitation at
        work, homelessness, digital exclusion, stigma, trauma, noise complaints, nepotism""",
    "result": """contacts between neighbours have grown, more people use the services, fewer conflicts are reported,
        trust in the administration has risen, participants found work, attendance at school has improved, prejudice
        has declined, new associations were founded, the quarter is seen in a better light, staff feel surer in their
        daily work, volunteers stay for longer, parents come to meetings more often, the press writes about the
        quarter more fairly, complaints have halved, girls take part as often as boys, the waiting list is long, other
        departments copied the method, language skills have improved, rumours are answered sooner, the audience has
        become more mixed, vacancies are filled more quickly, friendships have lasted, elderly people leave their
        homes more often, turnout has doubled""",
    "quality": """intercultural, inclusive, participatory, local, shared, welcoming, long-term, multilingual, open,
        practical, creative, city-wide, low-threshold, sustainable, mobile, solidary, transparent, experimental,
        gender-sensitive, family-friendly, bottom-up, award-winning, volunteer-led, evidence-based, playful,
        nomadic""",
    "thing": """project, programme, strategy, network, initiative, partnership, campaign, service, policy, platform,
        pilot, charter, action plan, festival, forum, observatory, centre, fund, toolkit, academy, laboratory, desk,
        alliance, protocol, curriculum, archive, ambassador scheme, handbook""",
    "method": """interpreting, intercultural mediation, outreach work, peer learning, co-design, plain language,
        mentoring, storytelling, staff training, impact assessment, participatory budgeting, data collection,
        open-door days, case conferences, theatre of the oppressed, mapping, restorative justice, crowdfunding,
        mystery visits, anonymous applications, focus groups, counselling, role play, social media work, translation,
        childcare during meetings, childhood biographies, photography, debriefing, forum discussions""",
    "topic": """education, the labour market, public space, housing, health, culture, sport, media, governance,
        multilingualism, welcome policies, anti-discrimination, business, mediation, participation, gender equality,
        urban planning, neighbourhood life, international relations, citizenship, safety, leadership, youth, religion,
        leisure, food, climate, memory, volunteering, digital services""",
    "time": """every week, once a month, twice a year, in the school holidays, on Saturdays, every evening, each
        spring, during Ramadan, on market days, after school, around 21 March, at weekends, by appointment, all year
        round""",
    "first": """Open, Common, Many, Bridge, Colour, Neighbour, World, City, Mosaic, Hand, Together, Harbour, Garden,
        Voice, Root, Window, Kaleido, Mother, Rumour, Sister, Echo, Compass, Lantern, Carousel, Tandem, Orchard""",
    "second": """Doors, Ground, Voices, Table, Street, House, Stories, Steps, Bridges, Kitchen, Days, Lab, Faces,
        Stage, Walks, Paths, Threads, Tongues, Fields, Tales, Keys, Circles, Hearts, Maps, Crossings, Chorus""",
}
