import { describe, expect, it } from 'vitest';
import { holesOf, readSheet } from './sheet.markup.ts';

const written = (text: string, isBold = false) => ({ is: 'text', text, isBold });

describe('the markup of a sheet', () => {
  it('has headings, texts of several lines, lists, rules and tables', () => {
    expect(readSheet('# One\n### Three\n\nfirst\nsecond\n\n- a\n* b\n1. c\n2) d\n---\n| Name | Sum |\n|---|--:|\n| x | 3 |')).toEqual([
      { is: 'heading', level: 1, line: [written('One')] }, { is: 'heading', level: 3, line: [written('Three')] }, { is: 'text', lines: [[written('first')], [written('second')]] },
      { is: 'bullets', items: [[written('a')], [written('b')]] }, { is: 'numbers', items: [[written('c')], [written('d')]] }, { is: 'rule' },
      { is: 'table', head: [[written('Name')], [written('Sum')]], rows: [[[written('x')], [written('3')]]] },
    ]);
  });
  it('has bold words and holes, also in each other', () => {
    expect(readSheet('Dear **{name}**, **all** of it: {total}')).toEqual([{ is: 'text', lines: [[written('Dear '), { is: 'hole', name: 'name', isBold: true }, written(', '), written('all', true), written(' of it: '), { is: 'hole', name: 'total', isBold: false }]] }]);
  });
  it('takes a hole alone on its line as a place for a list', () => expect(readSheet('x\n{items}\ny')).toMatchObject([{ is: 'text' }, { is: 'value', name: 'items' }, { is: 'text' }]));
  it.each(['#no heading', '####### x', '**open', '| one', '{ not a hole }', '{1}', '<b>bold</b>', '-no list', '-- no rule', '{constructor', '[a](javascript:alert(1))', '{{{x y}}}'])('leaves what is no markup as text: %s', (text) => {
    expect(readSheet(text)).toEqual([{ is: 'text', lines: [[written(text)]] }]);
  });
  it('takes a table without a divider as rows alone, and one row of dashes as a row', () => {
    expect(readSheet('|a|b|\n|c|d|')).toMatchObject([{ is: 'table', head: null, rows: [[{}, {}], [{}, {}]] }]);
    expect(readSheet('|---|')).toMatchObject([{ is: 'table', head: null, rows: [[[written('---')]]] }]);
  });
  it('loses no line of a long text, in time that grows with it alone', () => {
    const text = `${'*'.repeat(9_000)}\n${'{'.repeat(9_000)}\n${'| '.repeat(4_000)}|`;
    expect(readSheet(text).length).toBe(3);
  });
  it('knows its holes by any script, each once', () => expect(holesOf('{a} {الاسم} {名字} {a} {b_2} {no-hole} {}')).toEqual(['a', 'الاسم', '名字', 'b_2']));
});
