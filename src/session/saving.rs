//! What is on its way to be saved, for whatever would draw the screens anew and lose what comes of it.

use leptos::prelude::*;

/// How much is on its way, and what waits until nothing is.
#[derive(Clone, Copy)]
pub struct Saving {
    count: StoredValue<u32>,
    waiting: StoredValue<Option<Callback<()>>>,
}

/// Something on its way, until this is dropped.
pub struct OnItsWay(Saving);

impl Saving {
    pub(super) fn new() -> Self {
        Self { count: StoredValue::new(0), waiting: StoredValue::new(None) }
    }

    /// Something is sent.
    pub fn begin(self) -> OnItsWay {
        self.count.update_value(|count| *count += 1);
        OnItsWay(self)
    }

    /// Acts as soon as nothing is on its way, unless something else is to be done by then.
    pub(super) fn then(self, act: Callback<()>) {
        if self.count.get_value() == 0 {
            act.run(());
        } else {
            self.waiting.set_value(Some(act));
        }
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        let Self(Saving { count, waiting }) = *self;
        // The app may be gone before this is; there is nothing left to do then.
        let (mut is_last, mut act) = (false, None);
        count.update_value(|count| {
            *count -= 1;
            is_last = *count == 0;
        });
        if is_last {
            waiting.update_value(|waiting| act = waiting.take());
        }
        if let Some(act) = act {
            act.run(());
        }
    }
}
