//! The story of the newsroom.
#![cfg(test)]

use blkout_core::{
    care::article::{Article, ArticleSlug, Draft},
    time::UtcMillis,
};
use blkout_store::{ArticleKey, PublishError, Store};

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn article(slug: &str, published_at: i64) -> Article {
    Article::new(Draft {
        slug: slug.into(),
        title: format!("The title of {slug}; DROP TABLE articles"),
        author: "Ade ‘O’Cole’".into(),
        summary: "What it is about.".into(),
        published_at: UtcMillis(published_at),
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
