//! People: names of persons gathered under one person each.

use super::names::{self, NamedRun};
use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::NameKind;
use verbale_knowledge::{Atom, Gender, Sense, Tenure, ThingId, ThingKind, WordUse};
use verbale_record::{EntityId, EntityKind};

/// One person's names so far.
struct Cluster {
    entity: EntityId,
    thing: Option<ThingId>,
    /// Each name's atoms.
    names: Vec<Vec<String>>,
    /// Where it was named, as word numbers.
    places: Vec<u32>,
}

impl Resolver<'_> {
    /// Gives every name of a person its person: full names first, then the short ones.
    pub fn name_people(&mut self) {
        let people: Vec<usize> = (0..self.runs.len()).filter(|&run| self.is_person(run)).collect();
        let mut clusters: Vec<Cluster> = Vec::new();
        let (full, short): (Vec<usize>, Vec<usize>) =
            people.into_iter().partition(|&run| self.plain(run).len() > 1 && !self.is_surname_only(run));
        for run in full {
            self.add_full_name(&mut clusters, run);
        }
        for run in short {
            self.add_short_name(&mut clusters, run);
        }
        for cluster in &clusters {
            self.set_name_and_gender(cluster);
        }
    }

    fn is_person(&self, run: usize) -> bool {
        let NamedRun { senses, kind, words } = &self.runs[run];
        let knowledge = self.reading.input.knowledge;
        let person = |sense: &Sense| knowledge.thing(sense.thing).kind == ThingKind::Person;
        let sentence = self.reading.sentence_words(words.start);
        let addressed = words.start > sentence.start && {
            let before = self.reading.form(words.start - 1);
            let before = if before == "." && words.start - 1 > sentence.start {
                self.reading.form(words.start - 2)
            } else {
                before
            };
            names::is_honorific(before)
        };
        if senses.is_empty() {
            return *kind == Some(NameKind::Person) || addressed;
        }
        if !senses.iter().any(person) {
            // A name that happens to be a state's ("Jordan") after "Mr".
            return addressed && *kind == Some(NameKind::Person);
        }
        // A last name alone is a person's unless the language model sees a place or an organisation.
        let only_surname = senses.iter().all(|sense| sense.used == WordUse::Surname);
        let doubtful = matches!(kind, Some(NameKind::Place | NameKind::Organisation)) && !addressed;
        !(only_surname && doubtful && !self.may_be_leader(run))
            && (senses.iter().all(person) || *kind == Some(NameKind::Person))
    }

    /// Whether a last name is that of someone who holds a weighty office on the day.
    fn may_be_leader(&self, run: usize) -> bool {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        self.runs[run].senses.iter().any(|sense| {
            knowledge
                .tenures(sense.thing)
                .any(|tenure| day.is_none_or(|day| tenure.covers(day)) && office_weight(&tenure.office) >= 2)
        })
    }

    fn is_surname_only(&self, run: usize) -> bool {
        let senses = &self.runs[run].senses;
        !senses.is_empty() && senses.iter().all(|sense| sense.used == WordUse::Surname)
    }

    /// The atoms of a run's words.
    fn plain(&self, run: usize) -> Vec<String> {
        let atoms: &[Atom] = self.reading.atoms(&self.runs[run].words);
        atoms.iter().map(|atom| atom.text.clone()).collect()
    }

    fn add_full_name(&mut self, clusters: &mut Vec<Cluster>, run: usize) {
        let name = self.plain(run);
        let thing = self.known_person(run);
        let at = self.runs[run].words.start;
        let same = clusters.iter_mut().find(|cluster| match (thing, cluster.thing) {
            (Some(thing), Some(other)) => thing == other,
            _ => cluster.names.iter().any(|held| may_be_one(held, &name)),
        });
        match same {
            Some(cluster) => {
                cluster.names.push(name);
                cluster.places.push(at);
                cluster.thing = cluster.thing.or(thing);
                self.run_entities[run] = Some(cluster.entity);
            }
            None => self.new_person(clusters, run, name, thing),
        }
    }

    fn add_short_name(&mut self, clusters: &mut Vec<Cluster>, run: usize) {
        let name = self.plain(run);
        let at = self.runs[run].words.start;
        let candidates: Vec<ThingId> = self.runs[run].senses.iter().map(|sense| sense.thing).collect();
        let known = |cluster: &Cluster| cluster.thing.is_some_and(|thing| candidates.contains(&thing));
        let last = |cluster: &Cluster| cluster.names.iter().any(|held| ends_with(held, &name));
        let any = |cluster: &Cluster| cluster.names.iter().any(|held| held.contains(&name[name.len() - 1]));
        let near = |cluster: &Cluster| cluster.names.iter().any(|held| nearly_ends_with(held, &name));
        let tests: [&dyn Fn(&Cluster) -> bool; 4] = [&known, &last, &any, &near];
        let found = tests.iter().find_map(|test| nearest(clusters, at, test));
        if let Some(at_cluster) = found {
            clusters[at_cluster].places.push(at);
            clusters[at_cluster].names.push(name);
            self.run_entities[run] = Some(clusters[at_cluster].entity);
            return;
        }
        let thing = self.choose_known(run).or_else(|| self.known_by_sound(run));
        self.new_person(clusters, run, name, thing);
    }

    /// The one holder of a weighty office on the day whose last name is another spelling of this one, where the
    /// text names the holder's party too.
    fn known_by_sound(&self, run: usize) -> Option<ThingId> {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        let name = self.plain(run);
        let [last] = name.as_slice() else { return None };
        if last.len() < 6 || !self.runs[run].senses.is_empty() {
            return None;
        }
        let named = |party: ThingId| {
            let mut senses = self.runs.iter().flat_map(|run| &run.senses);
            senses.any(|sense| sense.thing == party)
        };
        let fits = |tenure: &Tenure| {
            let in_office = day.is_none_or(|day| tenure.covers(day));
            in_office && office_weight(&tenure.office) >= 2 && named(tenure.of)
        };
        let mut alike = knowledge.sounding_like(last).iter().copied();
        let mut alike = alike.by_ref().filter(|&person| knowledge.tenures(person).any(fits));
        alike.next().filter(|_| alike.next().is_none())
    }

    fn new_person(
        &mut self,
        clusters: &mut Vec<Cluster>,
        run: usize,
        name: Vec<String>,
        thing: Option<ThingId>,
    ) {
        let words = self.runs[run].words.clone();
        let mut draft = Draft::new(EntityKind::Person, self.reading.text(&words));
        draft.thing = thing;
        let entity = self.register.add(draft);
        if let Some(thing) = thing {
            self.register.set_thing(entity, thing);
        }
        self.run_entities[run] = Some(entity);
        clusters.push(Cluster { entity, thing, names: vec![name], places: vec![words.start] });
    }

    /// The known person that a full name names.
    fn known_person(&self, run: usize) -> Option<ThingId> {
        let knowledge = self.reading.input.knowledge;
        let mut things = self.runs[run]
            .senses
            .iter()
            .filter(|sense| knowledge.thing(sense.thing).kind == ThingKind::Person);
        things.next().map(|sense| sense.thing)
    }

    /// The known person that a last name alone names: the one whose office is weightiest on the day, if there
    /// is one such; a title before the name narrows the choice.
    fn choose_known(&self, run: usize) -> Option<ThingId> {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        let words = &self.runs[run].words;
        let sentence = self.reading.sentence_words(words.start);
        let before = words.start.saturating_sub(6).max(sentence.start)..words.start;
        let title = self.reading.noun_at_end(&before).and_then(|(_, noun)| noun.office);
        let weight = |tenure: &Tenure| {
            let titled = title.as_deref() == Some(tenure.office.as_str());
            let in_office = day.is_some_and(|day| tenure.covers(day));
            (titled && in_office, titled, in_office, office_weight(&tenure.office), tenure.standing)
        };
        let mut best = Vec::new();
        for sense in &self.runs[run].senses {
            if let Some(weight) = knowledge.tenures(sense.thing).map(weight).max() {
                best.push((weight, sense.thing));
            }
        }
        best.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
        // One person may have the name twice, as a spelling and as a last name.
        best.dedup_by_key(|&mut (_, thing)| thing);
        match best.as_slice() {
            [] => None,
            [(_, only)] => Some(*only),
            [(first, thing), (second, _), ..] => (first > second).then_some(*thing),
        }
    }

    fn set_name_and_gender(&mut self, cluster: &Cluster) {
        let knowledge = self.reading.input.knowledge;
        let mut fullest: Option<(usize, usize, &str)> = None;
        let mut gender = cluster.thing.and_then(|thing| knowledge.thing(thing).gender);
        for run in 0..self.runs.len() {
            if self.run_entities[run] != Some(cluster.entity) {
                continue;
            }
            let words = &self.runs[run].words;
            let text = self.reading.text(words);
            let size = (self.reading.atoms(words).len(), text.len());
            if fullest.is_none_or(|(atoms, length, _)| (atoms, length) < size) {
                fullest = Some((size.0, size.1, text));
            }
            gender = gender.or_else(|| self.gender_of_address(words.start));
        }
        let Some((atoms, _, name)) = fullest else { return };
        if atoms > 1 {
            gender = gender.or_else(|| knowledge.first_name(name));
        }
        let key = cluster.thing.map(|thing| knowledge.thing(thing).key.clone());
        let draft = self.register.get_mut(cluster.entity);
        draft.key = key.unwrap_or_else(|| verbale_knowledge::slug(name));
        // A bracket inside belongs to the edition, not to the name ("[Ana] Quispe").
        draft.name = name.replace(['[', ']', '(', ')'], "");
        draft.gender = gender;
    }

    fn gender_of_address(&self, word: u32) -> Option<Gender> {
        let sentence = self.reading.sentence_words(word);
        let mut before = (sentence.start..word).rev().take(2).map(|word| self.reading.lower(word));
        before.find_map(|form| match form.trim_end_matches('.') {
            "mr" | "sir" | "lord" => Some(Gender::Male),
            "mrs" | "ms" | "miss" | "dame" | "lady" | "baroness" => Some(Gender::Female),
            _ => None,
        })
    }
}

/// The cluster that passes the test and was named last before `at`, else first after it.
fn nearest(clusters: &[Cluster], at: u32, test: &dyn Fn(&Cluster) -> bool) -> Option<usize> {
    let passing = || clusters.iter().enumerate().filter(|(_, cluster)| test(cluster));
    let before = passing()
        .filter_map(|(number, cluster)| {
            Some((cluster.places.iter().filter(|&&place| place < at).max()?, number))
        })
        .max();
    before.map(|(_, number)| number).or_else(|| {
        passing()
            .filter_map(|(number, cluster)| Some((cluster.places.iter().min()?, number)))
            .min()
            .map(|(_, n)| n)
    })
}

/// Whether two full names may be one person's: same last name, and first names that agree as far as they go.
fn may_be_one(one: &[String], other: &[String]) -> bool {
    let (Some(first), Some(other_first)) = (one.first(), other.first()) else { return false };
    if one.len() < 2 || other.len() < 2 {
        return false;
    }
    let same_last = one.last() == other.last();
    let agree = first == other_first
        || (first.len() == 1 && other_first.starts_with(first.as_str()))
        || (other_first.len() == 1 && first.starts_with(other_first.as_str()));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    (same_last && agree) || short.iter().all(|atom| long.contains(atom))
}

/// Whether a full name ends with a short one; the article of Arabic names comes and goes.
fn ends_with(full: &[String], short: &[String]) -> bool {
    let short = match short {
        [article, rest @ ..] if !rest.is_empty() && (article == "al" || article == "el") => rest,
        _ => short,
    };
    full.ends_with(short)
}

/// The same with one letter more, less or other in a long last name.
fn nearly_ends_with(full: &[String], short: &[String]) -> bool {
    let (Some(last), Some(name)) = (full.last(), short.last()) else { return false };
    short.len() == 1 && last.len() >= 6 && name.len() >= 6 && within_one_letter(last, name)
}

fn within_one_letter(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    long.len() - short.len() <= 1 && start + end + 1 >= long.len()
}

/// How weighty an office is when a last name alone is read.
fn office_weight(office: &str) -> u8 {
    const HIGHEST: [&str; 12] = [
        "president",
        "prime minister",
        "chancellor",
        "king",
        "supreme leader",
        "pope",
        "emir",
        "crown prince",
        "Secretary-General",
        "European Commission president",
        "leader",
        "sultan",
    ];
    const HIGH: [&str; 8] = [
        "foreign minister",
        "defence minister",
        "secretary general",
        "high representative",
        "special envoy",
        "vice president",
        "European Council president",
        "spokesman",
    ];
    match office {
        office if HIGHEST.contains(&office) => 3,
        office if HIGH.contains(&office) => 2,
        office if office.starts_with("former") => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{ends_with, may_be_one, nearly_ends_with};

    fn atoms(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn full_names_may_be_one() {
        let check = |one: &str, other: &str, expected| {
            assert_eq!(may_be_one(&atoms(one), &atoms(other)), expected, "{one} / {other}");
        };
        check("nadia petrova", "nadia petrova", true);
        check("n petrova", "nadia petrova", true);
        check("nadia ilyinichna petrova", "nadia petrova", true);
        check("oleg petrov", "ivan petrov", false);
        check("nadia petrova", "nadia orlova", false);
    }

    #[test]
    fn short_names_end_full_ones() {
        assert!(ends_with(&atoms("karim al haddad"), &atoms("haddad")));
        assert!(ends_with(&atoms("karim haddad"), &atoms("al haddad")));
        assert!(!ends_with(&atoms("karim haddad"), &atoms("karim")));
        assert!(nearly_ends_with(&atoms("anna filipova"), &atoms("fillipova")));
        assert!(!nearly_ends_with(&atoms("anna orlov"), &atoms("orlow")));
        assert!(!nearly_ends_with(&atoms("anna petrova"), &atoms("pavlova")));
    }
}
