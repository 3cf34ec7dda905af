//! The repository of members: adding somebody, and finding them again.

mod email;
pub(crate) mod entity;
mod record;

pub use email::{EmailAddress, EmailError};
pub use record::{Credentials, Member, MemberId, NewMember, PasswordDigest};

use blkout_core::membership::MemberStatus;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use crate::{Store, StoreError, sessions};

/// See [`Store::members`].
#[derive(Clone, Copy, Debug)]
pub struct Members<'s> {
    pub(crate) store: &'s Store,
}

/// Why a member could not be added.
#[derive(Debug, thiserror::Error)]
pub enum AddMemberError {
    /// The email address belongs to somebody already.
    #[error("somebody with this email address is here already")]
    EmailTaken,
    /// The creator's account belongs to somebody already.
    #[error("this creator's account belongs to another member")]
    CreatorTaken,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Members<'_> {
    /// Adds a member and answers them as they are now kept.
    ///
    /// # Errors
    /// [`AddMemberError`]; nothing is changed then.
    pub async fn add(&self, member: NewMember) -> Result<Member, AddMemberError> {
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let same_email = entity::Column::Email.eq(member.email.as_str());
                    if entity::Entity::find().filter(same_email).one(txn).await.map_err(StoreError::from)?.is_some() {
                        return Err(AddMemberError::EmailTaken);
                    }
                    if let Some(slug) = &member.creator {
                        let same_creator = entity::Column::CreatorSlug.eq(slug.as_str());
                        let taken = entity::Entity::find().filter(same_creator).one(txn).await;
                        if taken.map_err(StoreError::from)?.is_some() {
                            return Err(AddMemberError::CreatorTaken);
                        }
                    }
                    let row = entity::ActiveModel::from(member);
                    let kept = entity::Entity::insert(row).exec_with_returning(txn).await.map_err(StoreError::from)?;
                    Ok(Member::try_from(kept)?)
                })
            })
            .await
    }

    /// The member with this id.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn by_id(&self, id: &MemberId) -> Result<Option<Member>, StoreError> {
        let row = entity::Entity::find_by_id(id.as_str()).one(self.store.reader()).await?;
        row.map(Member::try_from).transpose()
    }

    /// The member with this email address, and what their password is checked against.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn credentials(&self, email: &EmailAddress) -> Result<Option<Credentials>, StoreError> {
        let same_email = entity::Column::Email.eq(email.as_str());
        let row = entity::Entity::find().filter(same_email).one(self.store.reader()).await?;
        row.map(|row| {
            let password = PasswordDigest::new(row.password_hash.clone());
            Ok(Credentials { member: Member::try_from(row)?, password })
        })
        .transpose()
    }

    /// Gives the member with this email address another password, and ends every session of theirs in the same step:
    /// whoever was let in by the old one is out. Answers whether there is such a member.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn change_password(&self, email: &EmailAddress, password: PasswordDigest) -> Result<bool, StoreError> {
        let same_email = entity::Column::Email.eq(email.as_str());
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    let Some(member) = entity::Entity::find().filter(same_email).one(txn).await? else {
                        return Ok(false);
                    };
                    let theirs = sessions::entity::Column::MemberId.eq(&member.id);
                    sessions::entity::Entity::delete_many().filter(theirs).exec(txn).await?;
                    let mut member = member.into_active_model();
                    member.password_hash = Set(password.as_str().to_owned());
                    member.update(txn).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// How many members have this status.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn count(&self, status: MemberStatus) -> Result<u64, StoreError> {
        let with_status = entity::Column::Status.eq(status.as_str());
        Ok(entity::Entity::find().filter(with_status).count(self.store.reader()).await?)
    }
}
