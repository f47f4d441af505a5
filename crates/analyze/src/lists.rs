//! Universal Dependencies' closed lists: parts of speech and the relations that English treebanks use.

macro_rules! word_list {
    ($(#[$doc:meta])* $name:ident { $($item:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "the items are the standard's own labels")]
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($item,)+ }

        impl $name {
            /// Every label, in the order model files number them.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// The standard's label.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$item => $word,)+ }
            }

            /// The item with this label.
            pub fn from_label(label: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.as_str() == label)
            }
        }
    };
}

word_list! {
    /// Universal part-of-speech tags (<https://universaldependencies.org/u/pos/>).
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

word_list! {
    /// Universal dependency relations with the subtypes of English EWT and GUM
    /// (<https://universaldependencies.org/en/dep/>).
    Relation {
        Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer",
        Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer",
        Obj = "obj", Iobj = "iobj", Ccomp = "ccomp", Xcomp = "xcomp",
        Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
        Vocative = "vocative", Expl = "expl", Dislocated = "dislocated",
        Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Discourse = "discourse",
        Aux = "aux", AuxPass = "aux:pass", Cop = "cop", Mark = "mark",
        Nmod = "nmod", NmodPoss = "nmod:poss", NmodDesc = "nmod:desc", NmodUnmarked = "nmod:unmarked",
        Appos = "appos", Nummod = "nummod", Acl = "acl", AclRelcl = "acl:relcl", Amod = "amod",
        Det = "det", DetPredet = "det:predet", Case = "case", Conj = "conj", Cc = "cc", CcPreconj = "cc:preconj",
        Fixed = "fixed", Flat = "flat", List = "list", Parataxis = "parataxis", Compound = "compound",
        CompoundPrt = "compound:prt", Orphan = "orphan", Goeswith = "goeswith", Reparandum = "reparandum",
        Punct = "punct", Dep = "dep",
    }
}

impl Relation {
    /// The relation without its subtype ("nsubj" for "nsubj:pass").
    pub fn universal(self) -> &'static str {
        let label = self.as_str();
        label.split_once(':').map_or(label, |(universal, _)| universal)
    }

    /// Any kind of subject.
    pub fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::NsubjOuter
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }
}
