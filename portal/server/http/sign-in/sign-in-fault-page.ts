/** What a person sees when a sign-in did not complete: plain HTML without script, with the way to start again. */
import type { Request, Response } from 'express';
import { errorAnswerOf, sendFault } from '../error-answer.ts';

const texts = {
  en: { title: 'Signing in did not complete', again: 'Sign in again', id: 'Request' },
  zh: { title: '登录未完成', again: '重新登录', id: '请求' },
  ar: { title: 'لم يكتمل تسجيل الدخول', again: 'تسجيل الدخول مرة أخرى', id: 'الطلب' },
} as const;
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function sendSignInFault(request: Request, response: Response, fault: unknown): void {
  if (request.accepts(['html', 'json']) !== 'html') return sendFault(request, response, fault);
  const { status, shape } = errorAnswerOf(fault);
  if (status >= 500) request.log.warn({ code: shape.code }, 'sign-in failed');
  const locale = (request.acceptsLanguages(['en', 'zh', 'ar']) || 'en') as keyof typeof texts;
  const t = texts[locale];
  response.status(status).set('cache-control', 'no-store').type('html').send(`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${t.title}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style nonce="${request.nonce}">body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;box-sizing:border-box;background:#F7F8FA;color:#101828;font:14px/1.5 system-ui,"Noto Sans SC","Noto Naskh Arabic",sans-serif}main{max-width:440px;background:#fff;border:1px solid #E4E7EC;border-radius:10px;padding:24px}h1{font-size:20px;margin:0 0 8px}p{margin:0 0 16px;color:#475467}a{display:inline-block;padding:8px 16px;border-radius:6px;background:#2F54EB;color:#fff;text-decoration:none}small{display:block;margin-top:16px;color:#475467}</style></head>
<body><main><h1>${t.title}</h1><p>${escapeHtml(shape.message)} ${escapeHtml(shape.hint)}</p><a href="/auth/login">${t.again}</a><small>${t.id} <code>${escapeHtml(request.calledId)}</code></small></main></body></html>`);
}
