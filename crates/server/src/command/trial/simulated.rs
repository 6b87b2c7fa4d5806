use std::sync::Arc;

use anyhow::{Context, Result};
use processor_simulator::{Config, Simulator, Webhook};
use secrecy::{ExposeSecret, SecretString};

use crate::clock::Clock;
use crate::config::{EligibilitySettings, ProcessorSettings};
use crate::ids::random;

/// Starts a simulated payment processor on another address of this machine, which sends its messages to `port`, and sets
/// `settings` to it. It ends when it is dropped, and forgets everything then.
pub async fn start(
    settings: &mut ProcessorSettings,
    business: &Clock,
    real: &Clock,
    port: u16,
) -> Result<Simulator> {
    let secret = || SecretString::from(hex::encode(random::<24>()));
    let (key, webhook_secret) = (secret(), secret());
    let (business, real) = (business.clone(), real.clone());
    let config = Config {
        secret: Some(key.expose_secret().to_owned()),
        webhook: Some(Webhook {
            url: format!("http://127.0.0.1:{port}{}", wire::paths::PROCESSOR_EVENTS),
            secret: webhook_secret.expose_secret().to_owned(),
            delivery: processor_simulator::Delivery::default(),
        }),
        seed: u64::from_le_bytes(random()),
        ..Config::new(Arc::new(move || business.now()), Arc::new(move || real.now()))
    };
    let simulator =
        Simulator::start(config).await.context("the simulated payment processor did not start")?;
    settings.processor_url = simulator.base_url();
    settings.processor_secret = Some(key);
    settings.webhook_secret = Some(webhook_secret);
    Ok(simulator)
}

/// Starts a simulated eligibility service on another address of this machine, and sets `settings` to it. It ends when it is dropped.
pub async fn payers(
    settings: &mut EligibilitySettings,
    business: &Clock,
) -> Result<eligibility_simulator::Simulator> {
    let key = SecretString::from(hex::encode(random::<24>()));
    let business = business.clone();
    let config = eligibility_simulator::Config {
        key: Some(key.expose_secret().to_owned()),
        ..eligibility_simulator::Config::new(Arc::new(move || business.now()))
    };
    let simulator = eligibility_simulator::Simulator::start(config);
    let simulator = simulator.await.context("the simulated eligibility service did not start")?;
    settings.eligibility_url = simulator.base_url();
    settings.eligibility_key = Some(key);
    Ok(simulator)
}
