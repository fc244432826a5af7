//! The ledger of `window` as Redis scripts. Each script is one atomic step, on the clock of Redis, in
//! milliseconds. The rules and the reasons are those of `window`.
//!
//! A bucket is one hash, so that no part of it can be lost alone. It has the fields of `Window`, `Probes` and
//! `Others`, and a field `call:ID` for each call in flight, with its start, the number of its window, and whether
//! it is a probe.

use std::sync::LazyLock;

use ::redis::Script;

/// The start of both scripts: reads the ledger and expires calls that have been in flight for too long. `ARGV[1]`
/// is the call time.
///
/// The ledger's clock never goes back: `skew` is the time by which Redis' own has gone back since the ledger
/// began.
macro_rules! open {
    () => {
        "local key, call_time = KEYS[1], tonumber(ARGV[1]) \
         local names = {'clock', 'skew', 'number', 'limit', 'remaining', 'reset', 'ends', 'seen', 'at_first', 'own', \
           'in_flight', 'in_flight_before', 'last_went', 'probes', 'probes_since', 'probes_touched', 'paused', 'silent', \
           'late', 'oldest', 'trip', 'others', 'begun', 'heard', 'stretch', 'others_then', 'pace', 'pace_before'} \
         local values = redis.call('HMGET', key, unpack(names)) \
         local ledger = {} \
         for i, name in ipairs(names) do ledger[name] = values[i] and tonumber(values[i]) or nil end \
         local time = redis.call('TIME') \
         local now = time[1] * 1000 + time[2] / 1000 + (ledger.skew or 0) \
         if ledger.clock and now < ledger.clock then \
           ledger.skew = (ledger.skew or 0) + ledger.clock - now \
           now = ledger.clock \
         end \
         ledger.clock = now \
         if ledger.paused then ledger.paused = math.min(ledger.paused, now + 120000) end \
         if ledger.ends then ledger.ends = math.min(ledger.ends, now + 121000) end \
         ledger.number = ledger.number or 0 \
         local function credits_of(call) return tonumber(string.match(call, '|(%d+)$')) end \
         local function in_flight() return (ledger.in_flight or 0) + (ledger.in_flight_before or 0) end \
         local function life() \
           if (ledger.trip or 0) == 0 then return 750 end \
           return math.min(750, math.max(250, ledger.trip * 4)) \
         end \
         local function another() \
           ledger.number = ledger.number + 1 \
           ledger.in_flight_before, ledger.in_flight = ledger.in_flight, nil \
           ledger.probes, ledger.probes_since, ledger.probes_touched = nil, nil, nil \
         end \
         local function turn() \
           another() \
           if ledger.limit then ledger.silent = nil end \
           ledger.remaining, ledger.ends, ledger.seen, ledger.at_first = nil, nil, nil, nil \
         end \
         local function gone(call, entry) \
           local went, window, probe = string.match(entry, '^(%S+) (%S+) (%d)$') \
           went, window = tonumber(went), tonumber(window) \
           redis.call('HDEL', key, 'call:' .. call) \
           local age, credits = ledger.number - window, credits_of(call) \
           if age == 0 then ledger.in_flight = math.max(0, (ledger.in_flight or 0) - credits) end \
           if age == 1 then ledger.in_flight_before = math.max(0, (ledger.in_flight_before or 0) - credits) end \
           return went, age == 0, probe == '1' and age == 0 \
         end \
         local function count(call) ledger.own = (ledger.own or 0) + credits_of(call) end \
         local function spent(call) \
           if ledger.remaining then ledger.remaining = math.max(0, ledger.remaining - credits_of(call)) end \
         end \
         local function probe_ended() \
           ledger.probes, ledger.probes_touched = math.max(0, (ledger.probes or 0) - 1), now \
         end \
         local function pace_of(credits, length) return credits * 1000 / math.max(1, length) end \
         if ledger.oldest and ledger.oldest + call_time <= now then \
           ledger.oldest = nil \
           local fields = redis.call('HGETALL', key) \
           for i = 1, #fields, 2 do \
             local call = string.match(fields[i], '^call:(.*)$') \
             local entered = call and tonumber(string.match(fields[i + 1], '^%S+')) \
             if entered and entered + call_time <= now then \
               local went, _, is_probe = gone(call, fields[i + 1]) \
               if is_probe then probe_ended() end \
               if ledger.seen and went >= ledger.seen then spent(call) count(call) end \
             elseif entered then \
               ledger.oldest = math.min(ledger.oldest or entered, entered) \
             end \
           end \
         end \
         local function close() \
           local set, unset = {}, {} \
           for i, name in ipairs(names) do \
             if ledger[name] then \
               set[#set + 1] = name \
               set[#set + 1] = string.format('%.17g', ledger[name]) \
             elseif values[i] then \
               unset[#unset + 1] = name \
             end \
           end \
           if #unset > 0 then redis.call('HDEL', key, unpack(unset)) end \
           redis.call('HSET', key, unpack(set)) \
           redis.call('PEXPIRE', key, string.format('%.0f', 300000 + call_time)) \
         end "
    };
}

/// Arguments: the call time; then for each call its id, share, and `even` or `burst`. Returns for each call
/// whether it may go; if not, for how many milliseconds nothing changes by itself, whether a response may change
/// it before, and whether the calls after it have to wait for it.
///
/// Idempotent: a call that is asked for twice, for example after a lost response, takes its credits once.
pub(super) static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(TAKE_TEXT));

pub(super) const TAKE_TEXT: &str = concat!(
    open!(),
    "local function wait(moment, may_change, holds) ",
    "  return {0, math.min(121000, math.max(1, math.ceil(moment - now))), may_change and 1 or 0, holds and 1 or 0} ",
    "end ",
    "local function go(call, credits) ",
    "  local is_probe = credits > 0 and not ledger.remaining and ledger.silent ~= 1 ",
    "  if is_probe then ",
    "    local probes, touched = ledger.probes or 0, ledger.probes_touched ",
    "    if not ledger.probes_since or (probes == 0 and (not touched or now - touched > life())) then ",
    "      ledger.probes_since = now ",
    "    end ",
    "    ledger.probes, ledger.probes_touched = probes + 1, now ",
    "  end ",
    "  ledger.in_flight = (ledger.in_flight or 0) + credits ",
    "  if credits > 0 then ledger.last_went = now end ",
    "  ledger.oldest = ledger.oldest or now ",
    "  redis.call('HSET', key, 'call:' .. call, string.format('%.17g %d %d', now, ledger.number, is_probe and 1 or 0)) ",
    "  return {1, 0, 0, 0} ",
    "end ",
    "local function renew() ",
    "  if ledger.paused then ",
    "    if now < ledger.paused then return end ",
    "    ledger.paused = nil turn() ",
    "  elseif ledger.ends and ledger.ends <= now then turn() ",
    "  elseif not ledger.remaining and ledger.probes_since and now - ledger.probes_since >= 120000 then turn() end ",
    "end ",
    "local function decide(call, share, spending) ",
    "  local credits = credits_of(call) ",
    "  if redis.call('HEXISTS', key, 'call:' .. call) == 1 then return {1, 0, 0, 0} end ",
    "  renew() ",
    "  if ledger.paused then return wait(ledger.paused, false) end ",
    "  if credits == 0 then return go(call, credits) end ",
    "  local in_flight, limit = in_flight(), ledger.limit ",
    "  local function reserve(limit) return math.max(0, limit - math.floor(limit * share + 0.5)) end ",
    "  local function fits() return credits <= math.max(0, math.max(0, limit - in_flight) - reserve(limit)) end ",
    "  if ledger.silent == 1 then ",
    "    if limit and in_flight > 0 and not fits() then return wait(ledger.ends or now + 1000, true) end ",
    "    return go(call, credits) ",
    "  end ",
    "  if not ledger.remaining then ",
    "    local probes, since = ledger.probes or 0, ledger.probes_since or now ",
    "    local lives = math.floor((now - since) / life()) ",
    "    local more = since + life() * (lives + 1) ",
    "    if probes >= math.pow(8, lives) then return wait(more, true) end ",
    "    if probes > 0 and limit and not fits() then return wait(more, true) end ",
    "    return go(call, credits) ",
    "  end ",
    "  local held_back = reserve(limit or ledger.remaining) ",
    "  local room = math.max(0, ledger.remaining - held_back) ",
    "  local left = math.max(0, room - in_flight) ",
    "  local ends, trip = ledger.ends or now + 1000, ledger.trip or 0 ",
    "  local alone = ledger.last_went and ledger.last_went + math.max(1000, trip * 4) ",
    "  if in_flight == 0 or not alone or now >= alone then alone = nil end ",
    "  if credits > left then ",
    "    if alone and credits <= room then return wait(math.min(ends, alone), true, true) end ",
    "    return wait(ends, in_flight > 0) ",
    "  end ",
    // The credits that other programs are expected to spend while this call is in flight.
    "  local expected = 0 ",
    "  if ledger.heard then ",
    "    local so_far = pace_of(ledger.others, math.max(trip, ledger.heard - ledger.begun)) ",
    "    local pace = math.max(so_far, ledger.pace, ledger.pace_before) ",
    "    expected = math.ceil(pace * (now - ledger.heard + trip) / 1000 * 2) ",
    "  end ",
    "  if expected > 0 and left - credits < expected + credits and alone then ",
    "    return wait(math.min(ends, alone), true, true) ",
    "  end ",
    "  if spending == 'even' and ledger.seen and ledger.ends then ",
    "    local length, to_spend = (ends - ledger.seen) * 0.95, math.max(0, ledger.at_first - held_back) ",
    "    if to_spend > 0 and length > 0 then ",
    "      local part = math.min(1, math.max(0, to_spend - left) / to_spend) ",
    "      local moment = math.min(ends, ledger.seen + length * part) ",
    "      if moment > now then return wait(moment, false) end ",
    "    end ",
    "  end ",
    "  return go(call, credits) ",
    "end ",
    "local results, held = {}, nil ",
    "for i = 2, #ARGV, 3 do ",
    "  local result = held ",
    "  if not held or credits_of(ARGV[i]) == 0 then result = decide(ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]) end ",
    "  if result[4] == 1 then held = result end ",
    "  results[#results + 1] = result ",
    "end ",
    "close() ",
    "return results"
);

/// Arguments: the call time, the call, its outcome (`unsent`, `no_response`, `responded`, `refused`), the pause
/// after a refusal (or -1); then, if the response has them, limit, remaining, reset, and the time until the reset.
pub(super) static SETTLE: LazyLock<Script> = LazyLock::new(|| Script::new(SETTLE_TEXT));

pub(super) const SETTLE_TEXT: &str = concat!(
    open!(),
    "local call, outcome = ARGV[2], ARGV[3] ",
    "local entry = redis.call('HGET', key, 'call:' .. call) ",
    // All three are nil if the call has expired already.
    "local went, is_of_this_window, is_probe ",
    "if entry then went, is_of_this_window, is_probe = gone(call, entry) end ",
    "if outcome == 'unsent' then ",
    "  if is_probe then ",
    "    ledger.probes = math.max(0, (ledger.probes or 0) - 1) ",
    "    if ledger.probes == 0 then ledger.probes, ledger.probes_since, ledger.probes_touched = nil, nil, nil end ",
    "  end ",
    "  close() return 1 ",
    "end ",
    "if is_probe then probe_ended() end ",
    "if went then count(call) end ",
    "if ARGV[5] then ",
    "  local limit, remaining = tonumber(ARGV[5]), tonumber(ARGV[6]) ",
    "  local reset, resets_in = tonumber(ARGV[7]), tonumber(ARGV[8]) ",
    "  ledger.silent = nil ",
    "  if went then ",
    "    local trip = now - went ",
    "    ledger.trip = (ledger.trip or 0) == 0 and trip or ledger.trip * 0.875 + trip * 0.125 ",
    "  end ",
    "  local ends = now + math.min(120000, math.max(1000, resets_in)) + (ledger.late == 1 and 1000 or 0) ",
    "  local is_new = not ledger.reset or reset > ledger.reset + 1 ",
    "  local is_older = ledger.reset and reset + 1 < ledger.reset ",
    "  local is_corrected = is_older and ledger.seen and went and went > ledger.seen ",
    "  if is_new and ledger.seen and now - ledger.seen > 1000 then another() end ",
    "  if is_new or is_corrected or (not ledger.remaining and is_of_this_window) then ",
    "    ledger.limit, ledger.remaining, ledger.reset, ledger.ends = limit, remaining, reset, ends ",
    "    ledger.seen, ledger.at_first, ledger.own = now, remaining, 0 ",
    "    ledger.others, ledger.begun, ledger.heard = 0, now, now ",
    "    ledger.stretch, ledger.others_then = now, 0 ",
    "    ledger.pace_before, ledger.pace = ledger.pace or 0, 0 ",
    "  elseif ledger.remaining and not is_older then ",
    "    ledger.limit, ledger.remaining = limit, math.min(ledger.remaining, remaining) ",
    "    ledger.ends = math.min(ledger.ends or ends, ends) ",
    "    if ledger.seen then ",
    "      ledger.heard = now ",
    "      local own = ledger.own + in_flight() ",
    "      ledger.others = math.max(ledger.others, ledger.at_first - ledger.remaining - own) ",
    "      local length = now - ledger.stretch ",
    "      if length >= (ledger.trip or 0) * 4 then ",
    "        ledger.pace = math.max(ledger.pace, pace_of(ledger.others - ledger.others_then, length)) ",
    "        ledger.stretch, ledger.others_then = now, ledger.others ",
    "      end ",
    "    end ",
    "  end ",
    "elseif outcome == 'responded' and is_probe and not ledger.remaining then ",
    "  if ledger.silent ~= 1 then ledger.ends = ledger.limit and now + 60000 or nil end ",
    "  ledger.silent = 1 ",
    "elseif went then spent(call) end ",
    "if outcome == 'refused' then ",
    "  ledger.silent = nil ",
    "  if is_probe and ledger.limit then ledger.late = 1 end ",
    "  local pause = tonumber(ARGV[4]) ",
    "  if pause >= 0 then ledger.paused = math.max(ledger.paused or 0, now + math.min(120000, pause)) end ",
    "end ",
    "close() ",
    "return 1"
);
