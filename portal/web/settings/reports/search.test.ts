import { describe, expect, it } from 'vitest';
import { parseReportSearch } from './search.ts';

describe('the address of everybody\'s weekly reports', () => {
  it('keeps what it knows', () => expect(parseReportSearch({ section: 'reports', q: ' mia ', only: 'inactive' })).toEqual({ q: 'mia', only: 'inactive' }));
  it.each([[{ only: 'all' }], [{ q: {} }], [{ q: '  ' }]])('leaves out %j', (search) => expect(parseReportSearch(search)).toEqual({}));
});
