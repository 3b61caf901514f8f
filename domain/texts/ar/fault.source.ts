/** Arabic texts of the errors of editing alarm sources and secrets. */
export const faultSourceAr = {
  'fault.SOURCE_STALE': 'عُدّل مصدر الإنذارات هذا في هذه الأثناء بواسطة \u2068{by}\u2069.', 'fault.SOURCE_STALE.hint': 'اطّلع على ما هو موجود الآن ثم احفظ من جديد؛ ما كتبته محفوظ.',
  'fault.SOURCE_IN_USE': 'ما زالت لمصدر الإنذارات \u2068{source}\u2069 مجموعات غير مغلقة، عددها: {count}.', 'fault.SOURCE_IN_USE.hint': 'عطّله كي لا يصل منه شيء آخر، ثم احذفه بعد إغلاقها.',
  'fault.ALARM_SOURCE_REMOVED': 'حُذف مصدر الإنذارات \u2068{source}\u2069.', 'fault.ALARM_SOURCE_REMOVED.hint': 'ما ورد منه يُقرأ ولا تُعاد قراءته.',
  'fault.SOURCE_ID_TAKEN': 'يوجد مصدر إنذارات بالمعرّف \u2068{source}\u2069.', 'fault.SOURCE_ID_TAKEN.hint': 'اختر معرّفًا آخر. معرّف المصدر المحذوف يبقى مع سجله.',
  'fault.SECRET_NAME_TAKEN': 'يوجد سر باسم \u2068{name}\u2069.', 'fault.SECRET_NAME_TAKEN.hint': 'افتحه لإعطائه قيمة أخرى، أو اختر اسمًا آخر.',
  'fault.SECRET_STALE': 'عُدّل السر \u2068{name}\u2069 في هذه الأثناء بواسطة \u2068{by}\u2069.', 'fault.SECRET_STALE.hint': 'اطّلع على ما هو موجود الآن ثم احفظ من جديد.',
  'fault.SECRET_USED': 'ما زال السر \u2068{name}\u2069 مستخدمًا في: {uses}.', 'fault.SECRET_USED.hint': 'اجعلها تستخدم سرًّا آخر أولًا.',
} as const;
