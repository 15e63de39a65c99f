import { describe, expect, it } from 'vitest'
import { openPrinter, PrinterError, readPrinterSpec } from '../src/index.ts'

const plain = { paper: 80, text: null, cut: 'partial', feed: 5, asks: true }

describe('the setting of a printer', () => {
  it.each([
    ['tcp:192.0.2.20:9100', { kind: 'tcp', host: '192.0.2.20', port: 9100 }],
    ['tcp:[2001:db8::5]:9100', { kind: 'tcp', host: '2001:db8::5', port: 9100 }],
    ['lp:/dev/usb/lp0', { kind: 'lp', path: '/dev/usb/lp0' }],
    ['serial:/dev/ttyS0', { kind: 'serial', path: '/dev/ttyS0', baud: 9600, flow: true }],
    ['serial:COM3?baud=19200&flow=no', { kind: 'serial', path: 'COM3', baud: 19200, flow: false }],
    ['usb:04B8:0e15', { kind: 'usb', vendor: 0x04b8, product: 0x0e15 }],
    ['file:/srv/what?', { kind: 'file', folder: '/srv/what?' }],
  ])('%s names where it is', (setting, address) => {
    expect(readPrinterSpec(setting)).toEqual({ address, ...plain })
  })

  it('P9 has the paper, the code page with the maker’s number, cut, feed and whether it is asked', () => {
    expect(readPrinterSpec('tcp:a:1?paper=58&text=cp1251@28&cut=full&feed=8&status=no')).toMatchObject({
      paper: 58,
      text: { page: 'cp1251', number: 28 },
      cut: 'full',
      feed: 8,
      asks: false,
    })
    expect(readPrinterSpec('tcp:a:1?text=cp1251@xprinter').text).toEqual({ page: 'cp1251', number: 23 })
    expect(readPrinterSpec('tcp:a:1?text=cp1125@epson').text).toEqual({ page: 'cp1125', number: 44 })
  })

  it.each([
    'tcp:a:1?paper=60',
    'tcp:a:1?text=cp1251',
    'tcp:a:1?text=cp866@17',
    'tcp:a:1?text=cp1125@bixolon',
    'tcp:a:1?text=cp1251@256',
    'tcp:a:1?feed=41',
    'tcp:a:1?colour=red',
    'tcp:a:1?baud=9600',
    'serial:/dev/ttyS0?baud=12',
    'lp:relative',
    'usb:4b8:e15',
  ])('P9 %s is refused with what is allowed', (setting) => {
    expect(() => openPrinter(setting)).toThrow(PrinterError)
    expect(() => openPrinter(setting)).toThrow(/use /)
  })
})
