//! What a page has to read for whoever's browser does not run the app: the help guide, and whom to call.

use askama::Template;
use domain::help::HelpTopic;
use texts::Texts;
use texts::help::HelpArticle;
use wire::pages::Page;
use wire::practices::SupportContactView;

/// A page that can be read without the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guide {
    /// What the guide has.
    Contents,
    /// An article of it.
    Article(HelpTopic),
    /// How to reach support.
    Support,
}

/// An article in HTML.
#[derive(Template)]
#[template(path = "site/article.html")]
struct ArticlePage<'a> {
    title: &'static str,
    lead: &'static str,
    /// How support is reached, in HTML.
    contact: Option<&'a str>,
    steps: Vec<&'static str>,
    more: Vec<(&'static str, &'static str)>,
    /// Where else to read on: address and name.
    ways: Vec<(Page, &'static str)>,
}

/// How support is reached, in HTML, within a paragraph.
#[derive(Template)]
#[template(path = "site/contact.html")]
struct Contact<'a> {
    texts: Texts,
    to: &'a SupportContactView,
}

impl Guide {
    /// The page at an address, where it is one of these.
    #[must_use]
    pub const fn at(page: Page) -> Option<Self> {
        match page {
            Page::Help => Some(Self::Contents),
            Page::HelpArticle(topic) => Some(Self::Article(topic)),
            Page::Support => Some(Self::Support),
            Page::Start
            | Page::SignIn
            | Page::Account(..)
            | Page::OwnAccount(_)
            | Page::Clients
            | Page::Client(_)
            | Page::ConfirmEmail => None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn title(self, texts: Texts) -> &'static str {
        match self {
            Self::Contents => texts.help_title(),
            Self::Article(topic) => texts.help_article(topic).title,
            Self::Support => texts.support_title(),
        }
    }

    /// What stands there, in HTML. `contact` is how support is reached, where it is known whose; the page about that says it first.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn html(self, texts: Texts, contact: Option<&str>) -> askama::Result<String> {
        let title = self.title(texts);
        let (help, support) = ((Page::Help, texts.help_title()), (Page::Support, texts.support_title()));
        let page = |lead, ways| ArticlePage {
            title,
            lead,
            contact: None,
            steps: Vec::new(),
            more: Vec::new(),
            ways,
        };
        let made = match self {
            Self::Contents => {
                let ways =
                    HelpTopic::ALL.map(|topic| (Page::HelpArticle(topic), Self::Article(topic).title(texts)));
                page(texts.help_lead(), ways.into_iter().chain([support]).collect())
            }
            Self::Article(topic) => {
                let HelpArticle { lead, steps, more, .. } = texts.help_article(topic);
                ArticlePage { steps, more, ..page(lead, vec![help, support]) }
            }
            Self::Support => ArticlePage { contact, ..page(texts.support_lead(), vec![help]) },
        };
        made.render()
    }
}

/// How to reach a practice's support, in HTML, within a paragraph.
///
/// # Errors
/// When it cannot be written.
pub fn contact(to: &SupportContactView, texts: Texts) -> askama::Result<String> {
    Contact { texts, to }.render()
}
