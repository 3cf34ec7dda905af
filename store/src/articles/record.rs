//! From articles to rows and back. What was kept is checked again when it is read: a row that somebody changed by hand
//! shows nothing rather than too much.

use blkout_core::{
    care::{
        article::{Article, ArticleCard, ArticleSlug, Draft},
        reading::ReadingLength,
        search::searchable,
    },
    time::UtcMillis,
};
use sea_orm::{ActiveValue::Set, FromQueryResult};

use super::entity::{ActiveModel, Column, Model};
use crate::{MemberId, StoreError};

/// The columns of a card: all but the text.
pub(super) const CARD_COLUMNS: [Column; 7] = [
    Column::Slug,
    Column::Title,
    Column::Author,
    Column::Summary,
    Column::PublishedAt,
    Column::Warnings,
    Column::Words,
];

/// What a list reads.
#[derive(FromQueryResult)]
pub(super) struct CardRow {
    slug: String,
    title: String,
    author: String,
    summary: String,
    published_at: i64,
    warnings: String,
    words: i64,
}

/// The row of an article, and of the member who wrote it here, if one did.
pub(super) fn to_row(article: &Article, author: Option<&MemberId>) -> Result<ActiveModel, StoreError> {
    let card = article.card();
    Ok(ActiveModel {
        slug: Set(card.slug.as_str().to_owned()),
        title: Set(card.title.clone()),
        author: Set(card.author.clone()),
        summary: Set(card.summary.clone()),
        published_at: Set(card.published_at.0),
        warnings: Set(serde_json::to_string(&card.warnings).map_err(StoreError::corrupt)?),
        words: Set(card.length.words().into()),
        source: Set(article.source().to_owned()),
        author_id: Set(author.map(|id| id.as_str().to_owned())),
        about: Set(serde_json::to_string(article.about()).map_err(StoreError::corrupt)?),
        searchable: Set(searchable(article)),
    })
}

pub(super) fn to_card(row: CardRow) -> Result<ArticleCard, StoreError> {
    Ok(ArticleCard {
        slug: ArticleSlug::new(&row.slug).map_err(StoreError::corrupt)?,
        title: row.title,
        author: row.author,
        summary: row.summary,
        published_at: UtcMillis(row.published_at),
        warnings: serde_json::from_str(&row.warnings).map_err(StoreError::corrupt)?,
        length: ReadingLength::of_words(u32::try_from(row.words).map_err(StoreError::corrupt)?),
    })
}

pub(super) fn to_article(row: Model) -> Result<Article, StoreError> {
    let Model { slug, title, author, summary, published_at, about, source, .. } = row;
    let about = serde_json::from_str(&about).map_err(StoreError::corrupt)?;
    let draft = Draft { slug, title, author, summary, published_at: UtcMillis(published_at), about, source };
    Article::new(draft).map_err(StoreError::corrupt)
}
