//! The processor's customers: the ones whom payment methods belong to.

use chrono::{DateTime, Utc};
use domain::ClientId;

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::intent::instant;
use crate::key::IdempotencyKey;
use crate::refs::CustomerRef;
use crate::wire;

const PATH: &str = "/v1/customers";

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The processor's id.
    pub id: CustomerRef,
    /// Our client, unless the customer was made by somebody else.
    pub client: Option<ClientId>,
    /// Whether it was deleted; nothing can be taken from it then.
    pub deleted: bool,
    /// When it was made.
    pub created: DateTime<Utc>,
}

impl Processor {
    /// Makes the customer of a client. The processor learns our id of the client and nothing else.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn create_customer(
        &self,
        client: ClientId,
        key: &IdempotencyKey,
    ) -> Result<Customer, ProcessorError> {
        let form = wire::CustomerForm { client_id: &client.to_string() };
        let customer = Customer::read(self.post(PATH, &form, key).await?.json()?)?;
        if customer.client == Some(client) {
            Ok(customer)
        } else {
            Err(ProcessorError::Mismatch(Mismatch::Customer))
        }
    }

    /// Looks a customer up.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn customer(&self, id: &CustomerRef) -> Result<Customer, ProcessorError> {
        let customer = Customer::read(self.read(&format!("{PATH}/{id}"), &[]).await?)?;
        if customer.id == *id { Ok(customer) } else { Err(ProcessorError::Mismatch(Mismatch::Id)) }
    }
}

impl Customer {
    fn read(customer: wire::CustomerObject) -> Result<Self, ProcessorError> {
        Ok(Self {
            id: customer.id.parse().map_err(|_| ProcessorError::Mismatch(Mismatch::Id))?,
            client: customer.metadata.get(wire::CLIENT_ID).and_then(|id| id.parse().ok()),
            deleted: customer.deleted,
            created: instant(customer.created),
        })
    }
}
