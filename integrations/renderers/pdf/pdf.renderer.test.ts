import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';
import { pagesOf } from './pdf.renderer.ts';
import { linesOf, stripsOf } from './templates/ticket/flow.view.ts';

describe('printable', () => {
  it('keeps every letter of every script and emoji, and line ends', () => expect(printable({ a: ['é 核 ع 👍🏽\r\n\tx', 1, null, true] })).toEqual({ a: ['é 核 ع 👍🏽\n\tx', 1, null, true] }));
  it('drops controls and orders to turn the writing round, and shows half a character as one that is missing', () => expect(printable('a\u0000\u0007\u202Eb\u2066c\u2069\uD83D')).toBe('ab\u2066c\u2069\uFFFD'));
});

describe('pages', () => {
  it('are counted as the page tree says it', () => {
    const file = '1 0 obj\n<</Type /Pages\n/Count 3\n/Kids [2 0 R]>>\nendobj\n2 0 obj <</Count 2 /Type /Pages>> 3 0 obj <</Type /Page>>';
    expect(pagesOf(new TextEncoder().encode(file))).toBe(3);
    expect(pagesOf(new Uint8Array())).toBe(0);
  });
});

describe('a drawing on paper', () => {
  it.each([['Ask the requester', 146, ['Ask the', 'requester']], ['Short', 146, ['Short']], ['请求批准修复上行链路', 146, ['请求批准修复', '上行链路']]])('breaks "%s" into lines that fit', (title, room, lines) => expect(linesOf(title, room, 2)).toEqual(lines));
  it('cuts a word that fits nowhere', () => {
    const lines = linesOf('x'.repeat(10_000), 146, 2);
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(20);
  });
  it('is cut into strips when it is wide, each with a little of the one before', () => {
    const node = (x: number) => ({ rect: { x, y: 0, width: 208, height: 60 } });
    expect(stripsOf({ nodes: [node(0), node(1_000)], edges: [] } as never)).toHaveLength(1);
    const strips = stripsOf({ nodes: [node(0), node(4_800)], edges: [] } as never);
    expect(strips).toHaveLength(3);
    for (const [at, strip] of strips.slice(1).entries()) expect(strip.x).toBeLessThan(strips[at]!.x + strips[at]!.width);
    expect(strips.at(-1)!.x + strips.at(-1)!.width).toBeCloseTo(4_800 + 208 + 30);
  });
});
