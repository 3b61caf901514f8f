/** Chinese texts for who programs against the portal: tokens and the reference of the API. */
import type { Translated } from '#domain/texts/entry';
import type { apiEn } from '../en/api.ts';

export const apiZh: Translated<typeof apiEn> = {
  'token.title': 'API 令牌', 'token.about': '程序可凭令牌以您的名义操作，权限以您选定的为限，且始终不超过您当时拥有的权限。', 'token.toDocs': 'API 参考',
  'token.none': '暂无令牌', 'token.noneText': '请为每个与门户交互的程序单独创建令牌，以便分别吊销。', 'token.make': '新建令牌', 'token.makeTitle': '新建 API 令牌', 'token.makeDo': '创建令牌',
  'token.name': '用途', 'token.nameExample': '夜间导出', 'token.days': '有效期', 'token.dayCount': { other: '{count} 天' }, 'token.scopes': '权限', 'token.scopesWhy': '请仅选择程序需要的权限。',
  'token.made': '令牌“{name}”已创建', 'token.once': '请立即复制，并像密码一样妥善保管。此令牌不会再次显示。', 'token.copy': '复制令牌', 'token.kept': '我已保存',
  'token.ending': '令牌', 'token.expires': '到期', 'token.ranOut': '已过期', 'token.used': '最近使用', 'token.never': '从未', 'token.madeAt': '创建', 'token.revoke': '吊销', 'token.revokeAsk': '吊销“{name}”？', 'token.revokeWhat': '使用此令牌的程序将立即被拒绝。',
  'docs.title': 'API 参考', 'docs.about': '门户的全部接口。程序以 Bearer 方式发送 API 令牌；供程序读取的描述采用 OpenAPI 3.1。', 'docs.machine': 'openapi.json', 'docs.tokens': 'API 令牌', 'docs.search': '查找接口', 'docs.none': '没有匹配的接口',
  'docs.noneText': '可按路径、名称或功能说明中的词查找。', 'docs.needs': '所需权限', 'docs.name': '名称', 'docs.open': '无需登录', 'docs.anybody': '登录即可', 'docs.browser': '须通过浏览器登录', 'docs.parameters': '参数', 'docs.body': '请求正文', 'docs.answer': '响应', 'docs.sent': '由门户签名后发送给 Webhook', 'docs.receiver': '接收端的应答', 'docs.refusals': '错误响应',
  'docs.required': '必需', 'docs.default': '默认值 {value}', 'docs.oneOf': '可选值', 'docs.listOf': '{of} 列表', 'docs.anything': '任意 JSON', 'docs.copyCurl': '复制为 curl 命令', 'docs.routes': { other: '{count} 个接口' },
};
