/** Makes documents and keeps them, or why they could not be made. What stands in them was decided when they were asked for. */
import { Context } from '@temporalio/activity';
import { directionOf } from '#domain/document/document.schema';
import type { DocumentActivities, DocumentRenderer, RenderActivities } from '#domain/document/document.ports';
import { instantOf } from '#domain/values';
import type { DocumentRepo } from '#store/document/document.repo';
import { withCodes } from '../core/failures.ts';

export interface DocumentActivityDeps {
  documents: Pick<DocumentRepo, 'content' | 'begin' | 'finish' | 'fail'>;
  renderer: Pick<DocumentRenderer, 'render'>;
  nowMs(): number;
}

/** How often a document that is being made says so, and asks whether it is still wanted. */
const heartbeatMs = 2_000;

/** `renders` for queue pdf, `io` for queue io. */
export function createDocumentActivities({ documents, renderer, nowMs }: DocumentActivityDeps): { renders: RenderActivities; io: DocumentActivities } {
  return {
    renders: withCodes({
      async renderDocument({ document }) {
        const context = Context.current();
        const order = await documents.content(document);
        if (order === null) return null;
        if (order.status === 'ready') return { pages: order.pages ?? 0, bytes: order.bytes ?? 0 };
        await documents.begin(document, context.info.attempt);
        const beat = setInterval(() => context.heartbeat(), heartbeatMs);
        try {
          const { template, model, locale, zone } = order;
          const { pdf, pages } = await renderer.render({ template, model, locale, zone, direction: directionOf(locale) }, context.cancellationSignal);
          await documents.finish(document, { pdf, pages, at: instantOf(nowMs()) });
          return { pages, bytes: pdf.byteLength };
        } finally {
          clearInterval(beat);
        }
      },
    } satisfies RenderActivities),
    io: withCodes({ failDocument: ({ document, code, params }) => documents.fail(document, { code, params, at: instantOf(nowMs()) }) } satisfies DocumentActivities),
  };
}
