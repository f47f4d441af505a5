//! One macro for the codebook's closed lists.

/// Declares a closed list: an enum, its words, parsing and serde by word, and `ALL` in codebook order.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $word)] $item,)+
        }

        impl $name {
            /// Every item, in codebook order.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// The codebook's word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$item => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|item| item.as_str() == word)
                    .ok_or_else(|| format!("{word:?} is no {}", stringify!($name)))
            }
        }
    };
}
pub(crate) use closed_list;
