/** What a file is, as it stands in "says it is ..., but its content is ...". */
import type { FileKindKey } from './file.kinds.ts';

/** What is told from bytes and never taken. */
export type FileBeing = 'html' | 'svg' | 'macros' | 'program' | 'video' | 'sound' | 'image' | 'xml' | 'unknown' | 'cfb' | 'named' | 'said';

export const filePhrases = {
  'file.is.png': 'a PNG image', 'file.is.jpeg': 'a JPEG image', 'file.is.gif': 'a GIF image', 'file.is.webp': 'a WebP image', 'file.is.heic': 'a HEIC image', 'file.is.pdf': 'a PDF',
  'file.is.docx': 'a Word document', 'file.is.odt': 'a text document (ODT)', 'file.is.doc': 'an old Word document', 'file.is.rtf': 'a text document (RTF)', 'file.is.xlsx': 'an Excel workbook', 'file.is.ods': 'a spreadsheet (ODS)', 'file.is.xls': 'an old Excel workbook',
  'file.is.pptx': 'a PowerPoint presentation', 'file.is.odp': 'a presentation (ODP)', 'file.is.ppt': 'an old PowerPoint presentation', 'file.is.msg': 'an Outlook message', 'file.is.eml': 'a mail message', 'file.is.csv': 'a table as text (CSV)', 'file.is.json': 'JSON text', 'file.is.xml': 'XML text', 'file.is.log': 'a log', 'file.is.text': 'text',
  'file.is.zip': 'a ZIP archive', 'file.is.gzip': 'a gzip archive', 'file.is.tar': 'a tar archive', 'file.is.7z': 'a 7-Zip archive', 'file.is.xz': 'an xz archive', 'file.is.bzip2': 'a bzip2 archive',
  'file.is.html': 'a web page (HTML)', 'file.is.svg': 'a drawing that can hold scripts (SVG)', 'file.is.macros': 'an Office document with macros', 'file.is.program': 'a program', 'file.is.video': 'a video', 'file.is.sound': 'a sound recording', 'file.is.image': 'an image of another kind',
  'file.is.unknown': 'nothing that is known here', 'file.is.cfb': 'an old Office document', 'file.is.named': 'a file that ends in “.{ending}”', 'file.is.said': '“{type}”',
} as const satisfies Record<`file.is.${FileKindKey | FileBeing}`, string>;
