import { maxFileBytes } from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { checkFile } from '../src/index.ts'
import { aJpeg, anExe, aPdf, aPng, aTiff, zipEnd } from './files.ts'

const bytesOf = (text: string) => Buffer.from(text, 'utf8')

describe('a file of a case', () => {
  it.each([
    ['application/pdf', aPdf()],
    ['image/jpeg', aJpeg()],
    ['image/png', aPng()],
    ['image/tiff', aTiff('II')],
    ['image/tiff', aTiff('MM')],
    ['image/tiff', aTiff('II', { pages: 3 })],
  ])('S60 is told to be %s by its content', async (type, bytes) => {
    expect(await checkFile(bytes)).toEqual({ ok: true, type })
  })

  it('S60 may be a view into a larger buffer', async () => {
    const around = Buffer.concat([bytesOf('before'), aPng(), bytesOf('behind')])
    expect(await checkFile(new Uint8Array(around.buffer, around.byteOffset + 6, aPng().length))).toEqual({
      ok: true,
      type: 'image/png',
    })
  })

  it('S60 is refused when it is empty, and the clerk is told in both languages', async () => {
    const answer = await checkFile(Buffer.alloc(0))
    expect(answer).toMatchObject({ ok: false, code: 'empty' })
    expect(!answer.ok && answer.message.uk).toContain('Файл порожній')
    expect(!answer.ok && answer.message.en).toContain('empty')
  })

  it('S60 may have 10 MB exactly, and not one byte more', async () => {
    const most = aPdf(maxFileBytes - aPdf(0).length - 7)
    // the address of the table is written with more digits the larger the file
    const exact = aPdf(maxFileBytes - aPdf(0).length - 7 + (maxFileBytes - most.length))
    expect(exact).toHaveLength(maxFileBytes)
    expect(await checkFile(exact)).toEqual({ ok: true, type: 'application/pdf' })
    expect(await checkFile(Buffer.concat([exact, bytesOf('\n')]))).toMatchObject({ ok: false, code: 'too-large' })
  })

  it.each([
    ['a program renamed to .pdf', anExe()],
    ['a zip archive', Buffer.concat([bytesOf('PK\x03\x04'), Buffer.alloc(60), zipEnd()])],
    ['an empty zip archive', zipEnd()],
    ['a web page', bytesOf('<!doctype html><script>alert(1)</script>')],
    ['a drawing that may hold scripts', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a text', bytesOf('Заява про оформлення дозволу')],
    ['a GIF', bytesOf('GIF89a\x01\0\x01\0\0\0\0;')],
    ['one byte', Buffer.from([0x25])],
    ['zeros', Buffer.alloc(5_000)],
  ])('S60 is refused when it is %s', async (_what, bytes) => {
    expect(await checkFile(bytes)).toMatchObject({ ok: false, code: 'wrong-type' })
  })

  it.each([
    ['PDF', aPdf()],
    ['JPEG', aJpeg()],
    ['PNG', aPng()],
    ['TIFF', aTiff()],
  ])('S60 is refused when it is a %s and a zip archive in one', async (_type, bytes) => {
    const twoFaced = Buffer.concat([bytes, bytesOf('PK\x03\x04 program'), zipEnd('a comment')])
    expect(await checkFile(twoFaced)).toMatchObject({ ok: false, code: 'wrong-type' })
  })

  it('S60 may have the words of a zip archive inside', async () => {
    const withSignature = Buffer.concat([aPdf().subarray(0, 9), zipEnd(), Buffer.from('\n')])
    const rest = aPdf().subarray(9).toString('latin1')
    const address = aPdf().indexOf('xref') + zipEnd().length + 1
    const moved = Buffer.from(rest.replace(/startxref\n\d+/, `startxref\n${address}`), 'latin1')
    expect(await checkFile(Buffer.concat([withSignature, moved]))).toEqual({ ok: true, type: 'application/pdf' })
  })

  it('S60 is refused as PDF when something stands before its first byte', async () => {
    expect(await checkFile(Buffer.concat([bytesOf('<html>'), aPdf()]))).toMatchObject({ ok: false })
  })

  it.each([
    ['PDF', aPdf()],
    ['JPEG', aJpeg()],
    ['PNG', aPng()],
  ])('S60 is refused as a %s that lacks its end, wherever it was cut', async (_type, bytes) => {
    // the last byte of the PDF is a line end, which it can do without
    for (let length = 1; length < bytes.length - 1; length++) {
      expect(await checkFile(bytes.subarray(0, length)), `${length} of ${bytes.length} bytes`).toMatchObject({
        ok: false,
      })
    }
  })

  it.each([
    ['PDF', aPdf()],
    ['JPEG', aJpeg()],
    ['PNG', aPng()],
  ])('S60 is refused as a %s with something behind its end', async (_type, bytes) => {
    expect(await checkFile(Buffer.concat([bytes, bytesOf('<script>alert(1)</script>')]))).toMatchObject({
      ok: false,
      code: 'damaged',
    })
  })

  it('S60 may be a PDF that a scanner has filled up, and a JPEG with a second picture behind the first', async () => {
    expect(await checkFile(Buffer.concat([aPdf(), Buffer.alloc(500)]))).toMatchObject({ ok: true })
    expect(await checkFile(Buffer.concat([aJpeg(), aJpeg(), Buffer.alloc(3)]))).toMatchObject({ ok: true })
  })

  it('S60 is refused as a PDF whose table of contents is not where it says', async () => {
    const lost = aPdf()
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n999999')
    expect(await checkFile(Buffer.from(lost, 'latin1'))).toMatchObject({ ok: false, code: 'damaged' })
  })

  it('S60 is refused as a PNG in which one bit has changed', async () => {
    const png = aPng()
    png[png.indexOf('IDAT') + 6] = (png[png.indexOf('IDAT') + 6] ?? 0) ^ 1
    expect(await checkFile(png)).toMatchObject({ ok: false, code: 'damaged' })
  })

  it('S60 is refused as a TIFF without its pixels, and as one whose pages go round', async () => {
    const cut = aTiff('II', { pages: 40 })
    expect(await checkFile(cut.subarray(0, cut.length - 100))).toMatchObject({ ok: false, code: 'damaged' })
    expect(await checkFile(aTiff('II', { pages: 2, next: 12 }))).toMatchObject({ ok: false, code: 'damaged' })
    const far = aTiff()
    far.writeUInt32LE(5_000, 12 + 2 + 4 * 12 + 8)
    expect(await checkFile(far)).toMatchObject({ ok: false, code: 'damaged' })
  })
})
