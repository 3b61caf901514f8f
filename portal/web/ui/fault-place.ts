/** Where one fault of several is, in few words. */
import type { ErrorDetail } from '#domain/errors';

/** In a flow the file, the step or line and the field, as far as they are known ("approve /outcomes/0/key"); elsewhere the path ("body.title"). */
export const placeOf = ({ path, file, node, edge, field }: Pick<ErrorDetail, 'path' | 'file' | 'node' | 'edge' | 'field'>): string =>
  [file, node ?? edge, field].filter(Boolean).join(' ') || path;
