/** What a person's pages are answered with, for documents that tell the same: the routes themselves are asked, so that rights and names are looked at in one place. */
import type { z } from 'zod';
import { routes, type ParamsOf, type QueryOf, type ResponseOf, type RouteName } from '#api/routes';
import type { Handler, Handlers, RequestContext } from '../http/handler.ts';

export interface PageAnswers {
  /** Throws what the route is refused with. */
  read<N extends RouteName>(name: N, params: ParamsOf<N>, query: QueryOf<N>): Promise<ResponseOf<N>>;
}

/** As the person of this request gets them. */
export function answersFor(handlers: Handlers, { actor, requestId, locale, isGone }: Pick<RequestContext<RouteName>, 'actor' | 'requestId' | 'locale' | 'isGone'>): PageAnswers {
  return {
    async read<N extends RouteName>(name: N, params: ParamsOf<N>, query: QueryOf<N>) {
      const handler = handlers[name] as Handler<N>;
      const spec = routes[name] as { params: z.ZodType; query: z.ZodType; response: z.ZodType };
      const context = { actor, requestId, locale, isGone, params: spec.params.parse(params), query: spec.query.parse(query), body: {}, headers: {}, rawBody: null, fileBody: null, idempotencyKey: null, session: null };
      return spec.response.parse(await handler(context as unknown as RequestContext<N>)) as ResponseOf<N>;
    },
  };
}
