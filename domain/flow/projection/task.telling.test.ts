import { describe, expect, it } from 'vitest';
import type { FlowFile } from '../flow.schema.ts';
import type { KernelInput, TaskState } from '../kernel/kernel.types.ts';
import { answersOf, outcomeNameOf, questionOf, toldChars } from './task.telling.ts';

const task = { id: 't1', form: 'answer', prompt: 'Since when?', outcomes: [{ key: 'answered', name: { en: 'Answer', zh: '回答' } }] } as unknown as TaskState;
const file = { forms: { answer: { title: { en: 'Answer' }, schema: { properties: { answer: { type: 'string', title: 'Your answer', 'x-title': { en: 'Your answer', zh: '您的回答' } }, count: { type: 'integer' } } }, ui: {} } } } as unknown as FlowFile;
const input = (form: unknown, change: object = {}): KernelInput => ({ id: 'i', now: '2026-11-20T08:00:00.000Z', type: 'task', taskId: 't1', action: 'complete', taskRevision: 1, actor: { person: 'ana', name: 'Ana', teams: [], roles: [], maySupervise: false }, data: { form }, ...change }) as KernelInput;

describe('what an event tells of a task', () => {
  it('is the question that was asked', () => expect(questionOf(task)).toEqual({ prompt: 'Since when?' }));
  it('is the answer by its name', () => expect(outcomeNameOf(task, 'answered')).toEqual({ outcomeName: { en: 'Answer', zh: '回答' } }));
  it('is what was filled in, under the titles of the form, in its order', () => expect(answersOf(task, input({ count: 0, answer: 'at noon' }), file)).toEqual({ answers: [{ name: 'answer', title: { en: 'Your answer', zh: '您的回答' }, value: 'at noon' }, { name: 'count', title: { en: 'count' }, value: 0 }] }));
  it('is nothing of what the form does not declare, and nothing empty', () => expect(answersOf(task, input({ secret: 'x', answer: '' }), file)).toEqual({}));
  it('is nothing when another task was answered or this one only claimed', () => {
    expect(answersOf(task, input({ answer: 'x' }, { taskId: 't2' }), file)).toEqual({});
    expect(answersOf(task, input({ answer: 'x' }, { action: 'saveDraft' }), file)).toEqual({});
  });
  it('is nothing of a request\'s own form: the ticket tells its answers', () => {
    const asking = { forms: { answer: { title: { en: 'x' }, schema: { properties: { answers: { type: 'object', 'x-kind': 'request' } } }, ui: {} } } } as unknown as FlowFile;
    expect(answersOf(task, input({ answers: { system: 'payments' } }), asking)).toEqual({});
  });
  it('is cut where it is long', () => expect(JSON.stringify(answersOf(task, input({ answer: 'x'.repeat(9_000) }), file)).length).toBeLessThan(toldChars + 200));
});
