/** The forms requests were made with, and flows with those in place of what stands for them. Versions never change, so what was read once is kept. */
import type { CatalogRef, ItemContent } from '#domain/catalog/catalog.schema';
import { asksForRequest, withRequestForm } from '#domain/catalog/request.form';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { CatalogRepo } from '#store/catalog/catalog.repo';
import type { TaskRecord } from '#store/ticket/task.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import type { Definitions } from '../ticket/definitions.ts';

export interface RequestForms {
  /** The item as it was in that version; null when it is not known. */
  content(ref: CatalogRef): Promise<ItemContent | null>;
  /** The definition a task's run follows, with the request's own form where the flow asks for it. */
  fileOf(record: Pick<TaskRecord, 'flow' | 'version' | 'ticket'>): Promise<FlowFile | null>;
}
const kept = 200;

export function createRequestForms({ catalog, definitions, tickets }: { catalog: Pick<CatalogRepo, 'version'>; definitions: Definitions; tickets: Pick<TicketRepo, 'byId'> }): RequestForms {
  const known = new Map<string, ItemContent>();
  const content = async ({ item, version }: CatalogRef): Promise<ItemContent | null> => {
    const id = `${item}@${version}`;
    const found = known.get(id) ?? await catalog.version(item, version);
    if (found === null) return null;
    known.delete(id);
    known.set(id, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return found;
  };
  return {
    content,
    async fileOf({ flow, version, ticket }) {
      const file = await definitions.read(flow, version);
      if (file === null || !ticket.catalog || !asksForRequest(file)) return file;
      const [item, row] = await Promise.all([content(ticket.catalog), tickets.byId(ticket.id)]);
      return item === null ? file : withRequestForm(file, item, row?.fields ?? {});
    },
  };
}
