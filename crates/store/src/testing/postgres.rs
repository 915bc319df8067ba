//! A PostgreSQL server of our own: started for this process, gone with it, even when it is killed.

use std::io::Read;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{fresh_folder, remove};

/// The server that the tests of one process share.
pub struct TestPostgres {
    /// Its address, up to and without the database.
    url: Address,
}

enum Address {
    Own(PostgresServer),
    Told(String),
}

impl TestPostgres {
    /// Starts the server at the first call. `JAWAZ_TEST_POSTGRES_URL` (of a user who may create
    /// databases) takes its place.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start.
    #[must_use]
    pub fn shared() -> &'static TestPostgres {
        static SHARED: OnceLock<TestPostgres> = OnceLock::new();
        SHARED.get_or_init(|| TestPostgres {
            url: match std::env::var("JAWAZ_TEST_POSTGRES_URL") {
                Ok(told) => Address::Told(told),
                Err(_) => Address::Own(PostgresServer::start()),
            },
        })
    }

    /// Makes an empty database that orders text by its bytes; tells its address.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn fresh_database(&self) -> String {
        match &self.url {
            Address::Own(server) => create_database(&server.url("postgres")).await,
            Address::Told(told) => create_database(told).await,
        }
    }
}

/// Makes an empty database on the server at `url`; tells its address.
async fn create_database(url: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("jawaz_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let (client, connection) =
        tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("connect to PostgreSQL for tests");
    let running = tokio::spawn(connection);
    let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).await;
    client
        .batch_execute(&format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        ))
        .await
        .expect("create a database for a test");
    drop(client);
    let _ = running.await;
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    options.map_or(format!("{server}/{name}"), |options| format!("{server}/{name}?{options}"))
}

/// A server of its own, for tests that kill it.
pub struct PostgresServer {
    folder: PathBuf,
    port: u16,
    watchdog: Option<Child>,
}

/// Starts the server, and stops it when standard input closes, which also happens when its parent is
/// killed. The folder goes with it, unless it is wanted for a restart.
const WATCHDOG: &str = r#"
    folder=$1; shift
    "$@" >"$folder/log" 2>&1 &
    server=$!
    read -r keep
    kill -QUIT "$server" 2>/dev/null
    wait "$server"
    [ "$keep" = keep ] || rm -rf "$folder"
"#;

impl PostgresServer {
    /// Makes a cluster and starts it on a free loopback port.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start.
    #[must_use]
    pub fn start() -> Self {
        let folder = fresh_folder("postgres");
        if is_root() {
            run(Command::new("chown").arg(owner()).arg(&folder), "chown");
        }
        let mut initdb = as_owner(&tool("initdb"));
        initdb.args(["--auth=trust", "--username=jawaz", "--locale=C", "--encoding=UTF8", "--no-sync", "-D"]);
        run(initdb.arg(folder.join("data")), "initdb");
        let mut server = PostgresServer { folder, port: free_port(), watchdog: None };
        server.restart();
        server
    }

    /// The address of one of its databases.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://jawaz@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database; tells its address.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn fresh_database(&self) -> String {
        create_database(&self.url("postgres")).await
    }

    /// Starts it again after [`PostgresServer::kill`], on the same port and data.
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&mut self) {
        // What the last one said must not be taken for the new one's word.
        let _ = std::fs::remove_file(self.folder.join("log"));
        let mut command = as_owner(Path::new("sh"));
        command.args(["-c", WATCHDOG, "sh"]).arg(&self.folder).arg(tool("postgres"));
        command.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        command.arg("-p").arg(self.port.to_string());
        for setting in
            ["listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=64MB", "fsync=on"]
        {
            command.args(["-c", setting]);
        }
        // A group of its own: an interrupt from the keyboard reaches the tests, not the server.
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        self.watchdog = Some(command.spawn().expect("start the PostgreSQL server"));
        self.wait_until_it_answers();
    }

    fn wait_until_it_answers(&mut self) {
        let started = Instant::now();
        let log = self.folder.join("log");
        while started.elapsed() < Duration::from_secs(60) {
            let said = std::fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if said.is_ok_and(|said| said.contains("ready to accept connections")) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        let mut said = String::new();
        let _ = std::fs::File::open(&log).and_then(|mut file| file.read_to_string(&mut said));
        panic!("PostgreSQL for tests did not start within a minute; it said:\n{said}");
    }

    /// Kills the server and all its processes at once, as a power cut would.
    ///
    /// # Panics
    /// When the server is not running.
    pub fn kill(&mut self) {
        let pid_file = self.folder.join("data/postmaster.pid");
        let pid = std::fs::read_to_string(pid_file).expect("a running server has a pid file");
        let server: u32 = pid.lines().next().and_then(|line| line.parse().ok()).expect("a process id");
        // Stopped first, so that it starts no process that would outlive it.
        run(Command::new("kill").arg("-STOP").arg(server.to_string()), "kill");
        let mut all = vec![server.to_string()];
        all.extend(children(server).iter().map(u32::to_string));
        run(Command::new("kill").arg("-9").args(&all), "kill");
        // While one of them is still dying, the next server finds its shared memory in use and does not start.
        let since = Instant::now();
        while all[1..].iter().any(|pid| is_alive(pid)) && since.elapsed() < Duration::from_secs(20) {
            sleep(Duration::from_millis(10));
        }
        let mut watchdog = self.watchdog.take().expect("a running server has a watchdog");
        if let Some(mut stdin) = watchdog.stdin.take() {
            let _ = std::io::Write::write_all(&mut stdin, b"keep\n");
        }
        let _ = watchdog.wait();
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if let Some(mut watchdog) = self.watchdog.take() {
            drop(watchdog.stdin.take());
            let _ = watchdog.wait();
        }
        remove(&self.folder);
    }
}

/// Whether a process still holds what it held; one that only waits to be reaped does not.
fn is_alive(pid: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
    stat.is_ok_and(|stat| {
        stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with(['Z', 'X']))
    })
}

/// The processes that `parent` has started.
fn children(parent: u32) -> Vec<u32> {
    let of = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // After the name, which may hold spaces: the state, then the parent.
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse::<u32>().ok()
    };
    let all = std::fs::read_dir("/proc").expect("a system with /proc");
    all.flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| of(*pid) == Some(parent))
        .collect()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port");
    listener.local_addr().expect("its number").port()
}

/// Finds a program of PostgreSQL: on the path, or where Debian keeps its versions.
fn tool(name: &str) -> PathBuf {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&on_path).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path().join("bin")).collect();
        versions.sort();
        places.extend(versions.into_iter().rev());
    }
    places.into_iter().map(|place| place.join(name)).find(|path| path.is_file()).unwrap_or_else(|| {
        panic!(
            "PostgreSQL is needed for these tests and `{name}` was not found. Install it (Debian: \
             apt-get install postgresql), or name a server in JAWAZ_TEST_POSTGRES_URL."
        )
    })
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn owner() -> &'static str {
    "postgres"
}

/// A command run by a user whom PostgreSQL accepts: it refuses to be run by root.
fn as_owner(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        let user = owner();
        command.args([&format!("--reuid={user}"), &format!("--regid={user}"), "--init-groups", "--"]);
        command.arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/").env("LC_ALL", "C");
    command
}

fn run(command: &mut Command, name: &str) {
    let output = command.output().unwrap_or_else(|error| panic!("{name} could not be run: {error}"));
    assert!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&output.stderr));
}
