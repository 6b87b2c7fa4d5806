//! `/api/clients`

use domain::PracticeId;
use domain::practice::Practice;
use domain::reply::Reach;
use domain::testing::practice_id;
use store::practices;
use test_support::{Server, Who, on_both};
use uuid::Uuid;
use wire::clients::{ProviderClientsView, ReplyView};
use wire::paths;
use wire::practices::SupportContactView;

on_both! {
    a_provider_sees_their_own_clients_with_pronouns_and_payer,
    another_providers_client_is_not_found,
}

async fn a_provider_sees_their_own_clients_with_pronouns_and_payer(server: Server) {
    let ProviderClientsView { clients } = server.get(Who::Provider, paths::CLIENTS).await.body();
    let [client] = &clients[..] else { panic!("{clients:?}") };
    assert_eq!((client.id, client.name.as_str()), (Who::Owner.client(), "Zoë Nguyễn"));
    assert_eq!((client.pronouns.as_deref(), client.payer.as_deref()), (Some("she/her"), Some("Aetna")));
    let ProviderClientsView { clients } = server.get(Who::AnotherProvider, paths::CLIENTS).await.body();
    assert_eq!(clients[0].id, Who::Another.client());
    assert_eq!(clients[0].payer, None);
}

#[tokio::test]
async fn every_slot_of_the_reply_has_a_value_and_links_lead_through_sign_in() {
    let server = Server::start().await;
    let page: ReplyView = server.get(Who::Provider, &paths::client(Who::Owner.client())).await.body();
    let base = &server.base_url;
    assert_eq!(page.reply.client_name, "Zoë");
    assert_eq!(page.reply.provider_name, "Dr. Maya Okafor");
    assert_eq!(page.reply.practice_name, "Larkspur Therapy");
    assert_eq!(page.reply.portal, format!("{base}/sign-in?next=/account/billing"));
    assert_eq!(page.reply.help, format!("{base}/help/update-your-details"));
    assert_eq!(page.reply.support, format!("{base}/support"));
}

#[tokio::test]
async fn what_the_reply_may_name_follows_from_the_payer() {
    let server = Server::start().await;
    let reach = async |who: Who, provider: Who| -> Reach {
        let page: ReplyView = server.get(provider, &paths::client(who.client())).await.body();
        page.reach
    };
    let insured = reach(Who::Owner, Who::Provider).await;
    assert_eq!(insured, Reach { insured: true, card_required: true });
    let paying = reach(Who::Another, Who::AnotherProvider).await;
    assert_eq!(paying, Reach { insured: false, card_required: true });
}

#[tokio::test]
async fn where_there_are_several_practices_the_reply_says_whose_support_it_means() {
    let server = Server::start().await;
    let ours =
        practices::find(&server.desk.store.reader(), practice_id(1)).await.expect("read").expect("there");
    let id = PracticeId::new(Uuid::from_u128(77));
    let other = Practice { id, external_key: "hillside".to_owned(), name: "Hillside".to_owned(), ..ours };
    let unit = server.desk.store.begin().await.expect("a unit");
    practices::upsert(&unit, &[other]).await.expect("a practice");
    unit.commit().await.expect("committed");
    let page: ReplyView = server.get(Who::Provider, &paths::client(Who::Owner.client())).await.body();
    let link = page.reply.support.strip_prefix(&server.base_url).expect("a link to us").to_owned();
    let (path, query) = link.split_once('?').expect("a query");
    assert_eq!(path, "/support");
    let support: SupportContactView =
        server.get(Who::Nobody, &format!("{}?{query}", paths::SUPPORT_CONTACT)).await.body();
    assert_eq!(support.practice, "Larkspur Therapy");
}

async fn another_providers_client_is_not_found(server: Server) {
    let theirs = paths::client(Who::Another.client());
    let answer = server.get(Who::Provider, &theirs).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (404, "not-found"));
    assert_eq!(server.get(Who::Provider, &format!("{}/nonsense", paths::CLIENTS)).await.status, 404);
}
