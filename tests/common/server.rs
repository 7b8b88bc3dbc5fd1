//! A server that a test starts, and requests to it as bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A `claimgraph serve` on a port of its own, killed when it is dropped.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) address: SocketAddr,
    /// What it says on standard error after its address.
    said: Arc<Mutex<Vec<String>>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Server {
    pub(crate) fn start(store: &Path, options: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.args(["serve", "--bind", "127.0.0.1:0", "--store"]).arg(store).args(options);
        command.env("CLAIMGRAPH_TOKEN", "the-token").stderr(Stdio::piped());
        let mut process = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(process.stderr.take().expect("its standard error"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("its address");
        let address = first.trim().rsplit("http://").next().unwrap_or_default();
        let address = address.trim_end_matches('/').parse().expect(&first);
        let said: Arc<Mutex<Vec<String>>> = Arc::default();
        let keep = Arc::clone(&said);
        thread::spawn(move || {
            let lines = lines.lines().map_while(Result::ok);
            lines.for_each(|line| keep.lock().expect("whole").push(line));
        });
        Server { process, address, said }
    }

    /// What it has said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().expect("whole").clone()
    }

    /// Sends bytes, and takes what comes until the server closes.
    pub(crate) fn send(&self, bytes: &str) -> Response {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
        // It may refuse before it has taken all.
        let _ = stream.write_all(bytes.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").expect("a response");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let (head, body) = (head.to_owned(), body.to_owned());
        Response { status: status.expect("a status"), head, body }
    }

    /// A request with these lines of head, and its content.
    pub(crate) fn ask(&self, line: &str, headers: &[&str], content: &str) -> Response {
        let mut head = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|header| header.starts_with("Host:")) {
            head += &format!("Host: {}\r\n", self.address);
        }
        for header in headers {
            head += &format!("{header}\r\n");
        }
        if !content.is_empty() || line.starts_with("POST") {
            head += &format!("Content-Length: {}\r\n", content.len());
        }
        self.send(&format!("{head}\r\n{content}"))
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask(&format!("GET {path}"), &[], "")
    }

    pub(crate) fn query(&self, sparql: &str, accept: &str) -> Response {
        let accept = format!("Accept: {accept}");
        self.ask("POST /sparql", &["Content-Type: application/sparql-query", &accept], sparql)
    }

    /// The value of a line of `/metrics`.
    pub(crate) fn metric(&self, name: &str) -> u64 {
        let page = self.get("/metrics").body;
        let line = page.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {page}"))
    }
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn media(&self) -> &str {
        self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until something is so.
pub(crate) fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::sleep(Duration::from_millis(100));
    }
}

/// Text as it stands in an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
