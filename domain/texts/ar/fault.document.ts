/** Errors of documents, in Arabic. */
import type { faultEn } from '../english.ts';
import type { Translated } from '../entry.ts';

export const faultDocumentAr = {
  'fault.DOCUMENT_BROWSER_MISSING': 'لا يوجد متصفح لإنشاء ملف PDF.', 'fault.DOCUMENT_BROWSER_MISSING.hint': 'على المسؤول تثبيت ⁨Chromium⁩ أو ⁨Chrome⁩ حيث يعمل ⁨worker⁩، أو ضبط ⁨CHROME_BIN⁩؛ والأمر ⁨signalbox doctor⁩ يوضح الناقص.',
  'fault.DOCUMENT_BROWSER_TOO_OLD': 'إصدار المتصفح الذي ينشئ ملفات PDF هو ⁨{version}⁩، والمطلوب ⁨{needed}⁩ أو أحدث.', 'fault.DOCUMENT_BROWSER_TOO_OLD.hint': 'على المسؤول تثبيت إصدار أحدث من ⁨Chromium⁩ أو ⁨Chrome⁩ حيث يعمل ⁨worker⁩، أو ضبط ⁨CHROME_BIN⁩ عليه.',
  'fault.DOCUMENT_BROWSER_LOST': 'توقف المتصفح أثناء إنشاء ملف PDF.', 'fault.DOCUMENT_BROWSER_LOST.hint': 'تكررت المحاولة عدة مرات. حاول مجددًا بعد قليل.',
  'fault.DOCUMENT_TOO_SLOW': 'استغرق إنشاء ملف PDF وقتًا أطول من المسموح.', 'fault.DOCUMENT_TOO_SLOW.hint': 'حاول مجددًا بعد قليل.',
  'fault.DOCUMENT_TOO_LARGE': 'سيتجاوز حجم ملف PDF {limit} ميغابايت.', 'fault.DOCUMENT_TOO_LARGE.hint': 'اطلب جزءًا أصغر.',
  'fault.DOCUMENT_MODEL_INVALID': 'محتوى ملف PDF لا يوافق القالب ⁨{template}⁩.', 'fault.DOCUMENT_MODEL_INVALID.hint': 'أبلغ المسؤول بذلك: أجزاء Signalbox ليست من الإصدار نفسه.',
  'fault.DOCUMENT_NOT_READY': 'لم يُنشأ ملف PDF بعد.', 'fault.DOCUMENT_NOT_READY.hint': 'انتظر حتى يكتمل إنشاؤه.',
  'fault.DOCUMENTS_TOO_MANY': 'يجري بالفعل إنشاء {limit} من ملفات PDF لك.', 'fault.DOCUMENTS_TOO_MANY.hint': 'انتظر حتى يكتمل أحدها.',
} satisfies Partial<Translated<typeof faultEn>>;
