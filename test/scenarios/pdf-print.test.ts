/** Documents printed by a real browser: what a reader of the file finds, on a machine without letters of its own; what hostile text and a dying browser do. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentContent } from '#domain/document/document.ports';
import { parseStarterSettings } from '#domain/settings';
import type { Json, Locale } from '#domain/values';
import { locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';
import { createPdfRenderer, findBrowser, type PdfRenderer } from '#integrations/renderers/index';
import { printPage } from '#integrations/renderers/pdf/page-print';
import { createWarmBrowser } from '#integrations/renderers/pdf/warm-browser';
import { levelsModel, manyComments, manyEvents, ticketModel } from '../builders/document.builder.ts';
import { eventually } from '../setup/eventually.ts';
import { readPdf } from '../setup/pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-pdf-'));
const fontConfig = process.env['FONTCONFIG_FILE'];
let chrome = '';
let renderer: PdfRenderer;
const warned: object[] = [];
const log = { warn: (facts: object) => { warned.push(facts); } };

const ticket = (change: object = {}, locale: Locale = 'en', zone = 'Europe/Berlin'): DocumentContent => ({ template: 'ticket', model: ticketModel(change) as unknown as Json, locale, zone, direction: locale === 'ar' ? 'rtl' : 'ltr' });
const said = (text: string) => ({ comments: [{ id: 'c', ticket: 't', at: '2026-11-20T08:10:00.000Z', by: { kind: 'person', id: 'x', name: text.slice(0, 200) }, visibility: 'public', text }] });
const isAlive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };

/** A word of Arabic as it is drawn, from the left; alef is the one letter that says itself which it is. */
const drawn = (word: string): string => [...word.replaceAll('ا', '')].reverse().join('');

beforeAll(async () => {
  chrome = (await locateBrowser(parseStarterSettings(process.env), silentLog)).path!;
  // A machine without a single font.
  const empty = join(folder, 'fonts.conf');
  writeFileSync(empty, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>${folder}/cache</cachedir></fontconfig>`);
  process.env['FONTCONFIG_FILE'] = empty;
  renderer = createPdfRenderer({ find: () => chrome, log });
});
afterAll(async () => {
  await renderer?.close();
  if (fontConfig === undefined) delete process.env['FONTCONFIG_FILE'];
  else process.env['FONTCONFIG_FILE'] = fontConfig;
  rmSync(folder, { recursive: true, force: true });
});

describe('a ticket as PDF', () => {
  it.each([
    ['en', ['INC-1042', 'Uplink of sw-core-2 is down', 'Conversation', 'Timeline', 'times in Europe/Berlin', 'Nothing works on the third floor.'], ['NotoSans-Regular', 'NotoSans-Bold']],
    ['zh', ['时间线', '计时', '生成于', '等待申请人', '时区：Europe/Berlin'.normalize('NFKC')], ['NotoSansSC']],
    ['ar', ['INC-1042', 'Europe/Berlin', '2026'], ['NotoNaskhArabic', 'NotoSans-Regular']],
  ] as const)('in %s has its words as text and its letters inside, on a machine without any', async (locale, words, fonts) => {
    const { pdf, pages } = await renderer.render(ticket({}, locale));
    const read = await readPdf(pdf);
    expect(read.pages).toHaveLength(pages);
    const plain = read.text.replace(/[\u064B-\u0652\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
    for (const word of words) expect(plain).toContain(word);
    if (locale === 'ar') for (const word of ['السجل', 'الزمني', 'الطلب', 'الهدف']) expect(read.told).toContain(drawn(word));
    for (const font of fonts) expect([...read.fonts.keys()].some((name) => name.startsWith(font)), `${font} among ${[...read.fonts.keys()].join(', ')}`).toBe(true);
    expect([...read.fonts].filter(([name, isEmbedded]) => !isEmbedded || !name.startsWith('Noto'))).toEqual([]);
    expect(pdf.byteLength).toBeLessThan(400_000);
  });

  it('numbers its pages, each with the time it was made and in which zone', async () => {
    const { pdf, pages } = await renderer.render(ticket({ comments: manyComments(30) }));
    const read = await readPdf(pdf);
    expect(pages).toBeGreaterThan(2);
    for (const [at, page] of read.pages.entries()) {
      expect(page.replace(/[\u2066\u2069]/g, '')).toContain(`${at + 1} / ${pages}`);
      expect(page).toContain('Made 20 Nov 2026, 10:00');
    }
    expect(read.title).toBe('INC-1042 Uplink of sw-core-2 is down');
  });

  it('tells times in the zone that was asked for', async () => {
    const read = await readPdf((await renderer.render(ticket({}, 'en', 'Asia/Shanghai'))).pdf);
    for (const time of ['20 Nov 2026, 16:00', '20 Nov 2026, 21:00', 'times in Asia/Shanghai']) expect(read.text).toContain(time);
  });

  it('takes 1,000 lines', async () => {
    const { pdf, pages } = await renderer.render(ticket({ comments: manyComments(500), events: manyEvents(500) }));
    const read = await readPdf(pdf);
    expect(pages).toBeGreaterThan(20);
    for (const line of ['Message 1:', 'Message 500:', 'Look at port 1', 'Look at port 500']) expect(read.text).toContain(line);
    expect(pdf.byteLength).toBeLessThan(4_000_000);
  });
});

describe('hostile text', () => {
  let server: Server;
  let asked = 0;
  let address = '';
  beforeAll(async () => {
    server = createServer((_, response) => { asked += 1; response.end('x'); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  });
  afterAll(() => { server.close(); });

  it.each([
    ['markup', '<h1>big</h1><script>document.title=1</script><svg onload=alert(1)><text>t</text></svg>', '<h1>big</h1><script>document.title=1</script><svg onload=alert(1)><text>t</text></svg>'],
    ['a template', '{{key}} {{{title}}} {{#each this}}x{{/each}} {{constructor.constructor "return process"}}', '{{key}} {{{title}}} {{#each this}}x{{/each}} {{constructor.constructor "return process"}}'],
    ['style', '</style><style>*{display:none}</style> @import url(x) end', '</style><style>*{display:none}</style> @import url(x) end'],
    ['controls', 'a\u0000b\u0007c\u001B[31md', 'abc[31md'],
    ['orders to turn the writing round', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ])('comes out as text: %s', async (_, hostile, seen) => {
    const read = await readPdf((await renderer.render(ticket({ title: hostile, description: hostile, ...said(hostile) }))).pdf);
    expect(read.text.replace(/\s+/g, '')).toContain(seen.replace(/\s+/g, ''));
  });
  it('breaks a word of 10,000 letters instead of losing it', async () => {
    const read = await readPdf((await renderer.render(ticket(said('w'.repeat(10_000))))).pdf);
    expect((read.text.match(/w/g) ?? []).length).toBeGreaterThan(10_000);
  });
  it('takes emoji of any kind', async () => {
    const { pages } = await renderer.render(ticket(said('👍🏽 👨‍👩‍👧 🇩🇪 done')));
    expect(pages).toBeGreaterThan(0);
  });
  it('asks nobody for anything, also where a page wants to: by jump', async () => {
    const browser = createWarmBrowser({ find: () => chrome, log });
    try {
      const printed: string[] = [];
      // A page that is done at once may be printed before it jumps.
      await eventually(async () => {
        const { pdf, refused } = await browser.use((running) => printPage(running, `<!doctype html><meta http-equiv="refresh" content="0;url=${address}"><p>said</p>`, 20_000));
        printed.push((await readPdf(pdf)).text.trim());
        return refused > 0;
      });
      expect([...new Set(printed)]).toEqual(['said']);
      expect(asked).toBe(0);
    } finally {
      await browser.close();
    }
  });
  it('asks nobody for anything, also where a page wants to: by picture, style, frame or script', async () => {
    const greedy = `<link rel="stylesheet" href="${address}"><style>@import url(${address}); body { background: url(${address}) }</style><img src="${address}"><iframe src="${address}"></iframe><script>fetch('${address}')</script><p>said</p>`;
    const browser = createWarmBrowser({ find: () => chrome, log });
    try {
      const { pdf, refused } = await browser.use((running) => printPage(running, `<!doctype html>${greedy}`, 20_000));
      expect((await readPdf(pdf)).text).toContain('said');
      expect(refused).toBeGreaterThan(0);
      expect(asked).toBe(0);
    } finally {
      await browser.close();
    }
  });
});

describe('the browser', () => {
  it('is kept between documents and replaced after so many', async () => {
    const own = createPdfRenderer({ find: () => chrome, log, limits: { documents: 2 } });
    try {
      await own.render(ticket());
      const first = own.browserPid()!;
      await own.render(ticket());
      expect(own.browserPid()).toBe(null);
      await eventually(() => !isAlive(first));
      await own.render(ticket());
      expect(own.browserPid()).not.toBe(first);
    } finally {
      await own.close();
    }
  });
  it('that is killed under a document is said to be lost, and the next document has another', async () => {
    const own = createPdfRenderer({ find: () => chrome, log });
    try {
      await own.render(ticket());
      const pid = own.browserPid()!;
      const printing = own.render(ticket({ comments: manyComments(500) }));
      process.kill(pid, 'SIGKILL');
      await expect(printing).rejects.toMatchObject({ code: 'DOCUMENT_BROWSER_LOST' });
      expect((await own.render(ticket())).pages).toBeGreaterThan(0);
    } finally {
      await own.close();
    }
  });
  it.each([
    ['itself', () => chrome],
    ['behind a script', () => {
      const script = join(folder, 'browser.sh');
      writeFileSync(script, `#!/bin/sh\n"${chrome}" "$@"\n`, { mode: 0o755 });
      return script;
    }],
  ])('that takes too much memory is ended: %s', async (_, path) => {
    const own = createPdfRenderer({ find: path, log, limits: { bytes: 1_000_000 } });
    await expect((async () => { for (;;) await own.render(ticket({ comments: manyComments(500) })); })()).rejects.toMatchObject({ code: 'DOCUMENT_BROWSER_LOST' });
    expect(warned.some((facts) => 'bytes' in facts)).toBe(true);
    await own.close();
  });
  it('that takes too long is ended, and the document says so', async () => {
    const own = createPdfRenderer({ find: () => chrome, log, pdf: { withinMs: 1 } });
    await expect(own.render(ticket())).rejects.toMatchObject({ code: 'DOCUMENT_TOO_SLOW' });
    await own.close();
  });
  it('ends when who started it says so', async () => {
    const own = createPdfRenderer({ find: () => chrome, log });
    await own.render(ticket());
    const pid = own.browserPid()!;
    await own.close();
    await eventually(() => !isAlive(pid));
  });
  it.each([['is named and not there', { named: '/nowhere/chrome', places: ['sh'] }], ['lies in none of the places', { named: undefined, places: ['/nowhere/chrome', 'no-such-browser'] }]])('that %s is an error that says what to do', (_, places) => {
    expect(() => findBrowser(places)).toThrow('DOCUMENT_BROWSER_MISSING');
  });
  it('is the first that is found among places and the PATH', () => expect(findBrowser({ named: undefined, places: ['/nowhere/chrome', 'node'], path: join(process.execPath, '..') })).toBe(process.execPath));
});

describe('the service levels as PDF', () => {
  it.each([['en', ['Service levels', 'Answered in time', 'By team', 'Where the time goes', 'times in Europe/Berlin']], ['zh', ['服务级别', '按时响应', '术语说明']], ['ar', ['2026', 'Europe/Berlin']]] as const)('are printed in %s, in few pages', async (locale, words) => {
    const { pdf, pages } = await renderer.render({ template: 'levels', model: levelsModel() as unknown as Json, locale, zone: 'Europe/Berlin', direction: locale === 'ar' ? 'rtl' : 'ltr' });
    const read = await readPdf(pdf);
    for (const word of words) expect(read.text).toContain(word);
    expect(pages).toBeLessThanOrEqual(3);
    expect(read.pages).toHaveLength(pages);
  });
});
