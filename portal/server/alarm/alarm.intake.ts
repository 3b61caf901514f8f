/**
 * The webhook of alarm sources: proves the sender, reads the body, journals, answers. Says 202 only for what is on disk. What an alarm means for its
 * group is decided later, by the group's workflow.
 */
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { CatalogueError, codeOf } from '#domain/errors';
import { alarmSourceKind } from '#integrations/sources/index';
import type { AlarmSourceKind, RejectedEntry } from '#integrations/sources/source.kind';
import { rejectedReason } from '#integrations/sources/rejected';
import type { DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import { isMongoAway } from '#store/core/mongo-faults';
import type { RequestContext } from '../http/handler.ts';
import type { BellRinger } from './bell-ringer.ts';
import type { JournalQueue } from './journal-queue.ts';

export interface IntakeLog {
  warn(facts: Record<string, unknown>, message: string): void;
  info(facts: Record<string, unknown>, message: string): void;
}
export interface IntakeDeps {
  sources: Pick<AlarmSourceRepo, 'read' | 'count'>;
  letters: Pick<DeadLetterRepo, 'bury'>;
  /** The value behind a source's reference to its secret; throws SECRET_MISSING, SECRET_USE_REFUSED. */
  resolveSecret(name: string): Promise<string>;
  queue: JournalQueue;
  bells: BellRinger;
  log: IntakeLog;
  nowMs(): number;
}
export interface AlarmIntake {
  receive(context: Pick<RequestContext<'alarms.receive'>, 'params' | 'headers' | 'rawBody' | 'requestId'>): Promise<{ accepted: number; changes: number }>;
  /** Waits for what was accepted, rings what is owed, writes the counts. */
  stop(): Promise<void>;
}

interface KnownSource { source: AlarmSource; kind: AlarmSourceKind; secret: string; readAtMs: number }
/** A change of a source or its secret holds after this long. */
const sourceKeptMs = 5_000;
const countEveryMs = 5_000;

export function createAlarmIntake(deps: IntakeDeps): AlarmIntake {
  const known = new Map<string, KnownSource>();
  const counts = new Map<string, { received: number; at: number }>();
  const counting = setInterval(() => void writeCounts(), countEveryMs);
  counting.unref();

  async function sourceOf(id: string): Promise<KnownSource> {
    const kept = known.get(id);
    if (kept && deps.nowMs() - kept.readAtMs < sourceKeptMs) return kept;
    const source = await deps.sources.read(id);
    if (!source?.isEnabled) { known.delete(id); throw new CatalogueError('NOT_FOUND', { what: 'alarm source' }); }
    const kind = alarmSourceKind(source.kind);
    if (!kind) throw new CatalogueError('ALARM_SOURCE_KIND_UNKNOWN', { source: id, kind: source.kind });
    const secret = await deps.resolveSecret(source.secret.secret).catch((thrown: unknown) => {
      // Without a secret nobody gets in; the administrator reads why.
      const code = codeOf(thrown);
      if (code !== 'SECRET_MISSING' && code !== 'SECRET_USE_REFUSED') throw thrown;
      deps.log.warn({ source: id, secret: source.secret.secret, code }, 'alarm source has no secret yet');
      return '';
    });
    const fresh = { source, kind, secret, readAtMs: deps.nowMs() };
    known.set(id, fresh);
    return fresh;
  }

  async function bury(source: string, requestId: string, reason: string, body: string): Promise<void> {
    deps.log.warn({ source, requestId, reason }, 'alarm body not understood');
    await deps.letters.bury({ at: new Date(deps.nowMs()), source, code: 'ALARM_BODY_WRONG', reason, body, requestId });
  }

  async function writeCounts(): Promise<void> {
    const now = [...counts];
    counts.clear();
    for (const [source, { received, at }] of now) {
      await deps.sources.count(source, received, new Date(at)).catch((fault: unknown) => deps.log.warn({ source, fault: String(fault) }, 'count of received alarms not written'));
    }
  }

  async function receive({ params, headers, rawBody, requestId }: Parameters<AlarmIntake['receive']>[0]): Promise<{ accepted: number; changes: number }> {
    const { source, kind, secret } = await sourceOf(params.source);
    const raw = rawBody ?? new Uint8Array();
    if (!kind.verify(headers, raw, secret)) throw new CatalogueError('ALARM_SECRET_WRONG');
    const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
    const payload = parsed(text);
    const receivedAt = new Date(deps.nowMs());
    const normal = kind.normalise(payload, { source: source.id, receivedAt: receivedAt.toISOString() });
    if (!normal.isUnderstood) {
      await bury(source.id, requestId, normal.reason, text);
      throw new CatalogueError('ALARM_BODY_WRONG', { source: source.id, reason: normal.reason });
    }
    // Before the answer: what it says 202 to and does not understand is kept as well.
    if (normal.rejected.length > 0) await bury(source.id, requestId, rejectedReason(normal.rejected), entriesText(normal.rejected) ?? text);
    if (normal.findings.length > 0) deps.log.info({ source: source.id, requestId, findings: normal.findings.slice(0, 20), all: normal.findings.length }, 'alarms taken with remarks');
    const { changes } = await deps.queue.append({ source, requestId, receivedAt, alarms: normal.alarms });
    const counted = counts.get(source.id);
    counts.set(source.id, { received: (counted?.received ?? 0) + normal.alarms.length, at: receivedAt.getTime() });
    return { accepted: normal.alarms.length, changes };
  }

  return {
    receive: (context) => receive(context).catch((thrown: unknown) => {
      throw isMongoAway(thrown) ? new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' }) : thrown;
    }),
    async stop() {
      clearInterval(counting);
      await deps.queue.idle();
      await deps.bells.stop();
      await writeCounts();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CatalogueError('REQUEST_NOT_JSON');
  }
}

/** The entries with their reasons, one a line. Null when one is nested so deeply that it cannot be written again. */
function entriesText(rejected: readonly RejectedEntry[]): string | null {
  try {
    return rejected.map((entry) => JSON.stringify(entry)).join('\n');
  } catch {
    return null;
  }
}
