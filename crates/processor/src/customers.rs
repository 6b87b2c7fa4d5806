//! Customers: those whom payment methods belong to.

use domain::ClientId;

use crate::error::{Mismatch, ProcessorError};
use crate::http::Processor;
use crate::key::IdempotencyKey;
use crate::refs::CustomerRef;
use crate::wire;

const PATH: &str = "/v1/customers";

impl Processor {
    /// Makes a customer for a client of ours; under the same key the same one.
    ///
    /// # Errors
    /// As [`ProcessorError`] says. A customer made although the answer was lost does no harm: nothing hangs on them.
    pub async fn create_customer(
        &self,
        client: ClientId,
        key: &IdempotencyKey,
    ) -> Result<CustomerRef, ProcessorError> {
        let form = wire::CustomerForm { client_id: &client.to_string() };
        let made: wire::CustomerObject = self.post(PATH, &form, key).await?.json()?;
        made.id.parse().map_err(|_| ProcessorError::Mismatch(Mismatch::Id))
    }
}
