/** Wires the post and its rounds to MongoDB and Temporal. */
import type { Logger } from 'pino';
import { createMessagePost, type KeptPost } from '#activities/flow/message-post';
import { startersOn } from '#activities/flow/starter-on';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { Connection } from '#store/core/connection';
import { createMessageRepo } from '#store/flow/message.repo';
import { createMessageWaitRepo } from '#store/flow/message-wait.repo';
import { startMessageKeeper, type MessageKeeper } from './message-keeper.ts';

export interface MessageWiringOf { connection: Connection; engine: Pick<FlowEngine, 'deliverMessage' | 'startRun'>; log: Pick<Logger, 'info' | 'warn'>; everyMs?: number }

export function wireMessages({ connection, engine, log, ...pace }: MessageWiringOf): { post: KeptPost; start(): MessageKeeper } {
  const nowMs = (): number => Date.now();
  const [messages, waits] = [createMessageRepo(connection), createMessageWaitRepo(connection)];
  const post = createMessagePost({ messages, waits, engine, starts: startersOn({ connection, engine, nowMs }).messageStarts, nowMs });
  return { post, start: () => startMessageKeeper({ post, messages, waits, log, nowMs, ...pace }) };
}
