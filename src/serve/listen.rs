//! Listening, and ending well.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};

use super::connections::{Connections, Place};
use super::current::{self, Current};
use super::patience::Patient;
use super::{Options, ServeError, Shared, Tell, addresses, answer, route};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// The largest head, addresses and all.
const LARGEST_HEAD: usize = 64 << 10;

/// The stack that queries are read and evaluated on. `query::depth` refuses what would need more.
const STACK: usize = 64 << 20;

/// A server that has its address and its graph.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// Takes the address and opens the graph.
    ///
    /// # Errors
    /// If the address cannot be had, or if there is no store or it is damaged.
    pub fn bind(options: Options, tell: Tell) -> Result<Server, ServeError> {
        let fail = |error: &dyn std::fmt::Display| ServeError(format!("{}: {error}", options.bind));
        let taken = TcpListener::bind(&addresses(&options.bind)?[..]);
        let listener = taken.map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => fail(&"somebody else listens there; take another port"),
            _ => fail(&error),
        })?;
        let address = listener.local_addr().map_err(|error| fail(&error))?;
        listener.set_nonblocking(true).map_err(|error| fail(&error))?;
        let current = Current::open(&options).map_err(|error| ServeError(error.to_string()))?;
        let shared = Arc::new(Shared {
            current,
            metrics: super::Metrics::default(),
            places: Arc::new(Semaphore::new(options.limits.queries)),
            writer: Arc::new(Semaphore::new(1)),
            is_local: address.ip().is_loopback(),
            running: answer::Running::default(),
            options,
            tell,
        });
        Ok(Server { listener, address, shared })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many reports and quads it serves at the moment, for people.
    pub fn size(&self) -> String {
        self.shared.current.get().size()
    }

    /// Answers until the process is told to end (SIGINT, SIGTERM); whoever is being answered then
    /// gets their answer first.
    ///
    /// # Errors
    /// If the system does not let it.
    pub fn run(self) -> Result<(), ServeError> {
        let fail = |error: io::Error| ServeError(format!("the server cannot run: {error}"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_stack_size(STACK)
            .enable_all()
            .build()
            .map_err(fail)?;
        let has_ended = AtomicBool::new(false);
        let ended = std::thread::scope(|scope| {
            scope.spawn(|| current::follow(&self.shared, &has_ended));
            scope.spawn(|| answer::watch_memory(&self.shared, &has_ended));
            let ended = runtime.block_on(serve(self.listener, &self.shared));
            has_ended.store(true, Ordering::Relaxed);
            ended
        });
        // What does not end by itself ends with the process.
        runtime.shutdown_timeout(Duration::from_secs(1));
        ended.map_err(fail)
    }
}

async fn serve(listener: TcpListener, shared: &Arc<Shared>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let connections = Arc::new(Connections::new(shared.options.limits.connections));
    let (end, ending) = watch::channel(false);
    let mut signal = Box::pin(signal()?);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut signal => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // All others are being worked for: there is no place.
                let Some(place) = connections.admit() else { continue };
                tokio::spawn(connect(Arc::clone(shared), stream, peer, place, ending.clone()));
            }
            // Most often too many files are open: some will be closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    let _ = end.send(true);
    let all_ended = async {
        while connections.len() > 0 {
            let _ =
                tokio::time::timeout(Duration::from_millis(50), connections.ended.notified()).await;
        }
    };
    let patience = shared.options.limits.timeout + Duration::from_secs(5);
    if tokio::time::timeout(patience, all_ended).await.is_err() {
        shared.running.cancel_all(false);
    }
    Ok(())
}

/// Answers the requests of one client.
async fn connect(
    shared: Arc<Shared>,
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
    mut ending: watch::Receiver<bool>,
) {
    // It makes small answers quick; where it cannot be had, they are right all the same.
    let _ = stream.set_nodelay(true);
    let client = Arc::clone(&place.connection);
    let service = service_fn(move |request| {
        route::answer(Arc::clone(&shared), request, peer.ip(), Arc::clone(&client))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .max_header_size(LARGEST_HEAD);
    let connection = http.serve_connection(TokioIo::new(Patient::new(stream)), service);
    let mut connection = std::pin::pin!(connection);
    let mut has_ended = *ending.borrow();
    if has_ended {
        return;
    }
    loop {
        tokio::select! {
            // What went wrong concerns the client alone, who knows.
            _ = connection.as_mut() => return,
            () = place.connection.close.notified() => return,
            _ = ending.changed(), if !has_ended => {
                has_ended = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Ends when the process is told to end.
#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the process is told to end.
#[cfg(not(unix))]
fn signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without signals the process ends at once, as any other.
        let _ = tokio::signal::ctrl_c().await;
    })
}
