/**
 * The service levels as they read: title, what they are about, definitions, four figures and every table, all in words of one language. Page, file and
 * print show this; the numbers come from levels.ts.
 */
import { inLanguage, type Locale, type Text } from '../values.ts';
import { percentOf, reportWords, type ReportWords } from './report.words.ts';
import { sumOf } from './levels.ts';
import { levelStates, type Distribution, type LevelCounts, type LevelFigures, type LevelShare, type PromiseKind } from './levels.schema.ts';

export const levelTables = ['line', 'week', 'team', 'type', 'priority', 'response', 'resolution', 'steps'] as const;
export type LevelTable = (typeof levelTables)[number];

/** `value` for programs and spreadsheets, `text` for people. */
export interface ReportCell { value: string | number; text: string }
export interface ReportColumn { key: string; label: string; isNumber: boolean }
export interface ReportRow { key: string; cells: ReportCell[] }
/** `about`: what the table says, in a sentence. */
export interface ReportTable { key: LevelTable; title: string; about: string; columns: ReportColumn[]; rows: ReportRow[] }
export interface ReportFigure { key: 'tickets' | PromiseKind | 'breached'; label: string; value: string; note: string }
export interface ServiceLevelsReport {
  locale: Locale;
  title: string;
  /** What it is about: period, zone, filters, when it was counted. */
  scope: string[];
  definitions: string[];
  /** In the order they are shown. */
  figures: ReportFigure[];
  tables: ReportTable[];
  /** No ticket with a promise was opened in the period. */
  isEmpty: boolean;
}
/** Names of what the figures were narrowed to; an empty list is everything. */
export interface LevelScope { teams: readonly Text[]; types: readonly Text[]; priorities: readonly Text[] }
export const everyLevel: LevelScope = { teams: [], types: [], priorities: [] };

export function serviceLevelsReport(figures: LevelFigures, locale: Locale, scope: LevelScope = everyLevel): ServiceLevelsReport {
  const words = reportWords(locale);
  const { t } = words;
  const { period, totals } = figures;
  const narrowed = ([['onlyTeams', scope.teams], ['onlyTypes', scope.types], ['onlyPriorities', scope.priorities]] as const).flatMap(([key, names]) => (names.length === 0 ? [] : [t(key, { names: words.list(names.map((name) => inLanguage(name, locale))) })]));
  return {
    locale, title: t('title'), isEmpty: totals.tickets === 0,
    scope: [t('period', { from: words.date(period.from), to: words.date(period.to), zone: period.zone }), ...narrowed, t('asOf', { at: words.instant(figures.asOf, period.zone) })],
    definitions: (['week', 'met', 'breached', 'atRisk', 'open', 'worse', 'share', 'time', 'steps'] as const).map((key) => t(`define.${key}`)),
    figures: [
      { key: 'tickets', label: t('figure.tickets'), value: words.number(totals.tickets), note: '' },
      shareFigure('response', totals.response, words), shareFigure('resolution', totals.resolution, words),
      { key: 'breached', label: t('figure.breached'), value: words.number(totals.breached), note: totals.tickets === 0 ? '' : percentText(totals.breached, totals.tickets, words) },
    ],
    tables: [lineTable(figures, words), ...countTables(figures, words), distributionTable('response', figures.response, words), distributionTable('resolution', figures.resolution, words), stepTable(figures, words)],
  };
}

const shareFigure = (key: PromiseKind, share: LevelShare, words: ReportWords): ReportFigure =>
  ({ key, label: words.t(`figure.${key}`), value: share.judged === 0 ? '–' : percentText(share.met, share.judged, words), note: share.judged === 0 ? words.t('figure.none') : words.t('figure.of', { ...share }) });

const percentText = (part: number, whole: number, words: ReportWords): string => `${words.number(percentOf(part, whole) ?? 0)}${words.locale === 'en' ? ' ' : ''}%`;
const text = (value: string): ReportCell => ({ value, text: value });
const number = (value: number | null, words: ReportWords): ReportCell => (value === null ? text('') : { value, text: words.number(value) });
const column = (key: string, label: string, isNumber = true): ReportColumn => ({ key, label, isNumber });

function lineTable({ line }: LevelFigures, words: ReportWords): ReportTable {
  const { t } = words;
  return {
    key: 'line', title: t('table.line'), about: '',
    columns: [column('week', t('column.week'), false), column('tickets', t('column.tickets')), column('response', t('column.responseShare')), column('resolution', t('column.resolutionShare')), column('breached', t('column.breached'))],
    rows: line.map(({ week, tickets, response, resolution, breached }) => ({
      key: week, cells: [{ value: week, text: words.date(week) }, number(tickets, words), number(percentOf(response.met, response.judged), words), number(percentOf(resolution.met, resolution.judged), words), number(breached, words)],
    })),
  };
}

function countTables({ byWeek, byTeam, byType, byPriority }: LevelFigures, words: ReportWords): ReportTable[] {
  const { t, locale } = words;
  const table = (key: 'week' | 'team' | 'type' | 'priority', rows: readonly { key: string; first: ReportCell; counts: LevelCounts }[]): ReportTable => ({
    key, title: t(`table.${key}`), about: t('say.counts', { ...added(rows.map(({ counts }) => counts)) }),
    columns: [column(key, t(`column.${key}`), false), ...levelStates.map((state) => column(state, t(state))), column('all', t('column.all'))],
    rows: rows.map(({ key: row, first, counts }) => ({ key: row, cells: [first, ...levelStates.map((state) => number(counts[state], words)), number(sumOf(counts), words)] })),
  });
  const nameOf = ({ key, name }: LevelFigures['byTeam'][number]): string => (name === null ? key ?? t('row.noTeam') : name[locale] ?? name.en);
  return [
    table('week', byWeek.map(({ week, counts }) => ({ key: week, first: { value: week, text: words.date(week) }, counts }))),
    table('team', byTeam.map((team) => ({ key: team.key ?? '', first: text(nameOf(team)), counts: team.counts }))),
    table('type', byType.map((type) => ({ key: type.key ?? '', first: text(nameOf(type)), counts: type.counts }))),
    table('priority', byPriority.map(({ key, counts }) => ({ key, first: text(key), counts }))),
  ];
}

const added = (all: readonly LevelCounts[]): LevelCounts => all.reduce((sum, counts) => ({ met: sum.met + counts.met, open: sum.open + counts.open, atRisk: sum.atRisk + counts.atRisk, breached: sum.breached + counts.breached }), { met: 0, open: 0, atRisk: 0, breached: 0 });

/** "5 m to 15 m". */
export function bucketText({ fromMinutes, toMinutes }: Pick<Distribution['buckets'][number], 'fromMinutes' | 'toMinutes'>, { t, minutes }: ReportWords): string {
  if (toMinutes === null) return t('bucket.last', { from: minutes(fromMinutes) });
  return fromMinutes === 0 ? t('bucket.first', { to: minutes(toMinutes) }) : t('bucket.between', { from: minutes(fromMinutes), to: minutes(toMinutes) });
}

function distributionTable(key: PromiseKind, { tickets, medianMinutes, p90Minutes, buckets }: Distribution, words: ReportWords): ReportTable {
  const { t } = words;
  return {
    key, title: t(`table.${key}`),
    about: medianMinutes === null || p90Minutes === null ? t('say.noDistribution') : t('say.distribution', { count: tickets, median: words.minutes(medianMinutes), p90: words.minutes(p90Minutes) }),
    columns: [column('time', t('column.time'), false), column('tickets', t('column.tickets')), column('share', t('column.share'))],
    rows: buckets.map((bucket) => ({ key: String(bucket.fromMinutes), cells: [text(bucketText(bucket, words)), number(bucket.tickets, words), number(percentOf(bucket.tickets, tickets), words)] })),
  };
}

function stepTable({ steps }: LevelFigures, words: ReportWords): ReportTable {
  const { t, locale } = words;
  const seconds = steps.flows.reduce((sum, flow) => sum + flow.seconds, 0);
  const most = steps.flows.flatMap((flow) => flow.steps).sort((a, b) => b.seconds - a.seconds)[0];
  const nameOf = (name: { en: string; zh?: string | undefined; ar?: string | undefined } | null, key: string): string => (name === null ? key : name[locale] ?? name.en);
  return {
    key: 'steps', title: t('table.steps'),
    about: most === undefined ? t('say.noSteps') : t('say.steps', { count: steps.tickets, time: words.minutes(Math.floor(seconds / 60)), step: nameOf(most.name, most.node), share: percentOf(most.seconds, seconds) ?? 0 }),
    columns: [column('flow', t('column.flow'), false), column('step', t('column.step'), false), column('hours', t('column.hours')), column('share', t('column.share')), column('tickets', t('column.tickets')), column('average', t('column.average'))],
    rows: steps.flows.flatMap((flow) => flow.steps.map((step) => ({
      key: `${flow.flow}/${step.node}`,
      cells: [text(nameOf(flow.name, flow.flow)), text(nameOf(step.name, step.node)), number(Math.round(step.seconds / 360) / 10, words), number(percentOf(step.seconds, flow.seconds), words), number(step.tickets, words), number(Math.round(step.seconds / 6 / step.tickets) / 10, words)],
    }))),
  };
}
