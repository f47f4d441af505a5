//! Issues and stances: what a statement is about, and which side of the pole it takes.

use crate::lists::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// A stance towards an issue's pole.
    Stance {
        /// Towards the pole.
        For = "for",
        /// Away from it.
        Against = "against",
        /// Towards it if something else holds.
        Conditional = "conditional",
        /// Neither.
        Neutral = "neutral",
    }
}

/// One row of the built-in issue catalogue (codebook, section 7).
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// The id ("ceasefire.monitoring").
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What being for it means.
    pub pole: &'static str,
}

/// An issue and the stance a statement takes on it. The id is a string because users extend the catalogue.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IssueStance {
    /// The issue's id.
    pub issue: String,
    /// The stance towards its pole.
    pub stance: Stance,
    /// How likely issue and stance are both right: calibrated, 0 to 1, rounded to three decimals; 1 where a
    /// person coded them. Left out of JSON where it is 1, so that records from before it was kept read, and
    /// digest, as they did.
    #[serde(default = "coded_by_hand", skip_serializing_if = "is_certain")]
    pub probability: f64,
}

fn coded_by_hand() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_certain(probability: &f64) -> bool {
    *probability >= 1.0
}

const fn issue(id: &'static str, about: &'static str, pole: &'static str) -> Issue {
    Issue { id, about, pole }
}

/// The built-in catalogue, in codebook order.
pub const ISSUES: &[Issue] = &[
    issue(
        "talks",
        "rounds of negotiation, where and how they are held, who sits there",
        "they take place or go on",
    ),
    issue("talks.summit", "leaders meeting or telephoning one another", "it takes place"),
    issue("mediation", "a third party that carries messages or hosts", "the third party has that part"),
    issue("settlement", "an end to the conflict as one agreement", "it is concluded"),
    issue("deadline", "a date or ultimatum set for the other side", "it is set or kept to"),
    issue("ceasefire", "fighting stops everywhere", "it stops"),
    issue(
        "ceasefire.limited",
        "fighting stops in part: energy sites, at sea, in the air, over a holiday, for aid",
        "that part stops",
    ),
    issue(
        "ceasefire.monitoring",
        "who watches over a truce and how it is enforced",
        "it is watched, and can be",
    ),
    issue("ceasefire.violations", "a truce that is broken", "the other side breaks it"),
    issue("security.guarantees", "promises to protect a state from attack", "they are given"),
    issue("security.neutrality", "a state that joins no bloc", "it stays out"),
    issue("security.alliance", "entry into an alliance such as NATO", "entry"),
    issue("security.foreign-troops", "peacekeepers and other foreign forces on the ground", "they are sent"),
    issue(
        "security.demilitarisation",
        "limits on armies, groups that give up weapons",
        "arms are limited or laid down",
    ),
    issue("security.arms", "weapons, military help and intelligence for a side", "they are supplied"),
    issue("security.operations", "a campaign or offensive", "it goes on"),
    issue(
        "territory.status",
        "to whom disputed land belongs in law",
        "the law is changed from what it was before",
    ),
    issue("territory.control", "who holds which ground now", "one's own side holds it"),
    issue("territory.withdrawal", "forces that leave an area", "they leave"),
    issue("territory.buffer", "strips of land kept free of forces", "there is one"),
    issue("prisoners", "prisoners of war, hostages and detainees", "they go free"),
    issue("humanitarian.aid", "relief goods, and whether they get through", "they get through"),
    issue("civilians", "people who do not fight, and harm done to them", "they are protected"),
    issue(
        "displaced",
        "people driven from home, deported children, evacuations",
        "they come home or are sheltered",
    ),
    issue("sanctions", "sanctions, and tariffs as a means of pressure", "they are imposed or kept"),
    issue(
        "economy",
        "assets, reparations, rebuilding, minerals, energy, trade",
        "the bargain or payment is made",
    ),
    issue(
        "infrastructure",
        "power plants and grids, ports, shipping, grain routes",
        "they are spared or opened again",
    ),
    issue("nuclear.enrichment", "a state's enrichment and nuclear programme", "it may go on"),
    issue("nuclear.inspections", "inspectors, stockpiles and how they are checked", "checks take place"),
    issue("justice", "war crimes, courts and warrants", "someone answers for them"),
    issue(
        "governance",
        "who rules: elections, legitimacy, a group's part in power",
        "those who hold power keep it",
    ),
    issue("minorities", "language, faith and the rights of ethnic groups", "the rights are upheld"),
    issue("relations", "recognition and ties between states", "they grow closer"),
];
