//! Project files of our own, right and wrong.

use super::*;

const WHOLE: &str = r#"
time_zone = "+03:00"
parties = ["Ukraine", "Russia"]

[sources]
"alder.example" = "Alder Wire"

[fields]
text = "volltext"

[[issues]]
id = "fishing"
label = "rights to fish in shared waters"
pole = "the waters are opened"
phrases = ["trawler", "fishing quota"]
against = ["seize .. boat"]

[[issues]]
id = "ceasefire"
phrases = ["calm on the water"]

[[actors]]
name = "Lake Guard"
kind = "group"
aliases = ["LGD"]

[[actors]]
name = "Ann Fielding-Moor"
aliases = ["A. Fielding-Moor"]
roles = [{ office = "spokesperson", of = "Lake Guard", from = "2024-01" }]
"#;

fn read(text: &str) -> Result<Project> {
    Project::from_toml(Path::new("verbale.toml"), text.to_owned())
}

#[test]
fn a_whole_file_is_read() {
    let project = read(WHOLE).expect("it is right");
    assert_eq!(project.parties(), ["Ukraine", "Russia"]);
    assert_eq!(project.fields().text.as_deref(), Some("volltext"));
    let hours =
        |project: &Project| project.zone().and_then(|zone| zone.to_fixed_offset().ok()).map(|o| o.seconds());
    assert_eq!(hours(&project), Some(3 * 3600));
    let catalogue = project.catalogue().expect("it was checked").expect("it has issues");
    let builtin = Catalogue::builtin();
    assert_eq!(catalogue.issues.len(), builtin.issues.len() + 1);
    let phrases = |catalogue: &Catalogue| {
        catalogue.issues.iter().find(|issue| issue.id == "ceasefire").map(|issue| issue.phrases.len())
    };
    assert_eq!(phrases(&catalogue), phrases(builtin).map(|count| count + 1));
    let mut knowledge = Knowledge::builtin();
    project.add_actors(&mut knowledge).expect("it was checked");
    assert_eq!(knowledge.party("LGD", None), Some("Lake Guard"));
    assert_eq!(knowledge.party("Ann Fielding-Moor", None), Some("Lake Guard"));
}

#[test]
fn without_a_file_nothing_is_added() {
    let project = read("").expect("an empty file is right");
    assert!(project.catalogue().expect("right").is_none() && project.digest().is_none());
    assert!(project.parties().is_empty() && project.zone().is_none());
}

#[test]
fn the_digest_is_of_issues_and_actors_alone() {
    let digest = |text: &str| read(text).expect("right").digest();
    assert_eq!(digest(WHOLE), digest(&WHOLE.replace("+03:00", "Europe/Kyiv")));
    assert_eq!(digest(WHOLE), digest(&format!("\n\n{WHOLE}")));
    assert_ne!(digest(WHOLE), digest(&WHOLE.replace("trawler", "trawlers")));
    assert_ne!(digest(WHOLE), digest(&WHOLE.replace("LGD", "LG")));
}

#[test]
fn errors_name_the_line_and_what_would_be_right() {
    let check = |text: &str, expected: &str| {
        let error = read(text).expect_err("it is wrong");
        assert!(error.message.starts_with("verbale.toml, line "), "{error}");
        assert!(error.message.contains(expected) && error.hint.is_some(), "{error}");
    };
    check("\nparty = \"x\"", "line 2: unknown field `party`");
    check("parties = [", "line 1: ");
    check("\n\ntime_zone = \"Kyiv\"", "line 3: no time zone is called \"Kyiv\" (is \"Europe/Kyiv\" meant?)");
    check("[[issues]]\nid = \"Fish ing\"", "line 2: an id has small letters");
    check("[[issues]]\nid = \"fishing\"", "line 2: the new issue \"fishing\" needs a label");
    check("[[issues]]\nid = \"talks\"\nphrases = [\"..\"]", "starts with no word");
    check("[[actors]]\nname = \"X\"", "line 2: a person needs a party");
    check("[[actors]]\nname = \"X\"\nkind = \"robot\"", "is no kind of actor");
    check("[[actors]]\nname = \"X Y\"\nparty = \"Nowhere at All\"", "no state, body or group is called");
    check("[[actors]]\nname = \"X; Y\"\nparty = \"Russia\"", "without semicolons");
}
