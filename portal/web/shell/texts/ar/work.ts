/** Arabic texts of home, inbox and approvals. */
import type { workEn } from '../en/work.ts';
import type { Translated } from '#domain/texts/entry';

export const workAr: Translated<typeof workEn> = {
  'home.morning': 'صباح الخير، {name}', 'home.day': 'طاب يومك، {name}', 'home.evening': 'مساء الخير، {name}',
  'home.askedOfYou': 'المطلوب منك', 'home.askedNone': 'لا شيء مطلوب منك', 'home.askedNoneText': 'تظهر المهام والموافقات هنا فور طلبها منك.', 'home.allWork': 'كل المهام', 'home.allApprovals': 'كل الموافقات',
  'home.down': 'المتعطل الآن', 'home.downNone': 'لا أعطال الآن', 'home.downNoneText': 'تظهر مجموعات الإنذارات النشطة هنا.', 'home.allAlarms': 'لوحة الإنذارات', 'home.recent': 'آخر التغييرات', 'home.recentNone': 'لا تذاكر بعد', 'home.myRequests': 'طلباتي', 'home.myRequestsNone': 'ليست لديك طلبات مفتوحة', 'home.myRequestsText': 'اطلب شيئًا أو أبلغ عن مشكلة، وتتابع هنا لدى من طلبك ومتى يستحق.', 'home.allTickets': 'كل التذاكر',
  'home.team': { zero: 'لا مهام لدى فِرقك', one: 'مهمة واحدة لدى فِرقك', two: 'مهمتان لدى فِرقك', few: '{count} مهام لدى فِرقك', many: '{count} مهمة لدى فِرقك', other: '{count} مهمة لدى فِرقك' },
  'work.title': 'قائمة العمل', 'work.mine': 'مهامي', 'work.team': 'فِرقي', 'work.mineNone': 'لا مهام لديك', 'work.mineNoneText': 'استلم مهمة من مهام فِرقك لتظهر هنا.', 'work.teamNone': 'لا مهام مفتوحة لدى فِرقك', 'work.teamNoneText': 'تظهر المهام الجديدة هنا حين يطلبها سير العمل.', 'work.toTeam': 'عرض مهام فِرقك', 'work.keys': 'j k للتنقل، وEnter للفتح، وc للاستلام',
  'work.openTicket': 'فتح {key}', 'work.kind.task': 'مهمة', 'work.kind.approval': 'موافقة',
  'approvals.title': 'الموافقات', 'approvals.none': 'لا موافقة بانتظارك', 'approvals.noneText': 'حين يحتاج سير عمل إلى قبولك أو رفضك يظهر الطلب هنا مع بياناته وزرّين.', 'approvals.asks': 'قرارك مطلوب بناءً على طلب {who}', 'approvals.asksFlow': 'قرارك مطلوب', 'approvals.ticket': 'التذكرة', 'approvals.object': 'المتأثر', 'approvals.impact': 'التأثير', 'approvals.firing': 'الإنذار', 'approvals.count': { zero: 'لا موافقات بانتظارك', one: 'موافقة واحدة بانتظارك', two: 'موافقتان بانتظارك', few: '{count} موافقات بانتظارك', many: '{count} موافقة بانتظارك', other: '{count} موافقة بانتظارك' },
  'approvals.priority': 'الأولوية', 'approvals.stillFiring': 'ما زال نشطًا', 'approvals.recovered': 'زال', 'approvals.state': 'الحالة',
};
