/** Arabic texts of saved views, of walking a list, and of taking back. A view (عرض) is masculine. */
import type { Translated } from '#domain/texts/entry';
import type { viewEn } from '../en/view.ts';

export const viewAr: Translated<typeof viewEn> = {
  'view.label': 'العروض المحفوظة', 'view.shipped.all': 'الكل', 'view.shipped.mine': 'تذاكري', 'view.shipped.team': 'تذاكر فِرقي', 'view.shipped.unassigned': 'غير مسندة', 'view.shipped.breaching': 'تتجاوز موعدها اليوم',
  'view.shared': 'مشترك مع فريق', 'view.sharedBy': 'شاركه {name}', 'view.changed': 'تم تعديله', 'view.save': 'حفظ', 'view.saveAs': 'حفظ باسم آخر', 'view.saveNew': 'حفظ العرض', 'view.reset': 'استعادة', 'view.more': 'المزيد عن العرض {name}',
  'view.edit': 'الاسم والمشاركة', 'view.first': 'فتح القائمة بهذا العرض', 'view.isFirst': 'تُفتح القائمة بهذا العرض', 'view.before': 'تقديم', 'view.after': 'تأخير', 'view.remove': 'حذف العرض', 'view.removed': 'حُذف العرض {name}.',
  'view.name': 'الاسم', 'view.for': 'من يراه', 'view.forMe': 'أنا فقط', 'view.forHint': 'لا يجد من يراه إلا ما يحق له الاطلاع عليه.',
  'command.group.views': 'العروض المحفوظة',
  'undo.do': 'تراجع', 'undo.done': 'تم التراجع.', 'undo.refused': 'تعذّر التراجع.',
  'undo.ended': 'أُنجزت {key}.', 'undo.withdrawn': 'سُحبت {key}.', 'ended.still': 'أنهيت هذه التذكرة قبل قليل، وما زال بإمكانك التراجع.', 'ended.takeBack': 'التراجع عن الإنهاء',
  'undo.claimed': 'استُلمت {key}.', 'undo.claimedMany': { zero: 'لم تُستلم أي تذكرة.', one: 'استُلمت تذكرة واحدة.', two: 'استُلمت تذكرتان.', few: 'استُلمت {count} تذاكر.', many: 'استُلمت {count} تذكرة.', other: 'استُلمت {count} تذكرة.' }, 'undo.released': 'أُلغي استلام {key}.', 'undo.assigned': 'أُسندت {key} إلى {name}.', 'undo.assignedMany': { zero: 'لم تُسند أي تذكرة إلى {name}.', one: 'أُسندت تذكرة واحدة إلى {name}.', two: 'أُسندت تذكرتان إلى {name}.', few: 'أُسندت {count} تذاكر إلى {name}.', many: 'أُسندت {count} تذكرة إلى {name}.', other: 'أُسندت {count} تذكرة إلى {name}.' },
  'peek.label': '{key} بجانب القائمة', 'peek.open': 'فتح {key}', 'peek.close': 'إغلاق اللوحة', 'peek.show': 'عرض {key} بجانب القائمة', 'peek.said': 'آخر الرسائل',
  'bulk.label': 'التذاكر المحددة', 'bulk.select': 'تحديد {key}', 'bulk.selected': { zero: 'لا تذاكر محددة', one: 'تذكرة واحدة محددة', two: 'تذكرتان محددتان', few: '{count} تذاكر محددة', many: '{count} تذكرة محددة', other: '{count} تذكرة محددة' }, 'bulk.export': 'حفظ بصيغة CSV', 'bulk.clear': 'إلغاء التحديد', 'bulk.assign': { zero: 'لا تذاكر لإسنادها', one: 'إسناد تذكرة واحدة', two: 'إسناد تذكرتين', few: 'إسناد {count} تذاكر', many: 'إسناد {count} تذكرة', other: 'إسناد {count} تذكرة' },
  'bulk.results': 'النتائج', 'bulk.running': '{done} من {count}', 'bulk.over': 'تم {done} من {count}', 'bulk.stop': 'إيقاف', 'bulk.left': { zero: 'لم يبقَ شيء', one: 'تذكرة لم يُبدأ بها', two: 'تذكرتان لم يُبدأ بهما', few: '{count} تذاكر لم يُبدأ بها', many: '{count} تذكرة لم يُبدأ بها', other: '{count} تذكرة لم يُبدأ بها' },
  'bulk.done.claim': 'استُلمت', 'bulk.done.assign': 'أُسندت', 'bulk.nothing.claim': 'لا شيء هنا يمكنك استلامه', 'bulk.nothing.assign': 'لا شيء هنا يمكنك إسناده إلى هذا الشخص',
  'list.more': 'الأعمدة والتصدير والمفاتيح', 'list.columns': 'الأعمدة', 'list.export': 'حفظ القائمة بصيغة CSV',
  'keys.title': 'مفاتيح الاختصار', 'keys.move': 'التذكرة التالية', 'keys.back': 'التذكرة السابقة', 'keys.open': 'فتحها', 'keys.peek': 'عرضها بجانب القائمة', 'keys.close': 'إغلاق اللوحة', 'keys.claim': 'استلامها أو استلام المحدد', 'keys.assign': 'إسنادها أو إسناد المحدد', 'keys.select': 'تحديدها', 'keys.range': 'التحديد من الأخيرة حتى هذه', 'keys.filter': 'البحث', 'keys.undo': 'التراجع عما جرى للتو', 'keys.help': 'عرض هذه المفاتيح',
  'filter.name.due': 'الاستحقاق', 'filter.due.today': 'تستحق اليوم أو تجاوزت موعدها',
};
