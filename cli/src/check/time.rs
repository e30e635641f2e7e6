//! The clock: who keeps it right, and how far off it is.

use super::host::Host;
use super::report::Finding;
use kiwoom_config::{Config, Server, certificates};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

pub(super) fn look(host: &Host, ask: bool, config: Option<&Config>) -> Vec<Finding> {
    vec![service(host), offset(ask, config)]
}

/// What shows that a service sets the clock.
const SERVICES: [(&str, &str); 3] = [
    ("run/systemd/timesync/synchronized", "systemd-timesyncd"),
    ("run/chrony/chronyd.pid", "chrony"),
    ("run/ntpd.pid", "ntpd"),
];

fn service(host: &Host) -> Finding {
    let what = "time service";
    match SERVICES.iter().find(|(path, _)| host.has(path)) {
        Some((_, name)) => Finding::good(what, *name),
        None => Finding::better(
            what,
            "none was found: the clock drifts, unless this machine's host sets it",
            "sudo timedatectl set-ntp true, or install chrony",
        ),
    }
}

/// How far off the clock may be before it is wrong: opening and closing times are
/// looked up by it.
const WRONG: f64 = 5.0;

fn offset(ask: bool, config: Option<&Config>) -> Finding {
    let what = "clock offset";
    if !ask {
        return Finding::unknown(what, "not asked for: --ask-time asks the server's host");
    }
    let url = match url(config.map(|it| &it.endpoint.server)) {
        Ok(url) => url,
        Err(error) => return Finding::unknown(what, error),
    };
    let asked = match date(&url, config) {
        Ok(asked) => asked,
        Err(error) => return Finding::unknown(what, format!("{url}: {error}")),
    };
    let off = asked.offset();
    let found = format!(
        "{off:+.1} s (± {:.1} s) of {url}, where it is {} in Korea",
        asked.uncertainty(),
        korean(asked.date)
    );
    let advice = "sudo timedatectl set-ntp true, or set it: sudo chronyc makestep";
    match off.abs() {
        off if off > WRONG + asked.uncertainty() => Finding::wrong(what, found, advice),
        off if off > asked.uncertainty() => Finding::better(what, found, advice),
        _ => Finding::good(what, found),
    }
}

/// Where a server tells its time: Kiwoom's at the port of its other services, any
/// other at the one of its socket.
fn url(server: Option<&Server>) -> Result<String, String> {
    let server = server.unwrap_or(&Server::Live);
    let endpoint = server.endpoint().map_err(|error| error.to_string())?;
    let host = match endpoint.host() {
        address if address.contains(':') => format!("[{address}]"),
        host => host.to_owned(),
    };
    Ok(match server {
        Server::Live | Server::LiveUs | Server::Paper => format!("https://{host}/"),
        Server::Simulator | Server::Url(_) => {
            let scheme = if endpoint.is_tls() { "https" } else { "http" };
            format!("{scheme}://{host}:{}/", endpoint.port())
        }
    })
}

/// An answer's date, and this machine's time before and after.
struct Asked {
    before: SystemTime,
    after: SystemTime,
    date: SystemTime,
}

impl Asked {
    /// By how many seconds this machine is ahead: in the middle of what may be.
    fn offset(&self) -> f64 {
        // A date has no parts of a second: half of one, on average, had passed.
        seconds(self.before).midpoint(seconds(self.after)) - (seconds(self.date) + 0.5)
    }

    fn uncertainty(&self) -> f64 {
        0.5 + (seconds(self.after) - seconds(self.before)).max(0.0) / 2.0
    }
}

fn seconds(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0.0, |it| it.as_secs_f64())
}

/// Nothing is sent but a request for the page at the top, which may well not be
/// there: every answer has a date.
fn date(url: &str, config: Option<&Config>) -> Result<Asked, String> {
    let roots = config.and_then(|it| it.endpoint.roots.as_deref());
    let roots = match roots {
        None => RootCerts::WebPki,
        Some(path) => certificates(path)?
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect::<Vec<_>>()
            .into(),
    };
    let agent = ureq::Agent::config_builder()
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .new_agent();
    // The first request looks up, connects and shakes hands as well: the second
    // takes no longer than it must, where the connection is kept.
    let ask = || {
        let before = SystemTime::now();
        let answer = agent.head(url).call().map_err(|error| error.to_string())?;
        let after = SystemTime::now();
        let date = answer.headers().get("date");
        let date = date.ok_or("the answer has no date")?;
        let date = date
            .to_str()
            .ok()
            .and_then(|it| httpdate::parse_http_date(it).ok());
        let date = date.ok_or("the answer's date can't be read")?;
        Ok::<_, String>(Asked {
            before,
            after,
            date,
        })
    };
    let first = ask()?;
    Ok(ask().unwrap_or(first))
}

/// The time of day in Korea, which is nine hours ahead all year.
fn korean(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let of_day = (seconds + 9 * 3600) % 86_400;
    format!(
        "{:02}:{:02}:{:02}",
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60
    )
}
