/** How a letter looks as mail: HTML that reads without images, in dark mode, from right to left and on a phone; and the same as plain text. No word of its own. */
import Handlebars from 'handlebars';
import { product } from '#domain/product';
import type { Letter } from '../letter.ts';

/** Colours of the portal's palette (portal/web/shell/theme/palette.ts): mail programs know no variables. */
const light = { page: '#F7F8FA', surface: '#FFFFFF', line: '#E4E7EC', ink: '#101828', ink2: '#475467', brand: '#2F54EB', quote: '#F2F4F7', onBrand: '#FFFFFF', arm: '#C3D0FF' };
const dark = { page: '#0E1320', surface: '#161C2C', line: '#263047', ink: '#E9EDF5', ink2: '#B3BDCE', brand: '#6F8CFF', quote: '#1F2739', onBrand: '#0B1020' };
const font = "-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans SC','Noto Naskh Arabic',Arial,sans-serif";

/** The mark without an image: two arms at a mast. */
const mark = `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="brand" style="background:${light.brand};border-radius:7px;padding:7px" dir="ltr"><table role="presentation" cellpadding="0" cellspacing="0" border="0" width="18"><tr><td style="width:13px;height:4px;font-size:0;line-height:4px;background:#FFFFFF;border-radius:2px">&nbsp;</td><td rowspan="3" style="width:2px;font-size:0">&nbsp;</td><td rowspan="3" style="width:3px;height:18px;font-size:0;background:#FFFFFF;border-radius:2px">&nbsp;</td></tr><tr><td style="height:6px;font-size:0;line-height:6px">&nbsp;</td></tr><tr><td style="width:13px;height:4px;font-size:0;line-height:4px;background:${light.arm};border-radius:2px">&nbsp;</td></tr></table></td></tr></table>`;

export const layout = `<!doctype html>
<html lang="{{locale}}" dir="{{dir}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{{subject}}</title>
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:${dark.page}!important}.card{background:${dark.surface}!important;border-color:${dark.line}!important}.ink{color:${dark.ink}!important}.soft{color:${dark.ink2}!important}.quote{background:${dark.quote}!important;border-color:${dark.brand}!important;color:${dark.ink}!important}.rule{border-color:${dark.line}!important}.brand,.button{background:${dark.brand}!important}.button a{color:${dark.onBrand}!important}.link{color:${dark.brand}!important}}
@media (max-width:480px){.card{padding:20px 16px!important}.button,.button a{display:block!important;text-align:center!important}}</style></head>
<body class="page" style="margin:0;padding:0;background:${light.page};font-family:${font}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.page}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td style="padding:0 4px 16px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td>${mark}</td><td class="ink" style="padding:0 10px;font-size:15px;font-weight:600;color:${light.ink}">{{product}}</td></tr></table></td></tr>
<tr><td class="card" style="background:${light.surface};border:1px solid ${light.line};border-radius:10px;padding:24px">
<h1 class="ink" style="margin:0 0 12px;font-size:20px;line-height:28px;font-weight:600;color:${light.ink}">{{title}}</h1>
{{#each lines}}<p class="soft" style="margin:0 0 12px;font-size:14px;line-height:22px;color:${light.ink2}">{{this}}</p>
{{/each}}{{#if quote}}<div class="quote" dir="auto" style="margin:0 0 16px;padding:12px 16px;background:${light.quote};border-inline-start:3px solid ${light.brand};border-radius:6px;font-size:14px;line-height:22px;color:${light.ink};white-space:pre-wrap;word-break:break-word">{{quote}}</div>
{{/if}}<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 20px"><tr><td class="button" style="background:${light.brand};border-radius:6px"><a href="{{action.url}}" style="display:inline-block;padding:12px 24px;font-size:15px;font-weight:600;color:${light.onBrand};text-decoration:none">{{action.label}}</a></td></tr></table>
{{#if also}}<p style="margin:0 0 16px;font-size:14px"><a class="link" href="{{also.url}}" style="color:${light.brand}">{{also.label}}</a></p>
{{/if}}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">{{#each facts}}<tr><td class="soft rule" width="96" valign="top" style="padding:8px 0;border-top:1px solid ${light.line};font-size:13px;line-height:20px;color:${light.ink2}">{{name}}</td><td class="ink rule" style="padding:8px 0;border-top:1px solid ${light.line};font-size:13px;line-height:20px;color:${light.ink}"><bdi>{{value}}</bdi></td></tr>{{/each}}</table>
</td></tr>
<tr><td class="soft" style="padding:16px 4px;font-size:12px;line-height:18px;color:${light.ink2}">{{#each notes}}<p style="margin:0 0 6px">{{this}}</p>{{/each}}<a class="link" href="{{settings.url}}" style="color:${light.brand}">{{settings.label}}</a></td></tr>
</table></td></tr></table></body></html>
`;
const html = Handlebars.compile(layout, { strict: true });

export const letterHtml = (letter: Letter): string => html({ ...letter, product });

/** Chinese has a colon of its own. */
const colonOf = (locale: Letter['locale']): string => (locale === 'zh' ? '：' : ': ');

/** The same for those who read plain text. */
export function letterText({ locale, title, lines, quote, facts, action, also, notes, settings }: Letter): string {
  const colon = colonOf(locale);
  return [
    title, '', ...lines, ...(quote === null ? [] : ['', ...quote.split('\n').map((line) => `> ${line}`)]), '',
    `${action.label}${colon.trimEnd()}`, action.url, ...(also === null ? [] : ['', `${also.label}${colon.trimEnd()}`, also.url]), '', ...facts.map(({ name, value }) => `${name}${colon}${value}`), '', '--', ...notes, `${settings.label}${colon}${settings.url}`, '',
  ].join('\n');
}
