//! The state of a parse: stack, buffer and attachments so far (`StateC` in `_state.pxd`).

use super::draft::{Boundary, Draft};
use super::names::Name;
use super::network::NOBODY;

/// Tokens are numbers; `NOBODY` stands for one that is not there.
#[derive(Debug, Default)]
pub(crate) struct ParseState {
    stack: Vec<u32>,
    /// Tokens that came back from the stack, the next one last; they go before the buffer.
    returned: Vec<u32>,
    /// The first token of the buffer proper.
    next: u32,
    length: u32,
    tokens: Vec<Attachment>,
}

/// A token's place in the tree so far.
#[derive(Debug, Clone, Copy)]
struct Attachment {
    head: u32,
    label: Name,
    /// Its latest child on either side; earlier ones are reached through `sibling`.
    last_left: u32,
    last_right: u32,
    sibling: u32,
    came_back: bool,
    boundary: Boundary,
}

impl ParseState {
    pub(crate) fn begin(&mut self, draft: &Draft<'_>) {
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
        self.length = draft.len() as u32;
        self.tokens.clear();
        self.tokens.extend(draft.tokens.iter().map(|token| Attachment {
            head: NOBODY,
            label: Name::EMPTY,
            last_left: NOBODY,
            last_right: NOBODY,
            sibling: NOBODY,
            came_back: false,
            boundary: token.boundary,
        }));
    }

    pub(crate) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_len() == 0
    }

    /// The first token that has never been looked at.
    pub(crate) fn next_unseen(&self) -> usize {
        self.next as usize
    }

    /// The head and label that a token has got, if any.
    pub(crate) fn attachment(&self, token: u32) -> Option<(u32, Name)> {
        let Attachment { head, label, .. } = self.tokens[token as usize];
        (head != NOBODY).then_some((head, label))
    }

    pub(crate) fn has_head(&self, token: u32) -> bool {
        self.tokens[token as usize].head != NOBODY
    }

    /// The `i`th token from the top of the stack.
    pub(crate) fn stack(&self, i: usize) -> u32 {
        self.stack.iter().rev().nth(i).copied().unwrap_or(NOBODY)
    }

    /// The `i`th token of the buffer.
    pub(crate) fn buffer(&self, i: usize) -> u32 {
        if let Some(&token) = self.returned.iter().rev().nth(i) {
            return token;
        }
        let token = self.next + (i - self.returned.len()) as u32;
        if token < self.length { token } else { NOBODY }
    }

    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    pub(crate) fn buffer_len(&self) -> usize {
        (self.length - self.next) as usize + self.returned.len()
    }

    pub(crate) fn starts_sentence(&self, token: u32) -> bool {
        self.boundary(token) == Boundary::Start
    }

    pub(crate) fn cannot_start_sentence(&self, token: u32) -> bool {
        self.boundary(token) == Boundary::Inside
    }

    /// Whether it was on the stack before and must not be shifted again.
    pub(crate) fn came_back(&self, token: u32) -> bool {
        self.tokens.get(token as usize).is_some_and(|token| token.came_back)
    }

    pub(crate) fn shift(&mut self) {
        let token = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    /// Takes the top off the stack; a token without head goes back to the buffer, unless it is
    /// alone. Returns the token if it is done with.
    pub(crate) fn reduce(&mut self) -> Option<u32> {
        let alone = self.stack.len() == 1;
        let top = self.stack.pop()?;
        if self.has_head(top) || alone {
            return Some(top);
        }
        self.tokens[top as usize].came_back = true;
        self.returned.push(top);
        None
    }

    /// Attaches the top of the stack to the front of the buffer, and takes it off.
    pub(crate) fn attach_left(&mut self, label: Name) -> Option<u32> {
        let (head, child) = (self.buffer(0), self.stack.pop()?);
        self.attach(head, child, label);
        // The stack has changed, so no endless loop is possible.
        self.tokens[head as usize].came_back = false;
        Some(child)
    }

    /// Attaches the front of the buffer to the top of the stack, and shifts it.
    pub(crate) fn attach_right(&mut self, label: Name) {
        self.attach(self.stack(0), self.buffer(0), label);
        self.shift();
    }

    /// Lets a sentence begin at the second token of the buffer.
    pub(crate) fn begin_sentence_behind_next(&mut self) {
        let second = self.buffer(1);
        self.tokens[second as usize].boundary = Boundary::Start;
    }

    /// Ends the parse, when no move is allowed.
    pub(crate) fn give_up(&mut self) {
        self.stack.clear();
        self.returned.clear();
        self.next = self.length;
    }

    pub(crate) fn each_child(&self, token: u32, mut visit: impl FnMut(u32)) {
        let Attachment { last_left, last_right, .. } = self.tokens[token as usize];
        for mut child in [last_left, last_right] {
            while child != NOBODY {
                visit(child);
                child = self.tokens[child as usize].sibling;
            }
        }
    }

    /// Fills in the tokens that describe the state to the network: 8 of them, or 13.
    pub(crate) fn roles(&self, roles: &mut [u32]) {
        let (b0, s0, s1) = (self.buffer(0), self.stack(0), self.stack(1));
        roles[..5].copy_from_slice(&[b0, self.buffer(1), s0, s1, self.stack(2)]);
        if roles.len() == 8 {
            roles[5..].copy_from_slice(&[self.left(b0, 1), self.left(s0, 1), self.right(s0, 1)]);
            return;
        }
        // spaCy overwrites its seventh role, so the second left child of the top never counts.
        roles[5..].copy_from_slice(&[
            self.left(s0, 1),
            self.right(s0, 1),
            self.left(b0, 1),
            self.right(s0, 2),
            self.left(s1, 1),
            self.left(s1, 2),
            self.right(s1, 1),
            self.right(s1, 2),
        ]);
    }

    /// The `nth` latest left child.
    fn left(&self, token: u32, nth: usize) -> u32 {
        self.nth_child(token, nth, |token| token.last_left)
    }

    /// The `nth` latest right child.
    fn right(&self, token: u32, nth: usize) -> u32 {
        self.nth_child(token, nth, |token| token.last_right)
    }

    fn nth_child(&self, token: u32, nth: usize, last: impl Fn(&Attachment) -> u32) -> u32 {
        let mut child = self.tokens.get(token as usize).map_or(NOBODY, last);
        for _ in 1..nth {
            child = self.tokens.get(child as usize).map_or(NOBODY, |child| child.sibling);
        }
        child
    }

    fn attach(&mut self, head: u32, child: u32, label: Name) {
        let old = self.tokens[child as usize];
        if old.head != NOBODY {
            // A token with a head stays on the stack above it, so it is the head's last child.
            let list = last_child(&mut self.tokens[old.head as usize], old.head > child);
            debug_assert_eq!(*list, child, "the latest child of its head");
            *list = old.sibling;
        }
        let list = last_child(&mut self.tokens[head as usize], head > child);
        let sibling = std::mem::replace(list, child);
        let token = &mut self.tokens[child as usize];
        (token.head, token.label, token.sibling) = (head, label, sibling);
    }

    fn boundary(&self, token: u32) -> Boundary {
        self.tokens.get(token as usize).map_or(Boundary::Unknown, |token| token.boundary)
    }
}

fn last_child(head: &mut Attachment, is_left: bool) -> &mut u32 {
    if is_left { &mut head.last_left } else { &mut head.last_right }
}
