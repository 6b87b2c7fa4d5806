//! Reads a PDF as a program for people who cannot see it does: by its structure, through the tables that say which characters a
//! glyph is. Written from the standard (ISO 32000-1, 14.6 to 14.9), by other means than what writes it.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the structure.
#[derive(Debug)]
pub struct Element {
    pub role: String,
    pub text: String,
    pub scope: Option<String>,
    pub children: Vec<Element>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Read {
    pub pdf: Document,
    pub root: Element,
    /// What is drawn and belongs to nothing, a text a page and artifact.
    pub artifacts: Vec<String>,
    /// Marked content that no element names.
    pub orphans: usize,
    /// Things drawn outside of any mark.
    pub unmarked: usize,
}

type Marks = HashMap<(ObjectId, i64), String>;

/// Reads a file.
///
/// # Panics
/// Where it is not as the standard says.
pub fn read(bytes: &[u8]) -> Read {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let (mut marks, mut artifacts, mut unmarked) = (Marks::new(), Vec::new(), 0);
    for page in pdf.get_pages().into_values() {
        page_marks(&pdf, page, &mut marks, &mut artifacts, &mut unmarked);
    }
    let tree =
        dictionary(&pdf, pdf.catalog().expect("a catalog").get(b"StructTreeRoot").expect("a structure"));
    let top = match tree.get(b"K").expect("a root") {
        Object::Array(all) => all[0].clone(),
        one => one.clone(),
    };
    let root = element(&pdf, &top, None, &mut marks);
    Read { root, artifacts, orphans: marks.len(), unmarked, pdf }
}

impl Element {
    /// All elements of this role in it, in the order of reading.
    pub fn all<'a>(&'a self, role: &str) -> Vec<&'a Element> {
        let mut found: Vec<&Element> = self.children.iter().flat_map(|child| child.all(role)).collect();
        if self.role == role {
            found.insert(0, self);
        }
        found
    }

    /// The tree, a line an element.
    pub fn outline(&self, depth: usize, out: &mut String) {
        let scope = self.scope.as_deref().map(|scope| format!(" ({scope})")).unwrap_or_default();
        let text = if self.children.is_empty() { format!(" {:?}", self.text) } else { String::new() };
        out.push_str(&format!("{}{}{scope}{text}\n", "  ".repeat(depth), self.role));
        self.children.iter().for_each(|child| child.outline(depth + 1, out));
    }
}

/// The dictionary that this is, or leads to.
pub fn dictionary<'a>(pdf: &'a Document, object: &'a Object) -> &'a Dictionary {
    pdf.dereference(object).expect("there").1.as_dict().expect("a dictionary")
}

/// The text that this is.
pub fn string(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => utf16(wide),
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

fn element(pdf: &Document, object: &Object, page: Option<ObjectId>, marks: &mut Marks) -> Element {
    let it = dictionary(pdf, object);
    let page = it.get(b"Pg").and_then(Object::as_reference).ok().or(page);
    let kids = match it.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    let (mut children, mut text) = (Vec::new(), String::new());
    for kid in &kids {
        let mut mark = |page: Option<ObjectId>, id: i64| {
            marks.remove(&(page.expect("a page"), id)).expect("marked content that is there, once")
        };
        match pdf.dereference(kid).expect("there").1 {
            Object::Integer(id) => text.push_str(&mark(page, *id)),
            Object::Dictionary(reference) if reference.has(b"MCID") => {
                let page = reference.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                text.push_str(&mark(
                    page,
                    reference.get(b"MCID").and_then(Object::as_i64).expect("a number"),
                ));
            }
            _ => {
                let child = element(pdf, kid, page, marks);
                text.push_str(&child.text);
                children.push(child);
            }
        }
    }
    if let Ok(actual) = it.get(b"ActualText") {
        text = string(actual);
    }
    let attributes = it.get(b"A").ok().map(|it| pdf.dereference(it).expect("there").1.clone());
    let attributes = match attributes {
        Some(Object::Array(all)) => all,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let scope = attributes.iter().find_map(|it| it.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok());
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let role = name(it.get(b"S").and_then(Object::as_name).expect("a role"));
    Element { role, text, scope: scope.map(name), children }
}

/// What is open while a page is read: its number, its own text, and what stands for the text inside.
struct Open {
    is_artifact: bool,
    id: Option<i64>,
    actual: Option<String>,
    text: String,
}

fn page_marks(
    pdf: &Document,
    page: ObjectId,
    marks: &mut Marks,
    artifacts: &mut Vec<String>,
    unmarked: &mut usize,
) {
    let fonts: HashMap<Vec<u8>, HashMap<u16, String>> = pdf
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, to_unicode(pdf, font)))
        .collect();
    let content = Content::decode(&pdf.get_page_content(page)).expect("operators");
    let (mut open, mut font): (Vec<Open>, _) = (Vec::new(), None);
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let properties = operands.get(1).and_then(|it| properties(pdf, page, it));
                let of = |key: &[u8]| properties.as_ref().and_then(|it| it.get(key).ok());
                open.push(Open {
                    is_artifact: operands[0].as_name().expect("a name") == b"Artifact",
                    id: of(b"MCID").and_then(|id| id.as_i64().ok()),
                    actual: of(b"ActualText").map(string),
                    text: String::new(),
                });
            }
            "EMC" => {
                let closed = open.pop().expect("something open");
                let text = closed.actual.unwrap_or(closed.text);
                match (closed.is_artifact, closed.id, open.last_mut()) {
                    (true, ..) => artifacts.push(text),
                    (false, Some(id), _) => {
                        assert!(marks.insert((page, id), text).is_none(), "mark {id} twice");
                    }
                    (false, None, Some(around)) => around.text.push_str(&text),
                    (false, None, None) => *unmarked += 1,
                }
            }
            "Tf" => font = fonts.get(operands[0].as_name().expect("a name")),
            "Tj" | "TJ" => {
                let text = shown(operands, font.expect("a font"));
                match open.last_mut() {
                    Some(open) => open.text.push_str(&text),
                    None => *unmarked += 1,
                }
            }
            "f" | "f*" | "S" | "s" | "B" | "b" | "Do" | "sh" if open.is_empty() => *unmarked += 1,
            _ => {}
        }
    }
    assert!(open.is_empty(), "marks are closed on their page");
}

fn properties(pdf: &Document, page: ObjectId, operand: &Object) -> Option<Dictionary> {
    match operand {
        Object::Dictionary(inline) => Some(inline.clone()),
        Object::Name(name) => {
            let (inline, inherited) = pdf.get_page_resources(page).ok()?;
            let resources = inline.or_else(|| pdf.get_dictionary(*inherited.first()?).ok())?;
            Some(dictionary(pdf, dictionary(pdf, resources.get(b"Properties").ok()?).get(name).ok()?).clone())
        }
        _ => None,
    }
}

fn shown(operands: &[Object], font: &HashMap<u16, String>) -> String {
    let mut text = String::new();
    let parts = match &operands[0] {
        Object::Array(parts) => parts.clone(),
        one => vec![one.clone()],
    };
    for part in parts.iter().filter_map(|part| part.as_str().ok()) {
        for code in part.chunks(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            text.push_str(font.get(&code).unwrap_or_else(|| panic!("glyph {code} is no character")));
        }
    }
    text
}

/// Which characters a font's glyphs are.
fn to_unicode(pdf: &Document, font: &Dictionary) -> HashMap<u16, String> {
    let map = pdf
        .dereference(font.get(b"ToUnicode").expect("every font says what its glyphs are"))
        .expect("there")
        .1;
    let map = map.as_stream().expect("a stream");
    let bytes = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut of = HashMap::new();
    let hex = |token: &str| -> Vec<u8> {
        let digits = token.trim_matches(['<', '>']);
        (0..digits.len() / 2)
            .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).expect("hex"))
            .collect()
    };
    let code = |token: &str| hex(token).into_iter().fold(0_u16, |code, byte| code << 8 | u16::from(byte));
    for part in text.split("beginbfchar").skip(1) {
        let part = part.split("endbfchar").next().expect("a part");
        let tokens: Vec<&str> = part.split_whitespace().collect();
        for pair in tokens.chunks(2) {
            of.insert(code(pair[0]), utf16(&hex(pair[1])));
        }
    }
    assert!(!text.contains("beginbfrange"), "no ranges are written today; read them here when they are");
    of
}
