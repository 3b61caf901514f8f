/** What the markup of the service levels shows: four figures with their twelve weeks, and every table with a bar in each row. */
import { serviceLevelsReport, type ReportFigure, type ReportTable } from '#domain/report/levels.report';
import { levelStates, type LevelFigures } from '#domain/report/levels.schema';
import { percentOf, reportWords } from '#domain/report/report.words';
import type { LevelsDocument } from '#domain/document/levels.document';
import type { Json } from '#domain/values';
import type { SharedKey, Words } from '../../words.ts';
import { linePath, stacked, type BarPart } from './bars.view.ts';
import type { levelsTextsEn } from './texts/en.ts';

type LevelWords = Words<keyof typeof levelsTextsEn | SharedKey>;

/** Steps have no state: as many tones as the page has (fills.ts), the last for all that follow. */
const stepTones = 8;

export function levelsView({ figures, scope, address, madeAt, madeFor }: LevelsDocument, words: LevelWords): { [name: string]: Json } {
  const report = serviceLevelsReport(figures, words.locale, scope);
  const said = reportWords(words.locale);
  const isRtl = words.locale === 'ar';
  const counted = figures.promise ?? 'both';
  const view = {
    title: report.title, scope: lines(report.scope), address, isEmpty: report.isEmpty, definitions: lines(report.definitions),
    made: words.t('doc.made', { time: words.full(madeAt) }), madeFor: words.t('doc.madeFor', { name: madeFor }),
    promise: said.t(counted), states: levelStates.map((state) => ({ state, name: said.t(state) })),
    figures: report.figures.map((figure) => ({ label: figure.label, value: figure.value, note: figure.note, line: linePath(lineOf(figures, figure.key)) })),
    tables: report.isEmpty ? [] : [...report.tables.filter(({ key }) => key !== 'line'), ...report.tables.filter(({ key }) => key === 'line')].map((table) => tableView(table, figures, isRtl)),
  };
  return view as unknown as { [name: string]: Json };
}

/** Markup that looks up from inside a list takes no bare texts as its items. */
const lines = (texts: readonly string[]) => texts.map((text) => ({ text }));

/** The twelve weeks of a figure; null where nothing was decided, which is not zero. */
const lineOf = ({ line }: LevelFigures, key: ReportFigure['key']): (number | null)[] =>
  line.map((week) => (key === 'tickets' || key === 'breached' ? week[key] : percentOf(week[key].met, week[key].judged)));

/** `lead` of the columns name the row, its bar stands behind them, then come the numbers. */
function tableView(table: ReportTable, figures: LevelFigures, isRtl: boolean) {
  const lead = table.key === 'steps' ? 2 : 1;
  const bars = barsOf(table, figures);
  const cells = (row: ReportTable['rows'][number], from: number, to?: number) => row.cells.slice(from, to).map(({ text }, at) => ({ text, kind: table.columns[from + at]!.isNumber ? 'number' : 'name' }));
  const heads = (from: number, to?: number) => table.columns.slice(from, to).map(({ label, isNumber }) => ({ text: label, kind: isNumber ? 'number' : 'name' }));
  return {
    key: table.key, title: table.title, about: table.about, isCounted: ['week', 'team', 'type', 'priority'].includes(table.key), hasBars: bars !== null,
    leadHeads: heads(0, lead), heads: heads(lead), isNone: table.rows.length === 0,
    rows: table.rows.map((row, at) => ({ lead: cells(row, 0, lead), cells: cells(row, lead), bar: bars === null ? [] : stacked(bars.rows[at]!, bars.most, isRtl) })),
  };
}

function barsOf({ key, rows }: ReportTable, figures: LevelFigures): { rows: BarPart[][]; most: number } | null {
  switch (key) {
    case 'line': return null;
    case 'week': case 'team': case 'type': case 'priority': {
      const all = { week: figures.byWeek, team: figures.byTeam, type: figures.byType, priority: figures.byPriority }[key].map(({ counts }) => levelStates.map((state) => ({ tone: state, value: counts[state] })));
      return { rows: all, most: mostOf(all) };
    }
    case 'response': case 'resolution': {
      const all = figures[key].buckets.map(({ tickets }) => [{ tone: 'tickets', value: tickets }]);
      return { rows: all, most: mostOf(all) };
    }
    // Each step against the whole of its flow, behind those above it: together they fill the width.
    case 'steps': {
      const all = figures.steps.flows.flatMap(({ steps, seconds }) => steps.map((step, at) => {
        const before = steps.slice(0, at).reduce((sum, one) => sum + one.seconds, 0);
        return [{ tone: 'gap', value: before / seconds }, { tone: `step-${Math.min(at, stepTones - 1)}`, value: step.seconds / seconds }];
      }));
      return { rows: rows.map((_, at) => all[at]!), most: 1 };
    }
  }
}

const mostOf = (rows: readonly BarPart[][]): number => Math.max(0, ...rows.map((parts) => parts.reduce((sum, { value }) => sum + value, 0)));
