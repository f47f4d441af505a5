//! Events read from sentences of our own: type, status, who, whom, where, when.

use crate::testing::Read;
use crate::{attribution, entities, events, statements, times};
use verbale_record::{EntityId, Event};

/// The events of a text published on 17 March 2025 that no statement yields, one a line.
fn read(text: &str) -> Vec<String> {
    let read = Read::new(text, "2025-03-17");
    let input = read.input();
    let attributions = attribution::find(input);
    let table = entities::resolve_with(input, &attributions);
    let times = times::find(input);
    let statements = statements::build(input, &table, &attributions, &times);
    let found = events::find(input, &table, &times, &attributions, &statements);
    let names = |ids: &[EntityId]| -> String {
        let names = ids.iter().filter_map(|id| table.entities.get(id.0 as usize));
        names.map(|entity| entity.name.as_str()).collect::<Vec<_>>().join("+")
    };
    let line = |event: &Event| {
        let date = event.date.map(|[first, last]| format!(" {first}/{last}")).unwrap_or_default();
        let place = event.place.as_ref().map(|place| format!(" @{}", place.name)).unwrap_or_default();
        let sides = format!("{} > {}", names(&event.actors), names(&event.recipients));
        format!("{} {} {sides}{place}{date}", event.kind, event.status)
    };
    let own = found.iter().filter(|event| event.statement.is_none());
    own.map(line).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn who_does_what_to_whom_and_when() {
    check(
        "Russian forces shelled the city of Kharkiv on Sunday.",
        &["ASSAULT happened Russian forces >  @Kharkiv 2025-03-16/2025-03-16"],
    );
    check(
        "The city of Kharkiv was shelled by Russian forces on Sunday.",
        &["ASSAULT happened Russian forces >  @Kharkiv 2025-03-16/2025-03-16"],
    );
    check(
        "The foreign ministers of Turkey and Norway met in Geneva on Friday.",
        &["CONSULT happened Turkey+Norway >  @Geneva 2025-03-14/2025-03-14"],
    );
}

#[test]
fn a_place_is_where_it_happened() {
    check(
        "The United States imposed sanctions on Iran on Friday.",
        &["SANCTION happened United States > Iran 2025-03-14/2025-03-14"],
    );
    check(
        "Norway suspended talks with Israel on Friday over the war in Gaza.",
        &["SANCTION happened Norway > Israel 2025-03-14/2025-03-14"],
    );
    check(
        "Putin and Erdogan spoke by phone on Friday about the war in Syria.",
        &["CONSULT happened Putin+Erdogan >  2025-03-14/2025-03-14"],
    );
    check(
        "Officials in Ankara said that Israel had bombed Beirut on Saturday.",
        &["ASSAULT happened Israel > Lebanon @Beirut 2025-03-15/2025-03-15"],
    );
}

#[test]
fn what_is_not_in_force_or_long_past_is_no_event() {
    check("Turkey proposed a 30-day ceasefire from April 1.", &[]);
    check("In 1859 Spain invaded Morocco.", &[]);
    check(
        "New sanctions targeting Russian banks were announced by Norway on Friday.",
        &["SANCTION happened Norway >  2025-03-14/2025-03-14"],
    );
}
