//! Entities in texts of our own: what a phrase denotes, and what the rows say.

use super::{EntityTable, MentionForm, resolve};
use crate::testing::Read;
use proptest::prelude::*;
use verbale_record::{Capacity, EntityKind};
use verbale_text::Span;

/// Names and parties of what the phrase `words` denotes, by the first of its words that denotes anything. The
/// phrase may be numbered ("he#2" is the second "he").
fn denoted(read: &Read, table: &EntityTable, words: &str) -> String {
    let (phrase, number) =
        words.split_once('#').map_or((words, 1), |(phrase, n)| (phrase, n.parse().unwrap_or(1)));
    let text = read.input().document.text();
    let is_whole = |at: usize| {
        let edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
        edge(text[..at].chars().next_back()) && edge(text[at + phrase.len()..].chars().next())
    };
    let mut places = text.match_indices(phrase).map(|(at, _)| at).filter(|&at| is_whole(at));
    let at = places.nth(number - 1).unwrap_or_else(|| panic!("{words:?} stands in {text:?}"));
    let span = Span::new(at as u32, (at + phrase.len()) as u32);
    let entities = read
        .input()
        .annotations
        .words_in(span)
        .rev()
        .map(|word| table.denoted_by(read.input().annotations, word))
        .find(|e| !e.is_empty());
    let shown = entities.unwrap_or_default().into_iter().map(|id| {
        let entity = &table.entities[id.0 as usize];
        format!("{} ({})", entity.name, entity.party.as_deref().unwrap_or("-"))
    });
    shown.collect::<Vec<_>>().join(" + ")
}

/// Reads a text of 17 March 2025 and compares what some phrases denote.
fn check(text: &str, expected: &[(&str, &str)]) {
    let read = Read::new(text, "2025-03-17");
    let table = resolve(read.input());
    for (words, wanted) in expected {
        assert_eq!(denoted(&read, &table, words), *wanted, "{words:?} in {text:?}");
    }
}

#[test]
fn states_have_many_names() {
    check(
        "The Kremlin said that Kyiv had refused. The British government urged Washington to wait.",
        &[
            ("The Kremlin", "Russia (Russia)"),
            ("Kyiv", "Ukraine (Ukraine)"),
            ("The British government", "United Kingdom (United Kingdom)"),
            ("Washington", "United States (United States)"),
        ],
    );
    check("Envoys met in Vienna on Monday.", &[("Vienna", "Vienna (-)")]);
    check("The Norwegians welcomed the offer.", &[("The Norwegians", "Norway (Norway)")]);
}

#[test]
fn people_keep_one_row_whatever_they_are_called() {
    let text = "Peru's deputy foreign minister, Ana Quispe, said the talks would go on. The deputy minister \
        thanked Chile. \"We are close,\" Quispe said. She added that the border stays open.";
    check(
        text,
        &[
            ("Ana Quispe", "Ana Quispe (Peru)"),
            ("deputy foreign minister", "Ana Quispe (Peru)"),
            ("The deputy minister", "Ana Quispe (Peru)"),
            ("Quispe#2", "Ana Quispe (Peru)"),
            ("She", "Ana Quispe (Peru)"),
        ],
    );
    check(
        "Luis Rojas, head of the Bolivian customs service, said no. Bolivian envoy Carla Mendez agreed. The envoy left.",
        &[
            ("Luis Rojas", "Luis Rojas (Bolivia)"),
            ("Carla Mendez", "Carla Mendez (Bolivia)"),
            ("The envoy", "Carla Mendez (Bolivia)"),
        ],
    );
}

#[test]
fn who_speaks_for_no_one_has_no_party() {
    check(
        "Former Danish minister Ida Holm said so. Norwegian activist Per Lund disagreed. Sources close to the talks \
         and analysts said little.",
        &[("Ida Holm", "Ida Holm (-)"), ("Per Lund", "Per Lund (-)"), ("Sources", ""), ("analysts", "")],
    );
    check("The Daily Lantern newspaper reported it. The newspaper cited no one.", &[("no one", "")]);
}

#[test]
fn offices_that_the_tables_know() {
    check(
        "The Russian president called. The German chancellor was Olaf Scholz. Lavrov did not answer.",
        &[
            ("The Russian president", "Russian president (Russia)"),
            ("chancellor", "Olaf Scholz (Germany)"),
            ("Lavrov", "Lavrov (Russia)"),
        ],
    );
    let read = Read::new("The Russian president called. Lavrov did not answer.", "2025-03-17");
    let table = resolve(read.input());
    let keys: Vec<&str> = table.entities.iter().map(|entity| entity.key.as_str()).collect();
    assert!(keys.contains(&"vladimir-putin") && keys.contains(&"sergei-lavrov"), "{keys:?}");
}

#[test]
fn unnamed_officials_and_forces() {
    check(
        "Israeli officials said that Israeli troops had withdrawn. The officials gave no date. The army did not comment.",
        &[
            ("Israeli officials", "Israeli officials (Israel)"),
            ("The officials", "Israeli officials (Israel)"),
            ("Israeli troops", "Israeli troops (Israel)"),
            ("The army", "Israeli troops (Israel)"),
        ],
    );
    check(
        "U.S. and Ukrainian officials met on Friday.",
        &[("officials", "United States (United States) + Ukraine (Ukraine)")],
    );
    check(
        "Hungary's foreign ministry protested. The ministry summoned the envoy.",
        &[("The ministry", "Hungary's foreign ministry (Hungary)")],
    );
}

#[test]
fn several_speak_together() {
    check(
        "France, Spain and Italy signed a joint statement. The three countries called for calm. Their statement \
         named no one. The statement was short.",
        &[
            ("France", "France (France) + Spain (Spain) + Italy (Italy)"),
            ("The three countries", "France (France) + Spain (Spain) + Italy (Italy)"),
            ("Their statement", "France (France) + Spain (Spain) + Italy (Italy)"),
            ("The statement", "France (France) + Spain (Spain) + Italy (Italy)"),
        ],
    );
    check(
        "A report by the World Health Organization said so.",
        &[("A report", "World Health Organization (United Nations)")],
    );
}

#[test]
fn groups_and_bodies() {
    check(
        "The Red Valley Front, an armed group, attacked the town. The International Grain Council (IGC) condemned \
         it. The IGC met in Lima.",
        &[("The IGC", "International Grain Council (-)")],
    );
    check(
        "Hamas rejected the offer. The group wants more time, and it said so. UNICEF and the European Commission spoke.",
        &[
            ("The group", "Hamas (Hamas)"),
            ("it", "Hamas (Hamas)"),
            ("UNICEF", "UNICEF (United Nations) + European Commission (European Union)"),
        ],
    );
}

#[test]
fn nouns_take_up_names() {
    check(
        "The Lima Grain Foundation opened in May. Its hall is new. The foundation pays for it.",
        &[("The foundation", "Lima Grain Foundation (-)")],
    );
    check(
        "Student Ana Quispe wrote to the paper. The student wants an answer.",
        &[("The student", "Ana Quispe (-)")],
    );
    check(
        "Per Lund, a sculptor, left. Ida Holm stayed. The sculptor was tired.",
        &[("The sculptor", "Per Lund (-)")],
    );
    check("Tourists love the sea. The city has no harbour.", &[("The city", "")]);
}

#[test]
fn who_speaks_says_i() {
    let read = Read::new("\"I will sign,\" Polish minister Ewa Nowak said.", "2025-03-17");
    let table = resolve(read.input());
    let word = read.input().annotations.words.ids().nth(1).expect("a word");
    let name = table.at(word).map(|entity| table.entities[entity.0 as usize].name.as_str());
    assert_eq!(name, Some("Ewa Nowak"));
}

#[test]
fn nobody_in_particular() {
    check(
        "Several countries protested. New intelligence suggests otherwise.",
        &[("countries", ""), ("intelligence", "")],
    );
    check(
        "Peru and Chile met. European officials were not there.",
        &[("officials", "European officials (-)")],
    );
}

#[test]
fn those_on_the_spot_act_for_the_country_they_are_in() {
    check(
        "A Ukrainian was found dead in Spain. Police said that nothing was stolen.",
        &[("Police", "Police (Spain)")],
    );
}

#[test]
fn members_of_congress() {
    check("Sen. Luis Rojas criticised Israel.", &[("Luis Rojas", "Luis Rojas (United States)")]);
}

#[test]
fn rows_say_role_capacity_and_form() {
    let read =
        Read::new("Kremlin spokesman Dmitry Peskov said Russian drones were not involved.", "2025-03-17");
    let table = resolve(read.input());
    let peskov =
        table.entities.iter().find(|entity| entity.key == "dmitry-peskov").expect("Peskov has a row");
    assert_eq!(peskov.kind, EntityKind::Person);
    assert_eq!(peskov.role.as_deref(), Some("Kremlin spokesman"));
    assert_eq!(peskov.capacity, Capacity::Official);
    assert_eq!(peskov.mentions, [Span::new(0, 31)]);
    let russian =
        table.mentions.iter().find(|mention| read.words(mention.span) == "Russian").expect("a mention");
    assert_eq!(russian.form, MentionForm::Demonym);
    assert_eq!(russian.entity.and_then(|entity| table.party(entity)), Some("Russia"));
    assert_eq!(
        table.inside(Span::new(0, 31)),
        [peskov.id],
        "the outer mention counts, not the Kremlin in it"
    );
}

#[test]
fn those_on_the_spot_act_for_the_country_around_them() {
    check(
        "Peru and Chile met on Monday. A bus fell into a river near the town of Antofagasta, local officials said.",
        &[("local officials", "local officials (Chile)")],
    );
    check(
        "The mayor of Arequipa, Luis Rojas, said the road was open. Antofagasta governor Carla Soto disagreed.",
        &[("Luis Rojas", "Luis Rojas (Peru)"), ("Carla Soto", "Carla Soto (Chile)")],
    );
}

#[test]
fn who_serves_whom() {
    check(
        "Per Lund, an assistant to the Norwegian foreign minister, said no.",
        &[("Per Lund", "Per Lund (Norway)")],
    );
    check(
        "Bolivia's envoy Carla Mendez met her Peruvian counterpart, who told reporters little.",
        &[("her Peruvian counterpart", "Peruvian counterpart (Peru)")],
    );
    check("The road is closed, according to the Kremlin.", &[("the Kremlin", "Russia (Russia)")]);
}

#[test]
fn what_several_issued_stays_theirs() {
    check(
        "Peru and Chile issued a joint statement on Monday. Bolivia said that it was surprised. Bolivia's army was \
         put on alert, the country said. Their statement asked for calm.",
        &[("Their statement", "Peru (Peru) + Chile (Chile)")],
    );
}

#[test]
fn bodies_have_their_fullest_name() {
    check(
        "The World Health Organization (WHO) sent a team. The WHO said it was late.",
        &[("The WHO", "World Health Organization (United Nations)")],
    );
    check(
        "UNHCR sent a team. The United Nations High Commissioner for Refugees (UNHCR) said it was late.",
        &[("UNHCR", "United Nations High Commissioner for Refugees (United Nations)")],
    );
}

#[test]
fn a_source_is_its_whole_phrase() {
    let read = Read::new("The Norwegian envoy Per Lund said so.", "2025-03-17");
    let table = resolve(read.input());
    let annotations = read.input().annotations;
    let norwegian = annotations.words.ids().nth(1);
    let denoted = |source| {
        let found = table.denoted_in(annotations, source, norwegian);
        found.iter().map(|id| table.entities[id.0 as usize].name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(denoted(Span::new(0, 28)), ["Per Lund"], "wherever the tree has the source's head");
    assert_eq!(denoted(Span::new(4, 13)), ["Norway"], "a source that ends inside the phrase");
}

#[test]
fn the_record_keeps_who_matters() {
    let text = "Peru's envoy Ana Quispe met reporters in the old town of Arica. Some tourists watched them.";
    let read = Read::new(text, "2025-03-17");
    let record = crate::extract(read.input());
    let names: Vec<&str> = record.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Peru", "Ana Quispe"]);
    let ids: Vec<u32> = record.entities.iter().map(|entity| entity.id.0).collect();
    assert_eq!(ids, [0, 1]);
}

#[test]
fn the_speakers_own_pronouns_stay_open() {
    let read = Read::new("\"We will sign,\" the Polish minister said.", "2025-03-17");
    let table = resolve(read.input());
    let we = read.input().annotations.words.ids().nth(1).expect("a word");
    assert!(table.is_first_person(read.input().document, read.input().annotations, we));
    assert_eq!(table.at(we), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "(\\PC{0,30}|[A-Z][a-z]{1,8}|Ая Бо|\\(АБ\\)| the (minister|army|U\\.S\\.|group),? | said | and |'s |\\(|\\)|\"|\n){0,25}") {
        let read = Read::new(&text, "2025-03-17");
        let table = resolve(read.input());
        let mut last = 0;
        for mention in &table.mentions {
            prop_assert!(mention.span.start >= last, "mentions are in text order");
            last = mention.span.start;
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(mention.entity.is_none_or(|entity| (entity.0 as usize) < table.entities.len()));
        }
        for (number, entity) in table.entities.iter().enumerate() {
            prop_assert_eq!(entity.id.0 as usize, number);
            prop_assert!(!entity.mentions.is_empty(), "{} has a mention", entity.name);
        }
    }
}
