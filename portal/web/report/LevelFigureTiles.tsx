/** The four figures, and the table of their twelve weeks. */
import type { ReactNode } from 'react';
import { percentOf, reportWords } from '#domain/report/report.words';
import type { ReportFigure, ServiceLevelsReport } from '#domain/report/levels.report';
import type { LevelFigures } from '#domain/report/levels.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { FigureTile, type LinePoint } from './FigureTile.tsx';
import type { LevelLinks } from './links.ts';
import { ReportTable } from './ReportTable.tsx';
import css from './LevelSections.module.css';

export function LevelFigureTiles({ figures, report, links }: { figures: LevelFigures; report: ServiceLevelsReport; links: LevelLinks }): ReactNode {
  const { t, locale } = useTexts();
  const words = reportWords(locale);
  const valueOf = (key: ReportFigure['key'], week: LevelFigures['line'][number]): number | null => (key === 'tickets' || key === 'breached' ? week[key] : percentOf(week[key].met, week[key].judged));
  const counts = (key: ReportFigure['key']): number => (key === 'tickets' || key === 'breached' ? figures.totals[key] : figures.totals[key].met);
  const lineOf = (key: ReportFigure['key']): LinePoint[] => figures.line.map((week) => {
    const value = valueOf(key, week);
    return { week: week.week, name: words.shortDate(week.week), value, text: value === null ? '–' : key === 'tickets' || key === 'breached' ? words.number(value) : `${words.number(value)}%`, to: links.figure(key, week.week) };
  });
  return (
    <section className={css.figures} aria-label={t('levels.scope')}>
      <div className={css.tiles}>
        {report.figures.map((figure) => {
          const line = lineOf(figure.key);
          const isShare = figure.key === 'response' || figure.key === 'resolution';
          return <FigureTile key={figure.key} figure={figure} line={line} most={isShare ? 100 : Math.max(...line.map(({ value }) => value ?? 0))} to={counts(figure.key) === 0 ? null : links.figure(figure.key)} />;
        })}
      </div>
      <details className={css.behind}><summary>{t('levels.table')}</summary><ReportTable table={report.tables.find(({ key }) => key === 'line')!} links={links} /></details>
    </section>
  );
}
