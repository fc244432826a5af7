//! The atomic operations in Redis. A user is a hash: `login`; `owner`, `until` and `time` of the lease; `room`,
//! which the lease reserves for the login; `fence`, the greatest number that was granted; `written`, the number
//! under which the login was last written.

use std::sync::LazyLock;

use ::redis::Script;

/// A user without a login is forgotten after a day. By then no holder of an older lease still writes.
macro_rules! forget_if_empty {
    () => {
        "if redis.call('HEXISTS', KEYS[1], 'login') == 0 then redis.call('PEXPIRE', KEYS[1], 86400000) end "
    };
}

/// Arguments: owner, milliseconds, bytes of room. Returns the number of the lease, or nothing if another holder
/// has it.
///
/// Idempotent: a second request of the same owner, for example after a lost response, returns the same number. A
/// stored end that is further away than a lease lasts was set before the clock went back.
pub(super) static LEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        "local time = redis.call('TIME') ",
        "local now = time[1] * 1000 + math.floor(time[2] / 1000) ",
        "local held = redis.call('HMGET', KEYS[1], 'owner', 'until', 'fence', 'written', 'time') ",
        "local fence = tonumber(held[3] or 0) ",
        "if held[1] ~= ARGV[1] then ",
        "  local ends = tonumber(held[1] and held[2] or 0) ",
        "  local longest = now + tonumber(held[5] or ARGV[2]) ",
        "  if ends > longest then redis.call('HSET', KEYS[1], 'until', string.format('%.0f', longest)) end ",
        "  if ends > now then return false end ",
        "  fence = math.max(fence, tonumber(held[4] or 0)) + 1 ",
        "end ",
        "redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', string.format('%.0f', now + ARGV[2]), ",
        "  'time', ARGV[2], 'fence', string.format('%.0f', fence), 'room', string.rep('-', ARGV[3])) ",
        forget_if_empty!(),
        "return fence"
    ))
});

/// Arguments: owner, milliseconds. Returns 1 if the owner still has the lease.
pub(super) static EXTEND: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        "if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end ",
        "local time = redis.call('TIME') ",
        "local until_ = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2] ",
        "redis.call('HSET', KEYS[1], 'until', string.format('%.0f', until_)) ",
        "return 1"
    ))
});

/// Argument: owner.
pub(super) static RELEASE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        "if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end ",
        "return redis.call('HDEL', KEYS[1], 'owner', 'until', 'time', 'room')"
    ))
});

/// Arguments: number of the lease, or 0 for none; then the login, unless it is to be removed. Returns 1 if it was
/// stored, 0 if another holder has written under a greater number.
///
/// A write without a lease counts as newest, so that an earlier lease cannot overwrite it. The room is freed
/// first: after a write that takes no memory, Redis no longer refuses one that does.
pub(super) static KEEP: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        "local now = redis.call('HMGET', KEYS[1], 'fence', 'written') ",
        "local newest, written = tonumber(now[1] or 0), tonumber(now[2] or 0) ",
        "local fence = tonumber(ARGV[1]) ",
        "if fence == 0 then fence = math.max(newest, written) + 1 ",
        "elseif written > fence then return 0 end ",
        "redis.call('HDEL', KEYS[1], 'room') ",
        "redis.call('HSET', KEYS[1], 'written', string.format('%.0f', fence), ",
        "  'fence', string.format('%.0f', math.max(newest, fence))) ",
        "if ARGV[2] then redis.call('HSET', KEYS[1], 'login', ARGV[2]) redis.call('PERSIST', KEYS[1]) ",
        "else redis.call('HDEL', KEYS[1], 'login') end ",
        forget_if_empty!(),
        "return 1"
    ))
});
