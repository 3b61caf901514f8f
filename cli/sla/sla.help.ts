/** The help text of `signalbox sla explain`. */

export const slaHelp = `Usage: signalbox sla explain --calendar FILE --start T --target D [options]
       signalbox sla explain --calendar FILE --between A/B [--json]
       signalbox sla explain --batch [--calendar FILE] [--calendars DIR] < questions.jsonl

When is a clock due in working time, and why?

Times T    2034-06-09T08:46:12Z, with an offset (+02:00), or without: then local to the calendar's zone.
           A local time that a clock change leaves out is moved forward by the change; one that happens twice is the first.
Durations  PT4H30M = working time, P5D = working days (the clock time is kept), P1DT2H = a day, then two hours.
           Years, months and weeks are refused. A pure count of days may be negative to count back; other targets may not.

  --calendar FILE   calendar file (docs/schemas/calendar.schema.json); FILE or FILE.json
  --calendars DIR   where calendar names are looked up; default: the current folder
  --start T         when the clock starts
  --target D        what it allows
  --pause A/B       held from A to B; may be repeated; A/ is held still; A/B/REASON tells why
  --warn D          working time before due (-PT30M or PT30M; +PT30M is after), working days (-P1D) or a share of the target (75%);
                    never at night, never before the start, and never at due
  --escalate D      the same, but PT10H without a sign is after due
  --kind K          response, resolution (default), nextResponse, ola, approval, step
  --stop T          when the clock was stopped
  --event AT/TYPE   what happened then: pause, resume, response, resolution, stop, reopen, cancel, or AT/target/D for a new target
  --now T           the instant to look from (for time elapsed and breach)
  --day-target M    keepClockTime (default) or endOfWorkingDay
  --on-reopen M     exclude (default), include or restart: time between solving and reopening
  --past-breach M   stays (default) or follows: a breach that happened before the target was relaxed
  --json            one JSON object instead of text; --batch always answers so
  --help            this text

Batch: one JSON object a line in, one out, in order.
  in   {id, calendar, start, target, pauses: [[a, b]], warn, escalate, stops: {response, resolution}, events: [{at, type, target?, warn?, reason?}], kind, now, policy}
       {id, calendar, between: [a, b]}          calendar: a file name or the calendar itself
       pauses also as {from, to, reason}; events also as {at, state} or [at, type]; states such as on hold, in progress and solved are events too
  out  {id, due, warn, escalate, holdSeconds, elapsedSeconds, breachedAt, explain: [{code, params, text}]}
       {id, error: {code, message}}
  due is null while a pause is open. elapsedSeconds is working time without holds until the stop, --now or an open pause, else null.
  breachedAt is the instant the target ran out unmet, as far as stops, events and now tell. A stop exactly at due is in time.

Exit code 0: answered. 1: a question could not be answered. 2: wrong usage.

Examples
  signalbox sla explain --calendar docs/examples/calendar-berlin.json --start "2026-03-27 16:30" --target PT4H --warn=-PT30M
  signalbox sla explain --calendar docs/examples/calendar-shanghai.json --start "2024-10-11 17:30" --target PT2H --json
  echo '{"id":1,"calendar":"calendar-247.json","start":"2026-03-28T12:00:00Z","target":"PT24H"}' | signalbox sla explain --batch --calendars docs/examples
`;
