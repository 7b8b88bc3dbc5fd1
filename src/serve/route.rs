//! From a request to whoever answers it, and what every response has.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{self, HeaderName};
use hyper::http::uri::Authority;
use hyper::{HeaderMap, Method, Request, StatusCode, Uri};
use serde_json::json;

use super::connections::Connection;
use super::parameters::Parameters;
use super::reply::{self, Refused, Reply};
use super::{Shared, body, desk, graphs, reports, sparql};

/// A request with all that was sent.
pub(super) struct Asked {
    pub(super) method: Method,
    uri: Uri,
    headers: HeaderMap,
    pub(super) content: Vec<u8>,
}

/// Addresses, as they are counted.
const PATHS: [&str; 7] = ["/", "/sparql", "/graphs", "/labels", "/reports", "/health", "/metrics"];

/// Answers a request, whatever it is.
pub(super) async fn answer(
    shared: Arc<Shared>,
    request: Request<Incoming>,
    peer: IpAddr,
    connection: Arc<Connection>,
) -> Result<Reply, Infallible> {
    let began = Instant::now();
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let origin = text(request.headers(), &header::ORIGIN).map(str::to_owned);
    let mut reply = match serve(&shared, request, &connection).await {
        Ok(reply) => reply,
        Err(refused) => refused.reply(),
    };
    share_across_origins(&shared, origin.as_deref(), &method, &mut reply);
    reply::set(&mut reply, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    reply::set(&mut reply, header::REFERRER_POLICY, "no-referrer");
    let status = reply.status().as_u16();
    shared.metrics.request(counted(uri.path()), status);
    let line = access_line(peer, &method, &uri, status, reply.body().length(), began.elapsed());
    (shared.tell)(super::Told::Access(&line));
    Ok(reply)
}

async fn serve(
    shared: &Arc<Shared>,
    request: Request<Incoming>,
    connection: &Connection,
) -> Result<Reply, Refused> {
    let (head, content) = request.into_parts();
    let mut asked =
        Asked { method: head.method, uri: head.uri, headers: head.headers, content: Vec::new() };
    check_host(shared, &asked)?;
    let allowed = methods(asked.path())?;
    if asked.method == Method::OPTIONS {
        let mut reply = reply::text(String::new());
        *reply.status_mut() = StatusCode::NO_CONTENT;
        reply::set(&mut reply, header::ALLOW, allowed);
        return Ok(reply);
    }
    if !allowed.split(", ").any(|known| known == asked.method.as_str()) {
        return Err(Refused::method(allowed));
    }
    if asked.method == Method::POST {
        if asked.headers.contains_key(header::CONTENT_ENCODING) {
            return Err(Refused::new(415, "send the content as it is, not compressed"));
        }
        asked.content = body::collect(content, shared.options.limits.request).await?;
    }
    let _work = connection.work();
    match asked.path() {
        "/sparql" => sparql::reply(shared, asked).await,
        "/graphs" => graphs::reply(shared, asked).await,
        "/questions" => Ok(desk::questions(shared)),
        "/labels" => desk::labels(shared, &asked).await,
        "/reports" => reports::reply(shared, asked).await,
        "/health" => Ok(health(shared)),
        "/metrics" => {
            let page = shared.metrics.page(&shared.current.get(), shared.running.len());
            Ok(reply::bytes("text/plain; version=0.0.4; charset=utf-8", page))
        }
        path => match path.strip_prefix("/questions/") {
            Some(name) => desk::filled(shared, &asked, name).await,
            None => desk::file(&asked).ok_or_else(nothing_there),
        },
    }
}

/// The methods that can be used at a path.
fn methods(path: &str) -> Result<&'static str, Refused> {
    match path {
        "/sparql" => Ok("GET, HEAD, POST, OPTIONS"),
        "/labels" | "/reports" => Ok("POST, OPTIONS"),
        "/" | "/desk.css" | "/desk.js" | "/icon.svg" | "/graphs" | "/questions" | "/health"
        | "/metrics" => Ok("GET, HEAD, OPTIONS"),
        path if path.starts_with("/questions/") => Ok("GET, HEAD, OPTIONS"),
        _ => Err(nothing_there()),
    }
}

fn nothing_there() -> Refused {
    Refused::new(404, "there is nothing here; SPARQL is at /sparql, the desk at /")
}

fn health(shared: &Shared) -> Reply {
    let opened = shared.current.get();
    let page = json!({"status": "ok", "reports": opened.reports, "quads": opened.quads,
        "segments": opened.commits.len()});
    reply::bytes("application/json", format!("{page}\n"))
}

/// A web site may name itself whatever it likes and have its name lead to this machine ("DNS
/// rebinding"); its scripts could then read what is here. So a server that is meant for this
/// machine answers only to names of this machine, and to addresses, which no site can take.
fn check_host(shared: &Shared, asked: &Asked) -> Result<(), Refused> {
    let Some(host) = asked.host().filter(|_| shared.is_local) else { return Ok(()) };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let name = bare.to_ascii_lowercase();
    let is_ours = name == "localhost" || name.ends_with(".localhost");
    let is_named = shared.options.hosts.iter().any(|known| known.eq_ignore_ascii_case(&name));
    if is_ours || is_named || bare.parse::<IpAddr>().is_ok() {
        return Ok(());
    }
    Err(Refused::new(421, "this server does not go by that name; start it with --host NAME"))
}

/// Lets scripts of other web sites read, if whoever runs the server said so
/// (<https://fetch.spec.whatwg.org/#http-cors-protocol>).
fn share_across_origins(shared: &Shared, origin: Option<&str>, method: &Method, reply: &mut Reply) {
    let Some(origin) = origin else { return };
    let any = shared.options.origins.iter().any(|known| known == "*");
    if !any && !shared.options.origins.iter().any(|known| known == origin) {
        return;
    }
    reply::set(reply, header::ACCESS_CONTROL_ALLOW_ORIGIN, if any { "*" } else { origin });
    if !any {
        reply::set(reply, header::VARY, "Origin");
    }
    reply::set(reply, header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    if method == Method::OPTIONS {
        reply::set(reply, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS");
        let headers = "Accept, Authorization, Content-Type";
        reply::set(reply, header::ACCESS_CONTROL_ALLOW_HEADERS, headers);
        reply::set(reply, header::ACCESS_CONTROL_MAX_AGE, "86400");
    }
}

fn counted(path: &str) -> &'static str {
    if path.starts_with("/questions") {
        return "/questions";
    }
    PATHS.into_iter().find(|known| *known == path).unwrap_or("other")
}

/// Who asked what, when, and what became of it. What a query says is nobody else's business.
fn access_line(
    peer: IpAddr,
    method: &Method,
    uri: &Uri,
    status: u16,
    length: u64,
    took: Duration,
) -> String {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let path: String = uri.path().chars().take(100).filter(|c| !c.is_control()).collect();
    let method: String = method.as_str().chars().take(20).collect();
    format!("{now} {peer} {method} {path} {status} {length} B {} ms", took.as_millis())
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

impl Asked {
    pub(super) fn path(&self) -> &str {
        self.uri.path()
    }

    pub(super) fn header(&self, name: &HeaderName) -> Option<&str> {
        text(&self.headers, name)
    }

    /// What the client takes; several headers are one list.
    pub(super) fn accept(&self) -> Option<String> {
        let all: Vec<&str> = self
            .headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|one| one.to_str().ok())
            .collect();
        (!all.is_empty()).then(|| all.join(","))
    }

    /// The media type of what was sent, without parameters.
    pub(super) fn content_type(&self) -> String {
        let sent = self.header(&header::CONTENT_TYPE).unwrap_or_default();
        sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    pub(super) fn parameters(&self) -> Result<Parameters, Refused> {
        Parameters::parse(self.uri.query().unwrap_or_default().as_bytes())
    }

    /// What was sent, as text.
    pub(super) fn text(&self) -> Result<String, Refused> {
        let text = std::str::from_utf8(&self.content);
        text.map(str::to_owned).map_err(|_| Refused::new(400, "the content is not UTF-8"))
    }

    fn host(&self) -> Option<&str> {
        self.uri.authority().map(Authority::as_str).or_else(|| self.header(&header::HOST))
    }

    /// A path of this server as the client calls it.
    pub(super) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.host().unwrap_or("localhost"))
    }
}
