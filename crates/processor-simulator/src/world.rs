//! Everything that changes while a simulator runs, behind one lock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::mpsc::UnboundedSender;

use crate::api::{self, Answer, Problem, Request};
use crate::books::Books;
use crate::chance::Chance;
use crate::config::{Config, Delivery};
use crate::faults::Faults;
use crate::idempotency::{Begin, Keys};
use crate::ledger::{Happened, Ledger};
use crate::listener::Listener;
use crate::webhooks::Tally;

/// What every request shares.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) listener: Listener,
    pub(crate) tally: Tally,
    /// How many requests came, whoever sent them.
    requests: AtomicU64,
    news: UnboundedSender<Happened>,
    world: Mutex<World>,
}

/// What changes.
pub(crate) struct World {
    pub(crate) ledger: Ledger,
    pub(crate) faults: Faults,
    pub(crate) chance: Chance,
    pub(crate) delivery: Delivery,
    /// How far this clock is ahead of the one it was given.
    pub(crate) ahead: TimeDelta,
    keys: Keys,
    /// Intents that a request is at.
    locked: Vec<String>,
}

/// A request that was let in, to be carried out.
pub(crate) struct Begun {
    request: Request,
    locked: bool,
}

impl Shared {
    pub(crate) fn new(
        config: Config,
        listener: Listener,
        news: UnboundedSender<Happened>,
        base_url: String,
    ) -> Arc<Self> {
        let mut chance = Chance::new(config.seed);
        let ids = Chance::new(chance.next());
        let world = World {
            ledger: Ledger::new(ids, base_url, config.newer_refund_events),
            faults: Faults::default(),
            delivery: config
                .webhook
                .as_ref()
                .map_or_else(Delivery::default, |webhook| webhook.delivery.clone()),
            chance,
            ahead: TimeDelta::zero(),
            keys: Keys::new(config.keys_kept),
            locked: Vec::new(),
        };
        Arc::new(Self {
            config,
            listener,
            tally: Tally::default(),
            requests: AtomicU64::new(0),
            news,
            world: Mutex::new(world),
        })
    }

    /// The world, for a moment. A panic elsewhere leaves it usable: each change is one call that ends.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self, world: &World) -> DateTime<Utc> {
        (self.config.clock)() + world.ahead
    }

    /// What the next request is called.
    pub(crate) fn request_id(&self) -> String {
        format!("req_{:014}", self.requests.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// Lets a request in and carries it out, at one instant.
    pub(crate) fn carry_out(&self, request: Request, failing: bool) -> Answer {
        let mut world = self.world();
        let now = self.now(&world);
        let answer = match world.begin(request, now) {
            Ok(begun) => world.finish(begun, failing, now),
            Err(answer) => answer,
        };
        self.announce(&mut world);
        answer
    }

    /// Takes the request's key and locks its intent, or answers at once.
    pub(crate) fn begin(&self, request: Request) -> Result<Begun, Answer> {
        let mut world = self.world();
        let now = self.now(&world);
        world.begin(request, now)
    }

    /// Carries out what was let in before.
    pub(crate) fn finish(&self, begun: Begun) -> Answer {
        let mut world = self.world();
        let now = self.now(&world);
        let answer = world.finish(begun, false, now);
        self.announce(&mut world);
        answer
    }

    /// Changes the ledger from outside.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Ledger, i64) -> T) -> T {
        let mut world = self.world();
        let now = self.now(&world).timestamp();
        let changed = change(&mut world.ledger, now);
        self.announce(&mut world);
        changed
    }

    pub(crate) fn books(&self, with_intents: bool) -> Books {
        let mut books = self.world().ledger.books(with_intents);
        self.tally.add_to(&mut books.totals);
        books
    }

    /// Sends an event, or all there were, once more.
    pub(crate) fn redeliver(&self, event: Option<&str>) -> usize {
        let world = self.world();
        let events: Vec<Happened> = match event {
            Some(id) => world.ledger.events.get(id).cloned().into_iter().collect(),
            None => world.ledger.events.oldest().cloned().collect(),
        };
        events.into_iter().filter(|event| self.tell(event.clone())).count()
    }

    fn announce(&self, world: &mut World) {
        for event in world.ledger.news() {
            self.tell(event);
        }
    }

    /// Without a receiver of webhooks nobody takes it, and that is fine.
    fn tell(&self, event: Happened) -> bool {
        self.config.webhook.is_some() && self.news.send(event).is_ok()
    }
}

impl World {
    fn begin(&mut self, request: Request, now: DateTime<Utc>) -> Result<Begun, Answer> {
        if let Some(key) = request.key.as_deref() {
            match self.keys.begin(key, &request, now) {
                Begin::Fresh => {}
                Begin::Replay(answer) => return Err(answer),
                Begin::Refused(problem) => return Err(Answer::failure(problem)),
            }
        }
        let intent = request.intent().filter(|_| request.method == "POST");
        if intent.is_some_and(|id| self.locked.iter().any(|locked| locked == id)) {
            if let Some(key) = request.key.as_deref() {
                self.keys.abandon(key);
            }
            return Err(Answer::failure(Problem::locked()));
        }
        self.locked.extend(intent.map(Into::into));
        Ok(Begun { locked: intent.is_some(), request })
    }

    /// `failing`: it happens, and is answered as a failure for ever after.
    fn finish(&mut self, Begun { request, locked }: Begun, failing: bool, now: DateTime<Utc>) -> Answer {
        if locked && let Some(id) = request.intent() {
            self.locked.retain(|locked| locked != id);
        }
        let (mut answer, kept) = match api::execute(&mut self.ledger, &request, now) {
            Ok(body) => (Answer::success(body), true),
            Err(problem) => {
                let kept = problem.kept;
                (Answer::failure(problem), kept)
            }
        };
        if failing && kept {
            answer = Answer::failure_for_good(Problem::failed());
        }
        if let Some(key) = request.key.as_deref() {
            if kept {
                self.keys.finish(key, answer.clone());
            } else {
                self.keys.abandon(key);
            }
        }
        answer
    }
}
