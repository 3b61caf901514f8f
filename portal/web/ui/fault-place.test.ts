import { describe, expect, it } from 'vitest';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { detailsOf } from '#domain/flow/file/flow.findings';
import { textsOf } from '../shell/texts/texts.ts';
import { wholeEnglish } from '../shell/texts/whole.ts';
import { placeOf } from './fault-place.ts';

const parsed = parseFlowFile({ formatVersion: 1, key: 'f', name: { en: 'F' }, nodes: { ask: { kind: 'task', name: { en: 'Ask' }, ticketSate: 'x' } }, edges: { e: { from: 'ask', to: 'ask', conditon: 'x' } }, layuot: {} }, 'f.flow.json');
const details = parsed.ok ? [] : detailsOf(parsed.findings);

describe('one fault of several', () => {
  it('is shown at its step or line and field, or at its path', () => {
    expect(details.map(placeOf).sort()).toEqual(['f.flow.json ask ticketSate', 'f.flow.json e conditon', 'f.flow.json layuot']);
    expect(placeOf({ path: 'body.title' })).toBe('body.title');
    expect(placeOf({ path: '/nodes/ask', node: 'ask', field: null })).toBe('ask');
  });
  it('is told from code and parameters, with what to do', () => {
    const at = details.find(({ edge }) => edge === 'e')!;
    expect(wholeEnglish.tell({ ...at, message: 'lost', fix: 'lost' })).toEqual({ message: '"edges/e" has a field nobody knows: "conditon".', fix: 'Did you mean "condition"? Rename it, or remove it.' });
    expect(textsOf('en').tell(at)).toEqual(wholeEnglish.tell(at));
  });
});
