//! What the kernel reports about processes in /proc.

use std::fs;

use miro_bench::Failure;

/// The unit of CPU time in /proc. The kernel reports hundredths of a second to programs, whatever its own clock.
const TICKS_PER_SECOND: f64 = 100.0;

/// The position of the user time in `stat`, counted from the state of the process; the system time follows it.
const OWN: usize = 11;
const OF_CHILDREN: usize = 13;

/// The user and system time, in seconds, of a process.
pub(crate) fn cpu(id: u32) -> Result<f64, Failure> {
    times(&fs::read_to_string(format!("/proc/{id}/stat"))?, OWN)
}

/// The user and system time, in seconds, of the processes that this one has waited for.
pub(crate) fn cpu_of_children() -> Result<f64, Failure> {
    times(&fs::read_to_string("/proc/self/stat")?, OF_CHILDREN)
}

/// The memory of a process, in bytes, that is not swapped out.
pub(crate) fn resident_memory(id: u32) -> Result<f64, Failure> {
    resident(&fs::read_to_string(format!("/proc/{id}/status"))?)
}

fn times(stat: &str, user: usize) -> Result<f64, Failure> {
    // The second field is the name of the program in parentheses, and may itself contain spaces and parentheses.
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/PID/stat has no name of a program")?;
    let times: Vec<&str> = fields.split_ascii_whitespace().skip(user).take(2).collect();
    let [user, system] = times[..] else { return Err("/proc/PID/stat has no such times".into()) };
    Ok((user.parse::<f64>()? + system.parse::<f64>()?) / TICKS_PER_SECOND)
}

fn resident(status: &str) -> Result<f64, Failure> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).map(str::trim);
    let kilobytes = line.and_then(|line| line.strip_suffix(" kB")).ok_or("/proc/PID/status has no VmRSS")?;
    Ok(kilobytes.parse::<f64>()? * 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_behind_any_name() {
        let stat = "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 120 30 250 50 20 0 1 0 99";
        assert_eq!(times(stat, OWN).unwrap(), 1.5);
        assert_eq!(times(stat, OF_CHILDREN).unwrap(), 3.0);
        assert!(times("7 (short) S 1 2", OWN).is_err());
        assert!(times("", OWN).is_err());
    }

    #[test]
    fn memory_is_told_in_kilobytes() {
        let status = "Name:\ta\nVmHWM:\t    9000 kB\nVmRSS:\t    8192 kB\nThreads:\t1\n";
        assert_eq!(resident(status).unwrap(), 8_388_608.0);
        assert!(resident("Name:\ta zombie\n").is_err());
    }

    #[test]
    fn the_kernel_knows_this_process() {
        assert!(cpu(std::process::id()).unwrap() >= 0.0);
        assert!(cpu_of_children().unwrap() >= 0.0);
        assert!(resident_memory(std::process::id()).unwrap() > 0.0);
    }
}
