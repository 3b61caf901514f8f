import { describe, expect, it } from 'vitest';
import { circleOf, standInOf, standsInFor, type Absence } from './absence.ts';

const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const absence = (person: string, substitute: string | null, from = 1, until = 10): Absence => ({ id: `${person}-${from}`, person, substitute, from: day(from), until: day(until), setBy: person });
const asked = (person: string, away: readonly Absence[], gone: readonly string[] = []) => standInOf(person, (one) => away.find((other) => other.person === one) ?? null, (one) => !gone.includes(one));

describe('who decides in whose place', () => {
  it('is nobody else while they are there', () => expect(asked('mia', [])).toEqual({ is: 'present' }));
  it('is the substitute', () => expect(asked('mia', [absence('mia', 'victor')])).toEqual({ is: 'person', person: 'victor', chain: ['victor'] }));
  it('is the end of a chain when the substitute is away too', () => expect(asked('mia', [absence('mia', 'victor'), absence('victor', 'ada')])).toEqual({ is: 'person', person: 'ada', chain: ['victor', 'ada'] }));
  it.each<[string, Absence[], string[], 'none' | 'circle' | 'left']>([
    ['without a substitute', [absence('mia', null)], [], 'none'],
    ['when the last of a chain named nobody', [absence('mia', 'victor'), absence('victor', null)], [], 'none'],
    ['in a circle', [absence('mia', 'victor'), absence('victor', 'mia')], [], 'circle'],
    ['in a circle further down', [absence('mia', 'a'), absence('a', 'b'), absence('b', 'a')], [], 'circle'],
    ['when they have left', [], ['mia'], 'left'],
    ['when the substitute has left', [absence('mia', 'victor')], ['victor'], 'left'],
  ])('is nobody %s', (_, away, gone, why) => expect(asked('mia', away, gone)).toMatchObject({ is: 'nobody', why }));
  it('is the substitute of somebody who has left, once one is named', () => expect(asked('mia', [absence('mia', 'victor')], ['mia'])).toMatchObject({ is: 'person', person: 'victor' }));
});

describe('for whom somebody stands in', () => {
  const chain = [absence('mia', 'victor'), absence('victor', 'ada'), absence('omar', 'ada')];
  it('is everybody whose chain ends at them', () => expect(standsInFor('ada', chain).sort()).toEqual(['mia', 'omar', 'victor']));
  it('is nobody while they are away themselves', () => expect(standsInFor('victor', chain)).toEqual([]));
  it('is nobody out of a circle', () => expect([standsInFor('ada', [absence('mia', 'victor'), absence('victor', 'mia')]), standsInFor('mia', [absence('mia', 'victor'), absence('victor', 'mia')])]).toEqual([[], []]));
  it('agrees with who decides in whose place', () => {
    for (const { person } of chain) expect(asked(person, chain)).toMatchObject({ is: 'person', person: 'ada' });
  });
});

describe('a circle of absences', () => {
  it('is told person by person', () => expect(circleOf(absence('mia', 'victor'), [absence('victor', 'ada'), absence('ada', 'mia')])).toEqual(['mia', 'victor', 'ada', 'mia']));
  it('needs a time all of them are away', () => {
    expect(circleOf(absence('mia', 'victor', 1, 5), [absence('victor', 'mia', 5, 9)])).toBeNull();
    expect(circleOf(absence('mia', 'victor', 1, 9), [absence('victor', 'ada', 1, 4), absence('ada', 'mia', 5, 9)])).toBeNull();
    expect(circleOf(absence('mia', 'victor', 1, 9), [absence('victor', 'ada', 1, 6), absence('ada', 'mia', 5, 9)])).not.toBeNull();
  });
  it('is none where a chain goes round without them', () => expect(circleOf(absence('mia', 'a'), [absence('a', 'b'), absence('b', 'a')])).toBeNull());
});
