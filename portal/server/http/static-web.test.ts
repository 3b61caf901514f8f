import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { webPage } from './static-web.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-web-'));
writeFileSync(join(folder, 'index.html'), '<html></html>');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `page` when the page is sent, `next` when the address is left to others. */
function answerTo(path: string): 'page' | 'next' | 'nothing' {
  let answer: 'page' | 'next' | 'nothing' = 'nothing';
  const response = { set: () => response, type: () => response, send: () => { answer = 'page'; } };
  webPage(folder)({ method: 'GET', path, nonce: 'n', accepts: () => 'html' } as unknown as Request, response as unknown as Response, () => { answer = 'next'; });
  return answer;
}

describe('the page for an address', () => {
  it.each(['/', '/settings/people/ana.silva', '/settings/people/henrik.v.o', '/tickets/INC-7'])('%s is sent', (path) => expect(answerTo(path)).toBe('page'));
  it.each(['/assets/gone-00000000.js', '/assets/x', '/favicon.ico', '/robots.txt'])('%s is a file, there or not', (path) => expect(answerTo(path)).toBe('next'));
});
