/** Managed objects by name: those the actor may read. */
import { filterFor, objectFields } from '#domain/identity/rights';
import type { ObjectRepo } from '#store/object/object.repo';
import type { Handlers } from '../http/handler.ts';
import { presentObject } from './object.presenter.ts';

const listed = 100;

export const createObjectRoutes = ({ objects }: { objects: ObjectRepo }): Handlers => ({
  'objects.list': async ({ query, actor }) => {
    const rights = filterFor(actor, 'object.read', objectFields);
    return { items: rights === 'none' ? [] : (await objects.search(query.q.trim(), listed, rights)).map((object) => presentObject(object, actor)) };
  },
});
