import { describe, expect, it } from 'vitest';
import type { ErrorShape } from '#domain/errors';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { detailsOf } from '#domain/flow/file/flow.findings';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { ApiFault } from '../../shell/api/client.ts';
import { afterFault, wrongAt, wrongSteps } from './refused.ts';

const fault = (part: Partial<ErrorShape>, status: number): ApiFault => new ApiFault({ code: 'X', family: 'invalid', message: '', hint: '', ...part }, status);
const [step, other] = ['ask.again', 'ask'] as const;
const file = flowFileSchema.parse({ formatVersion: 1, key: 'demo', name: { en: 'Demo' }, nodes: Object.fromEntries([step, other].map((id) => [id, { kind: 'task', name: { en: id } }])), edges: {} });

describe('a draft that is not saved', () => {
  it('is not sent again as it is when it was refused, is when nobody answered, and is chosen about when somebody else saved', () => {
    expect(afterFault(fault({ code: 'FLOW_FILE_INVALID' }, 422))).toBe('refused');
    expect(afterFault(fault({ code: 'REQUEST_TOO_LARGE' }, 413))).toBe('refused');
    expect(afterFault(fault({ code: 'OFFLINE', family: 'unavailable' }, 0))).toBe('offline');
    expect(afterFault(fault({ code: 'SIGN_IN_NEEDED' }, 401))).toBe('offline');
    expect(afterFault(fault({ code: 'FLOW_DRAFT_STALE', family: 'conflict' }, 409))).toBe('stale');
  });
  it('says at which field and step', () => {
    const parsed = parseFlowFile({ ...file, nodes: { ...file.nodes, [step]: { ...file.nodes[step], name: { en: 7 } } } });
    const refused = fault({ code: 'FLOW_FILE_INVALID', details: parsed.ok ? [] : detailsOf(parsed.findings) }, 422);
    expect(wrongAt(refused, `/nodes/${step}/name`)).toMatchObject({ code: 'file-type', node: step });
    expect(wrongAt(refused, `/nodes/${step}/description`)).toBeNull();
    expect(wrongAt(refused, `/nodes/${other}/name`)).toBeNull();
    expect(wrongAt(null, '/name')).toBeNull();
    expect(wrongSteps(refused, file)).toEqual([step]);
  });
});
