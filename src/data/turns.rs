//! The tasks of a test, run by hand: what is asked for is under way until the test says so.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use domain::language::Language;
use leptos::prelude::*;

use crate::api::memory::Memory;
use crate::api::provide_api;
use crate::session::{SessionState, provide_session};
use crate::ui::provide_announcer;

thread_local! {
    static TASKS: RefCell<Vec<PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
}

struct ByHand;

impl CustomExecutor for ByHand {
    fn spawn(&self, task: PinnedFuture<()>) {
        self.spawn_local(task);
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push(task));
    }

    fn poll_local(&self) {}
}

/// Lets everything that is under way go on for as far as it goes.
pub fn turn() {
    for _ in 0..10 {
        let tasks = TASKS.take();
        let left = tasks.into_iter().filter_map(|mut task: Pin<Box<_>>| {
            task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending().then_some(task)
        });
        let left: Vec<_> = left.collect();
        TASKS.with_borrow_mut(|tasks| tasks.splice(0..0, left).for_each(drop));
    }
}

/// The root of an app that asks `memory`, and the session in it.
pub fn app(memory: &'static Memory) -> (Owner, SessionState) {
    // Set once a process; the tasks are each thread's own.
    drop(Executor::init_local_custom_executor(ByHand));
    let root = Owner::new();
    let session = root.with(|| {
        provide_api(memory);
        provide_announcer();
        provide_session(Language::default)
    });
    turn();
    (root, session)
}
