//! Pieces of the app that travel only to who needs them.
//!
//! [`piece!`] declares one; where it is called a skeleton stands until it is here, and it can be tried again where it was lost.
//! It is cut off when the app is built with the feature `split`, as `cargo xtask` does; without, its code stays with the rest.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
pub use leptos::wasm_split::SplitLoaderError as Lost;

use super::loaded::{Loaded, load};
use crate::api::{Answering, ApiError};
use crate::text::title;
use crate::ui::{Bone, PageHeading, WayBack, anew};

/// Something out of a piece, once the piece is here.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, Lost>>>>;

/// A piece, as the rest of the app knows it.
#[derive(Debug)]
pub struct AppPiece {
    is_here: AtomicBool,
    fetch: fn() -> Fetching<()>,
}

impl AppPiece {
    pub const fn new(fetch: fn() -> Fetching<()>) -> Self {
        Self { is_here: AtomicBool::new(!cfg!(feature = "split")), fetch }
    }

    /// Fetches it, unless it is here.
    pub fn fetch(&'static self) -> Answering<()> {
        Box::pin(async move {
            let error = |_: Lost| if is_outdated() { ApiError::Outdated } else { ApiError::NotReached };
            (self.fetch)().await.map_err(error)?;
            self.is_here.store(true, Ordering::Relaxed);
            Ok(())
        })
    }

    /// What `view` shows, as soon as the piece is here; until then what `waiting` says.
    pub fn view(
        &'static self,
        waiting: Meanwhile,
        view: impl Fn() -> Fetching<AnyView> + Send + 'static,
    ) -> AnyView {
        if self.is_here.load(Ordering::Relaxed) {
            return now(view());
        }
        waiting.view(load(move || self.fetch()), Box::new(move || now(view())))
    }
}

/// What stands where a piece belongs until it is here.
#[derive(Clone, Debug)]
pub enum Meanwhile {
    /// The shape of a page under this name, and the way back from it.
    Page(&'static str, Option<WayBack>),
    /// The shape of a part of a page.
    Part(&'static [Bone]),
}

impl Meanwhile {
    fn view(self, fetched: Loaded<()>, view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        let (heading, back) = match self {
            Self::Page(heading, back) => (heading, back),
            Self::Part(bones) => return fetched.view(bones, move |()| view()),
        };
        let is_here = Memo::new(move |_| fetched.get().is_some());
        anew(move || {
            if is_here.get() {
                return view();
            }
            view! {
                <div class="page">
                    <PageHeading heading=heading.to_string() title=title(heading) back=back.clone() />
                    {fetched.view(PAGE, |()| ().into_any())}
                </div>
            }
            .into_any()
        })
    }
}

const PAGE: &[Bone] = &[Bone::Line, Bone::Row, Bone::Row];

/// The view itself. Of a piece that is here it is made at once, and so below the owner that it belongs to.
fn now(view: Fetching<AnyView>) -> AnyView {
    match pin!(view).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(_)) | Poll::Pending => unreachable!("the piece is here"),
    }
}

/// Whether the server has no longer this app but another: the loader of the pieces notes so on the page.
fn is_outdated() -> bool {
    document().document_element().is_some_and(|page| page.has_attribute("data-outdated"))
}

/// Declares a function that returns a view whose code is in a piece, after the name of the group that it travels with and what
/// stands there meanwhile; and the module `piece`, with the [`AppPiece`] itself.
macro_rules! piece {
    ($group:ident, $waiting:expr; $(#[$doc:meta])* $vis:vis fn $name:ident($($argument:ident: $type:ty),*) $body:block) => {
        $(#[$doc])*
        $vis fn $name($($argument: $type),*) -> leptos::prelude::AnyView {
            piece::PIECE.view($waiting, move || Box::pin(piece::$name($($argument),*)))
        }

        pub mod piece {
            use super::*;
            use $crate::data::piece::{AppPiece, Lost};

            pub static PIECE: AppPiece = AppPiece::new(|| Box::pin(fetch()));

            #[cfg(feature = "split")]
            #[leptos::wasm_split::wasm_split($group, wasm_split_path = ::leptos::wasm_split, preload(fetch), fallible)]
            pub fn $name($($argument: $type),*) -> Result<leptos::prelude::AnyView, Lost> {
                Ok($body)
            }

            #[cfg(not(feature = "split"))]
            pub async fn $name($($argument: $type),*) -> Result<leptos::prelude::AnyView, Lost> {
                Ok($body)
            }

            #[cfg(not(feature = "split"))]
            async fn fetch() -> Result<(), Lost> {
                Ok(())
            }
        }
    };
}
pub(crate) use piece;
