/** What the portal refuses of a draft: what becomes of it, and where in the file it is wrong. Pure. */
import type { ErrorDetail } from '#domain/errors';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { isAnswer } from '../../shell/api/said.ts';

/**
 * What follows when saving fails: `stale`, somebody saved meanwhile and the person chooses; `refused`, this file is not taken however often it is sent; `offline`,
 * nothing is known and it is sent again.
 */
export const afterFault = (fault: ApiFault): 'stale' | 'refused' | 'offline' => (fault.shape.code === 'FLOW_DRAFT_STALE' ? 'stale' : isAnswer(fault) ? 'refused' : 'offline');

const isIn = (path: string, field: string): boolean => path === field || path.startsWith(`${field}/`);

/** What is wrong at a field of the file ("/nodes/approve/name"); null when nothing is. */
export const wrongAt = (fault: ApiFault | null, field: string): ErrorDetail | null => fault?.shape.details?.find(({ path }) => isIn(path, field)) ?? null;

/** Steps the refusal names, each once. */
export const wrongSteps = (fault: ApiFault | null, file: FlowFile): string[] =>
  [...new Set((fault?.shape.details ?? []).flatMap(({ node }) => (typeof node === 'string' && Object.hasOwn(file.nodes, node) ? [node] : [])))];
