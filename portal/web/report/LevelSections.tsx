/** The drawings of the report with their tables: promises by week, team, type and priority; how long it took; where the time went. */
import { useMemo, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { QueryOf } from '#api/routes';
import { percentOf, reportWords } from '#domain/report/report.words';
import type { ReportTable, ServiceLevelsReport } from '#domain/report/levels.report';
import { levelStates, promises, type LevelFigures, type PromiseKind } from '#domain/report/levels.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { TicketFilters } from '../ticket/list/filters.ts';
import { barsOption, type Bars } from './bars.ts';
import { Chart } from './Chart.tsx';
import { levelFills, stepFills } from './fills.ts';
import type { LevelLinks } from './links.ts';
import { ReportCard } from './ReportCard.tsx';
import { useLook } from './useLook.ts';
import css from './LevelSections.module.css';

interface SectionsProps { figures: LevelFigures; report: ServiceLevelsReport; links: LevelLinks; query: QueryOf<'serviceLevels.read'>; onPromise: (promise: PromiseKind | null) => void }

export function LevelSections({ figures, report, links, query, onPromise }: SectionsProps): ReactNode {
  const { t } = useTexts();
  const words = reportWords(report.locale);
  const table = (key: ReportTable['key']): ReportTable => report.tables.find((one) => one.key === key)!;
  const shared = { links, query, figures };
  return (
    <>
      <div className={css.promise}>
        <span className="secondary">{t('levels.promise')}</span>
        <Segmented size="small" aria-label={t('levels.promise')} value={figures.promise ?? 'both'} options={(['both', ...promises] as const).map((value) => ({ value, label: t(`levels.promise.${value}`) }))} onChange={(value) => onPromise(promises.find((promise) => promise === value) ?? null)} />
        <ul className={css.key}>{levelStates.map((state) => <li key={state}><span className={css.swatch} style={{ background: `var(--sb-${levelFills[state]})` }} aria-hidden="true" />{words.t(state)}</li>)}</ul>
      </div>
      <div className={css.grid}>
        {(['week', 'team', 'type', 'priority'] as const).map((key) => <CountCard key={key} name={key} table={table(key)} {...shared} />)}
        {promises.map((promise) => <TimeCard key={promise} promise={promise} table={table(promise)} {...shared} />)}
        <StepCard table={table('steps')} {...shared} />
      </div>
    </>
  );
}

interface CardProps { table: ReportTable; figures: LevelFigures; links: LevelLinks; query: QueryOf<'serviceLevels.read'> }

function Drawing({ bars, label, height, targets }: { bars: Bars; label: string; height: number; targets: (series: number, at: number) => TicketFilters }): ReactNode {
  const look = useLook();
  const navigate = useNavigate();
  const option = useMemo(() => barsOption(bars, look), [bars, look]);
  return <Chart option={option} label={label} height={height} onPick={(series, at) => void navigate({ to: '/tickets', search: targets(series, at) })} />;
}

function CountCard({ name, table, figures, links, query }: CardProps & { name: 'week' | 'team' | 'type' | 'priority' }): ReactNode {
  const { palette } = useLook();
  const { locale } = useTexts();
  const bars = useMemo((): Bars => {
    const words = reportWords(locale);
    const rows = { week: figures.byWeek, team: figures.byTeam, type: figures.byType, priority: figures.byPriority }[name];
    return {
      isUpright: name === 'week', number: words.number, categories: name === 'week' ? figures.byWeek.map(({ week }) => words.shortDate(week)) : table.rows.map((row) => row.cells[0]!.text),
      series: levelStates.map((state) => ({ name: words.t(state), colour: palette[levelFills[state]], values: rows.map(({ counts }) => counts[state]) })),
    };
  }, [figures, locale, name, palette, table]);
  return (
    <ReportCard table={table} links={links} query={query} size={name === 'week' ? 'wide' : 'third'}>
      <Drawing bars={bars} label={`${table.title}. ${table.about}`} height={name === 'week' ? 220 : table.rows.length * 34 + 8} targets={(series, at) => links.counts(name, table.rows[at]!.key, levelStates[series]!)} />
    </ReportCard>
  );
}

function TimeCard({ promise, table, figures, links, query }: CardProps & { promise: PromiseKind }): ReactNode {
  const { palette } = useLook();
  const { locale } = useTexts();
  const { buckets, tickets } = figures[promise];
  const bars = useMemo((): Bars => ({
    number: reportWords(locale).number, categories: table.rows.map((row) => row.cells[0]!.text), series: [{ name: table.columns[1]!.label, colour: palette.brand, values: buckets.map((bucket) => bucket.tickets) }],
  }), [buckets, locale, palette, table]);
  return (
    <ReportCard table={table} links={links} query={query}>
      {tickets === 0 ? null : <Drawing bars={bars} label={`${table.title}. ${table.about}`} height={table.rows.length * 28 + 8} targets={(_, at) => links.bucket(promise, buckets[at]!.fromMinutes)} />}
    </ReportCard>
  );
}

/** One whole bar a flow, its steps as parts; the table is its legend. */
function StepCard({ table, figures, links, query }: CardProps): ReactNode {
  const { palette } = useLook();
  const { locale } = useTexts();
  const { flows } = figures.steps;
  const colourOf = (at: number): string => palette[stepFills[Math.min(at, stepFills.length - 1)]!];
  const swatches = new Map(flows.flatMap((flow) => flow.steps.map((step, at) => [`${flow.flow}/${step.node}`, colourOf(at)] as const)));
  return (
    <ReportCard table={table} links={links} query={query} isOpen size="wide" swatches={swatches}>
      {flows.map((flow) => <FlowStack key={flow.flow} flow={flow} locale={locale} label={`${table.title}. ${table.about}`} colourOf={colourOf} links={links} />)}
    </ReportCard>
  );
}

function FlowStack({ flow, locale, label, colourOf, links }: { flow: LevelFigures['steps']['flows'][number]; locale: ServiceLevelsReport['locale']; label: string; colourOf: (at: number) => string; links: LevelLinks }): ReactNode {
  const { say } = useTexts();
  const words = reportWords(locale);
  const bars: Bars = {
    isWhole: true, number: words.number, categories: [say(flow.name) || flow.flow],
    series: flow.steps.map((step, at) => { const name = say(step.name) || step.node; return { name, colour: colourOf(at), values: [step.seconds], labels: [`${name} ${words.number(percentOf(step.seconds, flow.seconds) ?? 0)}%`] }; }),
  };
  return <Drawing bars={bars} label={label} height={44} targets={(series) => links.step(`${flow.flow}/${flow.steps[series]!.node}`)} />;
}
