/** The service levels as figures, each of their tables as a file, and all of it as a PDF. */
import { serviceLevelsReport } from '#domain/report/levels.report';
import type { Json } from '#domain/values';
import type { PersonRepo } from '#store/identity/person.repo';
import type { DocumentDesk } from '../document/document.desk.ts';
import type { Handlers } from '../http/handler.ts';
import { levelRights, levelsContent } from './levels.content.ts';
import type { LevelsReader } from './levels.reader.ts';
import { tableFile } from './report.file.ts';

export interface LevelsRouteDeps { reader: LevelsReader; desk: Pick<DocumentDesk, 'ask'>; people: Pick<PersonRepo, 'readMany'>; publicUrl: string }

export const createServiceLevelsRoutes = ({ reader, desk, people, publicUrl }: LevelsRouteDeps): Handlers => ({
  'serviceLevels.read': ({ query, actor }) => reader.read(query, actor),
  'serviceLevels.export': async ({ query, actor }) => {
    const [figures, scope] = await Promise.all([reader.read(query, actor), reader.scopeOf(query)]);
    const table = serviceLevelsReport(figures, query.locale, scope).tables.find(({ key }) => key === query.table)!;
    return tableFile(`service-levels-${query.table}-${figures.period.from}-${figures.period.to}`, table);
  },
  'serviceLevels.document': async ({ body: { locale, ...query }, actor, requestId, idempotencyKey }) => {
    const [person] = await people.readMany([actor.person]);
    const model = await levelsContent({ reader, query, actor, publicUrl, madeFor: person?.name ?? actor.person });
    const { period: { from, to, zone } } = model.figures;
    return desk.ask({ actor, template: 'levels', ticketKey: null, needs: [...levelRights], name: `service-levels-${from}-${to}`, model: model as unknown as Json, wishes: [model.address], requestKey: idempotencyKey ?? requestId, locale, zone });
  },
});
