import { describe, expect, it, vi } from 'vitest'
import { createCaseDesk } from '../../src/renderer/cases/case-desk.ts'
import { createCaseClient } from '../../src/renderer/cases/model/client.ts'
import { type DocumentViewer, documentViewer, plainName } from '../../src/renderer/cases/show-document.ts'

type Windows = NonNullable<Parameters<typeof documentViewer>[0]>
const pdf = new Blob(['%PDF-1.7'], { type: 'application/pdf' })

const noTab = () => {
  throw new Error('a desk in Electron opens no tab')
}

function aDevice(answer: Awaited<ReturnType<Windows['show']>> = { shown: true }) {
  const shown: Parameters<Windows['show']>[0][] = []
  const closeAll = vi.fn<Windows['closeAll']>(async () => null)
  const windows: Windows = {
    async show(document) {
      shown.push(document)
      return answer
    },
    closeAll,
  }
  return { windows, shown, closeAll }
}

describe('a document at a desk in Electron', () => {
  it('goes to the device with its bytes, its type and a plain name', async () => {
    const { windows, shown } = aDevice()
    expect(await documentViewer(windows, noTab).show(pdf, 'L-3 ../паспорт: 1.pdf')).toBeNull()
    expect(shown).toEqual([
      { name: 'L-3 .._паспорт_ 1.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') },
    ])
  })

  it.each(['format', 'too-many'] as const)('that the device does not show says why: %s', async (because) => {
    expect(await documentViewer(aDevice({ shown: false, because }).windows, noTab).show(pdf, 'x')).toBe(because)
  })

  it('that the device fails at is told, and never asks for tabs', async () => {
    const { windows } = aDevice()
    const broken = { ...windows, show: () => Promise.reject(new Error('DeviceError: see its log')) }
    expect(await documentViewer(broken, noTab).show(pdf, 'x')).toBe('failed')
    expect(await documentViewer(windows, noTab).show(new Blob(['x'], { type: 'text/html' }), 'x')).toBe('format')
  })

  it('that is read only after sign-out is not shown', async () => {
    const { windows, shown, closeAll } = aDevice()
    const viewer = documentViewer(windows, noTab)
    const showing = viewer.show(pdf, 'x')
    viewer.closeAll()
    expect(await showing).toBeNull()
    expect([shown.length, closeAll.mock.calls.length]).toEqual([0, 1])
  })

  it.each([
    ['паспорт.pdf', 'паспорт.pdf'],
    ['..', 'document'],
    ['.bashrc', 'bashrc'],
    ['C:\\a\u202Eb\n.pdf', 'C__a_b_.pdf'],
    ['😀'.repeat(300), '😀'.repeat(160)],
  ])('%j is called %j', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })
})

describe('a document at a desk in a browser', () => {
  it('opens in a tab, from memory', async () => {
    const opened: string[] = []
    const viewer = documentViewer(undefined, (address) => opened.push(address))
    expect(await viewer.show(pdf, 'x')).toBeNull()
    expect(opened).toEqual([expect.stringMatching(/^blob:/)])
  })

  it('that the browser would not open asks for tabs', async () => {
    expect(await documentViewer(undefined, () => null).show(pdf, 'x')).toBe('tabs')
  })
})

describe('the desk', () => {
  function aDesk() {
    let answer: (response: Response) => void = () => undefined
    const ask = () =>
      new Promise<Response>((resolve) => {
        answer = resolve
      })
    const show = vi.fn<DocumentViewer['show']>(async () => 'too-many')
    const closeAll = vi.fn<DocumentViewer['closeAll']>()
    const desk = createCaseDesk({ client: createCaseClient(ask), viewer: { show, closeAll }, onSignedOut: () => {} })
    return { desk, show, closeAll, answer: () => answer(new Response(pdf)) }
  }

  it('says why a document was not shown', async () => {
    const { desk, show, answer } = aDesk()
    const opening = desk.openFile('L-3', 'a'.repeat(64), 'паспорт.pdf')
    answer()
    await opening
    expect(show.mock.calls.map(([, name]) => name)).toEqual(['L-3 паспорт.pdf'])
    expect(desk.store.getState().unopened).toBe('too-many')
  })

  it('closes documents at sign-out, and shows none that comes later', async () => {
    const { desk, show, closeAll, answer } = aDesk()
    const opening = desk.openFile('L-3', 'a'.repeat(64), 'паспорт.pdf')
    desk.forget()
    answer()
    await opening
    expect([show.mock.calls.length, closeAll.mock.calls.length]).toEqual([0, 1])
    expect(desk.store.getState().unopened).toBeNull()
  })
})
