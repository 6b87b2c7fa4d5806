//! What clients see and change of themselves.

use domain::ClientId;
use wire::about_me::{AboutMeView, AddressRequest, CalledRequest, EmailRequest, PhoneRequest};
use wire::email_confirmation::{FollowAnswer, FollowRequest};
use wire::paths;
use wire::to_do::ToDoView;

use super::{Answering, Api, ApiRequest, read};

impl Api {
    /// The client, as they see themselves.
    #[must_use]
    pub fn about_me(self, client: ClientId) -> Answering<AboutMeView> {
        self.get(paths::about_me(client))
    }

    /// Has the client reached at another telephone number, or at none.
    #[must_use]
    pub fn change_phone(self, client: ClientId, request: &PhoneRequest) -> Answering<AboutMeView> {
        self.put(paths::about_me_phone(client), request)
    }

    /// Has the client called by another name, and their pronouns.
    #[must_use]
    pub fn change_called(self, client: ClientId, request: &CalledRequest) -> Answering<AboutMeView> {
        self.put(paths::about_me_called(client), request)
    }

    /// What waits for the client, beside their card.
    #[must_use]
    pub fn to_do(self, client: ClientId) -> Answering<ToDoView> {
        self.get(paths::to_do(client))
    }

    /// Has a link sent to another address, which confirms it.
    #[must_use]
    pub fn change_email(self, client: ClientId, request: &EmailRequest) -> Answering<AboutMeView> {
        self.put(paths::about_me_email(client), request)
    }

    /// Takes that back.
    #[must_use]
    pub fn withdraw_email(self, client: ClientId) -> Answering<AboutMeView> {
        read(self.0.carry(ApiRequest::Delete(paths::about_me_email(client))))
    }

    /// Follows a link that confirms an address, without being signed in.
    #[must_use]
    pub fn confirm_email(self, token: String) -> Answering<FollowAnswer> {
        self.post(paths::EMAIL_CONFIRMATION.to_owned(), &FollowRequest { token })
    }

    /// Has the client live at another address, or at none.
    #[must_use]
    pub fn change_address(self, client: ClientId, request: &AddressRequest) -> Answering<AboutMeView> {
        self.put(paths::about_me_address(client), request)
    }
}
