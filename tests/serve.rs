//! What `claimgraph serve` promises: the protocols, the limits, and that it goes on whatever happens.

#[path = "common/program.rs"]
mod program;
#[path = "common/server.rs"]
mod server;

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use server::{Server, encoded, eventually};

const COUNT: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?claim a cg:Claim }";

/// Counts for longer than the universe is old, and reads the store only in the beginning.
const ENDLESS: &str =
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";

/// The store of the example reports, built once.
fn store() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| program::store("serve", &["examples/reports"]))
}

/// A server of the examples with the usual options.
fn examples() -> Server {
    Server::start(store(), &[])
}

#[test]
fn a_query_can_be_asked_in_all_three_ways() {
    let server = examples();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let direct = "Content-Type: application/sparql-query";
    let get = server.get(&format!("/sparql?query={}", encoded(COUNT)));
    assert_eq!((get.status, get.media()), (200, "application/sparql-results+json"));
    assert!(get.body.contains("\"value\":\"94\""), "{}", get.body);
    let posted = server.ask("POST /sparql", &[form], &format!("query={}", encoded(COUNT)));
    assert_eq!(posted.body, get.body);
    assert_eq!(server.ask("POST /sparql", &[direct], COUNT).body, get.body);
    let head = server.ask(&format!("HEAD /sparql?query={}", encoded(COUNT)), &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));

    assert_eq!(server.ask("POST /sparql", &[form], "nothing=1").status, 400);
    assert_eq!(server.ask("POST /sparql", &["Content-Type: text/plain"], COUNT).status, 415);
    assert_eq!(server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status, 400);
    assert_eq!(server.ask("PUT /sparql", &[], "").status, 405);
    assert_eq!(server.get("/nowhere").status, 404);
    let wrong = server.query("SELECT ?s WHERE {", "*/*");
    assert_eq!((wrong.status, wrong.media()), (400, "text/plain"));
    assert!(wrong.body.starts_with("this is not SPARQL: error at 1:18"), "{}", wrong.body);
}

#[test]
fn graphs_that_a_request_names_take_the_place_of_those_of_the_query() {
    let server = examples();
    let view = encoded("https://w3id.org/claimgraph/id/view/reported");
    let asked = |sparql: &str, graphs: &str| {
        server.get(&format!("/sparql?query={}{graphs}", encoded(sparql))).body.contains("true")
    };
    let (claim, edge) = ("ASK { ?s a cg:Claim }", "ASK { ?s cg:crossedInto ?o }");
    let edge_in_graph = "ASK { GRAPH ?g { ?s cg:crossedInto ?o } }";
    assert!(asked(claim, "") && asked(edge, "") && asked(edge_in_graph, ""));
    let default = format!("&default-graph-uri={view}");
    assert!(!asked(claim, &default) && asked(edge, &default) && !asked(edge_in_graph, &default));
    let named = format!("&named-graph-uri={view}");
    assert!(!asked(edge, &named) && asked(edge_in_graph, &named));
    let own = "ASK FROM <urn:nothing> { ?s cg:crossedInto ?o }";
    assert!(!asked(own, "") && asked(own, &default), "the protocol's graphs win");
    assert_eq!(server.get("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri").status, 400);
}

#[test]
fn a_server_shows_what_it_was_told_to_show() {
    let server = Server::start(store(), &["--view", "none", "--min-confidence", "0.95"]);
    assert!(server.query("ASK { ?s cg:crossedInto ?o }", "*/*").body.contains("false"));
    let unsure = "ASK { ?claim cg:confidence ?sure FILTER(?sure < 0.95) }";
    assert!(server.query(unsure, "*/*").body.contains("false"));
    assert!(server.query("ASK { ?claim cg:confidence ?sure }", "*/*").body.contains("true"));
    assert!(examples().query(unsure, "*/*").body.contains("true"));
}

#[test]
fn the_format_is_the_one_that_the_client_wants_most() {
    let server = examples();
    let select = "SELECT ?s WHERE { ?s a cg:Claim } LIMIT 1";
    let construct = "CONSTRUCT { ?s cg:id ?o } WHERE { ?s cg:id ?o }";
    let cases = [
        (select, "*/*", "application/sparql-results+json"),
        (select, "application/json", "application/json"),
        (select, "text/html, application/xml;q=0.9, */*;q=0.1", "application/xml"),
        (select, "application/sparql-results+xml", "application/sparql-results+xml"),
        (select, "text/csv, text/tab-separated-values;q=0.5", "text/csv"),
        (select, "text/tab-separated-values", "text/tab-separated-values"),
        (select, "application/sparql-results+json;q=0, text/csv;q=0.1", "text/csv"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (construct, "*/*", "text/turtle"),
        (construct, "application/n-triples", "application/n-triples"),
        (construct, "application/rdf+xml", "application/rdf+xml"),
        (construct, "application/ld+json", "application/ld+json"),
        (construct, "application/trig", "application/trig"),
        ("DESCRIBE cg:Claim", "application/n-quads", "application/n-quads"),
    ];
    for (query, accept, media) in cases {
        let answer = server.query(query, accept);
        assert_eq!((answer.status, answer.media()), (200, media), "{accept}: {}", answer.body);
    }
    for (query, accept) in [(select, "text/turtle"), (construct, "text/csv"), (select, "image/png")]
    {
        assert_eq!(server.query(query, accept).status, 406, "{accept}");
    }
}

#[test]
fn graphs_are_read_by_the_graph_store_protocol_and_never_written() {
    let server = examples();
    let lines = |path: &str, accept: &str| {
        let answer = server.ask(&format!("GET {path}"), &[&format!("Accept: {accept}")], "");
        assert_eq!((answer.status, answer.media()), (200, accept), "{}", answer.body);
        let mut lines: Vec<String> = answer.body.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let view = format!("/graphs?graph={}", encoded("https://w3id.org/claimgraph/id/view/reported"));
    let exported = program::run(&["export", "--format", "nq"], store());
    // What an export says of itself is not in the store.
    let exported: Vec<&str> =
        exported.lines().filter(|line| !line.contains("/id/dataset")).collect();
    let record: Vec<&str> =
        exported.iter().copied().filter(|line| !line.contains("/id/view/reported>")).collect();
    assert_eq!(lines("/graphs?default", "application/n-triples"), record);
    assert_eq!(lines(&view, "application/n-triples").len(), exported.len() - record.len());
    let all = lines("/graphs", "application/n-quads");
    assert!(exported.iter().all(|quad| all.iter().any(|line| line == quad)));
    let head = server.ask("HEAD /graphs?default", &["Accept: text/turtle"], "");
    assert_eq!((head.status, head.media(), head.body.as_str()), (200, "text/turtle", ""));
    assert_eq!(server.get("/graphs?graph=urn:nothing").status, 404);
    assert_eq!(server.get("/graphs?default&graph=urn:nothing").status, 400);
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        let refused = server.ask(&format!("{method} /graphs?default"), &[], "");
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    }
}

#[test]
fn nothing_can_be_updated() {
    let server = examples();
    let update = "INSERT DATA { <urn:a> <urn:b> 1 }";
    let direct = server.ask("POST /sparql", &["Content-Type: application/sparql-update"], update);
    let form = "Content-Type: application/x-www-form-urlencoded";
    let form = server.ask("POST /sparql", &[form], &format!("update={}", encoded(update)));
    assert_eq!((direct.status, form.status), (403, 403));
    assert!(direct.body.contains("claimgraph build"), "{}", direct.body);
    assert_eq!(server.query(update, "*/*").status, 400);
    assert_eq!(server.ask("POST /reports", &["Authorization: Bearer the-token"], "{}").status, 403);
    assert!(server.query("ASK { <urn:a> <urn:b> 1 }", "*/*").body.contains("false"));
}

#[test]
fn the_service_describes_itself_and_sends_people_to_the_desk() {
    let server = examples();
    let about = server.ask("GET /sparql", &["Accept: application/n-triples"], "");
    let sd = "http://www.w3.org/ns/sparql-service-description#";
    let endpoint = format!("<http://{}/sparql> <{sd}endpoint>", server.address);
    assert!(about.body.contains(&endpoint), "{}", about.body);
    assert!(about.body.contains("/id/view/reported> ."), "{}", about.body);
    let browser = server.ask("GET /sparql", &["Accept: text/html,*/*;q=0.8"], "");
    assert_eq!((browser.status, browser.header("location")), (303, Some("/")));
}

#[test]
fn the_desk_asks_nobody_but_its_own_server() {
    let server = examples();
    let page = server.get("/");
    assert_eq!((page.status, page.media()), (200, "text/html"));
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"));
    for attribute in ["src=\"", "href=\""] {
        for place in page.body.split(attribute).skip(1) {
            assert!(!place.starts_with("http") && !place.starts_with("//"), "{place:.60}");
        }
    }
    for (path, media) in
        [("/desk.css", "text/css"), ("/desk.js", "text/javascript"), ("/icon.svg", "image/svg+xml")]
    {
        assert_eq!(server.get(path).media(), media);
        let zipped = server.ask(&format!("GET {path}"), &["Accept-Encoding: gzip"], "");
        assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    }
    let questions = server.get("/questions").body;
    assert!(questions.contains("\"deployments\"") && questions.contains("\"prefixes\""));
    let filled = server.get("/questions/deployments?where=Iran&who=");
    assert!(filled.body.contains("entity/ahvaz-ir> "), "{}", filled.body);
    assert_eq!(server.get("/questions/deployments?where=Narnia").status, 400);
    assert_eq!(server.get("/questions/nothing").status, 404);
    let named = "https://w3id.org/claimgraph/id/entity/ahvaz-ir\nurn:x\nno address";
    let labels = server.ask("POST /labels", &[], named).body;
    assert_eq!(
        labels,
        "{\"https://w3id.org/claimgraph/id/entity/ahvaz-ir\":\"Ahvaz\",\"urn:x\":\"urn:x\"}"
    );
}

#[test]
fn other_sites_and_other_names_read_nothing_unless_somebody_says_so() {
    let server = examples();
    let origin = "Origin: https://example.org";
    let own = server.ask("GET /health", &[origin], "");
    assert_eq!((own.status, own.header("access-control-allow-origin")), (200, None));
    // A web site whose name leads to this machine.
    assert_eq!(server.ask("GET /health", &["Host: rebound.example"], "").status, 421);
    assert_eq!(server.ask("GET /health", &["Host: localhost:7878"], "").status, 200);
    assert_eq!(server.ask("GET /health", &["Host: [::1]:7878"], "").status, 200);

    let server =
        Server::start(store(), &["--cors", "https://example.org", "--host", "desk.example"]);
    let allowed = server.ask("GET /health", &[origin, "Host: desk.example"], "");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("https://example.org"));
    let asks = "Access-Control-Request-Method: POST";
    let preflight = server.ask("OPTIONS /sparql", &[origin, asks], "");
    assert_eq!(preflight.status, 204);
    assert!(
        preflight
            .header("access-control-allow-headers")
            .is_some_and(|all| all.contains("Content-Type"))
    );
    assert!(
        preflight.header("access-control-allow-methods").is_some_and(|all| all.contains("POST"))
    );
    let other = server.ask("OPTIONS /sparql", &["Origin: https://other.example", asks], "");
    assert_eq!(other.header("access-control-allow-origin"), None);
}

#[test]
fn nothing_is_fetched_for_a_query() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    listener.set_nonblocking(true).expect("no waiting");
    let server = examples();
    let queries = [
        format!("SELECT * {{ SERVICE <http://{address}/> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ SERVICE SILENT <http://{address}/> {{ ?s ?p ?o }} }}"),
        format!("SELECT * FROM <http://{address}/x> {{ ?s ?p ?o }}"),
        format!("SELECT * FROM NAMED <http://{address}/x> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
        format!("DESCRIBE <http://{address}/x>"),
    ];
    for query in queries {
        server.query(&query, "*/*");
    }
    let graph = encoded(&format!("http://{address}/x"));
    server.get(&format!("/sparql?query=ASK%7B%7D&default-graph-uri={graph}"));
    server.get(&format!("/graphs?graph={graph}"));
    thread::sleep(Duration::from_millis(300));
    assert!(listener.accept().is_err(), "somebody called");
}

#[test]
fn what_takes_too_long_is_ended_for_good() {
    let server = Server::start(store(), &["--timeout", "0.5"]);
    let numbers: String = (0..1000).map(|number| format!("{number} ")).collect();
    let values: String = (0..5).map(|at| format!("VALUES ?v{at} {{ {numbers} }} ")).collect();
    let queries = [
        ENDLESS.to_owned(),
        format!("SELECT (COUNT(*) AS ?n) WHERE {{ {values} }}"),
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (<urn:a>|!<urn:a>)* ?b . ?c (<urn:a>|!<urn:a>)* ?d }"
            .to_owned(),
        "SELECT DISTINCT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }".to_owned(),
    ];
    for query in &queries {
        let begin = Instant::now();
        let answer = server.query(query, "*/*");
        assert_eq!(answer.status, 504, "{query:.60}: {:.200}", answer.body);
        assert!(begin.elapsed() < Duration::from_secs(10), "{query:.60}");
        eventually("the query is ended", || server.metric("claimgraph_queries_running") == 0);
    }
    assert_eq!(server.metric("claimgraph_queries_timed_out_total"), queries.len() as u64);
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}

#[test]
fn whoever_goes_away_takes_their_query_along() {
    let server = Server::start(store(), &[]);
    let mut stream = TcpStream::connect(server.address).expect("it listens");
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n",
        ENDLESS.len()
    );
    stream.write_all(format!("{head}{ENDLESS}").as_bytes()).expect("sent");
    eventually("the query runs", || server.metric("claimgraph_queries_running") == 1);
    drop(stream);
    eventually("the query is ended", || server.metric("claimgraph_queries_running") == 0);
}

#[test]
fn what_is_too_much_is_refused() {
    let server = Server::start(store(), &["--max-answer", "1", "--max-request", "1"]);
    let large = server.query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 100000", "*/*");
    assert_eq!(large.status, 507, "{:.200}", large.body);
    assert_eq!(server.query(&"#".repeat(2 << 20), "*/*").status, 413);
    let header = format!("X-Long: {}", "x".repeat(100_000));
    assert_eq!(server.ask("GET /health", &[&header], "").status, 431);
    let nested = format!("ASK {}", "{".repeat(100_000));
    assert_eq!(server.query(&nested, "*/*").status, 400);
    let united = format!("ASK {{ {} {{}} }}", "{} UNION ".repeat(100_000));
    assert_eq!(server.query(&united, "*/*").status, 400);
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}

#[test]
fn whom_there_is_no_place_for_is_told_when_to_come_back() {
    let server = Server::start(store(), &["--max-queries", "1", "--timeout", "5"]);
    thread::scope(|scope| {
        let first = scope.spawn(|| server.query(ENDLESS, "*/*").status);
        eventually("the query runs", || server.metric("claimgraph_queries_running") == 1);
        let second = server.query("ASK {}", "*/*");
        assert_eq!((second.status, second.header("retry-after")), (503, Some("5")));
        assert_eq!(server.get("/health").status, 200);
        assert_eq!(first.join().expect("an answer"), 504);
    });
    assert_eq!(server.metric("claimgraph_queries_turned_away_total"), 1);
}

#[test]
fn clients_that_send_slowly_or_never_keep_nobody_out() {
    let server = Server::start(store(), &["--max-connections", "20"]);
    let halves = [
        "GET /health HTTP/1.1\r\nHost: lo",
        "",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nASK",
    ];
    let slow: Vec<TcpStream> = (0..60)
        .map(|number| {
            let mut stream = TcpStream::connect(server.address).expect("it listens");
            stream.write_all(halves[number % 3].as_bytes()).expect("sent");
            stream
        })
        .collect();
    for _ in 0..20 {
        let begin = Instant::now();
        assert_eq!(server.query(COUNT, "*/*").status, 200);
        assert!(begin.elapsed() < Duration::from_secs(5));
    }
    drop(slow);
}

#[test]
fn what_a_build_adds_is_served() {
    let store = program::store("serve-reload", &["examples/reports/1-wire.txt"]);
    let server = Server::start(&store, &[]);
    let reports = || server.metric("claimgraph_graph_reports");
    assert_eq!(reports(), 1);
    thread::scope(|scope| {
        // Whoever asks meanwhile is answered.
        let asks = scope.spawn(|| (0..200).all(|_| server.query(COUNT, "*/*").status == 200));
        program::run(&["build", "--quiet", "examples/reports"], &store);
        eventually("the new reports are served", || reports() == 8);
        assert!(asks.join().expect("answers"));
    });
    assert!(server.query(COUNT, "*/*").body.contains("\"94\""));
    // A store that is damaged keeps the graph that was opened last.
    std::fs::write(store.join("segments/00000009.seg"), "nothing").expect("written");
    eventually("it is noticed", || server.metric("claimgraph_graph_failures_total") == 1);
    assert!(server.query(COUNT, "*/*").body.contains("\"94\""));
}

#[test]
fn clients_that_know_the_token_add_reports() {
    let store = program::store("serve-writable", &["examples/reports/1-wire.txt"]);
    let server = Server::start(&store, &["--writable"]);
    let report = "{\"id\": \"new\", \"text\": \"Fighters of Kataib Hezbollah crossed into Iran, Reuters reported.\"}\nnonsense\n";
    let post = |token: &str| {
        server.ask("POST /reports", &[&format!("Authorization: Bearer {token}")], report)
    };
    let unknown = server.ask("POST /reports", &[], report);
    assert_eq!((unknown.status, unknown.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!((post("the-toke").status, post("the-token2").status), (401, 401));
    let added = post("the-token");
    assert_eq!(added.status, 200);
    assert!(added.body.starts_with("{\"added\":1,\"known\":0,\"refused\":1,"), "{}", added.body);
    assert!(added.body.contains("request:2: it is not JSON"), "{}", added.body);
    eventually("it is served", || server.metric("claimgraph_graph_reports") == 2);
    let quoted = "ASK { ?s cg:crossedInto ?o . ?report cg:id \"new\" }";
    assert!(server.query(quoted, "*/*").body.contains("true"));
    assert!(post("the-token").body.starts_with("{\"added\":0,\"known\":1,"));
    assert_eq!(server.query("INSERT DATA { <urn:a> <urn:b> 1 }", "*/*").status, 400);

    let lock = std::fs::File::open(store.join("lock")).expect("the lock");
    lock.lock().expect("it is free");
    let busy = post("the-token");
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("5")));
    drop(lock);
    assert_eq!(post("the-token").status, 200);
}

#[test]
fn whoever_is_being_answered_when_it_ends_gets_their_answer() {
    let mut server = Server::start(store(), &["--timeout", "3"]);
    let (address, id) = (server.address, server.process.id().to_string());
    thread::scope(|scope| {
        let asks = scope.spawn(|| server.query(ENDLESS, "*/*").status);
        eventually("the query runs", || server.metric("claimgraph_queries_running") == 1);
        let killed = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
        assert!(killed.success());
        eventually("nobody new is let in", || TcpStream::connect(address).is_err());
        assert_eq!(
            asks.join().expect("an answer"),
            504,
            "the answer of a query that takes too long"
        );
    });
    let ended = server.process.wait().expect("it ends");
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn requests_are_told_without_what_they_asked() {
    let server = Server::start(store(), &[]);
    server.get("/sparql?query=ASK%7B%22secret%22%7D");
    eventually("it is told", || !server.said().is_empty());
    let line = server.said().remove(0);
    assert!(line.contains(" 127.0.0.1 GET /sparql 400 "), "{line}");
    assert!(!line.contains("secret"), "{line}");
}

#[test]
fn an_endpoint_answers_as_the_store_does() {
    let server = examples();
    let url = format!("http://{}/sparql", server.address);
    let questions: [&[&str]; 5] = [
        &["query", "deployments", "where=Iran"],
        &["query", "entities", "class=militia", "--format", "json"],
        &["query", "reports", "outlet=Karun Press"],
        &["query", "CONSTRUCT { ?s cg:id ?o } WHERE { ?s cg:id ?o }"],
        &["query", "ASK { ?claim a cg:Claim }"],
    ];
    for question in questions {
        let asked = program::say(&[question, &["--endpoint", &url]].concat());
        assert_eq!(asked, program::run(question, store()), "{question:?}");
    }
    let fails = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimgraph")).args(arguments).output();
        let output = output.expect("the program runs");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let said = fails(&["query", "deployments", "where=Narnia", "--endpoint", &url]);
    assert!(said.contains("goes by the name `Narnia`"), "{said}");
    let said = fails(&["query", "SELECT * { ?s", "--endpoint", &url]);
    assert!(said.contains("status 400: this is not SPARQL"), "{said}");
    let said = fails(&["query", "reports", "--endpoint", "http://127.0.0.1:1/sparql"]);
    assert!(said.contains("http://127.0.0.1:1/sparql: ") && said.lines().count() == 1, "{said}");
}

#[test]
fn what_cannot_be_served_is_told_in_one_line() {
    let fails = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.arg("serve").args(arguments).env_remove("CLAIMGRAPH_TOKEN");
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let store = store().to_str().expect("UTF-8");
    assert!(fails(&["--store", "/nowhere", "--bind", "127.0.0.1:0"]).contains("no store here"));
    assert!(fails(&["--store", store, "--bind", "nonsense"]).contains("as in 127.0.0.1:7878"));
    let server = examples();
    let taken = server.address.to_string();
    assert!(fails(&["--store", store, "--bind", &taken]).contains("take another port"));
    assert!(fails(&["--store", store, "--writable"]).contains("--token-file"));
}
