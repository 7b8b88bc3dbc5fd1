//! What a claim is of, as the files of relations and of short texts write it.

use claimgraph::model::{Claim, Document};

/// "subject → object", or "subject: number".
pub(crate) fn shown(claim: &Claim, document: &Document) -> String {
    let name = |key: &str| {
        let entity = document.entities.iter().find(|entity| entity.key == key);
        entity.map(|entity| entity.name.clone()).expect("an entity for each end")
    };
    let subject = name(&claim.subject);
    match (&claim.object, &claim.strength) {
        (Some(object), _) => format!("{subject} → {}", name(object)),
        (None, Some(strength)) => format!("{subject}: {}", strength.min.unwrap_or_default()),
        (None, None) => subject,
    }
}
