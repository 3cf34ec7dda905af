//! Answers of the database that are still right: kept while the data version stays, for what many visitors ask.

use std::{
    collections::HashMap,
    fmt,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use crate::StoreError;

/// Most answers of one kind; when there are more, all are forgotten and the memory fills again with what is asked
/// for most. The largest, a page of the ledger, weighs some 100 kB.
const MOST: usize = 32;

/// Answers of one kind by their question. Clones share them.
pub(crate) struct Kept<K, V>(Arc<Mutex<Answers<K, V>>>);

struct Answers<K, V> {
    version: i64,
    by_question: HashMap<K, Arc<V>>,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    /// The answer to `question` at data version `version`: kept from before, or from `read`.
    ///
    /// `version` has to be known before `read` begins: what is written meanwhile makes the answer old. Version 0 says
    /// that the version is not known yet; then nothing is kept.
    ///
    /// # Errors
    /// Those of `read`; they are not kept.
    pub(crate) async fn get(
        &self,
        version: i64,
        question: K,
        read: impl Future<Output = Result<V, StoreError>>,
    ) -> Result<V, StoreError> {
        let known = self.with(|kept| kept.by_question.get(&question).filter(|_| kept.version == version).cloned());
        if let Some(answer) = known {
            return Ok(V::clone(&answer));
        }
        let answer = read.await?;
        if version > 0 {
            let fresh = Arc::new(answer.clone());
            self.with(|kept| {
                if version > kept.version || kept.by_question.len() >= MOST {
                    kept.by_question.clear();
                    kept.version = kept.version.max(version);
                }
                if version == kept.version {
                    kept.by_question.insert(question, fresh);
                }
            });
        }
        Ok(answer)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Answers<K, V>) -> T) -> T {
        // Whole answers only are put in, so that they stay right whatever happened to another thread.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K, V> Clone for Kept<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Answers { version: 0, by_question: HashMap::new() })))
    }
}

impl<K, V> fmt::Debug for Kept<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(kept: &Kept<u32, &'static str>, version: i64, question: u32, fresh: &'static str) -> &'static str {
        kept.get(version, question, async { Ok(fresh) }).await.unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_kept_while_the_version_stays() {
        let kept = Kept::default();
        assert_eq!(ask(&kept, 1, 7, "first").await, "first");
        assert_eq!(ask(&kept, 1, 7, "second").await, "first");
        assert_eq!(ask(&kept, 1, 8, "other").await, "other");
        assert_eq!(ask(&kept, 2, 7, "third").await, "third");
        // A slow reader of the old data arrives late: answered, and not kept.
        assert_eq!(ask(&kept, 1, 7, "late").await, "late");
        assert_eq!(ask(&kept, 2, 7, "fourth").await, "third");
    }

    #[tokio::test]
    async fn neither_errors_nor_answers_of_an_unknown_version_are_kept() {
        let kept = Kept::default();
        assert!(kept.get(1, 7, async { Err(StoreError::corrupt("broken")) }).await.is_err());
        assert_eq!(ask(&kept, 1, 7, "mended").await, "mended");
        let kept = Kept::default();
        assert_eq!(ask(&kept, 0, 7, "first").await, "first");
        assert_eq!(ask(&kept, 0, 7, "second").await, "second");
    }

    #[tokio::test]
    async fn many_questions_do_not_fill_the_memory() {
        let kept = Kept::default();
        for question in 0..1_000 {
            ask(&kept, 1, question, "answer").await;
        }
        assert!(kept.with(|answers| answers.by_question.len()) <= MOST);
    }
}
