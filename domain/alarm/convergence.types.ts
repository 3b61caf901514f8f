/** The shapes of convergence: what a group remembers, what comes in, what it asks for. Instants are milliseconds since 1970, which Temporal's clock gives. */
import { z } from 'zod';
import { severities } from './alarm.schema.ts';

/** One change of the journal, as small as convergence needs it: a storm passes through the workflow's history. */
export interface GroupChange {
  seq: number;
  change: 'new' | 'severity' | 'resolved';
  /** Severity now; `previous` is what it was counted as (null when new). */
  severity: (typeof severities)[number];
  previous: (typeof severities)[number] | null;
  /** Seq of the `new` that this firing began with (its own seq when new). */
  newSeq: number;
  receivedAt: number;
  /** When the source says it began. */
  startsAt: number;
}

/** Milliseconds; see alarmSourceSchema. */
export const groupTimingSchema = z.object({ waitMs: z.number(), intervalMs: z.number().positive(), repeatMs: z.number().positive(), quietMs: z.number(), reopenMs: z.number() });
export type GroupTiming = z.infer<typeof groupTimingSchema>;

/** What a workflow that began under earlier rules goes on without (workflows/patches.ts). */
export interface GroupRules {
  /** News (a new firing, a graver severity) looks whether the ticket's run is over and reopens it then; the run hears of a graver severity. Decision 0145. */
  isNewsHeard: boolean;
}

const at = z.number();
/** What the group wants done in the world, until it is done. Tried again at `dueAt` after a failure. */
export const groupActionSchema = z.object({ dueAt: at, attempts: z.number().int() }).and(z.discriminatedUnion('type', [
  /** Open the ticket of a new episode. */
  z.object({ type: z.literal('open'), episode: z.number().int() }),
  /** Tell the ticket's last run that it fires again; it may be over. `raisedTo`: graver than the last flush said. */
  z.object({ type: z.literal('resume'), notice: z.number().int(), raisedTo: z.enum(severities).nullable().default(null) }),
  /** Tell the run that the gravest that fires is graver than the last flush said; it may be over. */
  z.object({ type: z.literal('raise'), notice: z.number().int(), severity: z.enum(severities) }),
  /** Start the next run of the same ticket: because it fires again, or for news (a new firing, a graver severity) while it fires. */
  z.object({ type: z.literal('reopen'), n: z.number().int(), isNews: z.boolean().default(false) }),
  /** Tell the run that nothing fires any more. */
  z.object({ type: z.literal('recover'), notice: z.number().int() }),
  /** See whether the run is there to take the news: new firings were just said to it (`hasNew`), or it was told something and may have been ending. */
  z.object({ type: z.literal('confirm'), hasNew: z.boolean().default(false) }),
]));
export type GroupAction = z.infer<typeof groupActionSchema>;

/**
 * A group between two steps. Plain JSON, small whatever the size of the storm: the sets "firing" and "resolved" of the last flush are kept as
 * counts and a watermark over the journal (an alarm was announced when its newSeq <= sentSeq); decision 0061.
 */
export const groupStateSchema = z.object({
  stateVersion: z.literal(1),
  /** Seq of the last change taken in. */
  cursor: z.number().int(),
  phase: z.enum(['closed', 'pending', 'firing', 'recovered']),
  /** Number of the ticket of this group, from 1; 0 before the first. */
  episode: z.number().int(),
  /** How many fire now, by severity. */
  firing: z.record(z.enum(severities), z.number().int()),
  /** Different firings since the episode began. */
  alarmCount: z.number().int(),
  firstSeenAt: at.nullable(),
  /** What the last flush said; null: never said anything (no log). */
  sent: z.object({ at, isFiring: z.boolean(), worst: z.enum(severities) }).nullable(),
  sentSeq: z.number().int(),
  /** Since the last flush that was sent: still firing and unannounced; announced and resolved; severity of an announced one changed. */
  unsentNew: z.number().int(), unsentResolved: z.number().int(), isSeverityUnsent: z.boolean(),
  /** When the oldest unsent news was received. */
  newsAt: at.nullable(),
  /** End of group_wait while pending. */
  waitUntil: at.nullable(),
  /** Flushes happen at anchor + k * group_interval. */
  anchorAt: at.nullable(),
  ticket: z.object({ id: z.string(), key: z.string(), n: z.number().int() }).nullable(),
  /** What the ticket's run was told last, and when. `isNews`: news while it fires. */
  told: z.object({ isFiring: z.boolean(), at, isNews: z.boolean().default(false) }).nullable(),
  confirmAt: at.nullable(),
  /** Last time that nothing was left firing, as received. */
  resolvedAt: at.nullable(),
  /** End of the quiet time. */
  closeAt: at.nullable(),
  action: groupActionSchema.nullable(),
  fault: z.object({ code: z.string(), at }).nullable(),
  acknowledged: z.object({ by: z.object({ kind: z.enum(['person', 'machine']), id: z.string(), name: z.string().optional() }), at }).nullable(),
  /** Acknowledgements that were taken, by command id, the latest last: whoever asks again is answered the same, whatever became of the group meanwhile. */
  acknowledgements: z.array(z.string()).default([]),
  /** Counters of messages told and of events, so that each has a stable id. */
  notices: z.number().int(), events: z.number().int(),
});
export type GroupState = z.infer<typeof groupStateSchema>;

export type GroupInput = { now: number } & (
  | { type: 'changes'; changes: readonly GroupChange[] }
  /** Time has passed: whatever is due. */
  | { type: 'tick' }
  /** `commandId`: absent in what was asked before commands of groups had ids. */
  | { type: 'acknowledge'; by: NonNullable<GroupState['acknowledged']>['by']; commandId?: string | undefined }
  /** Answers to actions. */
  | { type: 'opened'; ticket: NonNullable<GroupState['ticket']> }
  | { type: 'reopened'; n: number }
  | { type: 'told' }
  /** The run is over, since `endedAt`; `n` is the ticket's last run. Null: the ticket is gone. */
  | { type: 'over'; run: { n: number; endedAt: number } | null }
  /** The run is there and open. */
  | { type: 'alive' }
  | { type: 'failed'; code: string }
);

/** One line for the timeline. `index` makes its id stable. */
export interface GroupEvent {
  index: number; at: number;
  action: 'alarm.grouped' | 'alarm.resolved' | 'alarmGroup.opened' | 'alarmGroup.closed' | 'alarmGroup.reopened' | 'alarmGroup.raised' | 'alarmGroup.acknowledged';
  data: Record<string, string | number | boolean | null>;
  /** The person who did it; absent: the alarms themselves. */
  by?: NonNullable<GroupState['acknowledged']>['by'];
}

export interface GroupStep {
  state: GroupState;
  events: GroupEvent[];
  /** Set when an acknowledge is refused: a code of the catalogue. */
  refused?: { code: string; params: Record<string, string> };
}
