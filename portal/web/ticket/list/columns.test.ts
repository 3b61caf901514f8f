import { describe, expect, it } from 'vitest';
import { chosenColumns, columnNames, shownColumns, tracksOf, usualColumns, withColumn } from './columns.ts';

describe('columns of the ticket list', () => {
  it('are the usual ones until somebody chooses, and only what the list knows', () => {
    expect(chosenColumns(null)).toEqual(usualColumns);
    expect(chosenColumns(['team', 'gone', 'state'])).toEqual(['state', 'team']);
    expect(chosenColumns([])).toEqual([]);
  });
  it('are put in and taken out in the list\'s own order, and are the usual ones again by being so', () => {
    expect(withColumn(usualColumns, 'team', true)).toEqual([...columnNames]);
    expect(withColumn(columnNames, 'team', false)).toBeNull();
    expect(withColumn(['clock'], 'state', true)).toEqual(['state', 'clock']);
  });
  it('make room where there is little', () => {
    expect(shownColumns(columnNames, true)).toEqual(['state', 'priority', 'who', 'clock']);
    expect(tracksOf(['state', 'clock'], false)).toBe('minmax(280px, 1fr) 150px 156px');
  });
});
