//! What the readers of marked-up gold share.

/// Text with XML's five entities undone; "&amp;" last, so that "&amp;lt;" stays "&lt;".
pub(crate) fn entities_undone(text: &str) -> String {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
