//! What is sent to clients and what they send.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body as _, Bytes, Frame, Incoming, SizeHint};

use super::reply::Refused;
use super::spool::Spool;

/// Bytes that are taken from a spool at once.
const CHUNK: usize = 1 << 16;

/// How long a client may take to send a request's content.
const PATIENCE: Duration = Duration::from_secs(20);

/// The content of a response.
pub(super) enum Body {
    /// Bytes in memory; none when they have been sent.
    Bytes(Option<Bytes>),
    /// An answer.
    Spool(Box<Spool>),
}

impl Body {
    /// How many bytes are still to be sent.
    pub(super) fn length(&self) -> u64 {
        match self {
            Body::Bytes(bytes) => bytes.as_ref().map_or(0, Bytes::len) as u64,
            Body::Spool(spool) => spool.left(),
        }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.get_mut() {
            Body::Bytes(bytes) => {
                bytes.take().filter(|bytes| !bytes.is_empty()).map(|bytes| Ok(Frame::data(bytes)))
            }
            Body::Spool(spool) if spool.left() == 0 => None,
            Body::Spool(spool) => Some(spool.next(CHUNK).map(|bytes| Frame::data(bytes.into()))),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.length() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length())
    }
}

/// What a client sends with a request, if it does not take too long and is not more than `limit`.
pub(super) async fn collect(body: Incoming, limit: usize) -> Result<Vec<u8>, Refused> {
    let too_large = || Refused::new(413, format!("a request may have {} MB", limit >> 20));
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large());
    }
    let mut body = Box::pin(body);
    let mut bytes = Vec::new();
    let all = async {
        while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
            let frame = frame.map_err(|error| Refused::new(400, error.to_string()))?;
            let Ok(data) = frame.into_data() else { continue };
            if bytes.len() + data.len() > limit {
                return Err(too_large());
            }
            bytes.extend_from_slice(&data);
        }
        Ok(())
    };
    let in_time = tokio::time::timeout(PATIENCE, all).await;
    in_time.unwrap_or_else(|_| Err(Refused::new(408, "the request did not come in time")))?;
    Ok(bytes)
}
