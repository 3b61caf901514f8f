/** A schedule in a few words, as a card of the drawing shows it. */
import type { Text } from '../../values.ts';
import type { Schedule } from './schedule.schema.ts';

const days: Record<NonNullable<Schedule['weekdays']>[number], Required<Text>> = {
  mon: { en: 'Mon', zh: '周一', ar: 'الاثنين' }, tue: { en: 'Tue', zh: '周二', ar: 'الثلاثاء' }, wed: { en: 'Wed', zh: '周三', ar: 'الأربعاء' }, thu: { en: 'Thu', zh: '周四', ar: 'الخميس' },
  fri: { en: 'Fri', zh: '周五', ar: 'الجمعة' }, sat: { en: 'Sat', zh: '周六', ar: 'السبت' }, sun: { en: 'Sun', zh: '周日', ar: 'الأحد' },
};
export const weekdayNames: Readonly<typeof days> = days;

export function scheduleText({ by, every = '', weekdays = [], monthDays = [], times = [], cron = '', zone }: Schedule): Text {
  const at = `${times.join(', ')} ${zone}`;
  switch (by) {
    case 'every': return { en: `every ${every}`, zh: `每隔 ${every}`, ar: `كل ${every}` };
    case 'cron': return { en: `${cron} ${zone}` };
    case 'week': return { en: `${weekdays.map((day) => days[day].en).join(', ')} ${at}`, zh: `${weekdays.map((day) => days[day].zh).join('、')} ${at}`, ar: `${weekdays.map((day) => days[day].ar).join('، ')} ${at}` };
    case 'month': return { en: `day ${monthDays.join(', ')}, ${at}`, zh: `每月 ${monthDays.join('、')} 日 ${at}`, ar: `يوم ${monthDays.join('، ')}، ${at}` };
  }
}
