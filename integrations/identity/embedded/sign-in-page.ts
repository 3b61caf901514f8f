/** The pages of the embedded sign-in as HTML text: pick an account, signing out, something went wrong. No script runs on them but one file that submits the sign-out form. */
import type { IdpAccount } from './idp.ports.ts';

type Locale = 'en' | 'zh' | 'ar';
const texts = {
  title: { en: 'Sign in to Signalbox', zh: '登录 Signalbox', ar: 'تسجيل الدخول إلى Signalbox' },
  lead: { en: 'Pick who you are. No password is asked here.', zh: '选择您的身份，此处无需密码。', ar: 'اختر من أنت. لا حاجة إلى كلمة مرور هنا.' },
  others: { en: 'More people', zh: '更多人员', ar: 'أشخاص آخرون' },
  none: { en: 'There is no account yet. Start with SIGNALBOX_DEMO=true, or connect a Keycloak (KEYCLOAK_URL).', zh: '尚无账号。请以 SIGNALBOX_DEMO=true 启动，或连接 Keycloak（KEYCLOAK_URL）。', ar: 'لا توجد حسابات بعد. شغّل البرنامج مع SIGNALBOX_DEMO=true أو اربط Keycloak (KEYCLOAK_URL).' },
  only: { en: 'This sign-in answers on this computer only. For a team, connect a Keycloak.', zh: '此登录仅在本机可用。团队使用请连接 Keycloak。', ar: 'يعمل تسجيل الدخول هذا على هذا الحاسوب فقط. للفِرق، اربط Keycloak.' },
  leaving: { en: 'Signing out', zh: '正在退出', ar: 'جارٍ تسجيل الخروج' },
  leave: { en: 'Sign out', zh: '退出登录', ar: 'تسجيل الخروج' },
  left: { en: 'You are signed out.', zh: '您已退出登录。', ar: 'تم تسجيل خروجك.' },
  wrong: { en: 'Signing in did not work', zh: '登录未成功', ar: 'تعذّر تسجيل الدخول' },
  wrongHint: { en: 'The sign-in was started too long ago or in another window.', zh: '此次登录启动时间过久，或在其他窗口中启动。', ar: 'بدأ تسجيل الدخول منذ وقت طويل أو في نافذة أخرى.' },
  again: { en: 'Back to the portal', zh: '返回门户', ar: 'العودة إلى البوابة' },
} satisfies Record<string, Record<Locale, string>>;

/** The best of our languages an Accept-Language header asks for. */
export function localeOf(header: string | undefined): Locale {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'en' || tag === 'zh' || tag === 'ar') return tag;
  }
  return 'en';
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

export interface PageContext { nonce: string; locale: Locale; portalAddress: string }

export function signInPage(context: PageContext, accounts: readonly IdpAccount[], action: string): string {
  const t = (key: keyof typeof texts) => texts[key][context.locale];
  const groups = [...new Map(accounts.filter((account) => account.isMain).map((account) => [account.group.key, account.group.title])).entries()];
  const others = accounts.filter((account) => !account.isMain);
  const main = groups.map(([key, title]) => `<section aria-labelledby="g-${escapeHtml(key)}"><h2 id="g-${escapeHtml(key)}">${escapeHtml(title)}</h2>${accounts.filter((account) => account.isMain && account.group.key === key).map(accountButton).join('')}</section>`).join('');
  const more = others.length === 0 ? '' : `<details><summary>${t('others')}</summary>${others.map(accountButton).join('')}</details>`;
  const body = accounts.length === 0 ? `<p class="lead">${t('none')}</p>` : `<p class="lead">${t('lead')}</p><form method="post" action="${escapeHtml(action)}">${main}${more}</form>`;
  return page(context, t('title'), `${body}<p class="foot">${t('only')}</p>`);
}

export function signOutPage(context: PageContext, form: string, scriptAddress: string): string {
  const t = (key: keyof typeof texts) => texts[key][context.locale];
  return page(context, t('leaving'), `${form}<input type="hidden" name="logout" value="yes" form="op.logoutForm"><p><button class="primary" type="submit" form="op.logoutForm">${t('leave')}</button></p><script src="${escapeHtml(scriptAddress)}" defer></script>`);
}

export const signedOutPage = (context: PageContext): string => page(context, texts.left[context.locale], backLink(context));
export const faultPage = (context: PageContext, code: string): string =>
  page(context, texts.wrong[context.locale], `<p class="lead">${texts.wrongHint[context.locale]} <code>${escapeHtml(code)}</code></p>${backLink(context)}`);

/** Submits the sign-out form; the only script of these pages, loaded as a file so that the policy needs no inline code. */
export const submitScript = "const form = document.getElementById('op.logoutForm');\nif (form) form.submit();\n";

const backLink = (context: PageContext): string => `<p><a class="primary" href="${escapeHtml(context.portalAddress)}/">${texts.again[context.locale]}</a></p>`;

function accountButton(account: IdpAccount): string {
  const initials = account.name.split(/\s+/).map((word) => [...word][0] ?? '').slice(0, 2).join('');
  return `<button type="submit" name="account" value="${escapeHtml(account.id)}" data-account="${escapeHtml(account.username)}"><span class="who" aria-hidden="true">${escapeHtml(initials)}</span><span class="text"><b><bdi>${escapeHtml(account.name)}</bdi></b><small>${escapeHtml(account.note)}</small></span><kbd><bdi>${escapeHtml(account.username)}</bdi></kbd></button>`;
}

const mark = '<svg width="40" height="40" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#2F54EB"/><path d="M22 6.5V26" stroke="#fff" stroke-width="2.8" stroke-linecap="round"/><path d="M21.5 12.3 9.6 6.9" stroke="#fff" stroke-width="4.4" stroke-linecap="round"/><path d="M21.5 20H9" stroke="#B8C7FF" stroke-width="4.4" stroke-linecap="round"/></svg>';

const css = `:root{color-scheme:light;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans SC","Noto Naskh Arabic",sans-serif;color:#101828;background:#F7F8FA}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px}
main{width:100%;max-width:440px}header{display:flex;align-items:center;gap:12px;margin-bottom:16px}h1{font-size:20px;font-weight:600;margin:0}
.card{background:#fff;border:1px solid #E4E7EC;border-radius:10px;padding:20px 20px 16px}.lead{margin:0 0 12px;color:#475467}
h2{font-size:12px;font-weight:600;color:#475467;margin:14px 0 4px}section:first-child h2{margin-top:0}
form button{display:flex;align-items:center;gap:12px;width:100%;padding:8px 10px;margin:2px 0;border:1px solid transparent;border-radius:6px;background:none;font:inherit;color:inherit;text-align:start;cursor:pointer;transition:background .12s,border-color .12s}
form button:hover{background:#F0F3FF;border-color:#CBD5FF}:focus-visible{outline:2px solid #2F54EB;outline-offset:2px}
.who{flex:none;display:grid;place-items:center;width:32px;height:32px;border-radius:50%;background:#E8EDFF;color:#2442C6;font-weight:600;font-size:12px}
.text{flex:1;min-width:0;display:flex;flex-direction:column}.text b{font-weight:600}.text small{font-size:12px;color:#475467;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
kbd{font:12px ui-monospace,SFMono-Regular,Menlo,monospace;color:#475467;background:#F2F4F7;border-radius:4px;padding:2px 6px}
details{margin-top:12px;border-top:1px solid #E4E7EC;padding-top:10px}summary{cursor:pointer;font-size:13px;color:#475467}
.foot{margin:14px 0 0;font-size:12px;color:#475467}.primary{display:inline-block;padding:8px 16px;border:0;border-radius:6px;background:#2F54EB;color:#fff;font:inherit;text-decoration:none;cursor:pointer}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}`;

function page(context: PageContext, title: string, body: string): string {
  return `<!doctype html>
<html lang="${context.locale}" dir="${context.locale === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><style nonce="${context.nonce}">${css}</style></head>
<body><main><header>${mark}<h1>${title}</h1></header><div class="card">${body}</div></main></body>
</html>`;
}
