import path from 'node:path'
import type { ElectronViteConfigFnObject, UserConfig } from 'electron-vite'
import { type DeviceApp, pageConfig } from './tools/pages.ts'

/** Packages with a compiled part: never bundled, packed beside the bundle (electron-builder.yml names them too). */
const native = ['better-sqlite3', '@napi-rs/canvas', '@node-rs/argon2', 'usb', '@serialport/bindings-cpp']
/** Optional accelerators that their packages try to load and do without. */
const absent = ['bufferutil', 'utf-8-validate']

/** The thread papers are made in; it is begun by its file's name. */
const paperWorker = '../../packages/case-papers/src/press/paper-worker.ts'

/** What main of each app consists of: the app itself, and for the terminal the hub's process and its thread beside it. */
const mainEntries: Readonly<Record<DeviceApp, Readonly<Record<string, string>>>> = {
  terminal: {
    index: 'src/main/index.ts',
    'hub-process': 'src/main/hub-process.ts',
    'paper-worker': paperWorker,
  },
  display: { index: 'src/main/index.ts' },
  'operator-desk': { index: 'src/main/index.ts' },
}

/**
 * Where updates of the built app come from and whose signature they need, from `CHERHA_UPDATE_URL` and
 * `CHERHA_UPDATE_KEY` (public keys, base64, separated by commas) at build time. Without them: no updates.
 */
function updatesBuiltIn(env: NodeJS.ProcessEnv): string {
  const url = env['CHERHA_UPDATE_URL'] ?? ''
  const keys = (env['CHERHA_UPDATE_KEY'] ?? '').split(',').filter((key) => key !== '')
  return JSON.stringify(url === '' || keys.length === 0 ? null : { url, keys })
}

/**
 * How the three apps are built: `main` as ES modules with every package of this repository inside, `preload` as one
 * CommonJS file (a sandboxed preload can load nothing else), the renderer exactly as for the browser host.
 * @param root folder of the repository
 */
export function deviceAppConfig(root: string, app: DeviceApp): ElectronViteConfigFnObject {
  const folder = path.join(root, 'apps', app)
  const out = (part: string): string => path.join(root, 'out', app, part)
  return ({ command }): UserConfig => ({
    main: {
      root: folder,
      logLevel: 'warn',
      define: { __CHERHA_UPDATES__: updatesBuiltIn(process.env) },
      plugins: [assetsAtTheTop(), threadBeside()],
      build: {
        outDir: out('main'),
        emptyOutDir: true,
        externalizeDeps: false,
        rolldownOptions: {
          input: Object.fromEntries(
            Object.entries(mainEntries[app]).map(([name, file]) => [name, path.join(folder, file)]),
          ),
          external: [...native, ...absent],
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      root: folder,
      logLevel: 'warn',
      build: {
        outDir: out('preload'),
        emptyOutDir: true,
        externalizeDeps: false,
        rolldownOptions: {
          input: { index: path.join(folder, 'src/preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    // `npm run build` builds the page by itself, and only when it changed
    ...(command === 'serve' ? { renderer: rendererConfig(root, app) } : {}),
  })
}

function rendererConfig(root: string, app: DeviceApp): NonNullable<UserConfig['renderer']> {
  const {
    base: _relative,
    configFile: _none,
    ...config
  } = pageConfig(root, app, path.join(root, 'out', app, 'renderer'))
  return config
}

/**
 * The fonts of tickets and papers are found relative to the source that reads them. All of main lies flat in `main/`, so that
 * `assets/` of the packed app is one step up.
 */
function assetsAtTheTop() {
  const fontReaders = ['/packages/ticket-printing/src/font/fonts.ts', '/packages/case-papers/src/pdf/fonts.ts']
  return {
    name: 'cherha:assets-at-the-top',
    transform(code: string, id: string): string | null {
      if (!fontReaders.some((file) => id.endsWith(file))) return null
      if (!code.includes('../../assets/'))
        throw new Error(`${id} finds its fonts in another way than the bundle expects`)
      return code.replaceAll('../../assets/', '../assets/')
    },
  }
}

/** The thread of papers is an entry of its own, beside the bundle that begins it. */
function threadBeside() {
  return {
    name: 'cherha:thread-beside',
    transform(code: string, id: string): string | null {
      if (!id.endsWith('/packages/case-papers/src/press/paper-press.ts')) return null
      if (!code.includes('./paper-worker.ts'))
        throw new Error(`${id} begins its thread in another way than the bundle expects`)
      return code.replaceAll('./paper-worker.ts', './paper-worker.js')
    },
  }
}
