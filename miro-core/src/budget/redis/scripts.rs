//! The books of `window`, kept by Redis: one step each, on its clock, in milliseconds. What is chosen there, and why, holds here.
//!
//! A bucket is a hash, with the fields of `Window` and `Others`, and a sorted set of the calls under way: `id|credits`, by when
//! they went.

use std::sync::LazyLock;

use ::redis::Script;

/// What both begin with: reads the books and lets go of calls that have been under way for too long. `ARGV[1]` is the call,
/// `ARGV[2]` how long one may take.
macro_rules! open {
    () => {
        "local time = redis.call('TIME') \
         local now = time[1] * 1000 + time[2] / 1000 \
         local book = {} \
         local fields = redis.call('HGETALL', KEYS[1]) \
         for i = 1, #fields, 2 do book[fields[i]] = tonumber(fields[i + 1]) or fields[i + 1] end \
         local function credits_of(call) return tonumber(string.match(call, '|(%d+)$')) end \
         local function gone(call) \
           local went = redis.call('ZSCORE', KEYS[2], call) \
           if not went then return nil end \
           redis.call('ZREM', KEYS[2], call) \
           book.in_flight = math.max(0, (book.in_flight or 0) - credits_of(call)) \
           return tonumber(went) \
         end \
         local function count(call) book.own = (book.own or 0) + credits_of(call) end \
         local function spent(call) \
           if book.remaining then book.remaining = math.max(0, book.remaining - credits_of(call)) end \
         end \
         local function turn() book.remaining = nil book.ends = nil book.since = nil book.at_first = nil end \
         local function pace_of(credits, length) return credits * 1000 / math.max(1, length) end \
         local lost = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2]) \
         for i = 1, #lost do \
           local went = gone(lost[i]) \
           if book.since and went >= book.since then spent(lost[i]) count(lost[i]) end \
           if book.scout == lost[i] then book.scout = nil end \
         end "
    };
}

/// Keeps the books for longer than any pause, window or call; then they are forgotten.
macro_rules! close {
    () => {
        "local function close() \
           redis.call('DEL', KEYS[1]) \
           for field, value in pairs(book) do \
             if type(value) == 'number' then value = string.format('%.16g', value) end \
             redis.call('HSET', KEYS[1], field, value) \
           end \
           redis.call('PEXPIRE', KEYS[1], 300000 + ARGV[2]) \
           redis.call('PEXPIRE', KEYS[2], 300000 + ARGV[2]) \
         end "
    };
}

/// Arguments: call, longest time of a call, share, `even` or `burst`. Gives whether the call may go, and if not, for how
/// many milliseconds nothing changes by itself (-1: nobody knows), and whether an answer may change it before.
///
/// Asked for twice, as after an answer that was lost, it takes the credits once.
pub(super) static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(TAKE_TEXT));

pub(super) const TAKE_TEXT: &str = concat!(
    open!(),
    close!(),
    "local call, credits = ARGV[1], credits_of(ARGV[1]) ",
    "local function wait(moment, answers) ",
    "  close() ",
    "  return {0, moment and math.max(1, math.ceil(moment - now)) or -1, answers and 1 or 0} ",
    "end ",
    "local function go() ",
    "  if credits > 0 and not book.remaining and book.silent ~= 1 and not book.scout then book.scout = call end ",
    "  book.in_flight = (book.in_flight or 0) + credits ",
    "  if credits > 0 then book.last_went = now end ",
    "  redis.call('ZADD', KEYS[2], string.format('%.16g', now), call) ",
    "  close() ",
    "  return {1, 0, 0} ",
    "end ",
    "if redis.call('ZSCORE', KEYS[2], call) then return {1, 0, 0} end ",
    "if book.paused then ",
    "  if now < book.paused then return wait(book.paused, false) end ",
    "  book.paused = nil turn() ",
    "end ",
    "if book.ends and book.ends <= now then turn() end ",
    "if book.silent == 1 or credits == 0 then return go() end ",
    "if not book.remaining then if book.scout then return wait(nil, true) else return go() end end ",
    "local limit, in_flight = book.limit or book.remaining, book.in_flight or 0 ",
    "local reserve = limit - math.min(limit, math.floor(limit * tonumber(ARGV[3]) + 0.5)) ",
    "local left = math.max(0, math.max(0, book.remaining - in_flight) - reserve) ",
    "if credits > left then return wait(book.ends, in_flight > 0) end ",
    // What others are expected to spend while this call is under way.
    "local trip, expected = book.trip or 0, 0 ",
    "if book.heard then ",
    "  local so_far = pace_of(book.others, math.max(trip, book.heard - book.begun)) ",
    "  local pace = math.max(so_far, book.pace, book.pace_before) ",
    "  expected = math.ceil(pace * (now - book.heard + trip) / 1000 * 2) ",
    "end ",
    "if expected > 0 and left - credits < expected + credits and in_flight > 0 and book.last_went then ",
    "  local alone = book.last_went + math.max(1000, trip * 4) ",
    "  if now < alone then return wait(math.min(book.ends or alone, alone), true) end ",
    "end ",
    "if ARGV[4] == 'even' and book.since and book.ends then ",
    "  local length, to_spend = (book.ends - book.since) * 0.95, math.max(0, book.at_first - reserve) ",
    "  if to_spend > 0 and length > 0 then ",
    "    local part = math.min(1, math.max(0, to_spend - left) / to_spend) ",
    "    local moment = math.min(book.ends, book.since + length * part) ",
    "    if moment > now then return wait(moment, false) end ",
    "  end ",
    "end ",
    "return go()"
);

/// Arguments: call, longest time of a call, what became of it (`unsent`, `unanswered`, `answered`, `refused`), how long to
/// wait after a refusal (or -1); then, if the answer told them, limit, remaining, reset, and how long until then.
pub(super) static SETTLE: LazyLock<Script> = LazyLock::new(|| Script::new(SETTLE_TEXT));

pub(super) const SETTLE_TEXT: &str = concat!(
    open!(),
    close!(),
    "local call, outcome = ARGV[1], ARGV[3] ",
    "local is_scout = book.scout == call ",
    // None if it counts as lost already.
    "local went = gone(call) ",
    "if is_scout then book.scout = nil end ",
    "if outcome == 'unsent' then close() return 1 end ",
    "if went then count(call) end ",
    "if ARGV[5] then ",
    "  local limit, remaining = tonumber(ARGV[5]), tonumber(ARGV[6]) ",
    "  local reset, resets_in = tonumber(ARGV[7]), tonumber(ARGV[8]) ",
    "  book.silent = nil ",
    "  if went then ",
    "    local trip = now - went ",
    "    book.trip = (book.trip or 0) == 0 and trip or book.trip * 0.875 + trip * 0.125 ",
    "  end ",
    "  local ends = now + math.min(120000, math.max(1000, resets_in)) + (book.late == 1 and 1000 or 0) ",
    "  if is_scout or not book.reset or reset > book.reset + 1 then ",
    "    book.limit, book.remaining, book.reset, book.ends = limit, remaining, reset, ends ",
    "    book.since, book.at_first, book.own = now, remaining, 0 ",
    "    book.others, book.begun, book.heard = 0, now, now ",
    "    book.stretch, book.others_then = now, 0 ",
    "    book.pace_before, book.pace = book.pace or 0, 0 ",
    "  elseif book.remaining and reset + 1 >= book.reset then ",
    "    book.limit, book.remaining = limit, math.min(book.remaining, remaining) ",
    "    book.ends = math.min(book.ends or ends, ends) ",
    "    if book.since then ",
    "      book.heard = now ",
    "      local own = book.own + (book.in_flight or 0) ",
    "      book.others = math.max(book.others, book.at_first - book.remaining - own) ",
    "      local length = now - book.stretch ",
    "      if length >= (book.trip or 0) * 4 then ",
    "        book.pace = math.max(book.pace, pace_of(book.others - book.others_then, length)) ",
    "        book.stretch, book.others_then = now, book.others ",
    "      end ",
    "    end ",
    "  end ",
    "elseif outcome == 'answered' and not book.limit then book.silent = 1 ",
    "elseif went then spent(call) end ",
    "if outcome == 'refused' then ",
    "  if is_scout and book.limit then book.late = 1 end ",
    "  local pause = tonumber(ARGV[4]) ",
    "  if pause >= 0 then book.paused = math.max(book.paused or 0, now + math.min(120000, pause)) end ",
    "end ",
    "close() ",
    "return 1"
);
