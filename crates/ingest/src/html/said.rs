//! What a page says about its article: title, byline, day, outlet, address, language.
//!
//! JSON-LD comes first, then the `meta` elements, then what a reader sees.

use super::page::Said;
use crate::options::Options;
use jiff::civil::Date;
use serde_json::Value;

/// The facts of a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Facts {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<Date>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
const AUTHORS: [&str; 6] =
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];
const DAYS: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published_at",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
];
const OUTLETS: [&str; 3] = ["og:site_name", "application-name", "dc.publisher"];

/// JSON-LD names of an article.
const ARTICLES: [&str; 8] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "BlogPosting",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "LiveBlogPosting",
    "WebPage",
];

/// Puts together what a page says.
pub(super) fn facts(said: &Said, options: &Options) -> Facts {
    let linked = LinkedData::of(&said.linked_data);
    let day = |written: &str| options.day(written).ok();
    let meta = |names: &[&str]| names.iter().find_map(|name| content(said, name));
    let url = said
        .canonical
        .as_deref()
        .and_then(address)
        .or_else(|| meta(&["og:url"]).and_then(|url| address(&url)));
    let written =
        meta(&TITLES).or_else(|| single(&said.headings)).or_else(|| said.title.as_deref().and_then(words));
    let outlet = linked.outlet.or_else(|| meta(&OUTLETS));
    Facts {
        title: linked.title.or(written).map(|title| without_outlet(title, outlet.as_deref())),
        byline: linked.byline.or_else(|| meta(&AUTHORS).filter(|name| address(name).is_none())),
        published: linked
            .published
            .as_deref()
            .and_then(day)
            .or_else(|| DAYS.iter().filter_map(|name| content(said, name)).find_map(|written| day(&written)))
            .or_else(|| said.times.iter().find_map(|written| day(written))),
        outlet: outlet.or_else(|| url.as_deref().and_then(domain)),
        language: said.language.as_deref().and_then(language),
        url,
    }
}

fn content(said: &Said, name: &str) -> Option<String> {
    said.meta.iter().filter(|(key, _)| key == name).find_map(|(_, content)| words(content))
}

fn single(headings: &[String]) -> Option<String> {
    match headings {
        [heading] => words(heading),
        _ => None,
    }
}

/// One line of words, entities that were written twice over decoded; `None` where nothing is left.
fn words(text: &str) -> Option<String> {
    let decoded = htmlize::unescape(text);
    let line = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let web = ["https://", "http://"].iter().any(|start| text.starts_with(start));
    (web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

/// The domain of an address: "bbc.co.uk" of "https://www.bbc.co.uk/news/1".
pub fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// "en" of "en-GB".
fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(first)
}

/// "Talks resume" of "Talks resume | The Daily" where the outlet is "The Daily".
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else { return title };
    for mark in [" | ", " - ", " – ", " — ", " · "] {
        if let Some((head, last)) = title.rsplit_once(mark)
            && !head.trim().is_empty()
            && last.trim().eq_ignore_ascii_case(outlet)
        {
            return head.trim().to_owned();
        }
    }
    title
}

/// What the JSON-LD of a page says of its article.
#[derive(Default)]
struct LinkedData {
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
}

impl LinkedData {
    fn of(scripts: &[String]) -> Self {
        let mut found = Self::default();
        for script in scripts {
            // Some pages put line breaks into strings; any white space is a space to JSON-LD.
            let line = script.replace(['\n', '\r', '\t'], " ");
            if let Ok(value) = serde_json::from_str::<Value>(line.trim().trim_end_matches(';')) {
                found.visit(&value, 0);
            }
        }
        found
    }

    fn visit(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(items) if depth < 8 => items.iter().for_each(|item| self.visit(item, depth + 1)),
            Value::Object(fields) if depth < 8 => {
                if is_article(fields.get("@type")) {
                    self.article(value);
                }
                for name in ["@graph", "mainEntity"] {
                    if let Some(inner) = fields.get(name) {
                        self.visit(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, article: &Value) {
        let text = |name: &str| article.get(name).and_then(Value::as_str).and_then(words);
        self.title = self.title.take().or_else(|| text("headline"));
        self.byline = self.byline.take().or_else(|| names(article.get("author")?));
        self.published = self.published.take().or_else(|| text("datePublished"));
        self.outlet = self.outlet.take().or_else(|| names(article.get("publisher")?));
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => ARTICLES.contains(&kind.as_str()),
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

/// The names of people or organisations, however they are given.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => words(name).filter(|name| address(name).is_none()),
        Value::Object(fields) => names(fields.get("name")?),
        Value::Array(items) => {
            let all: Vec<String> = items.iter().filter(|item| !item.is_array()).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::page::page;

    #[track_caller]
    fn check(html: &str, expected: [Option<&str>; 6]) {
        let found = facts(&page(html).expect("it is small").said, &Options::new("x"));
        let day = found.published.map(|day| day.to_string());
        assert_eq!(
            [&found.title, &found.byline, &day, &found.outlet, &found.url, &found.language]
                .map(|fact| fact.as_deref()),
            expected
        );
    }

    #[test]
    fn linked_data_comes_first() {
        check(
            "<html lang=en-US><head><title>x</title><meta property=og:title content=y>\
             <script type=application/ld+json>{\"@graph\": [{\"@type\": [\"NewsArticle\"], \"headline\": \"Talks\nresume &amp; stall\",\
             \"author\": [{\"name\": \"Ann Field\"}, \"Bo Lake\"], \"datePublished\": \"2025-05-21T08:00:00+02:00\",\
             \"publisher\": {\"@type\": \"Organization\", \"name\": \"Alder Wire\"}}]}</script>\
             <link rel=canonical href=https://alder.example/talks>",
            [
                Some("Talks resume & stall"),
                Some("Ann Field, Bo Lake"),
                Some("2025-05-21"),
                Some("Alder Wire"),
                Some("https://alder.example/talks"),
                Some("en"),
            ],
        );
    }

    #[test]
    fn then_meta_elements_and_what_is_seen() {
        check(
            "<title>Talks resume | Harbour Courier</title><meta property=og:site_name content='Harbour Courier'>\
             <meta name=author content='Cy Moor'><meta property=og:url content=http://hc.example/1>\
             <time datetime=2025-03-04>4 March</time>",
            [
                Some("Talks resume"),
                Some("Cy Moor"),
                Some("2025-03-04"),
                Some("Harbour Courier"),
                Some("http://hc.example/1"),
                None,
            ],
        );
        check(
            "<h1>Truce</h1><link rel=canonical href=https://www.post.example:80/a?b>",
            [Some("Truce"), None, None, Some("post.example"), Some("https://www.post.example:80/a?b"), None],
        );
    }

    #[test]
    fn what_is_broken_says_nothing() {
        check(
            "<script type=application/ld+json>{\"@type\": \"Article\", </script><link rel=canonical href=/a>\
             <meta name=date content=soon><html lang=english><h1>One</h1><h1>Two</h1>",
            [None; 6],
        );
    }
}
