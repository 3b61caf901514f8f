/** The inputs of the HTTP probe: what is asked, how it is connected, and what must be true of the answer. Names follow blackbox_exporter's http module, whose users know them. */
import { z } from 'zod';
import { isOwnHeader } from '#domain/flow/executor.headers';
import { anyJson, headersSchema, secretRefSchema, told } from '../../executors/input.form.ts';
import { patternSchema } from './http.patterns.ts';

const tlsVersions = ['TLSv1.2', 'TLSv1.3'] as const;
export const httpVersions = ['HTTP/1.0', 'HTTP/1.1', 'HTTP/2.0'] as const;
export type HttpVersion = (typeof httpVersions)[number];
/** Encodings that can be asked for; each is undone before the body is looked at. */
export const compressions = ['gzip', 'br', 'deflate'] as const;

const pem = z.string().max(64_000).regex(/-----BEGIN [A-Z ]+-----/, 'expected PEM');
const patterns = z.array(patternSchema).max(20).default([]);
const headerMatches = z.array(z.strictObject({
  header: told(z.string().regex(/^[A-Za-z0-9-]{1,80}$/), { en: 'Header', zh: '标头', ar: 'الترويسة' }),
  pattern: told(patternSchema, { en: 'Regular expression', zh: '正则表达式', ar: 'تعبير نمطي' }),
  allowMissing: told(z.boolean().default(false), { en: 'May be missing', zh: '可以缺少', ar: 'يجوز غيابها' }),
})).max(20).default([]);

const tls = z.strictObject({
  serverName: told(z.string().regex(/^[A-Za-z0-9.-]{1,253}$/).optional(), { en: 'Server name', zh: '服务器名称', ar: 'اسم الخادم' }, { en: 'Asked for and checked in place of the name in the address.', zh: '用于请求和校验，代替地址中的名称。', ar: 'يُطلب ويُتحقق منه بدلًا من الاسم الوارد في العنوان.' }),
  minVersion: told(z.enum(tlsVersions).default('TLSv1.2'), { en: 'Lowest TLS version', zh: '最低 TLS 版本', ar: 'أدنى إصدار TLS' }),
  minDaysLeft: told(z.number().int().min(0).max(3650).optional(), { en: 'Days the certificate must last', zh: '证书至少剩余天数', ar: 'أقل أيام متبقية للشهادة' }, { en: 'Down when less is left.', zh: '不足时判定为故障。', ar: 'تُعد متعطلة إذا بقي أقل.' }),
  ca: told(pem.optional(), { en: 'Certificate authority (PEM)', zh: '证书颁发机构（PEM）', ar: 'سلطة التصديق (PEM)' }, { en: 'In place of the public ones.', zh: '代替公共机构。', ar: 'بدلًا من السلطات العامة.' }),
  certificate: told(pem.optional(), { en: 'Client certificate (PEM)', zh: '客户端证书（PEM）', ar: 'شهادة العميل (PEM)' }),
  key: told(secretRefSchema.optional(), { en: 'Key of the client certificate', zh: '客户端证书的私钥', ar: 'مفتاح شهادة العميل' }, { en: 'A secret that holds PEM.', zh: '内容为 PEM 的密钥。', ar: 'سرّ يحوي PEM.' }),
  isInsecure: told(z.boolean().default(false), { en: 'Accept any certificate', zh: '接受任何证书', ar: 'قبول أي شهادة' }, { en: 'Who answers is then not proven.', zh: '此时无法证明应答方的身份。', ar: 'عندئذٍ لا تثبت هوية المجيب.' }),
}).default({ minVersion: 'TLSv1.2', isInsecure: false });

export const httpProbeSchema = z.strictObject({
  url: told(z.url({ protocol: /^https?$/ }).max(2000), { en: 'Address', zh: '地址', ar: 'العنوان' }),
  method: told(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'), { en: 'Method', zh: '方法', ar: 'الطريقة' }),
  headers: told(headersSchema(isOwnHeader).default({}), { en: 'Headers', zh: '标头', ar: 'الترويسات' }, { en: 'A value may be a secret: {"secret": "name", "prefix": "Bearer "}.', zh: '值可以是密钥：{"secret": "name", "prefix": "Bearer "}。', ar: 'يجوز أن تكون القيمة سرًّا: \u2068{"secret": "name", "prefix": "Bearer "}\u2069.' }),
  basicAuth: told(z.strictObject({
    username: told(z.string().max(200), { en: 'User name', zh: '用户名', ar: 'اسم المستخدم' }),
    password: told(secretRefSchema, { en: 'Password', zh: '密码', ar: 'كلمة المرور' }),
  }).optional(), { en: 'Basic sign-in', zh: '基本认证', ar: 'تسجيل دخول أساسي' }),
  body: anyJson({ en: 'Body', zh: '正文', ar: 'المتن' }, { en: 'Text is sent as it is, anything else as JSON.', zh: '文本原样发送，其他内容以 JSON 发送。', ar: 'يُرسل النص كما هو، وغيره بصيغة JSON.' }),
  validStatusCodes: told(z.array(z.number().int().min(100).max(599)).max(100).default([]), { en: 'Valid status codes', zh: '有效状态码', ar: 'رموز الحالة المقبولة' }, { en: 'Default: any 2xx.', zh: '默认：任意 2xx。', ar: 'الافتراضي: أي 2xx.' }),
  validHttpVersions: told(z.array(z.enum(httpVersions)).max(3).default([]), { en: 'Valid HTTP versions', zh: '有效 HTTP 版本', ar: 'إصدارات HTTP المقبولة' }, { en: 'Default: any.', zh: '默认：任意。', ar: 'الافتراضي: أي إصدار.' }),
  enableHttp2: told(z.boolean().default(true), { en: 'Offer HTTP/2', zh: '提供 HTTP/2', ar: 'عرض HTTP/2' }),
  failIfSsl: told(z.boolean().default(false), { en: 'Down if TLS is used', zh: '使用 TLS 时判定为故障', ar: 'متعطل إذا استُخدم TLS' }),
  failIfNotSsl: told(z.boolean().default(false), { en: 'Down if TLS is not used', zh: '未使用 TLS 时判定为故障', ar: 'متعطل إذا لم يُستخدم TLS' }),
  failIfBodyMatches: told(patterns, { en: 'Down if the body matches', zh: '正文匹配时判定为故障', ar: 'متعطل إذا طابق المتن' }, { en: 'Regular expressions; any of them.', zh: '正则表达式；任意一个匹配即可。', ar: 'تعابير نمطية؛ يكفي أحدها.' }),
  failIfBodyNotMatches: told(patterns, { en: 'Down if the body does not match', zh: '正文不匹配时判定为故障', ar: 'متعطل إذا لم يطابق المتن' }, { en: 'Regular expressions; each must match.', zh: '正则表达式；必须全部匹配。', ar: 'تعابير نمطية؛ يجب أن تطابق جميعها.' }),
  failIfHeaderMatches: told(headerMatches, { en: 'Down if a header matches', zh: '标头匹配时判定为故障', ar: 'متعطل إذا طابقت ترويسة' }),
  failIfHeaderNotMatches: told(headerMatches, { en: 'Down if a header does not match', zh: '标头不匹配时判定为故障', ar: 'متعطل إذا لم تطابق ترويسة' }),
  followRedirects: told(z.boolean().default(true), { en: 'Follow redirects', zh: '跟随重定向', ar: 'اتباع إعادة التوجيه' }, { en: 'At most ten; secrets stay with the first host.', zh: '最多十次；密钥只发送给第一个主机。', ar: 'عشرًا على الأكثر؛ ولا تُرسل الأسرار إلا إلى المضيف الأول.' }),
  compression: told(z.enum(compressions).optional(), { en: 'Compression asked for', zh: '请求的压缩方式', ar: 'الضغط المطلوب' }),
  bodyLimitBytes: told(z.number().int().min(0).max(4 * 1024 * 1024).default(1024 * 1024), { en: 'Largest body (bytes)', zh: '正文上限（字节）', ar: 'أكبر متن (بايت)' }, { en: 'Counted after decompression; a longer one is down.', zh: '按解压后计算；超出判定为故障。', ar: 'يُحسب بعد فك الضغط؛ والأطول يُعد تعطلًا.' }),
  preferredIp: told(z.enum(['ip4', 'ip6']).optional(), { en: 'IP version', zh: 'IP 版本', ar: 'إصدار IP' }, { en: 'Default: as the name resolves.', zh: '默认：按名称解析结果。', ar: 'الافتراضي: حسب ما يُحلّ إليه الاسم.' }),
  ipFallback: told(z.boolean().default(true), { en: 'Take the other IP version where this one is missing', zh: '没有该 IP 版本时使用另一版本', ar: 'استخدام إصدار IP الآخر عند غياب هذا' }),
  tls: told(tls, { en: 'TLS', zh: 'TLS', ar: 'TLS' }),
});
export type HttpProbeConfig = z.infer<typeof httpProbeSchema>;
