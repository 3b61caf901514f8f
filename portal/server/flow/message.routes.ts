/** Takes messages from other systems and hands them to the post. Ids are a person's own: nobody can take, or try out, those of others. */
import { CatalogueError } from '#domain/errors';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, wholeInstallation } from '#domain/identity/rights';
import { ttlMs } from '#domain/flow/message/message';
import type { MessagePost } from '#domain/flow/message/message.ports';
import type { MessageRepo } from '#store/flow/message.repo';
import type { Handlers } from '../http/handler.ts';

export interface MessageRouteDeps { post: Pick<MessagePost, 'send'>; messages: Pick<MessageRepo, 'kept'> }

const listed = 200;

export const createMessageRoutes = ({ post, messages }: MessageRouteDeps): Handlers => ({
  'messages.send': async ({ body: { name, key, data, dedupeId, ttl }, actor, idempotencyKey, requestId }) => {
    // It may reach any flow: a role that holds in some places only is not enough.
    if (!can(actor, 'message.send', wholeInstallation)) throw notAllowed('message.send');
    const kept = ttlMs(ttl);
    if (kept === null) throw new CatalogueError('MESSAGE_TTL_WRONG', { ttl });
    const own = dedupeId ?? idempotencyKey ?? requestId;
    const { state, expiresAt, isRepeat } = await post.send({ id: `api/${actor.person}/${own}`, name, key, data, ttlMs: kept, by: { kind: 'person', id: actor.person, name: actor.name } });
    return { id: own, state, expiresAt, isRepeat };
  },
  'messages.kept': () => messages.kept(listed),
});
