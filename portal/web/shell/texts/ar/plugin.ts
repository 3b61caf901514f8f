/** Arabic texts of settings that are drawn from the catalogue of plug-ins. */
import type { Translated } from '#domain/texts/entry';
import type { pluginEn } from '../en/plugin.ts';

export const pluginAr: Translated<typeof pluginEn> = {
  'plugin.as': '{field}: طريقة الإدخال', 'plugin.as.value': 'قيمة', 'plugin.as.formula': 'تعبير', 'plugin.as.secret': 'سرّ',
  'plugin.secretName': 'اسم السر', 'plugin.formula': '{field}: التعبير', 'plugin.more': { zero: 'لا إعدادات أخرى', one: 'إعداد آخر', two: 'إعدادان آخران', few: '{count} إعدادات أخرى', many: '{count} إعدادًا آخر', other: '{count} إعداد آخر' }, 'plugin.members': { zero: 'لا إعدادات', one: 'إعداد واحد', two: 'إعدادان', few: '{count} إعدادات', many: '{count} إعدادًا', other: '{count} إعداد' },
  'plugin.others': 'مدخلات لا يعرفها هذا النشاط', 'plugin.addEntry': 'إضافة عنصر', 'plugin.entry': 'العنصر {number}', 'plugin.result': 'ما يعود', 'plugin.help': 'طريقة العمل',
};
