/** Writes with an Idempotency-Key: the same key and request get the first answer again for 24 hours; while the first still works, the second waits for it. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogueError, errorDetail } from '#domain/errors';
import type { IdempotencyRepo } from '#store/core/idempotency.repo';
import { errorAnswerOf } from './error-answer.ts';

export interface KeptAnswer { status: number; body: string; isRepeat: boolean }

const keyForm = /^[\x21-\x7e]{8,200}$/;
/** An attempt whose process died is taken over after this. */
const heldForMs = 30_000;
const waitForMs = 10_000;

/** Throws REQUEST_INVALID for what cannot be a key. */
export function checkKey(key: string): void {
  if (!keyForm.test(key)) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('IDEMPOTENCY_KEY_FORM', 'idempotency-key')]);
}

/** Runs `work` once per key. Refusals of the caller's making are answers and are repeated; what is unavailable or broken is not, so that trying again helps. */
export async function idempotently(repo: IdempotencyRepo, ask: { person: string; key: string; method: string; path: string; body: unknown }, work: () => Promise<{ status: number; body: string }>): Promise<KeptAnswer> {
  checkKey(ask.key);
  const key = createHash('sha256').update(JSON.stringify([ask.person, ask.key])).digest('base64url');
  const request = createHash('sha256').update(JSON.stringify([ask.method, ask.path, ask.body])).digest('base64url');
  const owner = randomUUID();
  for (const deadline = Date.now() + waitForMs; ;) {
    const claim = await repo.claim(key, request, owner, heldForMs, Date.now());
    if (claim.is === 'mine') break;
    if (claim.is === 'answered') return { status: claim.status, body: claim.body, isRepeat: true };
    if (claim.is === 'other') throw new CatalogueError('IDEMPOTENCY_MISMATCH');
    if (Date.now() > deadline) throw new CatalogueError('IDEMPOTENCY_RUNNING');
    await sleep(100);
  }
  try {
    const answer = await work();
    await repo.settle(key, owner, answer);
    return { ...answer, isRepeat: false };
  } catch (fault) {
    const { status, shape } = errorAnswerOf(fault);
    if (status < 500) await repo.settle(key, owner, { status, body: JSON.stringify({ error: shape }) });
    else await repo.release(key, owner).catch(() => undefined);
    throw fault;
  }
}
