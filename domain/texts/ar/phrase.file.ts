/** Arabic words for what a file is. */
import type { phraseEn } from '../english.ts';
import type { Translated } from '../entry.ts';

export const filePhrasesAr = {
  'phrase.file.is.png': 'صورة PNG', 'phrase.file.is.jpeg': 'صورة JPEG', 'phrase.file.is.gif': 'صورة GIF', 'phrase.file.is.webp': 'صورة WebP', 'phrase.file.is.heic': 'صورة HEIC', 'phrase.file.is.pdf': 'ملف PDF',
  'phrase.file.is.docx': 'مستند Word', 'phrase.file.is.odt': 'مستند نصي (ODT)', 'phrase.file.is.doc': 'مستند Word قديم', 'phrase.file.is.rtf': 'مستند نصي (RTF)', 'phrase.file.is.xlsx': 'مصنف Excel', 'phrase.file.is.ods': 'جدول بيانات (ODS)', 'phrase.file.is.xls': 'مصنف Excel قديم',
  'phrase.file.is.pptx': 'عرض PowerPoint', 'phrase.file.is.odp': 'عرض تقديمي (ODP)', 'phrase.file.is.ppt': 'عرض PowerPoint قديم', 'phrase.file.is.msg': 'رسالة Outlook', 'phrase.file.is.eml': 'رسالة بريد', 'phrase.file.is.csv': 'جدول نصي (CSV)', 'phrase.file.is.json': 'نص JSON', 'phrase.file.is.xml': 'نص XML', 'phrase.file.is.log': 'سجل', 'phrase.file.is.text': 'نص',
  'phrase.file.is.zip': 'أرشيف ZIP', 'phrase.file.is.gzip': 'أرشيف gzip', 'phrase.file.is.tar': 'أرشيف tar', 'phrase.file.is.7z': 'أرشيف 7-Zip', 'phrase.file.is.xz': 'أرشيف xz', 'phrase.file.is.bzip2': 'أرشيف bzip2',
  'phrase.file.is.html': 'صفحة ويب (HTML)', 'phrase.file.is.svg': 'رسم قد يحوي برامج نصية (SVG)', 'phrase.file.is.macros': 'مستند Office يحوي وحدات ماكرو', 'phrase.file.is.program': 'برنامج', 'phrase.file.is.video': 'مقطع فيديو', 'phrase.file.is.sound': 'تسجيل صوتي', 'phrase.file.is.image': 'صورة من نوع آخر',
  'phrase.file.is.unknown': 'محتوى غير معروف هنا', 'phrase.file.is.cfb': 'مستند Office قديم', 'phrase.file.is.named': 'ملف ينتهي اسمه بـ «.{ending}»', 'phrase.file.is.said': 'من النوع «{type}»',
} satisfies Partial<Translated<typeof phraseEn>>;
