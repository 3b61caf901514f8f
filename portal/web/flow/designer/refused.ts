/** What the portal refuses of a draft: what becomes of it, and where in the file it is wrong. Pure. */
import type { FlowFile } from '#domain/flow/flow.schema';
import type { ApiFault } from '../../shell/api/client.ts';
import { isAnswer } from '../../shell/api/said.ts';

/**
 * What follows when saving fails: `stale`, somebody saved meanwhile and the person chooses; `refused`, this file is not taken however often it is sent; `offline`,
 * nothing is known and it is sent again.
 */
export const afterFault = (fault: ApiFault): 'stale' | 'refused' | 'offline' => (fault.shape.code === 'FLOW_DRAFT_STALE' ? 'stale' : isAnswer(fault) ? 'refused' : 'offline');

/** Places in the file, as the answer names them: "nodes.approve.name.en". */
const placesOf = (fault: ApiFault | null): { place: string; message: string }[] =>
  (fault?.shape.details ?? []).flatMap(({ path, message }) => (path?.startsWith('body.file.') ? [{ place: path.slice('body.file.'.length), message }] : []));
const isIn = (place: string, field: string): boolean => place === field || place.startsWith(`${field}.`);

/** What is wrong at a field of the file ("nodes.approve.name"), in the portal's words; null when nothing is. */
export const wrongAt = (fault: ApiFault | null, field: string): string | null => placesOf(fault).find(({ place }) => isIn(place, field))?.message ?? null;

/** Steps the refusal names, each once. Of two ids that begin alike ("ask", "ask.again") the longer is meant. */
export const wrongSteps = (fault: ApiFault | null, file: FlowFile): string[] => {
  const ids = Object.keys(file.nodes).sort((a, b) => b.length - a.length);
  return [...new Set(placesOf(fault).flatMap(({ place }) => ids.find((id) => isIn(place, `nodes.${id}`)) ?? []))];
};
