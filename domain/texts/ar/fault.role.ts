/** Arabic texts of errors of writing down roles and of giving them. */
export const faultRoleAr = {
  'fault.ROLE_STALE': 'في هذه الأثناء غيّر {by} هذا الدور.', 'fault.ROLE_STALE.hint': 'اطّلع على ما هو مسجّل الآن ثم احفظ مجددًا.',
  'fault.ROLE_KEY_TAKEN': 'هناك دور بالمعرّف {role} من قبل.', 'fault.ROLE_KEY_TAKEN.hint': 'اختر معرّفًا آخر.',
  'fault.ROLE_UNKNOWN': 'لا وجود للدور {role}.', 'fault.ROLE_UNKNOWN.hint': 'اختر دورًا موجودًا.',
  'fault.ROLE_SHIPPED': 'الدور {role} يأتي مع Signalbox ولا يُغيَّر يدويًا.', 'fault.ROLE_SHIPPED.hint': 'انسخه ثم غيّر النسخة.',
  'fault.ROLE_USED': 'الدور مستخدم ولا يمكن حذفه. عدد مواضع استخدامه: {count}.', 'fault.ROLE_USED.hint': 'تذكر قائمة الاستخدام أين؛ غيّر تلك المواضع أولًا.',
  'fault.ROLE_BEYOND_GIVER': 'لا يمكنك منح {role} إلى {person}: لا تملك أنت هذه الصلاحية حيثما سيسري: {action}.', 'fault.ROLE_BEYOND_GIVER.hint': 'امنح دورًا أو نطاقًا ضمن صلاحياتك، أو اطلب ذلك من مسؤول النظام.',
  'fault.ROLE_BEYOND_WRITER': 'لا يجوز أن يتجاوز الدور ما يحق لك أنت في كل مكان: {action}.', 'fault.ROLE_BEYOND_WRITER.hint': 'احذف هذه الصلاحية، أو اطلب ذلك من مسؤول النظام.',
  'fault.SCOPE_OBJECT_UNKNOWN': 'لا وجود لـ {object} في السجل بصفته: {kind}.', 'fault.SCOPE_OBJECT_UNKNOWN.hint': 'اختر كائنًا موجودًا.',
  'fault.SCOPE_TOO_WIDE': 'تحت ما يحدده هذا النطاق أكثر من {limit} كائن.', 'fault.SCOPE_TOO_WIDE.hint': 'حدّد خدمات أو مجموعات أجهزة أضيق، أو اترك هذا البعد دون تحديد.',
} as const;
