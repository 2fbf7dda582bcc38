import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.importers.headings import (
    HEADING_WORDS,
    SECTIONS,
    Sections,
    begins_with_heading,
    mark_cut,
    split_sections,
)


def test_english_excerpt_is_split():
    excerpt = "Purpose: Reach mothers. Stimulus/Rationale: They are alone. Process: Visits. Impact: Trust, and..."
    assert split_sections(excerpt) == Sections(
        purpose="Reach mothers.",
        rationale="They are alone.",
        process="Visits.",
        impact="Trust, and…",
        language="en",
    )


@pytest.mark.parametrize(
    ("excerpt", "sections"),
    [
        ("", Sections()),
        ("No heading here", Sections(purpose="No heading here")),
        ("Lead. Process: how", Sections(purpose="Lead.", process="how", language="en")),
        ("Lead text Purpose: why", Sections(purpose="Lead text why", language="en")),
        (
            "Purpose: mothers Stimulus/Rationale: Process: The project is...",
            Sections(purpose="mothers", process="The project is…", language="en"),
        ),
        ("Purpose: our purpose: to grow", Sections(purpose="our purpose: to grow", language="en")),
        ("We explain the Process: slow", Sections(purpose="We explain the Process: slow")),
        ("Purpose: to act. process: none", Sections(purpose="to act. process: none", language="en")),
        ("Purpose: a. Purpose: b", Sections(purpose="a. Purpose: b", language="en")),
        ("Purpose : a Stimulus / Rationale : b", Sections(purpose="a", rationale="b", language="en")),
        ("Purpose\xa0: a\n\nProcess\xa0:\tb  c", Sections(purpose="a", process="b c", language="en")),
        ("PURPOSE: a IMPACT: b", Sections(purpose="a", impact="b", language="en")),
        ("Purpose a Process b", Sections(purpose="Purpose a Process b")),
        ("Process: b. Purpose: a", Sections(purpose="a", process="b.", language="en")),
        ("Process: see Purpose: a", Sections(process="see Purpose: a", language="en")),
        ("Process: ...", Sections(language="en")),
        ("Purpose: first... then more", Sections(purpose="first... then more", language="en")),
        ("Rationale: a Results: b", Sections(rationale="a", impact="b", language="en")),
        ("Stimulus: a Process: b", Sections(rationale="a", process="b", language="en")),
        ("(Purpose: a)", Sections(purpose="(Purpose: a)")),
    ],
)
def test_headings_need_colon_capital_and_place(excerpt, sections):
    assert split_sections(excerpt) == sections


@pytest.mark.parametrize(
    ("excerpt", "sections"),
    [
        (
            "But : un Stimulus/Raison d’être : deux Processus : trois Impact : quatre",
            Sections("un", "deux", "trois", "quatre", "fr"),
        ),
        ("Objectif : un Raison d'être : deux Démarche : trois", Sections("un", "deux", "trois", "", "fr")),
        ("Svrha: a Stimulus/Obrazloženje: b Proces: c Uticaj: d", Sections("a", "b", "c", "d", "sr")),
        ("Сврха: а Образложење: б Процес: в Утицај: г", Sections("а", "б", "в", "г", "sr")),
        ("Qëllimi: a Stimuli/Arsyeja: b Procesi: c Ndikimi: d", Sections("a", "b", "c", "d", "sq")),
        ("Objetivo: x Estímulo/Justificación: y Proceso: z Impacto: w", Sections("x", "y", "z", "w", "es")),
        ("Obiettivo: x Stimolo/Motivazione: y Processo: z Impatto: w", Sections("x", "y", "z", "w", "it")),
        ("Objetivo: x Estímulo/Fundamentação: y Processo: z Impacto: w", Sections("x", "y", "z", "w", "pt")),
        ("Zweck: x Anlass/Begründung: y Prozess: z Wirkung: w", Sections("x", "y", "z", "w", "de")),
        ("Impact: ambiguous", Sections(impact="ambiguous")),
        ("Objetivo: spanish or portuguese", Sections(purpose="spanish or portuguese")),
        ("Purpose: a Processus: b", Sections(purpose="a", process="b")),
        (
            "Initiatives ciblées en matière de données But : la ville a lancé un projet, et...",
            Sections(
                purpose="Initiatives ciblées en matière de données la ville a lancé un projet, et…",
                language="fr",
            ),
        ),
    ],
)
def test_headings_tell_the_language(excerpt, sections):
    assert split_sections(excerpt) == sections


@pytest.mark.parametrize("section", SECTIONS)
def test_every_heading_word_begins_its_section(section):
    for words in HEADING_WORDS[section].values():
        for word in words:
            found = split_sections(f"{word}: text")
            assert (word, getattr(found, section)) == (word, "text")
            assert begins_with_heading(f"  {word} : text")


def test_begins_with_heading_wants_the_heading_first():
    texts = ["Purpose: a", "purpose: a", "The Purpose: a", "Purpose of it", "", "Svrha: a"]
    assert [begins_with_heading(text) for text in texts] == [True, False, False, False, False, True]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("cut...", "cut…"),
        ("cut ...", "cut…"),
        ("cut…", "cut…"),
        ("cut …  ", "cut…"),
        ("etc. ...", "etc.…"),
        ("cut....", "cut…"),
        ("whole.", "whole."),
        ("two..", "two.."),
        ("in... side", "in... side"),
        ("", ""),
        ("...", "…"),
    ],
)
def test_mark_cut(text, marked):
    assert mark_cut(text) == marked


@given(st.text(alphabet=st.sampled_from("PIac:/ .…\n\xa0")) | st.text())
def test_any_text_is_split(text):
    sections = split_sections(text)
    assert all(value == " ".join(value.split()) for value in (sections.purpose, sections.process))


@pytest.mark.parametrize(
    "text", ["Purpose: ", "Purpose /", "Stimulus ", "." * 8, " . ", "Process:Impact: ", "and the Process: "]
)
def test_long_text_is_split_in_linear_time(text):
    start = time.process_time()
    split_sections(text * (1_000_000 // len(text)) + "x")
    assert time.process_time() - start < 2
