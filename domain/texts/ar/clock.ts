/** Arabic words of clocks and of lengths of time. */
import type { Translated } from '../entry.ts';
import type { clockEn } from '../en/clock.ts';

export const clockAr: Translated<typeof clockEn> = {
  'duration.d': '{d} ي', 'duration.dh': '{d} ي {h} س', 'duration.h': '{h} س', 'duration.hm': '{h} س {m} د', 'duration.m': '{m} د', 'duration.s': '{s} ث', 'duration.minus': '⁨-⁩{time}', 'duration.workingDays': { zero: 'لا أيام عمل', one: 'يوم عمل واحد', two: 'يوما عمل', few: '{count} أيام عمل', many: '{count} يوم عمل', other: '{count} يوم عمل' },
  'clock.response': 'الاستجابة', 'clock.resolution': 'الحل', 'clock.left': 'متبقٍ {time}', 'clock.late': 'تأخر {time}', 'clock.due': 'الاستحقاق {time}', 'clock.was': 'كان الاستحقاق {time}',
  'clock.paused': 'متوقفة', 'clock.pausedWhy': 'متوقفة: {reason}', 'clock.met': 'تحقق', 'clock.breached': 'خرق', 'clock.idle': 'لم تبدأ', 'clock.cancelled': 'ملغاة', 'clock.metAt': 'تحقق الهدف {time}',
  'clock.breachedAt': 'حدث الخرق {time}', 'clock.target': 'الهدف {target}', 'clock.working': 'وقت العمل', 'clock.why': 'سبب هذا الموعد', 'clock.aria': '{kind}: {text}', 'clock.elapsed': 'انقضى {time}',
  'clock.held': 'مدة التوقف {time}', 'clock.leftPaused': 'يتبقى {time} عند الاستئناف', 'clock.targetOf': '{time} من وقت العمل',
  'clock.next.assignee': 'المستوى {level}: إلى المكلّف بعد {time} من وقت العمل', 'clock.next.teamLead': 'المستوى {level}: إلى قائد الفريق بعد {time} من وقت العمل', 'clock.next.teamManager': 'المستوى {level}: إلى مدير الفريق بعد {time} من وقت العمل', 'clock.next.departmentHead': 'المستوى {level}: إلى رئيس القسم بعد {time} من وقت العمل', 'clock.next.person': 'المستوى {level}: إلى شخص محدّد بعد {time} من وقت العمل',
};
