//! Responses and refusals.

use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::body::Body;
use super::spool::Spool;

/// A response in the making.
pub(super) type Reply = Response<Body>;

/// Why a request is not answered: the status, and a line for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: u16,
    pub(super) problem: String,
    /// Headers that such a status has.
    headers: Vec<(HeaderName, &'static str)>,
}

impl Refused {
    pub(super) fn new(status: u16, problem: impl Into<String>) -> Refused {
        Refused { status, problem: problem.into(), headers: Vec::new() }
    }

    /// None of the formats that there are is wanted.
    pub(super) fn not_acceptable(offers: &[&str]) -> Refused {
        Refused::new(406, format!("ask for one of {}", offers.join(", ")))
    }

    /// Only these methods can be used here.
    pub(super) fn method(allowed: &'static str) -> Refused {
        Refused::new(405, format!("this address takes {allowed}")).with(header::ALLOW, allowed)
    }

    /// Too much is going on.
    pub(super) fn busy(problem: impl Into<String>) -> Refused {
        Refused::new(503, problem).with(header::RETRY_AFTER, "5")
    }

    /// Nobody knows who asks.
    pub(super) fn unauthorized() -> Refused {
        let problem = "give the token of this server, as in `Authorization: Bearer TOKEN`";
        Refused::new(401, problem).with(header::WWW_AUTHENTICATE, "Bearer")
    }

    fn with(mut self, name: HeaderName, value: &'static str) -> Refused {
        self.headers.push((name, value));
        self
    }

    pub(super) fn reply(self) -> Reply {
        let mut reply = text(format!("{}\n", self.problem));
        *reply.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        for (name, value) in self.headers {
            reply.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        reply
    }
}

/// A response with plain text.
pub(super) fn text(text: String) -> Reply {
    bytes("text/plain; charset=utf-8", text.into_bytes())
}

/// A response with these bytes.
pub(super) fn bytes(content_type: &str, bytes: impl Into<hyper::body::Bytes>) -> Reply {
    with_type(content_type, Body::Bytes(Some(bytes.into())))
}

/// A response with an answer.
pub(super) fn spool(content_type: &str, spool: Spool) -> Reply {
    with_type(content_type, Body::Spool(Box::new(spool)))
}

fn with_type(content_type: &str, body: Body) -> Reply {
    let mut reply = Response::new(body);
    set(&mut reply, header::CONTENT_TYPE, content_type);
    reply
}

/// Sets a header; what cannot stand in one is left out.
pub(super) fn set(reply: &mut Reply, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        reply.headers_mut().insert(name, value);
    }
}
