/** What a flow says to send a mail to somebody outside. Sending it is activities/flow/mail.executor.ts. */
import { z } from 'zod';
import { mailAddressSchema, mailSubjectSchema } from '#domain/notify/mail-address';
import type { ExecutorForm } from '../executor.kind.ts';
import { lines, told } from '../input.form.ts';

/** Addresses one step may write to. */
export const mostAddressed = 20;

export const mailInputsSchema = z.object({
  to: told(z.array(mailAddressSchema).min(1).max(mostAddressed), { en: 'Addresses', zh: '收件地址', ar: 'العناوين' }, { en: 'At most 20; each gets a mail of its own.', zh: '最多 20 个；每个地址单独收到一封邮件。', ar: '20 على الأكثر؛ ولكل عنوان رسالة مستقلة.' }),
  subject: told(mailSubjectSchema, { en: 'Subject', zh: '主题', ar: 'الموضوع' }, { en: 'One line.', zh: '一行文字。', ar: 'سطر واحد.' }),
  text: lines(z.string().min(1).max(20_000), { en: 'Text', zh: '正文', ar: 'النص' }, { en: 'Plain text; it is sent as it is.', zh: '纯文本，按原样发送。', ar: 'نص عادي يُرسل كما هو.' }),
});
export type MailInputs = z.infer<typeof mailInputsSchema>;

export const mailForm: ExecutorForm<MailInputs> = {
  kind: 'mail',
  title: { en: 'Send a mail', zh: '发送邮件', ar: 'إرسال بريد' },
  about: { en: 'Writes to addresses outside, for example a supplier.', zh: '向外部地址（例如供应商）发送邮件。', ar: 'يكتب إلى عناوين خارجية، كعنوان مورّد.' },
  config: mailInputsSchema,
  initial: { to: [], subject: '=ticket.key + " " + ticket.title', text: '' },
  /** Addresses the mail server has taken it for, and those it refused for good with what it said. */
  result: z.object({ sent: z.array(z.string()), refused: z.array(z.object({ to: z.string(), reason: z.string() })) }),
};
