/** Arabic texts of errors of writing down people, teams and roles. */
export const faultDirectoryAr = {
  'fault.PERSON_STALE': 'في هذه الأثناء غيّر {by} بيانات هذا الشخص.', 'fault.PERSON_STALE.hint': 'اطّلع على ما هو مسجّل الآن ثم احفظ مجددًا.',
  'fault.PERSON_ID_TAKEN': 'هناك شخص بالمعرّف {person} من قبل.', 'fault.PERSON_ID_TAKEN.hint': 'اختر معرّفًا آخر؛ فمن ترك العمل يبقى معرّفه له.',
  'fault.PERSON_USERNAME_TAKEN': 'اسم الحساب {username} مستخدم من قبل {person}.', 'fault.PERSON_USERNAME_TAKEN.hint': 'اختر اسم حساب آخر، أو غيّر اسم حساب ذلك الشخص أولًا.',
  'fault.PERSON_ZONE_UNKNOWN': 'المنطقة الزمنية «{zone}» غير معروفة.', 'fault.PERSON_ZONE_UNKNOWN.hint': 'اكتب اسمًا من IANA مثل \u2068Europe/Berlin\u2069 أو \u2068Asia/Shanghai\u2069 أو \u2068Etc/UTC\u2069.',
  'fault.PERSON_MANAGER_CIRCLE': 'سيصبح كل من هؤلاء مديرًا للآخر فلا يصل شيء إلى القمة: {people}.', 'fault.PERSON_MANAGER_CIRCLE.hint': 'اختر مديرًا من خارج هذه الحلقة، أو لا أحد.',
  'fault.PERSON_GONE': 'لا وجود لـ {person} في الدليل، أو الحساب معطّل.', 'fault.PERSON_GONE.hint': 'اختر شخصًا موجودًا.',
  'fault.PERSON_GIVE_SELF': 'لا يمكن نقل ما لدى الشخص إلى نفسه.', 'fault.PERSON_GIVE_SELF.hint': 'اختر شخصًا آخر.',
  'fault.ADMINISTRATOR_LAST': 'لا مسؤول للنظام غير {person}: لن يبقى من يمنح الصلاحيات.', 'fault.ADMINISTRATOR_LAST.hint': 'اجعل شخصًا آخر مسؤولًا للنظام دون حدود أولًا.',
  'fault.TEAM_STALE': 'في هذه الأثناء غيّر {by} هذا الفريق.', 'fault.TEAM_STALE.hint': 'اطّلع على ما هو مسجّل الآن ثم احفظ مجددًا.',
  'fault.TEAM_ID_TAKEN': 'هناك فريق بالمعرّف {team} من قبل.', 'fault.TEAM_ID_TAKEN.hint': 'اختر معرّفًا آخر.',
  'fault.TEAM_UNKNOWN': 'لا وجود للفريق {team}.', 'fault.TEAM_UNKNOWN.hint': 'اختر فريقًا موجودًا.',
  'fault.TEAM_USED': 'الفريق مستخدم ولا يمكن حذفه. عدد مواضع استخدامه: {count}.', 'fault.TEAM_USED.hint': 'تذكر قائمة الاستخدام أين؛ غيّر تلك المواضع أولًا.',
} as const;
