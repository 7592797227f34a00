//! What the names of elements say: what is hidden, what is a block, what is a heading.

/// Elements whose text is no part of the paper.
pub(super) fn hides(name: &str) -> bool {
    matches!(
        name,
        "nav"
            | "script"
            | "style"
            | "footer"
            | "noscript"
            | "template"
            | "select"
            | "svg"
            | "button"
            | "textarea"
            | "iframe"
            | "rt"
            | "rp"
            | "datalist"
            | "object"
            | "audio"
            | "video"
            | "canvas"
    )
}

/// Elements of which `hidden` is believed: they are closed by a tag of their own.
pub(super) fn closes(name: &str) -> bool {
    matches!(
        name,
        "div" | "section" | "span" | "p" | "ul" | "ol" | "table" | "aside" | "form"
    )
}

pub(super) fn is_block(name: &str) -> bool {
    heading(name).is_some()
        || matches!(
            name,
            "p" | "div"
                | "section"
                | "article"
                | "header"
                | "main"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "blockquote"
                | "hr"
                | "address"
                | "figure"
                | "figcaption"
                | "center"
                | "form"
                | "fieldset"
                | "details"
                | "summary"
                | "aside"
                | "body"
                | "tbody"
                | "thead"
                | "legend"
        )
}

pub(super) fn heading(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}
