/** Answers with the API's description of itself. Made at the first question: not every process is asked. */
import { openApiDocument, type OpenApiDocument } from '#api/openapi/document';
import type { Handlers } from './handler.ts';

export function createOpenApiRoutes(): Handlers {
  let made: OpenApiDocument | null = null;
  return { 'openapi.read': async () => ({ ...(made ??= openApiDocument()) }) };
}
