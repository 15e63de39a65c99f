import type { DeviceApp } from '../pages.ts'

/** Platform and processor a package is made for, in Node's words. */
export interface Target {
  readonly platform: 'linux' | 'win32'
  readonly arch: 'x64' | 'arm64'
}

/** What an app must have inside, besides `package.json`. */
export interface PackedApp {
  readonly app: DeviceApp
  /** Name of the program file and of the package. */
  readonly name: string
  /** Files that must be in the archive. */
  readonly needs: readonly string[]
  /** Packages with compiled code; nothing else may be below `node_modules`. */
  readonly modules: (target: Target) => readonly string[]
  /** Compiled files that must be there, each beside the archive. */
  readonly libraries: (target: Target) => readonly string[]
}

const everywhere = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']
const ticketFonts = ['golos-ticket-600.ttf', 'golos-ticket-700.ttf', 'golos-ticket-800.ttf', 'noto-ticket.ttf']
const paperFonts = ['golos-paper-400.ttf', 'golos-paper-600.ttf', 'noto-paper-400.ttf', 'noto-paper-600.ttf']
const canvasOf = ({ platform, arch }: Target): string =>
  `canvas-${platform}-${arch}-${platform === 'win32' ? 'msvc' : 'gnu'}`
const argonOf = (target: Target): string => canvasOf(target).replace('canvas', 'argon2')
const usbOf = (target: Target): string => canvasOf(target).replace('canvas', 'usb')

/** The three apps as they must come out of packaging. */
export const packedApps: Readonly<Record<DeviceApp, PackedApp>> = {
  terminal: {
    app: 'terminal',
    name: 'cherha-terminal',
    needs: [...everywhere, 'main/hub-process.js', ...[...ticketFonts, ...paperFonts].map((font) => `assets/${font}`)],
    modules: (target) => [
      'better-sqlite3',
      '@napi-rs/canvas',
      `@napi-rs/${canvasOf(target)}`,
      '@node-rs/argon2',
      `@node-rs/${argonOf(target)}`,
      'usb',
      `@node-usb/${usbOf(target)}`,
      '@serialport/bindings-cpp',
      // of its making
      '@serialport/bindings-interface',
      'node-gyp-build',
      'ms',
    ],
    libraries: (target) => [
      `node_modules/better-sqlite3/prebuilds/${target.platform}-${target.arch}.node`,
      `node_modules/@napi-rs/${canvasOf(target)}/skia.${canvasOf(target).slice('canvas-'.length)}.node`,
      `node_modules/@node-rs/${argonOf(target)}/argon2.${argonOf(target).slice('argon2-'.length)}.node`,
      `node_modules/@node-usb/${usbOf(target)}/usb.${usbOf(target).slice('usb-'.length)}.node`,
      `node_modules/@serialport/bindings-cpp/prebuilds/${target.platform}-${target.arch}/@serialport+bindings-cpp${target.platform === 'linux' ? '.glibc' : ''}.node`,
    ],
  },
  display: { app: 'display', name: 'cherha-display', needs: everywhere, modules: () => [], libraries: () => [] },
  'operator-desk': {
    app: 'operator-desk',
    name: 'cherha-desk',
    needs: everywhere,
    modules: () => [],
    libraries: () => [],
  },
}

/** Fuse by fuse, true = on. The list is complete: a fuse that a later Electron adds makes the check fail until decided. */
export const fusesWanted: Readonly<Record<string, boolean | 'as shipped'>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // how WebAssembly checks its memory: no way in, and not in every Electron
  WasmTrapHandlers: 'as shipped',
}
