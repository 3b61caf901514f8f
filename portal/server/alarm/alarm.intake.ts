/**
 * The webhook of alarm sources: proves the sender, reads the body, journals, answers. Says 202 only for what is on disk. What an alarm means for its
 * group is decided later, by the group's workflow. What was not understood once goes the same way when it is replayed (letter.replay.ts).
 */
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { formerSecretNameOf } from '#domain/alarm/source.schema';
import { CatalogueError, codeOf } from '#domain/errors';
import { sayParam, type Phrase } from '#domain/message';
import { epochMs } from '#domain/values';
import { alarmSourceKind } from '#integrations/sources/index';
import type { AlarmSourceKind } from '#integrations/sources/source.kind';
import { rejectedReason, rejectedText } from '#integrations/sources/rejected';
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
  /** The certificate behind an address that a kind trusts; throws SERVICE_UNAVAILABLE. */
  certificate(address: string): Promise<string>;
  queue: JournalQueue;
  bells: BellRinger;
  log: IntakeLog;
  nowMs(): number;
}
/** A body whose sender is proven. */
export interface Posted {
  source: AlarmSource; kind: AlarmSourceKind; payload: unknown; requestId: string;
  /** When it came, and when it comes again if it came before. */
  at: Date; againAt?: Date;
  /** Keeps the entries that are not understood, before anything is journalled. Text is null for one that cannot be written again. */
  keepRest(reason: Phrase, text: string | null): Promise<void>;
}
/** `reason`: why some entries were not understood; null when all were. */
export type Taken = { isUnderstood: true; accepted: number; changes: number; reason: Phrase | null } | { isUnderstood: false; reason: Phrase };
export interface AlarmIntake {
  /** Reads a body as its source does, and journals it. Resolves when everything is on disk. Throws SERVICE_UNAVAILABLE: nothing is claimed then. */
  take(posted: Posted): Promise<Taken>;
  receive(context: Pick<RequestContext<'alarms.receive'>, 'params' | 'headers' | 'rawBody' | 'requestId'>): Promise<{ accepted: number; changes: number }>;
  /** Waits for what was accepted, rings what is owed, writes the counts. */
  stop(): Promise<void>;
}

/** `former`: the secret before, with the instant until which it is taken too. */
interface KnownSource { source: AlarmSource; kind: AlarmSourceKind; secret: string; former: { secret: string; untilMs: number } | null; readAtMs: number }
/** Characters of the last body that are kept to look at. */
const bodyShown = 8_000;
/** A change of a source or its secret holds after this long, a new source takes alarms. */
const sourceKeptMs = 5_000;
const countEveryMs = 5_000;
/** Names that are no source's, remembered so that guessing asks the database nothing. */
const absentKept = 1_000;
const nothing = new Uint8Array();

export function createAlarmIntake(deps: IntakeDeps): AlarmIntake {
  const known = new Map<string, KnownSource>();
  const absent = new Map<string, number>();
  const counts = new Map<string, { received: number; at: number; body?: string }>();
  const counting = setInterval(() => void writeCounts(), countEveryMs);
  counting.unref();

  async function sourceOf(id: string): Promise<KnownSource> {
    const kept = known.get(id);
    if (kept && deps.nowMs() - kept.readAtMs < sourceKeptMs) return kept;
    const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'alarm-source' });
    if (deps.nowMs() - (absent.get(id) ?? -Infinity) < sourceKeptMs) throw missing();
    const source = await deps.sources.read(id);
    if (!source?.isEnabled) {
      known.delete(id);
      if (absent.size >= absentKept) absent.clear();
      absent.set(id, deps.nowMs());
      throw missing();
    }
    const kind = kindOf(source);
    const secret = await deps.resolveSecret(source.secret.secret).catch((thrown: unknown) => {
      // Without a secret nobody gets in; the administrator reads why.
      const code = codeOf(thrown);
      if (code !== 'SECRET_MISSING' && code !== 'SECRET_USE_REFUSED') throw thrown;
      deps.log.warn({ source: id, secret: source.secret.secret, code }, 'alarm source has no secret yet');
      return '';
    });
    const fresh = { source, kind, secret, former: await formerOf(source), readAtMs: deps.nowMs() };
    known.set(id, fresh);
    return fresh;
  }

  async function formerOf({ id, formerSecretUntil }: AlarmSource): Promise<KnownSource['former']> {
    const untilMs = formerSecretUntil ? epochMs(formerSecretUntil) : 0;
    if (untilMs <= deps.nowMs()) return null;
    const secret = await deps.resolveSecret(formerSecretNameOf(id)).catch((thrown: unknown) => {
      if (codeOf(thrown) !== 'SECRET_MISSING') throw thrown;
      return '';
    });
    return secret === '' ? null : { secret, untilMs };
  }
  const mayPost = ({ kind, secret, former }: KnownSource, headers: Parameters<AlarmSourceKind['verify']>[0], signed: Uint8Array): boolean => {
    const isPresent = kind.verify(headers, signed, secret);
    return (former !== null && former.untilMs > deps.nowMs() && kind.verify(headers, signed, former.secret)) || isPresent;
  };

  async function bury(source: string, requestId: string, says: Phrase, body: string): Promise<void> {
    const reason = sayParam(says);
    deps.log.warn({ source, requestId, reason }, 'alarm body not understood');
    await deps.letters.bury({ at: new Date(deps.nowMs()), source, code: 'ALARM_BODY_WRONG', reason, says, body, requestId });
  }

  async function writeCounts(): Promise<void> {
    const now = [...counts];
    counts.clear();
    for (const [source, { received, at, body }] of now) {
      await deps.sources.count(source, received, new Date(at), body).catch((fault: unknown) => deps.log.warn({ source, fault: String(fault) }, 'count of received alarms not written'));
    }
  }

  async function receive({ params, headers, rawBody, requestId }: Parameters<AlarmIntake['receive']>[0]): Promise<{ accepted: number; changes: number }> {
    const known = await sourceOf(params.source);
    const { source, kind } = known;
    const signed = kind.proof === 'body' ? await rawBody?.() ?? nothing : null;
    if (!mayPost(known, headers, signed ?? nothing)) throw new CatalogueError('ALARM_SECRET_WRONG');
    const raw = signed ?? await rawBody?.() ?? nothing;
    const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
    const payload = parsed(text);
    await proveSignature(kind, payload);
    const counted = counts.get(source.id);
    counts.set(source.id, { received: counted?.received ?? 0, at: deps.nowMs(), body: text.slice(0, bodyShown) });
    const taken = await take({
      source, kind, payload, requestId, at: new Date(deps.nowMs()),
      keepRest: (reason, rest) => bury(source.id, requestId, reason, rest ?? text),
    });
    if (taken.isUnderstood) return { accepted: taken.accepted, changes: taken.changes };
    await bury(source.id, requestId, taken.reason, text);
    throw new CatalogueError('ALARM_BODY_WRONG', { source: source.id, reason: taken.reason });
  }

  /** Throws ALARM_SIGNATURE_WRONG, SERVICE_UNAVAILABLE. Nothing for kinds whose senders sign nothing. */
  async function proveSignature({ signature }: AlarmSourceKind, payload: unknown): Promise<void> {
    if (signature === undefined) return;
    const address = signature.certificateOf(payload);
    if (address === null || !signature.isSigned(payload, await deps.certificate(address), deps.nowMs())) throw new CatalogueError('ALARM_SIGNATURE_WRONG');
  }

  async function take({ source, kind, payload, requestId, at, againAt, keepRest }: Posted): Promise<Taken> {
    const normal = kind.normalise(payload, { source: source.id, receivedAt: at.toISOString(), config: source.config });
    if (!normal.isUnderstood) return normal;
    // Before the answer: what it says 202 to and does not understand is kept as well.
    const reason = rejectedReason(normal.rejected);
    if (reason !== null) await keepRest(reason, rejectedText(normal.rejected));
    if (normal.findings.length > 0) deps.log.info({ source: source.id, requestId, findings: normal.findings.slice(0, 20), all: normal.findings.length }, 'alarms taken with remarks');
    const receivedAt = againAt ?? at;
    const { changes } = await deps.queue.append({ source, requestId, receivedAt, ...(againAt ? { heardAt: at } : {}), alarms: normal.alarms });
    const counted = counts.get(source.id);
    counts.set(source.id, { ...counted, received: (counted?.received ?? 0) + normal.alarms.length, at: receivedAt.getTime() });
    return { isUnderstood: true, accepted: normal.alarms.length, changes, reason };
  }

  return {
    take,
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

/** Throws ALARM_SOURCE_KIND_UNKNOWN. */
export function kindOf(source: AlarmSource): AlarmSourceKind {
  const kind = alarmSourceKind(source.kind);
  if (!kind) throw new CatalogueError('ALARM_SOURCE_KIND_UNKNOWN', { source: source.id, kind: source.kind });
  return kind;
}
