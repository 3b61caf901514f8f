/** Sending a message and telling a signal, as a flow's steps ask for it: the effect's key is the message's id, so that a step that is tried again sends once. */
import type { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { Executor, ExecutorCall, ExecutorCatalog } from '#domain/flow/executor.ports';
import { messageSchema, signalSchema, ttlMs } from '#domain/flow/message/message';
import type { MessagePost } from '#domain/flow/message/message.ports';
import { postActivities } from '#domain/flow/nodes/node.send';
import { problemOf } from '#domain/issue';
import { phrase } from '#domain/message';

export function postExecutors(post: MessagePost): ExecutorCatalog {
  const kinds: Executor[] = [
    { kind: postActivities.message, async perform(call) {
      const { name, key, data, ttl } = read(postActivities.message, messageSchema, call);
      const kept = ttlMs(ttl);
      if (kept === null) throw new CatalogueError('MESSAGE_TTL_WRONG', { ttl });
      const { state, run } = await post.send({ id: call.idempotencyKey, name, key, data, ttlMs: kept, by: senderOf(call) });
      return { state, run };
    } },
    { kind: postActivities.signal, async perform(call) {
      const { name, data } = read(postActivities.signal, signalSchema, call);
      const { told, left } = await post.tell({ id: call.idempotencyKey, name, data, by: senderOf(call) });
      return { told, left };
    } },
  ];
  return Object.fromEntries(kinds.map((kind) => [kind.kind, kind]));
}

/** Throws ACTIVITY_CONFIG_INVALID: a key that was computed may be too long. */
function read<T>(kind: string, schema: z.ZodType<T>, { config }: ExecutorCall): T {
  const parsed = schema.safeParse(config);
  if (!parsed.success) throw new CatalogueError('ACTIVITY_CONFIG_INVALID', { kind, fault: parsed.error.issues.slice(0, 5).map((issue) => phrase('word.at', { path: issue.path.map(String).join('.'), problem: problemOf(issue) })) });
  return parsed.data;
}

/** The run, as the key names it: `<run>/<effect>`. */
const senderOf = ({ idempotencyKey }: ExecutorCall) => ({ kind: 'machine' as const, id: idempotencyKey.slice(0, idempotencyKey.lastIndexOf('/')) });
