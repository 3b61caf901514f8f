/**
 * Which kinds of files are taken, and what each is known by: the content (as the look at the bytes calls it), endings of names, and what browsers say of it.
 * A closed list: what is not here is not taken. How bytes are looked at is the portal's.
 */
export const fileGroups = ['image', 'pdf', 'document', 'sheet', 'slides', 'mail', 'text', 'archive'] as const;
export type FileGroup = (typeof fileGroups)[number];

export interface FileKind {
  group: FileGroup;
  /** Media type it is served with. */
  mime: string;
  /** What its content is called by the look at the bytes. */
  content: readonly string[];
  /** Endings of names, without the dot; the first is the usual one. */
  endings: readonly string[];
  /** What else browsers call it, beside `mime`: some go by the ending and by what is installed. */
  says?: readonly string[];
}

/** What the look at the bytes calls text of any kind. */
export const plainText = 'text/plain';
const office = 'application/vnd.openxmlformats-officedocument';
const oasis = 'application/vnd.oasis.opendocument';
/** Office files of before 2007 are all the same outside. */
const oldOffice = ['application/x-cfb'];

export const fileKinds = {
  png: { group: 'image', mime: 'image/png', content: ['image/png', 'image/apng'], endings: ['png', 'apng'], says: ['image/apng', 'image/x-png'] },
  jpeg: { group: 'image', mime: 'image/jpeg', content: ['image/jpeg'], endings: ['jpg', 'jpeg', 'jfif'], says: ['image/jpg', 'image/pjpeg'] },
  gif: { group: 'image', mime: 'image/gif', content: ['image/gif'], endings: ['gif'] },
  webp: { group: 'image', mime: 'image/webp', content: ['image/webp'], endings: ['webp'] },
  heic: { group: 'image', mime: 'image/heic', content: ['image/heic', 'image/heif'], endings: ['heic', 'heif'], says: ['image/heif'] },
  pdf: { group: 'pdf', mime: 'application/pdf', content: ['application/pdf'], endings: ['pdf'], says: ['application/x-pdf'] },
  docx: { group: 'document', mime: `${office}.wordprocessingml.document`, content: [`${office}.wordprocessingml.document`], endings: ['docx'] },
  odt: { group: 'document', mime: `${oasis}.text`, content: [`${oasis}.text`], endings: ['odt'] },
  doc: { group: 'document', mime: 'application/msword', content: oldOffice, endings: ['doc'] },
  rtf: { group: 'document', mime: 'application/rtf', content: ['application/rtf'], endings: ['rtf'], says: ['text/rtf', 'application/msword'] },
  xlsx: { group: 'sheet', mime: `${office}.spreadsheetml.sheet`, content: [`${office}.spreadsheetml.sheet`], endings: ['xlsx'] },
  ods: { group: 'sheet', mime: `${oasis}.spreadsheet`, content: [`${oasis}.spreadsheet`], endings: ['ods'] },
  xls: { group: 'sheet', mime: 'application/vnd.ms-excel', content: oldOffice, endings: ['xls'] },
  pptx: { group: 'slides', mime: `${office}.presentationml.presentation`, content: [`${office}.presentationml.presentation`], endings: ['pptx'] },
  odp: { group: 'slides', mime: `${oasis}.presentation`, content: [`${oasis}.presentation`], endings: ['odp'] },
  ppt: { group: 'slides', mime: 'application/vnd.ms-powerpoint', content: oldOffice, endings: ['ppt'] },
  msg: { group: 'mail', mime: 'application/vnd.ms-outlook', content: oldOffice, endings: ['msg'] },
  eml: { group: 'mail', mime: 'text/plain', content: [plainText], endings: ['eml'], says: ['message/rfc822'] },
  csv: { group: 'sheet', mime: 'text/csv', content: [plainText], endings: ['csv', 'tsv'], says: ['application/vnd.ms-excel', 'application/csv', 'text/tab-separated-values', 'text/comma-separated-values'] },
  json: { group: 'text', mime: 'application/json', content: [plainText], endings: ['json', 'ndjson', 'jsonl'], says: ['application/x-ndjson', 'text/json'] },
  xml: { group: 'text', mime: 'text/plain', content: [plainText, 'application/xml'], endings: ['xml'], says: ['text/xml', 'application/xml'] },
  log: { group: 'text', mime: 'text/plain', content: [plainText], endings: ['log', 'out', 'err', 'trace'], says: ['text/x-log'] },
  text: { group: 'text', mime: 'text/plain', content: [plainText], endings: ['txt', 'md', 'yaml', 'yml', 'ini', 'conf', 'cfg', 'toml', 'properties', 'sql', 'diff', 'patch', 'ics', 'pem', 'crt'], says: ['text/markdown', 'text/yaml', 'text/x-yaml', 'application/yaml', 'application/x-yaml', 'application/toml', 'text/calendar', 'application/sql', 'text/x-patch', 'text/x-diff', 'application/x-x509-ca-cert', 'application/x-pem-file', 'text/x-java-properties', 'text/x-sql'] },
  zip: { group: 'archive', mime: 'application/zip', content: ['application/zip'], endings: ['zip'], says: ['application/x-zip-compressed', 'application/x-zip'] },
  gzip: { group: 'archive', mime: 'application/gzip', content: ['application/gzip', 'application/x-gzip'], endings: ['gz', 'tgz'], says: ['application/x-gzip', 'application/x-compressed-tar', 'application/x-compressed', 'application/x-tgz'] },
  tar: { group: 'archive', mime: 'application/x-tar', content: ['application/x-tar'], endings: ['tar'] },
  '7z': { group: 'archive', mime: 'application/x-7z-compressed', content: ['application/x-7z-compressed'], endings: ['7z'], says: ['application/x-compressed'] },
  xz: { group: 'archive', mime: 'application/x-xz', content: ['application/x-xz'], endings: ['xz'], says: ['application/x-compressed-tar', 'application/x-xz-compressed-tar'] },
  bzip2: { group: 'archive', mime: 'application/x-bzip2', content: ['application/x-bzip2'], endings: ['bz2'], says: ['application/x-bzip', 'application/x-bzip-compressed-tar'] },
} as const satisfies Record<string, FileKind>;

export type FileKindKey = keyof typeof fileKinds;
export const fileKindKeys = Object.keys(fileKinds) as [FileKindKey, ...FileKindKey[]];
export const kindOf = (key: FileKindKey): FileKind => fileKinds[key];

/** For the browser's dialog of files: every ending that is taken, with its dot. */
export const takenEndings: readonly string[] = fileKindKeys.flatMap((key) => kindOf(key).endings.map((ending) => `.${ending}`));
/** Whose picture is shown on pages. */
export const shownKinds: ReadonlySet<FileKindKey> = new Set(['png', 'jpeg', 'gif', 'webp']);
/** Kinds that are archives outside: what they are is known at the end of their bytes only. */
export const zippedEndings: ReadonlySet<string> = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp']);
