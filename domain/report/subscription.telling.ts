/** What the owner of a weekly report is told: that it is there, with its figures, or why it is not. */
import type { LevelsDocument } from '../document/levels.document.ts';
import type { Telling } from '../notify/notice.plan.ts';
import type { NoticeParams } from '../notify/notice.schema.ts';
import type { NoticeWord } from '../notify/templates/words.ts';
import { locales, type Locale, type Text } from '../values.ts';
import { levelsPath } from './levels.page.ts';
import { serviceLevelsReport } from './levels.report.ts';
import { reportWords } from './report.words.ts';
import { periodBefore } from './subscription.schedule.ts';
import type { ReportSubscription } from './subscription.schema.ts';

type Told = Pick<ReportSubscription, 'id' | 'owner' | 'filter' | 'weeks'>;

const inEach = (say: (locale: Locale) => string): Text => Object.fromEntries(locales.map((locale) => [locale, say(locale)])) as Text;
const daysOf = ({ from, to }: { from: string; to: string }): NoticeParams => ({ from: inEach((locale) => reportWords(locale).date(from)), to: inEach((locale) => reportWords(locale).date(to)) });

/** What makes it one: of a subscription and a week there is one that was sent, and one that says why not. */
const keyOf = ({ id }: Told, week: string, what: 'sent' | 'failed'): string => `report/${id}/${week}/${what}`;

/** The figures in the words of the report. */
export function saidOf({ figures, scope }: LevelsDocument): NoticeParams {
  const reports = Object.fromEntries(locales.map((locale) => [locale, serviceLevelsReport(figures, locale, scope)])) as Record<Locale, ReturnType<typeof serviceLevelsReport>>;
  const figure = (key: string): Text => inEach((locale) => reports[locale].figures.find((one) => one.key === key)!.value);
  // Between the period, which stands in the title, and when it was counted.
  const narrowed = inEach((locale) => reports[locale].scope.slice(1, -1).join(' '));
  return { ...daysOf(figures.period), scope: narrowed.en === '' ? null : narrowed, tickets: figure('tickets'), breached: figure('breached'), response: figure('response'), resolution: figure('resolution') };
}

export function sentTelling(subscription: Told, week: string, said: NoticeParams): Telling {
  return { key: keyOf(subscription, week, 'sent'), kind: 'report.sent', recipient: subscription.owner, params: said, link: levelsPath(subscription.filter, periodBefore(week, subscription.weeks)), approval: null };
}

const reasons: Readonly<Record<string, NoticeWord>> = { REPORT_RIGHT_LOST: 'report.rightLost', REPORT_FILTER_GONE: 'report.filterGone', DOCUMENT_TOO_LARGE: 'report.tooLarge' };

/** `code`: why, of the error catalogue. */
export function failedTelling(subscription: Told, week: string, code: string): Telling {
  const period = periodBefore(week, subscription.weeks);
  return { key: keyOf(subscription, week, 'failed'), kind: 'report.failed', recipient: subscription.owner, params: { ...daysOf(period), reason: { word: reasons[code] ?? 'report.notPrinted' } }, link: levelsPath(subscription.filter, period), approval: null };
}

/** Before anything was counted: of somebody who is not to be told. */
export const plainSaid = (subscription: Told, week: string): NoticeParams => {
  const nothing: Text = { en: '–', zh: '–', ar: '–' };
  return { ...daysOf(periodBefore(week, subscription.weeks)), scope: null, tickets: nothing, breached: nothing, response: nothing, resolution: nothing };
};
