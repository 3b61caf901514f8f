/** A new alarm source: a list of alarms in a plain shape, until it reads a system's own. */
import { inCode, inWords } from './names.ts';
import { both, withImport, type Socket } from './socket.ts';

const folder = 'integrations/sources';

export const sourceSocket: Socket = {
  folder, about: 'a system whose alarms are taken', sharesNamesWith: [],
  make(name) {
    const [code, words, at] = [inCode(name), inWords(name), `${folder}/${name}`];
    return {
      files: { [`${at}/${name}.kind.ts`]: kindFile(name, code, words), [`${at}/${name}.kind.test.ts`]: testFile(name, code, words), [`${at}/README.md`]: readme(words), [`${at}/fixtures/firing.json`]: fixture },
      edits: [{ path: `${folder}/index.ts`, change: both(withImport(`import { ${code} } from './${name}/${name}.kind.ts';`), listed(code)) }],
      next: [`${at}/${name}.kind.ts: how its sender proves itself (verify) and how its payload becomes alarms (normalise)`, `${at}/fixtures: payloads as the system sends them, recorded`, `${at}/README.md: what is set in the other system`, `npx vitest run --project unit ${at} integrations/catalog.test.ts`],
    };
  },
};

const listed = (code: string) => (text: string): string => {
  const changed = text.replace(/(alarmSourceKinds: readonly AlarmSourceKind\[\] = \[[^\]]*?),?\s*\];/, `$1, ${code}];`);
  if (changed === text) throw new Error('found no list of alarm sources');
  return changed;
};

const kindFile = (name: string, code: string, words: string) => `/** ${words}: posts {"alarms": [{id, name, severity, state, labels}]}. */
import type { Alarm } from '#domain/alarm/alarm.schema';
import { phrase, type Phrase } from '#domain/message';
import { isSecretGiven } from '../authorization.ts';
import { aList, anObject, aText, expected, isFields, oneOf, readEach, severityIn, textIn } from '../payload.ts';
import { plainEntries, plainText } from '../plain-text.ts';
import type { AlarmSourceKind, Normalised, SourceFinding } from '../source.kind.ts';

export const ${code}: AlarmSourceKind = {
  kind: '${name}',
  title: { en: '${words}', zh: '新来源（${name}）', ar: 'مصدر جديد (\\u2068${name}\\u2069)' },
  about: { en: 'Takes a list of alarms.', zh: '接收告警列表。', ar: 'يستقبل قائمة إنذارات.' },
  form: { schema: { type: 'object', properties: {}, additionalProperties: false }, ui: {} },
  proof: 'header',
  verify: (headers, _rawBody, secret) => isSecretGiven(headers, secret),
  payloadOf: (entries) => ({ alarms: entries }),
  normalise,
};

function normalise(payload: unknown, context: { source: string; receivedAt: string }): Normalised {
  if (!isFields(payload) || !Array.isArray(payload['alarms'])) return { isUnderstood: false, reason: expected('alarms', aList, isFields(payload) ? payload['alarms'] : payload) };
  const findings: SourceFinding[] = [];
  return readEach(payload['alarms'], 'alarms', findings, (entry, at) => alarmOf(entry, at, context, findings));
}

/** The alarm, or why there is none. */
function alarmOf(entry: unknown, at: string, { source, receivedAt }: { source: string; receivedAt: string }, findings: SourceFinding[]): Alarm | Phrase {
  if (!isFields(entry)) return expected(at, anObject, entry);
  const { id, name, state } = entry;
  if (typeof id !== 'string' || !/^[\\w.:-]{1,128}$/.test(id)) return expected(\`\${at}.id\`, phrase('alarm.value.letters', { limit: 128 }), id);
  if (typeof name !== 'string' || name === '') return expected(\`\${at}.name\`, aText, name);
  if (state !== 'firing' && state !== 'resolved') return expected(\`\${at}.state\`, oneOf('"firing"', '"resolved"'), state);
  return {
    source, fingerprint: id, name: plainText(name, 300), severity: severityIn(textIn(entry, 'severity'), \`\${at}.severity\`, findings), state, startsAt: receivedAt, endsAt: state === 'firing' ? null : receivedAt,
    // Groups are made by the label alertname unless a source says otherwise.
    labels: { ...plainEntries(entry['labels'] ?? {}, \`\${at}.labels\`, findings), alertname: plainText(name, 300) }, annotations: {}, links: [],
  };
}
`;
const testFile = (name: string, code: string, words: string) => `import { describe, expect, it } from 'vitest';
import { ${code} } from './${name}.kind.ts';

const context = { source: 'test', receivedAt: '2026-11-20T10:00:00.000Z' };
const alarm = { id: 'a1', name: 'LinkDown', severity: 'critical', state: 'firing', labels: { instance: 'sw-1' } };

describe('the source "${words}"', () => {
  it('takes each alarm in normal form', () => {
    expect(${code}.normalise({ alarms: [alarm, { ...alarm, state: 'resolved', severity: 'odd' }] }, context)).toMatchObject({
      isUnderstood: true, rejected: [], findings: [{ code: 'severity-unknown', at: 'alarms[1].severity' }],
      alarms: [{ fingerprint: 'a1', severity: 'critical', state: 'firing', endsAt: null, labels: { instance: 'sw-1' } }, { severity: 'warning', state: 'resolved', endsAt: context.receivedAt }],
    });
  });
  it('keeps what it does not understand apart, with the reason', () => {
    expect(${code}.normalise({ alarms: [alarm, { ...alarm, id: 7 }] }, context)).toMatchObject({ isUnderstood: true, rejected: [{ at: 'alarms[1]', reason: { phrase: 'alarm.expected', params: { at: 'alarms[1].id', found: '7' } } }] });
    for (const payload of [null, 7, 'text', [], {}, { alarms: {} }, { alarms: [null] }]) expect(${code}.normalise(payload, context)).toMatchObject({ isUnderstood: false });
    expect(${code}.normalise(${code}.payloadOf([alarm]), context)).toMatchObject({ isUnderstood: true });
  });
  it('lets in only who knows the secret', () => {
    expect(${code}.verify({ authorization: 'Bearer s3cret' }, new Uint8Array(), 's3cret')).toBe(true);
    for (const headers of [{}, { authorization: 'Bearer other' }]) expect(${code}.verify(headers, new Uint8Array(), 's3cret')).toBe(false);
    expect(${code}.verify({ authorization: 'Bearer ' }, new Uint8Array(), '')).toBe(false);
  });
});
`;
const readme = (words: string) => `# ${words}

Takes alarms by webhook: the other system posts to \`/api/alarms/<key of the source>\` with the secret of the source in its Authorization header (\`Bearer <secret>\`).

    {"alarms": [{"id": "a1", "name": "LinkDown", "severity": "critical", "state": "firing", "labels": {"instance": "sw-1"}}]}

- \`id\` tells one alarm from another: the same id with the state \`resolved\` ends it.
- \`severity\` may be any usual word; one nobody knows is taken as a warning, and said.
- An entry that is not understood is kept as a dead letter with its reason; the others go on.
`;
const fixture = `{
  "alarms": [
    { "id": "link-sw-core-2", "name": "LinkDown", "severity": "critical", "state": "firing", "labels": { "instance": "sw-core-2" } }
  ]
}
`;
