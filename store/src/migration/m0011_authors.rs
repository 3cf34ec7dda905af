//! Who wrote an article on the site, what it is about as a whole, and what of it can be found.

use blkout_core::{
    care::{
        article::{Article, Draft},
        search::searchable,
    },
    time::UtcMillis,
};
use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
    sea_orm::Statement,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in
            [text_null("author_id"), text("about").default("[]").take(), text("searchable").default("").take()]
        {
            manager.alter_table(Table::alter().table("articles").add_column(column).to_owned()).await?;
        }
        make_searchable(manager.get_connection()).await
    }
}

/// Fills `searchable` for the articles that are there already.
async fn make_searchable(database: &impl ConnectionTrait) -> Result<(), DbErr> {
    let engine = database.get_database_backend();
    let sql = "SELECT slug, title, author, summary, published_at, source FROM articles";
    for row in database.query_all_raw(Statement::from_string(engine, sql)).await? {
        let slug: String = row.try_get("", "slug")?;
        let draft = Draft {
            slug: slug.clone(),
            title: row.try_get("", "title")?,
            author: row.try_get("", "author")?,
            summary: row.try_get("", "summary")?,
            published_at: UtcMillis(row.try_get("", "published_at")?),
            about: Vec::new(),
            source: row.try_get("", "source")?,
        };
        // A row that somebody changed by hand so that it is no article is not found, as it is not shown.
        let Ok(article) = Article::new(draft) else { continue };
        let update = Query::update()
            .table("articles")
            .value("searchable", searchable(&article))
            .and_where(Expr::col("slug").eq(slug))
            .to_owned();
        database.execute(&update).await?;
    }
    Ok(())
}
