//! The repository of sessions: who is signed in, since when, and when it ends.
//!
//! A visitor holds a random id; only its digest is kept here. Sessions are no part of what visitors see of each
//! other, so writing them does not raise the data version.

mod digest;
pub(crate) mod entity;

pub use digest::SessionDigest;

use blkout_core::time::UtcMillis;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use crate::{Member, MemberId, Store, StoreError, members};

/// See [`Store::sessions`].
#[derive(Clone, Copy, Debug)]
pub struct Sessions<'s> {
    pub(crate) store: &'s Store,
}

/// A session to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The digest of the id that the visitor will hold.
    pub digest: SessionDigest,
    /// Who signed in.
    pub member_id: MemberId,
    /// Whether the visitor said that others use the device too.
    pub is_shared_device: bool,
    /// When.
    pub started_at: UtcMillis,
    /// When it ends, however busy it is.
    pub ends_at: UtcMillis,
}

/// A session that is still good, and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// The digest of the id that the visitor holds.
    pub digest: SessionDigest,
    /// Whose it is, as they are now.
    pub member: Member,
    /// Whether the visitor said that others use the device too.
    pub is_shared_device: bool,
    /// When it was last used, give or take what the caller saves itself in writes.
    pub seen_at: UtcMillis,
    /// When it ends, however busy it is.
    pub ends_at: UtcMillis,
}

impl Sessions<'_> {
    /// Begins a session, and in the same step ends `previous`, the one that the visitor came with: an id never
    /// survives a sign-in. Sessions whose time is over are swept away on this occasion.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn begin(&self, session: NewSession, previous: Option<SessionDigest>) -> Result<(), StoreError> {
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    let over = entity::Column::EndsAt.lte(session.started_at.0);
                    entity::Entity::delete_many().filter(over).exec(txn).await?;
                    if let Some(previous) = previous {
                        entity::Entity::delete_by_id(previous.to_hex()).exec(txn).await?;
                    }
                    let row = entity::ActiveModel {
                        digest: Set(session.digest.to_hex()),
                        member_id: Set(session.member_id.as_str().to_owned()),
                        is_shared_device: Set(session.is_shared_device),
                        started_at: Set(session.started_at.0),
                        seen_at: Set(session.started_at.0),
                        ends_at: Set(session.ends_at.0),
                    };
                    entity::Entity::insert(row).exec_without_returning(txn).await?;
                    Ok(())
                })
            })
            .await
    }

    /// The session with this digest, unless it has ended by `now`. Whether it has been idle for too long, and
    /// whether its member may still come in, is for the caller to say.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn find(&self, digest: &SessionDigest, now: UtcMillis) -> Result<Option<Session>, StoreError> {
        let row = entity::Entity::find_by_id(digest.to_hex())
            .filter(entity::Column::EndsAt.gt(now.0))
            .find_also_related(members::entity::Entity)
            .one(self.store.reader())
            .await?;
        let Some((session, Some(member))) = row else { return Ok(None) };
        Ok(Some(Session {
            digest: digest.clone(),
            member: Member::try_from(member)?,
            is_shared_device: session.is_shared_device,
            seen_at: UtcMillis(session.seen_at),
            ends_at: UtcMillis(session.ends_at),
        }))
    }

    /// Notes that the session was used at `now`. Time never goes back.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn touch(&self, digest: &SessionDigest, now: UtcMillis) -> Result<(), StoreError> {
        let digest = digest.to_hex();
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    entity::Entity::update_many()
                        .col_expr(entity::Column::SeenAt, Expr::value(now.0))
                        .filter(entity::Column::Digest.eq(digest).and(entity::Column::SeenAt.lt(now.0)))
                        .exec(txn)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends the session. That there is none is no error.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end(&self, digest: &SessionDigest) -> Result<(), StoreError> {
        let digest = digest.to_hex();
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    entity::Entity::delete_by_id(digest).exec(txn).await?;
                    Ok(())
                })
            })
            .await
    }
}
