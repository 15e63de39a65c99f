import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one grey pixel. */
export function aPng(): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const pixels = deflateSync(Buffer.from([0, 128]))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** The segments of a JPEG, with coded pixels that hold an escaped 0xff and a restart mark. */
export function aJpeg(): Buffer {
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from('12ff00ffd034', 'hex'),
    Buffer.from('ffd9', 'hex'),
  ])
}

function segment(kind: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, kind, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A TIFF of one grey pixel in one strip; `order` of its numbers. */
export function aTiff(order: 'II' | 'MM' = 'II', { pages = 1, next = 0 } = {}): Buffer {
  const isLittle = order === 'II'
  const entries = [
    [256, 1],
    [257, 1],
    [258, 8],
    [262, 1],
    [273, 8],
    [279, 4],
  ] as const
  const bytes = Buffer.alloc(12 + pages * (2 + entries.length * 12 + 4))
  const put16 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const put32 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  bytes.write(order, 0, 'latin1')
  put16(42, 2)
  put32(12, 4)
  for (let page = 0; page < pages; page++) {
    const start = 12 + page * (2 + entries.length * 12 + 4)
    put16(entries.length, start)
    entries.forEach(([tag, value], i) => {
      const entry = start + 2 + i * 12
      put16(tag, entry)
      put16(4, entry + 2)
      put32(1, entry + 4)
      put32(value, entry + 8)
    })
    const after = start + 2 + entries.length * 12
    put32(page < pages - 1 ? after + 4 : next, after)
  }
  return bytes
}

/** A PDF of one empty page. @param fill bytes of a comment before the table of contents, to make it as large as wanted */
export function aPdf(fill = 0): Buffer {
  const body = [
    '%PDF-1.7\n',
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n',
  ].join('')
  const filled = fill === 0 ? body : `${body}%${' '.repeat(fill)}\n`
  const table = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\n'
  return Buffer.from(`${filled}${table}startxref\n${filled.length}\n%%EOF\n`, 'latin1')
}

/** The last record of a zip archive. */
export function zipEnd(comment = ''): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.write('PK\x05\x06', 0, 'latin1')
  bytes.writeUInt16LE(comment.length, 20)
  return Buffer.concat([bytes, Buffer.from(comment, 'latin1')])
}

/** The first bytes of a program for Windows. */
export function anExe(): Buffer {
  const bytes = Buffer.alloc(512)
  bytes.write('MZ', 0, 'latin1')
  bytes.writeUInt32LE(0x80, 0x3c)
  bytes.write('PE\0\0', 0x80, 'latin1')
  return bytes
}
