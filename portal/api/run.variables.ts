/** Variables of a run as somebody edits them: by name, each with a whole value. */
import { z } from 'zod';
import { jsonSchema } from '#domain/values';

export const mostEdited = 50;
/** An input of a run has 64 KB; names begin as those of a flow do. */
export const variableEditsSchema = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/), jsonSchema).refine((edits) => Object.keys(edits).length > 0 && Object.keys(edits).length <= mostEdited);
