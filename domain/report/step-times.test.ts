import { describe, expect, it } from 'vitest';
import { calendarOf, workweek } from '#test/builders/sla.builder';
import { stepTimesOf, type TokenMove } from './step-times.ts';

const calendar = calendarOf('UTC', workweek('09:00-17:00'));
const move = (type: string, token: string, node: string, time: string, isScope = false): TokenMove => ({ type, token, node, at: `2026-11-${time}:00.000Z`, isScope });
const minutes = (moves: TokenMove[]) => Object.fromEntries(stepTimesOf(moves, calendar).map(({ node, workingMs, visits }) => [node, [workingMs / 60_000, visits]]));

describe('the time of steps', () => {
  it('is working time from entering to leaving, all visits added', () => {
    expect(minutes([
      move('enter', 't1', 'diagnose', '26T16:30'), move('leave', 't1', 'diagnose', '27T09:30'), move('enter', 't1', 'answer', '27T09:30'), move('leave', 't1', 'answer', '27T10:00'),
      move('enter', 't1', 'diagnose', '27T10:00'), move('leave', 't1', 'diagnose', '27T10:15'), move('enter', 't1', 'end', '27T10:15'), move('consume', 't1', 'end', '27T10:15'),
    ])).toEqual({ diagnose: [75, 2], answer: [30, 1], end: [0, 1] });
  });
  it('leaves out what holds other steps, and counts steps side by side each', () => {
    expect(minutes([
      move('enter', 't1', 'handle', '26T09:00'), move('wait', 't1', 'handle', '26T09:00', true), move('enter', 't2', 'a', '26T09:00'), move('enter', 't3', 'b', '26T09:00'),
      move('leave', 't2', 'a', '26T10:00'), move('cancel', 't3', 'b', '26T11:00'), move('leave', 't1', 'handle', '26T11:00'),
    ])).toEqual({ a: [60, 1], b: [120, 1] });
  });
  it('says nothing of where a token still stands', () => expect(minutes([move('enter', 't1', 'diagnose', '26T09:00')])).toEqual({}));
});
