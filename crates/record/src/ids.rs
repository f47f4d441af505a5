//! Ids inside one record: `e1`, `s1`, `v1`, `f1`, `t1`, counted from 1 in JSON and from 0 in memory.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

macro_rules! record_id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        verbale_text::typed_id! {
            $(#[$doc])*
            pub struct $name;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.0 + 1)
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                text.strip_prefix($letter)
                    .and_then(|digits| digits.parse::<u32>().ok())
                    .and_then(|number| number.checked_sub(1))
                    .map($name)
                    .ok_or_else(|| format!("{text:?} is no id like \"{}1\"", $letter))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

record_id!(
    /// An [`Entity`](crate::Entity) of one record.
    EntityId,
    'e'
);
record_id!(
    /// A [`Statement`](crate::Statement) of one record.
    StatementId,
    's'
);
record_id!(
    /// An [`Event`](crate::Event) of one record.
    EventId,
    'v'
);
record_id!(
    /// A [`Figure`](crate::Figure) of one record.
    FigureId,
    'f'
);
record_id!(
    /// A [`Term`](crate::Term) of one record.
    TermId,
    't'
);
