//! One visit of a witness to a log: what it looks at, in which order, and when it signs.

use std::fmt;

use blkout_core::record::checkpoint::{Checkpoint, CheckpointError};
use blkout_core::record::cosignature::{Cosignature, Witness};
use blkout_core::record::note::{KeyError, Note, NoteError, NoteSignature, Signer, Verifier};
use blkout_core::record::tile::{TileSet, tiles_for_consistency};
use blkout_core::record::tree::{ProofError, consistency_proof, verify_consistency};

use super::log::{Log, LogError};
use super::memory::{Memory, MemoryError, StatePlace};

/// Who visits, and what it goes by.
#[derive(Debug)]
pub struct Visitor<'v> {
    /// The log.
    pub log: &'v Log,
    /// The witness's own key.
    pub signer: &'v Signer,
    /// Where the memory of this log lies.
    pub state: &'v StatePlace,
    /// The log's key, when somebody gave it; otherwise the one that is remembered, or the first one seen.
    pub log_key: Option<Verifier>,
}

/// What came of a visit on which the witness signed.
#[derive(Debug)]
pub struct Visit {
    /// What it signed.
    pub checkpoint: Checkpoint,
    /// The size at the visit before; `None` on the first one.
    pub size_before: Option<u64>,
    /// Whether the log's key was taken on its own word.
    pub trusted_at_first_sight: Option<Verifier>,
    /// The line of the cosignature.
    pub line: NoteSignature,
    /// What the log said to it, and whether it took it; `None` when it takes none.
    pub answer: Option<(bool, String)>,
}

/// Why the witness did not sign, or could not pass it on.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// The log did not answer as it should.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The memory cannot be used.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// The log does not say which key is its own.
    #[error("the log does not say which key it signs with; name it with --log-key")]
    NoKey,
    /// What the log says is its key is not one.
    #[error("what the log says is its key is not one ({0}); name the key with --log-key")]
    Key(KeyError),
    /// The checkpoint is signed by another key.
    #[error(
        "the checkpoint is not signed by {0}. If the log has announced a change of its key, and you have checked that, \
         name the new one with --log-key; nothing was signed"
    )]
    OtherKey(Box<Verifier>),
    /// Not a checkpoint to be trusted.
    #[error("{0}; nothing was signed")]
    Checkpoint(#[from] CheckpointError),
    /// The log has two stories.
    #[error(transparent)]
    Split(#[from] Box<Split>),
}

/// Two checkpoints of one log, both signed by it, of which the later does not continue the earlier.
#[derive(Debug, thiserror::Error)]
pub struct Split {
    /// The one that was cosigned before.
    pub before: Note,
    /// The one that was served now.
    pub after: Note,
    /// What is wrong.
    pub why: Why,
}

/// How two checkpoints do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Fewer entries than before.
    Shrank,
    /// As many, and others.
    Forked,
    /// More, and the log's own tiles do not show that they continue the earlier ones.
    NotContinued,
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::Shrank => "The log has fewer entries than before.",
            Why::Forked => "The log has as many entries as before, and they are others.",
            Why::NotContinued => "The log does not show that it continues what it was before.",
        };
        write!(
            f,
            "{why} Nothing was signed. Keep both checkpoints: together they show what happened.\n\n\
             Before:\n\n{}\nNow:\n\n{}",
            self.before, self.after
        )
    }
}

impl Visitor<'_> {
    /// Looks at the log, and signs and passes on what continues what was seen before. `now_seconds` is the time by
    /// the witness's clock (1970-01-01 UTC is 0).
    ///
    /// # Errors
    /// [`VisitError`]; nothing was signed then, or (an error of [`Log::cosign`]) only not passed on.
    pub fn visit(self, now_seconds: u64) -> Result<Visit, VisitError> {
        let served = Note::parse(&self.log.checkpoint()?).map_err(CheckpointError::from)?;
        // Nothing in it is believed yet; which log it says it is decides only which memory it is held against.
        let checkpoint = Checkpoint::parse(served.text())?;
        let state = self.state.of(checkpoint.origin());
        let _held = Memory::hold(&state)?;
        let memory = Memory::read(&state)?;
        let (log_key, at_first_sight) = match (&self.log_key, &memory) {
            (Some(given), _) => (given.clone(), false),
            (None, Some(memory)) => (memory.log_key.clone(), false),
            (None, None) => {
                let key = self.log.key()?.ok_or(VisitError::NoKey)?;
                (key.parse().map_err(VisitError::Key)?, true)
            }
        };
        let mut note = signed_by(&log_key, &served)?;
        let before = memory.as_ref().and_then(Memory::checkpoint);
        if let (Some(memory), Some(before)) = (&memory, &before) {
            self.compare(memory, before, &checkpoint, &note)?;
        }
        let cosignature = Cosignature::make(self.signer, &checkpoint, now_seconds);
        let witness = Witness::of(self.signer);
        let line = witness.line(&cosignature);
        // First remember, then speak.
        Memory { seen_key: log_key.clone(), seen: note.clone(), log_key: log_key.clone() }.write(&state)?;
        note.add(line.clone()).map_err(CheckpointError::from)?;
        let answer = self.log.cosign(&format!("{witness}\n\n{note}"))?;
        Ok(Visit {
            checkpoint,
            size_before: before.map(|before| before.size()),
            trusted_at_first_sight: at_first_sight.then_some(log_key),
            line,
            answer,
        })
    }

    /// Whether the checkpoint continues the one that was seen before.
    fn compare(&self, memory: &Memory, before: &Checkpoint, after: &Checkpoint, note: &Note) -> Result<(), VisitError> {
        if before.origin() != after.origin() {
            return Err(CheckpointError::Origin.into());
        }
        let mut tiles = TileSet::new();
        for tile in tiles_for_consistency(before.size(), after.size()) {
            self.log.tile(tile, &mut tiles)?;
        }
        let continued = consistency_proof(before.size(), after.size(), |node| tiles.node(node))
            .and_then(|proof| verify_consistency(before.size(), after.size(), before.root(), after.root(), &proof));
        let why = match continued {
            Ok(()) => return Ok(()),
            Err(ProofError::Shrank { .. }) => Why::Shrank,
            Err(_) if before.size() == after.size() => Why::Forked,
            Err(_) => Why::NotContinued,
        };
        Err(Box::new(Split { before: memory.seen.clone(), after: note.clone(), why }).into())
    }
}

/// The note with this key's signature and no other, checked.
fn signed_by(key: &Verifier, served: &Note) -> Result<Note, VisitError> {
    match served.verify(key) {
        Err(NoteError::NotSigned) => return Err(VisitError::OtherKey(Box::new(key.clone()))),
        checked => checked.map_err(CheckpointError::from)?,
    }
    let mut note = Note::new(served.text()).map_err(CheckpointError::from)?;
    for signature in served.signatures_of(key.name(), key.key_id()).take(1) {
        note.add(signature.clone()).map_err(CheckpointError::from)?;
    }
    Ok(note)
}
