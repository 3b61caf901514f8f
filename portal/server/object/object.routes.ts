/** Managed objects by name. */
import type { ObjectRepo } from '#store/object/object.repo';
import type { Handlers } from '../http/handler.ts';

const listed = 100;

export const createObjectRoutes = ({ objects }: { objects: ObjectRepo }): Handlers => ({
  'objects.list': async ({ query }) => ({ items: await objects.search(query.q.trim(), listed) }),
});
