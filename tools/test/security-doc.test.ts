import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { describe, expect, it } from 'vitest'
import { readPage, rowsOf } from './protocol-doc/page.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const text = read('docs/security.md')
const page = readPage(text)
const rows = (heading: string): string[][] =>
  rowsOf(page.section(heading)).filter(([first = '']) => !/^-*$|^#$/.test(first))

describe('the page about security', () => {
  const checklist = rows("Electron's checklist")

  it('has the twenty items in order', () => {
    expect(checklist.map(([number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it.each(checklist)('item %s (%s) names a file and a test that exist', (_number, _item, where = '', test = '') => {
    const place = /^`([^`]+)`$/.exec(where)?.[1] ?? ''
    expect(existsSync(path.join(root, place)), place).toBe(true)
    const [, file = '', name = ''] = /^`([^`]+)` «([^»]+)»$/.exec(test) ?? []
    expect(existsSync(path.join(root, file)), file).toBe(true)
    expect(read(file)).toContain(name)
  })

  it('has every fuse of Electron, as it is set', () => {
    const told = new Map(rows('Fuses').map(([fuse = '', value = '']) => [fuse, value]))
    const names = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name))
    expect([...told.keys(), 'WasmTrapHandlers'].filter((fuse) => fuse !== 'fuse').sort()).toEqual([...names].sort())
    const set = new Map(
      [...read('electron-builder.yml').matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', value]) => [
        name.toLowerCase(),
        value,
      ]),
    )
    for (const [fuse, value] of told) {
      if (fuse === 'fuse') continue
      // electron-builder writes the names without "V1", some with "enable" and some without
      const key = [fuse, `enable${fuse}`].map((name) => name.toLowerCase()).find((name) => set.has(name))
      expect(set.get(key ?? ''), fuse).toBe(value === 'on' ? 'true' : 'false')
    }
  })
})

describe('what the checklist forbids', () => {
  const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })

  it('no source asks Electron for what the checklist forbids', () => {
    expect(sources.length).toBeGreaterThan(100)
    const forbidden =
      /shell\.openExternal|enableBlinkFeatures|allowpopups|nodeIntegration: true|sandbox: false|no-sandbox|contextIsolation: false|webSecurity: false|bypassCSP|enableRemoteModule|loadFile\(|ipcRenderer\.(send|on)\b/
    expect(sources.filter((file) => forbidden.test(read(file)))).toEqual([])
  })

  it('only one file listens to pages, and only one gives them anything', () => {
    const uses = (what: RegExp): string[] =>
      sources.filter((file) => what.test(read(file))).map((file) => file.split(path.sep).join('/'))
    expect(uses(/ipcMain\.(handle|on|once)\(/)).toEqual(['packages/device-shell/src/electron/handle-ipc.ts'])
    expect(uses(/exposeInMainWorld/)).toEqual(['packages/device-shell/src/preload/index.ts'])
  })

  it('no entry of an app waits at the top of its module: Electron would never be ready', () => {
    const entries = sources.filter((file) => /^apps\/[^/]+\/src\/main\/index\.ts$/.test(file.split(path.sep).join('/')))
    expect(entries).toHaveLength(3)
    expect(entries.filter((file) => /^(await|const .* = await|for await)\b/m.test(read(file)))).toEqual([])
  })

  it('pins one version of Electron', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  })
})
