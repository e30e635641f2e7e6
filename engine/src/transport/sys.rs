//! System calls and clocks.
//!
//! Nothing here runs under Miri, which knows no sockets; the tests run these
//! calls for real.

#[cfg(target_os = "linux")]
pub use linux::pin_current_thread;
#[cfg(target_os = "linux")]
pub(crate) use linux::{enable_stamps, now, recv_with_stamp};
#[cfg(not(target_os = "linux"))]
pub use other::pin_current_thread;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::{enable_stamps, now, recv_with_stamp};

#[cfg(target_os = "linux")]
mod linux {
    use crate::{Mono, UnixNanos};
    use mio::net::TcpStream;
    use std::{io, mem, os::fd::AsRawFd, ptr};

    /// `CLOCK_MONOTONIC`, through the vDSO: all processes of the machine count from
    /// one origin, so that a record's stamps tell its age in any of them.
    #[must_use]
    pub(crate) fn now() -> Mono {
        let mut time = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: it writes the one structure that it is given. It fails for clocks
        // that aren't there: this one always is.
        unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
        // Since the machine began: enough for 584 years.
        Mono::from_nanos(time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64)
    }

    /// Asks the kernel to stamp what it receives on this socket.
    ///
    /// # Errors
    /// What the system says. Without stamps all else works.
    pub(crate) fn enable_stamps(stream: &TcpStream) -> io::Result<()> {
        let on: libc::c_int = 1;
        // SAFETY: the descriptor is open as long as `stream` lives, and the
        // option's value is read from `on`, whose size is told.
        let result = unsafe {
            libc::setsockopt(
                stream.as_raw_fd(),
                libc::SOL_SOCKET,
                libc::SO_TIMESTAMPNS,
                ptr::from_ref(&on).cast(),
                size_of_val(&on) as libc::socklen_t,
            )
        };
        if result == 0 {
            Ok(())
        } else {
            Err(io::Error::last_os_error())
        }
    }

    /// Room for the control messages of one receive: a stamp takes 32 bytes.
    /// Aligned as the kernel's headers want it.
    #[repr(C, align(16))]
    struct Control([u8; 64]);

    /// Receives what is there, at most as much as `into` holds, and the time
    /// at which the kernel took in the last packet of it. 0 bytes are the end
    /// of the stream (or an empty `into`).
    ///
    /// # Errors
    /// What the system says; `WouldBlock` when nothing is there.
    pub(crate) fn recv_with_stamp(
        stream: &TcpStream,
        into: &mut [u8],
    ) -> io::Result<(usize, Option<UnixNanos>)> {
        let mut control = Control([0; 64]);
        let mut part = libc::iovec {
            iov_base: into.as_mut_ptr().cast(),
            iov_len: into.len(),
        };
        // SAFETY: `msghdr` holds integers and pointers only, for which zero is
        // a value. (It has private padding on some systems, so it can't be
        // written out field by field.)
        let mut message: libc::msghdr = unsafe { mem::zeroed() };
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        message.msg_control = (&raw mut control).cast();
        message.msg_controllen = size_of::<Control>() as _;
        // SAFETY: the descriptor is open as long as `stream` lives; `message`
        // describes `into` and `control` with their true lengths, both are
        // exclusively ours and outlive the call.
        let received = unsafe { libc::recvmsg(stream.as_raw_fd(), &raw mut message, 0) };
        match usize::try_from(received) {
            Ok(n) => Ok((n, stamp(&message))),
            Err(_) => Err(io::Error::last_os_error()),
        }
    }

    /// The kernel's stamp among a message's control messages.
    fn stamp(message: &libc::msghdr) -> Option<UnixNanos> {
        // SAFETY: `message` comes from a successful `recvmsg`, which left in
        // it the control buffer, still alive in the caller, and the number of
        // bytes that it wrote there.
        let mut header = unsafe { libc::CMSG_FIRSTHDR(message) };
        while !header.is_null() {
            // SAFETY: not null, so it points to a header that lies completely
            // within those bytes, aligned as `Control` is.
            let cmsg = unsafe { &*header };
            // SAFETY: arithmetic only.
            let enough = unsafe { libc::CMSG_LEN(size_of::<libc::timespec>() as u32) };
            if cmsg.cmsg_level == libc::SOL_SOCKET
                && cmsg.cmsg_type == libc::SCM_TIMESTAMPNS
                && cmsg.cmsg_len as usize >= enough as usize
            {
                // SAFETY: the length says that a whole `timespec` follows the
                // header, and of it any bytes are a value.
                let time = unsafe {
                    libc::CMSG_DATA(header)
                        .cast::<libc::timespec>()
                        .read_unaligned()
                };
                let nanos = u64::try_from(time.tv_sec)
                    .ok()?
                    .checked_mul(1_000_000_000)?
                    .checked_add(u64::try_from(time.tv_nsec).ok()?)?;
                return (nanos != 0).then_some(UnixNanos::new(nanos));
            }
            // SAFETY: `header` is one of this message's headers.
            header = unsafe { libc::CMSG_NXTHDR(message, header) };
        }
        None
    }

    /// Ties the calling thread to one processor, counted from 0: a strategy's own
    /// thread, say, as [`Builder::pin_io`](crate::Builder::pin_io) does with the
    /// engine's. Only Linux can.
    ///
    /// # Errors
    /// What the system says, for instance that this process may not use that
    /// core; `InvalidInput` for numbers that no core has.
    pub fn pin_current_thread(core: usize) -> io::Result<()> {
        if core >= libc::CPU_SETSIZE as usize {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        // SAFETY: `cpu_set_t` is an array of integers: zero is a value.
        let mut set: libc::cpu_set_t = unsafe { mem::zeroed() };
        // SAFETY: `core` was checked to lie within the set.
        unsafe { libc::CPU_SET(core, &mut set) };
        // SAFETY: 0 means the calling thread; the set is read only, and its
        // size is told.
        let result = unsafe { libc::sched_setaffinity(0, size_of_val(&set), &raw const set) };
        if result == 0 {
            Ok(())
        } else {
            Err(io::Error::last_os_error())
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use crate::{Mono, UnixNanos};
    use mio::net::TcpStream;
    use std::io::{self, Read};
    use std::{sync::LazyLock, time::Instant};

    static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

    /// `std`'s monotonic clock, counted from the first time that anybody in this
    /// process asked: it doesn't show its own origin.
    #[must_use]
    pub(crate) fn now() -> Mono {
        // Enough for 584 years.
        Mono::from_nanos(ORIGIN.elapsed().as_nanos() as u64)
    }

    /// Only Linux stamps what it receives.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub(crate) fn enable_stamps(_: &TcpStream) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Receives what is there, without a stamp.
    ///
    /// # Errors
    /// What the system says; `WouldBlock` when nothing is there.
    pub(crate) fn recv_with_stamp(
        mut stream: &TcpStream,
        into: &mut [u8],
    ) -> io::Result<(usize, Option<UnixNanos>)> {
        Ok((stream.read(into)?, None))
    }

    /// Only Linux lets a thread be tied to a core.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn pin_current_thread(_: usize) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_runs_backwards_and_is_one_for_all_threads() {
        let before = now();
        let elsewhere = std::thread::spawn(now).join().unwrap();
        let after = now();
        assert!(before <= elsewhere && elsewhere <= after);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pinned_thread_may_run_on_one_core_only() {
        fn allowed() -> String {
            let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
            line.unwrap().trim().to_owned()
        }
        // A thread of its own: pinning can't be undone without knowing more.
        std::thread::spawn(|| {
            let first: String = allowed()
                .chars()
                .take_while(|c| c.is_ascii_digit())
                .collect();
            pin_current_thread(first.parse().unwrap()).unwrap();
            assert_eq!(allowed(), first);
            assert!(pin_current_thread(usize::MAX).is_err());
        })
        .join()
        .unwrap();
    }
}
