//! One says that it is so, the other that it is not.

use super::{Contradiction, Evidence, Kind};
use crate::corroborate::accounts::Account;

/// For each denial the surest of those whom it contradicts.
pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for members in evidence.groups.iter() {
        let (denied, asserted): (Vec<usize>, Vec<usize>) =
            members.iter().partition(|place| evidence.accounts[**place].denied);
        if denied.is_empty() || asserted.is_empty() {
            continue;
        }
        // Several denials of one thing by one teller are one.
        let mut by_teller: Vec<(Option<&String>, usize)> = denied
            .iter()
            .map(|place| (evidence.accounts[*place].source.chain.last(), *place))
            .collect();
        by_teller.sort();
        for denials in by_teller.chunk_by(|a, b| a.0 == b.0) {
            let denials = denials.iter().map(|(_, place)| *place);
            let Some(denial) = evidence.surest(denials) else { continue };
            let account = &evidence.accounts[denial];
            let opposed = asserted.iter().copied();
            let opposed = opposed.filter(|place| is_denied(&evidence.accounts[*place], account));
            found.extend(
                evidence.surest(opposed).map(|it| evidence.contradiction(Kind::Denial, it, denial)),
            );
        }
    }
    found
}

/// Whether a denial is of what an account asserts: at that time, and of that number if it names one.
/// "The dead were three, not four" does not deny that there were dead.
fn is_denied(account: &Account, denial: &Account) -> bool {
    let same_number = match (&account.strength, &denial.strength) {
        (Some(told), Some(denied)) => told.min == denied.min && told.max == denied.max,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    same_number && account.window.is_compatible(&denial.window)
}
