//! The repository of articles: publishing one, reading one, listing the newest, finding some.

mod authors;
mod entity;
mod key;
mod record;

pub use authors::{AboutError, AuthorError};
pub use key::ArticleKey;

use blkout_core::{
    care::{
        article::{Article, ArticleCard, ArticleSlug},
        search::Query,
    },
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Store, StoreError};

/// The most articles on one page of a list.
pub const MAX_ARTICLES_PER_PAGE: u64 = 50;

/// See [`Store::articles`].
#[derive(Clone, Copy, Debug)]
pub struct Articles<'s> {
    pub(crate) store: &'s Store,
}

/// Why an article could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Another article has this address.
    #[error("there is already an article at this address")]
    SlugTaken,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A page of a list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePage {
    /// Newest first.
    pub cards: Vec<ArticleCard>,
    /// Where the page after this one begins, if there is one.
    pub older: Option<ArticleKey>,
}

impl Articles<'_> {
    /// Keeps an article. It is seen from its `published_at` on.
    ///
    /// # Errors
    /// [`PublishError`]; nothing is changed then.
    pub async fn publish(&self, article: &Article) -> Result<(), PublishError> {
        let row = record::to_row(article, None)?;
        let slug = article.card().slug.as_str().to_owned();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let taken = entity::Entity::find_by_id(slug).one(txn).await.map_err(StoreError::from)?;
                    if taken.is_some() {
                        return Err(PublishError::SlugTaken);
                    }
                    entity::Entity::insert(row).exec_without_returning(txn).await.map_err(StoreError::from)?;
                    Ok(())
                })
            })
            .await
    }

    /// The article at this address, when it is published by `now`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn by_slug(&self, slug: &ArticleSlug, now: UtcMillis) -> Result<Option<Article>, StoreError> {
        let row = entity::Entity::find_by_id(slug.as_str())
            .filter(entity::Column::PublishedAt.lte(now.0))
            .one(self.store.reader())
            .await?;
        row.map(record::to_article).transpose()
    }

    /// The articles published by `now`, newest first: `limit` of them (1 to [`MAX_ARTICLES_PER_PAGE`]) from `from` on.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn newest(
        &self,
        now: UtcMillis,
        from: Option<&ArticleKey>,
        limit: u64,
    ) -> Result<ArticlePage, StoreError> {
        let limit = limit.clamp(1, MAX_ARTICLES_PER_PAGE);
        let mut query = entity::Entity::find().filter(entity::Column::PublishedAt.lte(now.0));
        if let Some(key) = from {
            let earlier = entity::Column::PublishedAt.lt(key.published_at().0);
            let same_time = Condition::all()
                .add(entity::Column::PublishedAt.eq(key.published_at().0))
                .add(entity::Column::Slug.lte(key.slug().as_str()));
            query = query.filter(Condition::any().add(earlier).add(same_time));
        }
        let mut cards = query
            .order_by_desc(entity::Column::PublishedAt)
            .order_by_desc(entity::Column::Slug)
            .limit(limit + 1)
            .select_only()
            .columns(record::CARD_COLUMNS)
            .into_model::<record::CardRow>()
            .all(self.store.reader())
            .await?
            .into_iter()
            .map(record::to_card)
            .collect::<Result<Vec<_>, _>>()?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let older = cards.get(most).map(|card| ArticleKey::new(card.published_at, card.slug.clone()));
        cards.truncate(most);
        Ok(ArticlePage { cards, older })
    }

    /// The newest articles, published by `now`, in which every word of the question stands: `limit` of them at most.
    /// Only what [`blkout_core::care::search::searchable`] names is looked at.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn search(&self, now: UtcMillis, query: &Query, limit: u64) -> Result<Vec<ArticleCard>, StoreError> {
        let mut articles = entity::Entity::find().filter(entity::Column::PublishedAt.lte(now.0));
        for word in query.words() {
            // Letters and digits only, so that nothing in a word has a meaning of its own.
            articles = articles.filter(entity::Column::Searchable.contains(word));
        }
        articles
            .order_by_desc(entity::Column::PublishedAt)
            .order_by_desc(entity::Column::Slug)
            .limit(limit.min(MAX_ARTICLES_PER_PAGE))
            .select_only()
            .columns(record::CARD_COLUMNS)
            .into_model::<record::CardRow>()
            .all(self.store.reader())
            .await?
            .into_iter()
            .map(record::to_card)
            .collect()
    }
}
