//! Payouts and bank details through the front door: requests as browsers send them, and as nobody should.

use blkout_core::ledger::TransactionKind;
use blkout_core::membership::{Capabilities, ChosenName, MemberStatus};
use blkout_core::money::{CreatorSlug, Currency, Weights};
use blkout_core::payments::Entry;
use blkout_core::payouts::PayoutId;
use blkout_server::identity::password;
use blkout_store::{DetailsOwner, EmailAddress, MemberId, NewMember, SealedDetails};
use http::{StatusCode, header};

use crate::site::{Answer, PASSWORD, START, Site, credentials, encoded};

const DETAILS: &str =
    "version=0&holder=Am%C3%A1ra+%26+Co&kind=uk&sort_code=01-02-03&account_number=87654321&iban=&bic=";

struct Scene {
    site: Site,
}

impl Scene {
    /// `ada` is a creator and a steward, `kim` and `lee` are stewards, `rae` is a member.
    async fn set() -> Self {
        let scene = Self { site: Site::new().await };
        for (number, name, is_steward) in [(1, "ada", true), (2, "kim", true), (3, "lee", true), (4, "rae", false)] {
            let member = NewMember {
                id: MemberId::new(START, [number; 10]),
                email: EmailAddress::parse(&format!("{name}@example.org")).unwrap(),
                name: ChosenName::new(&format!("<b>{name}</b>")).unwrap(),
                status: MemberStatus::Active,
                capabilities: Capabilities { steward: is_steward, ..Capabilities::default() },
                creator: (name == "ada").then(|| CreatorSlug::for_address("ada").unwrap()),
                password: password::digest(PASSWORD).unwrap(),
                joined_at: START,
            };
            scene.site.store.members().add(member).await.unwrap();
        }
        let entry = Entry {
            id: "txn_1".to_owned(),
            at: START,
            currency: Currency::GBP,
            kind: TransactionKind::Charge,
            gross: 2_000,
            fee: 0,
            net: 2_000,
            charge_id: "ch_1".to_owned(),
            weights: Weights::new([(CreatorSlug::new("ada").unwrap(), 1)]).unwrap(),
            work: "Zine".to_owned(),
        };
        scene.site.store.ledger().append(entry, START).await.unwrap();
        scene
    }

    async fn sign_in(&self, name: &str) -> String {
        let answer = self.site.post("/sign-in", &credentials(&format!("{name}@example.org"), PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.cookie()
    }

    async fn post_as(&self, cookie: &str, path: &str, form: &str) -> Answer {
        self.site.send(crate::site::with(crate::site::post(path, form), "cookie", cookie)).await
    }

    async fn enter_details(&self, cookie: &str) -> Answer {
        let form = format!("{DETAILS}&password={}", encoded(PASSWORD));
        self.post_as(cookie, "/creators/ada/bank-details", &form).await
    }

    /// Ada's details are in and her payout is scheduled.
    async fn scheduled(&self) -> PayoutId {
        let ada = self.sign_in("ada").await;
        assert_eq!(self.enter_details(&ada).await.status, StatusCode::SEE_OTHER);
        let kim = self.sign_in("kim").await;
        assert_eq!(self.post_as(&kim, "/payouts", "").await.status, StatusCode::SEE_OTHER);
        self.site.store.payouts().in_flight(2).await.unwrap()[0].id.clone()
    }
}

#[tokio::test]
async fn only_stewards_see_payouts() {
    let scene = Scene::set().await;
    let id = scene.scheduled().await;
    let pages = ["/payouts".to_owned(), format!("/payouts/{id}"), format!("/payouts/{id}/fail")];
    let rae = scene.sign_in("rae").await;
    for page in &pages {
        let (visitor, member) = (scene.site.get(page).await, scene.site.get_as(page, &rae).await);
        assert_eq!((visitor.status, member.status), (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN), "{page}");
        assert!(member.body.contains("This page is for stewards") && !member.body.contains("£15"));
    }
    for form in ["/payouts".to_owned(), format!("/payouts/{id}/approve"), format!("/payouts/{id}/settle")] {
        let visitor = scene.site.post(&form, "details=1").await;
        assert_eq!(visitor.status, StatusCode::SEE_OTHER);
        assert!(visitor.header(header::LOCATION).starts_with("/sign-in?return_to=/payouts"));
        assert_eq!(scene.post_as(&rae, &form, "details=1").await.status, StatusCode::FORBIDDEN, "{form}");
    }
    let kim = scene.sign_in("kim").await;
    let page = scene.site.get_as(&pages[1], &kim).await;
    assert_eq!((page.status, page.header(header::CACHE_CONTROL).as_str()), (StatusCode::OK, "no-store"));
    assert!(page.body.contains("•••• 4321") && !page.body.contains("87654321") && !page.body.contains("Amára"));
    assert!(!page.body.contains("<b>"));
}

#[tokio::test]
async fn a_payout_goes_through_the_forms_once() {
    let scene = Scene::set().await;
    let id = scene.scheduled().await;
    let (kim, lee, ada) = (scene.sign_in("kim").await, scene.sign_in("lee").await, scene.sign_in("ada").await);
    let (approve, page) = (format!("/payouts/{id}/approve"), format!("/payouts/{id}"));
    let own = scene.post_as(&ada, &approve, "details=1").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.body.contains("This payout is your own, so other stewards look after it."));
    for stale in ["", "details=", "details=x", "details=2"] {
        assert_eq!(scene.post_as(&kim, &approve, stale).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{stale}");
    }
    for cookie in [&kim, &kim, &lee, &lee] {
        let answer = scene.post_as(cookie, &approve, "details=1").await;
        assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, page.clone()));
    }
    let made = scene.post_as(&kim, "/payouts/batches", "currency=GBP").await;
    let file = made.header(header::LOCATION);
    assert!(file.starts_with("/payouts/batches/"), "{made:?}");
    let again = scene.post_as(&kim, "/payouts/batches", "currency=GBP").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(scene.post_as(&ada, &format!("{file}/sent"), "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        assert_eq!(scene.post_as(&lee, &format!("{file}/sent"), "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        scene.post_as(&lee, &format!("{page}/fail"), "seen=sent").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let stale = scene.post_as(&lee, &format!("{page}/fail"), "seen=approved&reason=withdrawn").await;
    assert!(stale.body.contains("moved on meanwhile"), "{}", stale.body);
    for _ in 0..2 {
        assert_eq!(scene.post_as(&kim, &format!("{page}/settle"), "").await.status, StatusCode::SEE_OTHER);
    }
    let seen = scene.site.get_as(&page, &kim).await;
    assert!(seen.body.contains("Paid by the bank") && seen.body.contains("&lt;b&gt;kim&lt;/b&gt;"));
    assert_eq!(scene.site.store.record().of_kind("payout").await.unwrap().len(), 5);
}

#[tokio::test]
async fn the_file_is_for_stewards_and_who_takes_it_is_written_down() {
    let scene = Scene::set().await;
    let id = scene.scheduled().await;
    let (kim, lee, rae) = (scene.sign_in("kim").await, scene.sign_in("lee").await, scene.sign_in("rae").await);
    for cookie in [&kim, &lee] {
        scene.post_as(cookie, &format!("/payouts/{id}/approve"), "details=1").await;
    }
    let file = scene.post_as(&kim, "/payouts/batches", "currency=GBP").await.header(header::LOCATION);
    let (xml, csv) = (format!("{file}/pain.001.xml"), format!("{file}/payments.csv"));
    let unknown_account = scene.post_as(&kim, &xml, "").await;
    assert_eq!(unknown_account.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown_account.body.contains("blkout payouts account"));
    let details = blkout_core::payouts::bank::BankDetails::from_text("uk\nThe co-op\n010203\n11112222").unwrap();
    let sealed = scene.site.state.details_safe().seal(&scene.site.store, (DetailsOwner::CoOp, 1), &details, START);
    scene.site.store.payouts().change_co_op_details(sealed.await.unwrap()).await.unwrap();
    assert_eq!(scene.post_as(&rae, &xml, "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(scene.site.get_as(&xml, &kim).await.status, StatusCode::NOT_FOUND);
    for (address, kind) in [(&xml, "application/xml"), (&csv, "text/csv")] {
        let taken = scene.post_as(&kim, address, "").await;
        assert_eq!(taken.status, StatusCode::OK);
        assert!(taken.body.contains("87654321") && taken.header(header::CONTENT_TYPE).starts_with(kind));
        assert_eq!(taken.header(header::CACHE_CONTROL), "no-store");
        assert!(taken.header(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"payouts-"));
    }
    assert_eq!(scene.post_as(&lee, &xml, "").await.body, scene.post_as(&lee, &xml, "").await.body);
    let seen = scene.site.get_as(&file, &kim).await;
    assert_eq!(seen.body.matches("took the").count() + seen.body.matches("took <!>the").count(), 4, "{}", seen.body);
}

#[tokio::test]
async fn bank_details_ask_for_the_password_and_are_kept_sealed() {
    let scene = Scene::set().await;
    let (ada, rae) = (scene.sign_in("ada").await, scene.sign_in("rae").await);
    let page = "/creators/ada/bank-details";
    assert_eq!(scene.site.get(page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(scene.site.get_as(page, &rae).await.status, StatusCode::FORBIDDEN);
    assert_eq!(scene.enter_details(&rae).await.status, StatusCode::FORBIDDEN);
    for (form, words) in [
        (DETAILS.to_owned(), "Please write your password."),
        (format!("{DETAILS}&password=something+else"), "That is not your password."),
        (DETAILS.replace("87654321", "123"), "An account number has 8 digits"),
        (DETAILS.replace("kind=uk", "kind=iban"), "An IBAN begins with two letters"),
        (DETAILS.replace("kind=uk", "kind="), "which kind of account"),
        (DETAILS.replace("Am%C3%A1ra+%26+Co", "%D0%98%D0%BC%D1%8F"), "Latin letters only"),
    ] {
        let refused = scene.post_as(&ada, page, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.body.contains(words), "{words}");
        assert!(!refused.body.contains("something else"));
    }
    let owner = DetailsOwner::Creator(CreatorSlug::new("ada").unwrap());
    assert_eq!(scene.site.store.payouts().bank_details(&owner).await.unwrap(), None);
    // The same form twice is one change.
    for _ in 0..2 {
        let kept = scene.enter_details(&ada).await;
        assert_eq!(kept.header(header::LOCATION), "/creators/ada/bank-details#bank-details-changed");
    }
    let other = format!("{}&password={}", DETAILS.replace("87654321", "11111111"), encoded(PASSWORD));
    let stale = scene.post_as(&ada, page, &other).await;
    assert!(stale.body.contains("were changed meanwhile"));
    let kept = scene.site.store.payouts().bank_details(&owner).await.unwrap().unwrap();
    assert_eq!(kept.version, 1);
    let shown = scene.site.get_as(page, &ada).await;
    assert!(
        shown.body.contains("•••• 4321") && !shown.body.contains("87654321") && shown.body.contains("Amára &amp; Co")
    );
    assert!(shown.body.contains("If that was not you"));
    assert_eq!(shown.header(header::CACHE_CONTROL), "no-store");
    let sealed = String::from_utf8_lossy(&kept.sealed).into_owned();
    assert!(!sealed.contains("87654321") && !sealed.contains("ra & Co"));
}

#[tokio::test]
async fn guesses_at_the_password_end() {
    let scene = Scene::set().await;
    let ada = scene.sign_in("ada").await;
    for guess in 0..10 {
        let form = format!("{DETAILS}&password=guess+number+{guess}");
        let refused = scene.post_as(&ada, "/creators/ada/bank-details", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(scene.enter_details(&ada).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn details_that_were_moved_are_not_shown() {
    let scene = Scene::set().await;
    scene.scheduled().await;
    let ada = scene.sign_in("ada").await;
    // Somebody with the database, and without the key, puts what was sealed for one place into another.
    let payouts = scene.site.store.payouts();
    let kept = payouts.bank_details(&DetailsOwner::Creator(CreatorSlug::new("ada").unwrap())).await.unwrap().unwrap();
    let moved = SealedDetails { version: 2, ..kept };
    payouts.change_bank_details(&MemberId::new(START, [1; 10]), moved).await.unwrap();
    let shown = scene.site.get_as("/creators/ada/bank-details", &ada).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("cannot be shown at the moment") && !shown.body.contains("4321"));
}
