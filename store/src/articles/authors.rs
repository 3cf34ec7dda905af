//! What members publish themselves: in whose name is known from their session, and whether they may is decided here,
//! inside the write.

use blkout_core::{
    care::{
        article::{Article, ArticleError, ArticleSlug},
        warning::Warning,
    },
    membership::may_write,
};
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::{Articles, entity, record};
use crate::{Member, MemberId, StoreError, members};

/// How many articles may share a title before another one is asked for.
const MOST_NAMESAKES: u32 = 50;

/// Why a member could not publish.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError {
    /// Not an active creator or steward.
    #[error("publishing here is for active creators and stewards")]
    NotAllowed,
    /// More than fifty pieces have this title.
    #[error("many pieces have this title already; another one makes yours easier to find")]
    TitleTaken,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why the warnings of an article could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum AboutError {
    /// No article of this member is at this address.
    #[error("there is no article of yours at this address")]
    NotFound,
    /// The warnings do not fit.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Articles<'_> {
    /// Publishes an article of a member, at its address or, where that is taken, with a number behind it; answers the
    /// address. The same piece sent twice by the same member is one article.
    ///
    /// # Errors
    /// [`AuthorError`]; nothing is changed then.
    pub async fn publish_as(&self, article: Article, author: &MemberId) -> Result<ArticleSlug, AuthorError> {
        let author = author.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    if !is_author(txn, &author).await? {
                        return Err(AuthorError::NotAllowed);
                    }
                    let wanted = article.card().slug.clone();
                    let names = (2..=MOST_NAMESAKES).map(|number| wanted.numbered(number));
                    for slug in std::iter::once(wanted.clone()).chain(names) {
                        let taken =
                            entity::Entity::find_by_id(slug.as_str()).one(txn).await.map_err(StoreError::from)?;
                        match taken {
                            Some(row) if is_same(&row, &article, &author)? => return Ok(slug),
                            Some(_) => {}
                            None => {
                                let row = record::to_row(&article.at(slug.clone()), Some(&author))?;
                                let insert = entity::Entity::insert(row).exec_without_returning(txn).await;
                                insert.map_err(StoreError::from)?;
                                return Ok(slug);
                            }
                        }
                    }
                    Err(AuthorError::TitleTaken)
                })
            })
            .await
    }

    /// Whether this member published the article at this address.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_by(&self, slug: &ArticleSlug, member: &MemberId) -> Result<bool, StoreError> {
        let row = entity::Entity::find_by_id(slug.as_str()).one(self.store.reader()).await?;
        Ok(row.is_some_and(|row| row.author_id.as_deref() == Some(member.as_str())))
    }

    /// Changes what an article of this member is about as a whole.
    ///
    /// # Errors
    /// [`AboutError`]; nothing is changed then.
    pub async fn change_about(
        &self,
        slug: &ArticleSlug,
        about: Vec<Warning>,
        author: &MemberId,
    ) -> Result<(), AboutError> {
        let (slug, author) = (slug.clone(), author.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = entity::Entity::find_by_id(slug.as_str()).one(txn).await.map_err(StoreError::from)?;
                    let own = row.filter(|row| row.author_id.as_deref() == Some(author.as_str()));
                    let article = record::to_article(own.ok_or(AboutError::NotFound)?)?.with_about(about)?;
                    let row = record::to_row(&article, Some(&author))?;
                    entity::Entity::update(row).exec(txn).await.map_err(StoreError::from)?;
                    Ok(())
                })
            })
            .await
    }
}

async fn is_author(txn: &DatabaseTransaction, id: &MemberId) -> Result<bool, StoreError> {
    let Some(row) = members::entity::Entity::find_by_id(id.as_str()).one(txn).await? else { return Ok(false) };
    let member = Member::try_from(row)?;
    Ok(may_write(member.status, member.capabilities, member.creator.is_some()))
}

/// Whether `row` is what this author sends: then a form was sent twice.
fn is_same(row: &entity::Model, article: &Article, author: &MemberId) -> Result<bool, StoreError> {
    if row.author_id.as_deref() != Some(author.as_str()) {
        return Ok(false);
    }
    let kept = record::to_article(row.clone())?;
    let same_card = kept.card().title == article.card().title && kept.card().summary == article.card().summary;
    Ok(same_card && kept.source() == article.source() && kept.about() == article.about())
}
