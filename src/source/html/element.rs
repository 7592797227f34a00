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

/// Elements without an end tag of their own, of which `hidden` says nothing.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "col"
            | "wbr"
            | "area"
            | "base"
            | "source"
    )
}

/// Elements within which others of the same name are not peers of those outside.
pub(super) fn is_container(name: &str) -> bool {
    matches!(name, "table" | "ul" | "ol" | "dl" | "div" | "section")
}

/// Whether the begin of one element ends another that may be left without its end tag.
///
/// ```text
/// <li hidden>架空旧案<li>架空灯台      the second point is seen
/// ```
pub(super) fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
        "option" => next == "option",
        "p" => is_block(next),
        _ => false,
    }
}

/// Whether the end of one element ends another within it that may be left without its end tag.
pub(super) fn ends_within(open: &str, closed: &str) -> bool {
    match open {
        "li" => matches!(closed, "ul" | "ol"),
        "dt" | "dd" => closed == "dl",
        "td" | "th" => matches!(closed, "tr" | "tbody" | "thead" | "table"),
        "tr" => matches!(closed, "tbody" | "thead" | "table"),
        "thead" | "tbody" => closed == "table",
        "p" => is_container(closed) || matches!(closed, "li" | "td" | "article" | "main"),
        _ => false,
    }
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
