//! The story of the newsroom.
#![cfg(test)]

use blkout_core::{
    care::{
        article::{Article, ArticleSlug, Draft},
        search::Query,
        warning::{Topic, Warning},
    },
    membership::{Capabilities, ChosenName, MemberStatus},
    money::CreatorSlug,
    time::UtcMillis,
};
use blkout_store::{
    AboutError, ArticleKey, AuthorError, EmailAddress, MemberId, NewMember, PasswordDigest, PublishError, Store,
};

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn article(slug: &str, published_at: i64) -> Article {
    Article::new(Draft {
        slug: slug.into(),
        title: format!("The title of {slug}; DROP TABLE articles"),
        author: "Ade ‘O’Cole’".into(),
        summary: "What it is about.".into(),
        published_at: UtcMillis(published_at),
        about: Vec::new(),
        source: "Open.\n\n::: warning racism, \"a dog dies\" | In short.\nCLOSED\n:::\n".into(),
    })
    .unwrap()
}

fn slug(slug: &str) -> ArticleSlug {
    ArticleSlug::new(slug).unwrap()
}

pub(crate) async fn what_is_published_is_read_again(store: Store) {
    let before = store.data_version();
    let published = article("zine-fair", NOW.0);
    store.articles().publish(&published).await.unwrap();
    assert!(store.data_version() > before, "pages kept in memory are rendered anew");

    let read = store.articles().by_slug(&slug("zine-fair"), NOW).await.unwrap();
    assert_eq!(read, Some(published.clone()));
    assert_eq!(store.articles().by_slug(&slug("nothing"), NOW).await.unwrap(), None);

    let page = store.articles().newest(NOW, None, 10).await.unwrap();
    assert_eq!(page.cards, [published.card().clone()]);
    assert_eq!(page.older, None);
    assert!(!format!("{page:?}").contains("CLOSED"));
}

pub(crate) async fn an_address_belongs_to_one_article(store: Store) {
    let first = article("a", NOW.0);
    store.articles().publish(&first).await.unwrap();
    let second = store.articles().publish(&article("a", NOW.0 - 1)).await;
    assert!(matches!(second, Err(PublishError::SlugTaken)));
    assert_eq!(store.articles().by_slug(&slug("a"), NOW).await.unwrap(), Some(first));
}

pub(crate) async fn an_article_is_not_seen_before_its_time(store: Store) {
    store.articles().publish(&article("later", NOW.0 + 1)).await.unwrap();
    assert_eq!(store.articles().by_slug(&slug("later"), NOW).await.unwrap(), None);
    assert!(store.articles().newest(NOW, None, 10).await.unwrap().cards.is_empty());
    let later = UtcMillis(NOW.0 + 1);
    assert!(store.articles().by_slug(&slug("later"), later).await.unwrap().is_some());
    assert_eq!(store.articles().newest(later, None, 10).await.unwrap().cards.len(), 1);
}

pub(crate) async fn pages_of_articles_meet_without_gap_or_repeat(store: Store) {
    // Five articles, three of them at one instant.
    for (name, age) in [("e", 0), ("b", 1), ("d", 1), ("c", 1), ("a", 2)] {
        store.articles().publish(&article(name, NOW.0 - age)).await.unwrap();
    }
    let (mut seen, mut from) = (Vec::new(), None);
    loop {
        let page = store.articles().newest(NOW, from.as_ref(), 2).await.unwrap();
        assert!(page.cards.len() <= 2);
        seen.extend(page.cards.iter().map(|card| card.slug.as_str().to_owned()));
        let Some(older) = page.older else { break };
        // As it travels in an address.
        from = Some(older.to_string().parse::<ArticleKey>().unwrap());
    }
    assert_eq!(seen, ["e", "d", "c", "b", "a"]);
    for hostile in ["", ".", "1", "1.", ".a", "x.a", "1.A", "1.a' OR 1=1", "99999999999999999999.a"] {
        assert!(hostile.parse::<ArticleKey>().is_err(), "{hostile}");
    }
}

/// Adds somebody, and answers who they are.
async fn member(
    store: &Store,
    number: u8,
    status: MemberStatus,
    capabilities: Capabilities,
    creator: bool,
) -> MemberId {
    let id = MemberId::new(NOW, [number; 10]);
    let member = NewMember {
        id: id.clone(),
        email: EmailAddress::parse(&format!("member-{number}@example.org")).unwrap(),
        name: ChosenName::new("Ade").unwrap(),
        status,
        capabilities,
        creator: creator.then(|| CreatorSlug::for_address(&format!("creator-{number}")).unwrap()),
        password: PasswordDigest::new("$none".into()),
        joined_at: NOW,
    };
    store.members().add(member).await.unwrap();
    id
}

pub(crate) async fn active_creators_and_stewards_publish(store: Store) {
    let (steward, none) = (Capabilities { steward: true, ..Capabilities::default() }, Capabilities::default());
    let cases = [
        (MemberStatus::Active, none, true, true),
        (MemberStatus::Active, steward, false, true),
        (MemberStatus::Active, none, false, false),
        (MemberStatus::Lapsed, steward, true, false),
    ];
    for (number, (status, capabilities, creator, may)) in (0..).zip(cases) {
        let id = member(&store, number, status, capabilities, creator).await;
        let sent = article(&format!("piece-{number}"), NOW.0);
        let slug = sent.card().slug.clone();
        let published = store.articles().publish_as(sent, &id).await;
        if may {
            assert_eq!(published.unwrap(), slug);
            assert!(store.articles().is_by(&slug, &id).await.unwrap());
        } else {
            assert!(matches!(published, Err(AuthorError::NotAllowed)), "{status:?}");
            assert_eq!(store.articles().by_slug(&slug, NOW).await.unwrap(), None);
        }
    }
    let nobody = MemberId::new(NOW, [99; 10]);
    let published = store.articles().publish_as(article("nobody", NOW.0), &nobody).await;
    assert!(matches!(published, Err(AuthorError::NotAllowed)));
}

pub(crate) async fn two_presses_are_one_article_and_two_pieces_are_two(store: Store) {
    let id = member(&store, 1, MemberStatus::Active, Capabilities::default(), true).await;
    let other = member(&store, 2, MemberStatus::Active, Capabilities::default(), true).await;
    let publish = async |at, who| store.articles().publish_as(article("a", at), who).await.unwrap();
    assert_eq!(publish(NOW.0, &id).await.as_str(), "a");
    assert_eq!(publish(NOW.0 + 1, &id).await.as_str(), "a");
    assert_eq!(publish(NOW.0, &other).await.as_str(), "a-2");
    assert_eq!(publish(NOW.0, &other).await.as_str(), "a-2");
    assert_eq!(store.articles().newest(NOW, None, 10).await.unwrap().cards.len(), 2);
}

pub(crate) async fn warnings_can_be_changed_by_their_author_alone(store: Store) {
    let id = member(&store, 1, MemberStatus::Active, Capabilities::default(), true).await;
    let other = member(&store, 2, MemberStatus::Active, Capabilities::default(), true).await;
    let slug = store.articles().publish_as(article("a", NOW.0), &id).await.unwrap();
    let about = vec![Warning::Topic(Topic::Violence)];
    let slug_of_import = ArticleSlug::new("imported").unwrap();
    let change = async |slug, who| store.articles().change_about(slug, about.clone(), who).await;
    assert!(matches!(change(&slug, &other).await, Err(AboutError::NotFound)));
    store.articles().publish(&article("imported", NOW.0)).await.unwrap();
    assert!(matches!(change(&slug_of_import, &id).await, Err(AboutError::NotFound)));
    change(&slug, &id).await.unwrap();
    let read = store.articles().by_slug(&slug, NOW).await.unwrap().unwrap();
    assert_eq!(read.about(), about);
    let card = &store.articles().newest(NOW, None, 10).await.unwrap().cards[1];
    assert_eq!(card, read.card());
    assert!(card.warnings.contains(&about[0]));
    assert!(store.articles().is_by(&slug, &id).await.unwrap(), "it stays its author's");
    let many = Topic::ALL.map(Warning::Topic).to_vec();
    assert!(matches!(store.articles().change_about(&slug, many, &id).await, Err(AboutError::Article(_))));
}

pub(crate) async fn a_search_finds_what_stands_open(store: Store) {
    for (name, age) in [("old", 2), ("new", 1)] {
        store.articles().publish(&article(name, NOW.0 - age)).await.unwrap();
    }
    store.articles().publish(&article("later", NOW.0 + 1)).await.unwrap();
    let find = async |text: &str| -> Vec<String> {
        let found = store.articles().search(NOW, &Query::new(text).unwrap(), 10).await.unwrap();
        found.into_iter().map(|card| card.slug.into()).collect()
    };
    assert_eq!(find("TITLE").await, ["new", "old"]);
    assert_eq!(find("title old").await, ["old"]);
    assert_eq!(find("open").await, ["new", "old"]);
    assert_eq!(find("what it is about").await, ["new", "old"]);
    for nothing in ["closed", "short", "racism", "nowhere", "%q%", "_q new"] {
        assert_eq!(find(nothing).await, Vec::<String>::new(), "{nothing}");
    }
    let one = store.articles().search(NOW, &Query::new("title").unwrap(), 1).await.unwrap();
    assert_eq!(one.len(), 1);
}
