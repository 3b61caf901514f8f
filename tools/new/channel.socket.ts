/** A new channel: writes each notice as one line into the log of the worker, until it speaks to a system of its own. */
import { inCode, inWords } from './names.ts';
import { both, withImport, type Socket } from './socket.ts';

const folder = 'integrations/channels';

export const channelSocket: Socket = {
  folder, about: 'another way to tell people', sharesNamesWith: [],
  make(name) {
    const [code, words, at] = [inCode(name), inWords(name), `${folder}/${name}`];
    const maker = `create${code[0]!.toUpperCase()}${code.slice(1)}Channel`;
    return {
      files: { [`${at}/${name}.kind.ts`]: kindFile(name, maker, words), [`${at}/${name}.kind.test.ts`]: testFile(name, maker, words), [`${at}/README.md`]: readme(name, words), [`${at}/fixtures/message.json`]: fixture },
      edits: [
        { path: `${folder}/index.ts`, change: both(withImport(`import { ${maker} } from './${name}/${name}.kind.ts';`), listed(name, maker)) },
        { path: 'domain/notify/notice.schema.ts', change: named(name) },
      ],
      next: [`${at}/${name}.kind.ts: what it carries (render) and how it gets there (send)`, 'addresses it reaches go through allowedAddress (integrations/executors/address.ts)', `${at}/README.md: what is set for it, and where`, `SIGNALBOX_NOTICE_CHANNEL=${name} lets people be told by it`, `npx vitest run --project unit ${at} test/architecture/registries.test.ts`],
    };
  },
};

const replaced = (text: string, place: RegExp, by: string, what: string): string => {
  const changed = text.replace(place, by);
  if (changed === text) throw new Error(`found no ${what}`);
  return changed;
};
const listed = (name: string, maker: string) => (text: string): string => replaced(text, /(\n {2}\['mailbox', createMailboxChannel\(\) as Channel\],)/, `$1\n  ['${name}', ${maker}() as Channel],`, 'list of channels');
const named = (name: string) => (text: string): string => replaced(text, /(channelKinds = \[[^\]]*)\] as const/, `$1, '${name}'] as const`, 'names of channels');

const kindFile = (name: string, maker: string, words: string) => `/** ${words}: one line a notice, in the log of the worker. */
import { letterOf } from '../letter.ts';
import type { Channel } from '../channel.kind.ts';

/** What is carried: plain text in one line, in the language and with the link of its reader. \`id\` is the same at every attempt. */
export interface ${maker.slice('create'.length)}Line { id: string; text: string }

const toLog = (line: string): void => { process.stdout.write(\`\${line}\\n\`); };

/** \`write\` takes a line to where it is read. */
export const ${maker} = (write: (line: string) => void = toLog): Channel<${maker.slice('create'.length)}Line> => ({
  kind: '${name}', title: { en: '${words}', zh: '新渠道（${name}）', ar: 'قناة جديدة (\\u2068${name}\\u2069)' },
  render(message, locale) {
    const { subject, lines, action } = letterOf(message, locale);
    return { id: message.id, text: [subject, ...lines, action.url].map((part) => part.replace(/\\s+/g, ' ').trim()).join(' | ') };
  },
  /** Throw CHANNEL_UNAVAILABLE for what may pass by itself (it is tried again), CHANNEL_REFUSED for what never will. */
  send: async ({ id, text }, to) => {
    write(\`notice \${id} for \${to.name}: \${text}\`);
    return { to: to.email };
  },
  close: () => undefined,
});
`;
const testFile = (name: string, maker: string, words: string) => `import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noticeKinds } from '#domain/notify/notice.schema';
import { noticeTemplates } from '#domain/notify/templates/index';
import { locales } from '#domain/values';
import type { NoticeMessage } from '../channel.kind.ts';
import { ${maker} } from './${name}.kind.ts';

const message = JSON.parse(readFileSync(new URL('fixtures/message.json', import.meta.url), 'utf8')) as NoticeMessage;
const all = noticeKinds.flatMap((kind) => locales.map((locale) => [kind, locale] as const));

describe('the channel "${words}"', () => {
  it('carries what a notice says, in one line, with its link', () => {
    const { id, text } = ${maker}().render(message, 'en');
    expect(id).toBe(message.id);
    expect(text).toMatch(/^INC-1042.*\\| https:\\/\\/desk\\.example\\/tickets\\/INC-1042$/);
  });
  it.each(all)('says every notice: %s in %s', (kind, locale) => {
    const { text } = ${maker}().render({ ...message, kind, params: noticeTemplates[kind].example }, locale);
    expect(text).not.toMatch(/\\{\\{|\\bundefined\\b|\\bnull\\b|\\[object|\\n/);
  });
  it('hands it on, and answers where it went', async () => {
    const lines: string[] = [];
    const channel = ${maker}((line) => { lines.push(line); });
    expect(await channel.send(channel.render(message, 'en'), { name: 'Ana Soler', email: 'ana@example.org' })).toEqual({ to: 'ana@example.org' });
    expect(lines).toEqual([expect.stringMatching(/^notice n0123456789abcdef for Ana Soler: INC-1042/)]);
  });
});
`;
const readme = (name: string, words: string) => `# ${words}

Writes each notice as one line into the log of the worker: its subject, what happened, and the link to the portal, in the language of whom it is for.

    notice n0123456789abcdef for Ana Soler: INC-1042 is resolved: Uplink of sw-core-2 is down | ... | https://desk.example/tickets/INC-1042

- \`SIGNALBOX_NOTICE_CHANNEL=${name}\` lets people be told by it instead of by mail.
- A notice has the same id at every attempt, so that a receiver knows a second copy.
- What it says is made in one place for all channels (\`domain/notify/templates/\`): a channel has no words of its own.
`;
const fixture = `{
  "id": "n0123456789abcdef", "kind": "ticket.resolved", "zone": "Europe/Berlin", "thread": "t1", "approve": null,
  "url": "https://desk.example/tickets/INC-1042", "settingsUrl": "https://desk.example/mailbox?settings=true",
  "params": { "key": "INC-1042", "title": "Uplink of sw-core-2 is down", "priority": "P2", "actor": "Jonas Weber" }
}
`;
