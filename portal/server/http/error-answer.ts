/** Turns anything thrown into the one error shape, and sends it. What is not in the catalogue is ours and says nothing about the inside. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import { CatalogueError, codeOf, errorCatalogue, errorShape, type ErrorShape } from '#domain/errors';
import { isMongoAway } from '#store/core/mongo-faults';

export interface ErrorAnswer { status: number; shape: ErrorShape }

/** Status and shape of a fault. Engine and database that do not answer are SERVICE_UNAVAILABLE. */
export function errorAnswerOf(fault: unknown): ErrorAnswer {
  const known = catalogueErrorOf(fault);
  const shape = known ? errorShape(known.code, known.params, known.details) : errorShape('INTERNAL');
  return { status: errorCatalogue[shape.code]?.status ?? 500, shape };
}

function catalogueErrorOf(fault: unknown): CatalogueError | null {
  if (fault instanceof CatalogueError) return fault;
  if (isMongoAway(fault)) return new CatalogueError('SERVICE_UNAVAILABLE', { service: 'MongoDB' });
  const type = typeof fault === 'object' && fault !== null && 'type' in fault ? fault.type : null;
  if (type === 'entity.too.large') return new CatalogueError('REQUEST_TOO_LARGE', { limit: limitText(fault) });
  if (type === 'entity.parse.failed' || type === 'encoding.unsupported' || type === 'charset.unsupported' || type === 'request.size.invalid') return new CatalogueError('REQUEST_NOT_JSON');
  if (type === 'request.aborted' || fault instanceof URIError) return new CatalogueError('REQUEST_INVALID');
  const code = codeOf(fault);
  return code !== null && errorCatalogue[code] ? new CatalogueError(code, paramsOf(fault)) : null;
}

const paramsOf = (fault: unknown): Record<string, string | number | boolean | null> =>
  typeof fault === 'object' && fault !== null && 'params' in fault && typeof fault.params === 'object' && fault.params !== null ? fault.params as Record<string, string> : {};

const limitText = (fault: unknown): string => {
  const limit = typeof fault === 'object' && fault !== null && 'limit' in fault && typeof fault.limit === 'number' ? fault.limit : 0;
  return `${Math.round(limit / 1_048_576)} MB`;
};

/** Sends a fault as JSON. A response that has begun is cut off instead, so that nobody takes half an answer for a whole one. */
export function sendFault(request: Request, response: Response, fault: unknown): void {
  const { status, shape } = errorAnswerOf(fault);
  if (status >= 500) {
    if (shape.code === 'INTERNAL') request.log?.error({ fault: describe(fault) }, 'request failed');
    else request.log?.warn({ code: shape.code, params: shape.params }, 'request failed');
  }
  if (response.headersSent) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  response.status(status).set('cache-control', 'no-store');
  if (status === 503) response.set('retry-after', '2');
  // Senders that hold a user and a password, such as Amazon SNS, show them only where they are asked.
  if (shape.code === 'ALARM_SECRET_WRONG') response.set('www-authenticate', 'Basic realm="alarms", charset="UTF-8"');
  response.json({ error: { ...shape, requestId: request.calledId } });
}

export const errorHandler: ErrorRequestHandler = (fault, request, response, _next) => sendFault(request, response, fault);

/** Name, message and stack for the log. */
export const describe = (fault: unknown): Record<string, unknown> =>
  fault instanceof Error ? { name: fault.name, message: fault.message, stack: fault.stack, ...(codeOf(fault) ? { code: codeOf(fault) } : {}), ...(fault.cause ? { cause: String(fault.cause) } : {}) } : { value: String(fault) };
