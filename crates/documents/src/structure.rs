//! What the parts of a document are, apart from where they stand.

use krilla::tagging::{Identifier, Node, Tag, TagGroup, TagKind, TagTree};

/// The number of a part.
pub(crate) type PartId = usize;

/// A document's parts, as a tree.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    parts: Vec<Part>,
    top: Vec<PartId>,
}

#[derive(Debug)]
struct Part {
    tag: TagKind,
    parts: Vec<PartId>,
    marks: Vec<Identifier>,
    read_as: Option<String>,
}

impl Structure {
    /// A new part, after those that are there: of another part, or of the document.
    pub(crate) fn add(&mut self, within: Option<PartId>, tag: impl Into<TagKind>) -> PartId {
        let id = self.parts.len();
        self.parts.push(Part { tag: tag.into(), parts: Vec::new(), marks: Vec::new(), read_as: None });
        match within {
            Some(parent) => self.parts[parent].parts.push(id),
            None => self.top.push(id),
        }
        id
    }

    /// What was drawn is of this part.
    pub(crate) fn mark(&mut self, part: PartId, mark: Identifier) {
        self.parts[part].marks.push(mark);
    }

    /// What is read of this part. Letters that run from right to left are drawn from left to right, and readers that go by the order
    /// of drawing would say them backwards.
    pub(crate) fn read_as(&mut self, part: PartId, text: String) {
        self.parts[part].read_as = Some(text);
    }

    /// The tree, for the file.
    pub(crate) fn into_tree(mut self, language: &str) -> TagTree {
        let top = std::mem::take(&mut self.top);
        let children: Vec<Node> = top.into_iter().map(|id| Node::Group(self.group(id))).collect();
        TagTree::from(children).with_lang(Some(language.to_owned()))
    }

    fn group(&mut self, id: PartId) -> TagGroup {
        let part = &mut self.parts[id];
        let (tag, parts, marks) =
            (part.tag.clone(), std::mem::take(&mut part.parts), std::mem::take(&mut part.marks));
        let read_as = part.read_as.take();
        let mut children: Vec<Node> = marks.into_iter().map(Node::Leaf).collect();
        if read_as.is_some() {
            let span = TagGroup::with_children(Tag::Span.with_actual_text(read_as), children);
            children = vec![Node::Group(span)];
        }
        children.extend(parts.into_iter().map(|part| Node::Group(self.group(part))));
        TagGroup::with_children(tag, children)
    }
}
