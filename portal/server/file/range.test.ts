import { describe, expect, it } from 'vitest';
import { attachmentOf } from '../http/disposition.ts';
import { rangeOf } from './range.ts';

describe('a range of a file of 100 bytes', () => {
  it.each([
    ['', null], ['bytes=0-9', { start: 0, end: 10 }], ['bytes=90-', { start: 90, end: 100 }], ['bytes=-10', { start: 90, end: 100 }], ['bytes=-1000', { start: 0, end: 100 }], ['bytes=0-1000', { start: 0, end: 100 }],
    ['bytes=100-', 'beyond'], ['bytes=-0', 'beyond'], ['bytes=9-0', null], ['bytes=0-1,5-6', null], ['items=0-1', null], ['bytes=-', null], ['bytes=a-b', null],
  ] as const)('%j', (header, range) => expect(rangeOf(header, 100)).toEqual(range));
});

describe('how a file is to be saved', () => {
  it.each([
    ['a.txt', false, 'attachment; filename="a.txt"'], ['工单.png', true, 'inline; filename="__.png"; filename*=UTF-8\'\'%E5%B7%A5%E5%8D%95.png'], ["it's (1).txt", false, 'attachment; filename="it\'s (1).txt"'], ['100%.csv', false, 'attachment; filename="100_.csv"; filename*=UTF-8\'\'100%25.csv'],
  ])('%s', (name, isInPlace, header) => expect(attachmentOf(name, isInPlace)).toBe(header));
});
