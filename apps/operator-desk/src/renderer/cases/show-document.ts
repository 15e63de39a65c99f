import type { DeviceBridge } from '@cherha/ui'

/** Why a document was not shown. `tabs`: the browser opens none. `format`: this program does not show it. */
export type NotShown = 'tabs' | 'format' | 'too-many' | 'failed'

/** Shows PDFs and pictures to the clerk, where they are looked at and printed. */
export interface DocumentViewer {
  /** Null: it is shown. */
  show(document: Blob, name: string): Promise<NotShown | null>
  /** Takes away what is still open, as far as this computer lets the page. */
  closeAll(): void
}

type Windows = NonNullable<DeviceBridge['documents']>
type Shown = Parameters<Windows['show']>[0]

const types: readonly Shown['type'][] = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']

/** The browser's own way to open a tab; null: it opened none. */
export type OpenTab = (address: string) => unknown

/** In Electron the device opens windows; a browser opens tabs. */
export function documentViewer(windows: Windows | undefined, openTab: OpenTab): DocumentViewer {
  if (windows !== undefined) return inWindows(windows)
  return { show: async (document, name) => showInTab(document, name, openTab), closeAll() {} }
}

function inWindows(windows: Windows): DocumentViewer {
  let closed = 0
  return {
    async show(document, name) {
      const type = types.find((one) => one === document.type)
      if (type === undefined) return 'format'
      const before = closed
      try {
        const bytes = new Uint8Array(await document.arrayBuffer())
        // the session ended meanwhile: nobody is there to see it
        if (before !== closed) return null
        const answer = await windows.show({ name: plainName(name), type, bytes })
        return answer.shown ? null : answer.because
      } catch {
        return 'failed'
      }
    },
    closeAll() {
      closed += 1
      windows.closeAll().catch(() => undefined)
    },
  }
}

/** The device takes plain file names only; what a scan was called on somebody's disk need not be one. */
export function plainName(name: string): string {
  const plain = name.replace(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_').replace(/^\.+/, '')
  const short = [...plain].slice(0, 160).join('')
  return short.trim() === '' ? 'document' : short
}

/** How long a document's address stays good: long enough for a slow computer to open it, ms. */
const openForMs = 60_000

/** The document in a tab of its own. Its bytes stay in memory; a TIFF, which no browser shows, is saved as a file. */
function showInTab(document: Blob, name: string, openTab: OpenTab): NotShown | null {
  const address = URL.createObjectURL(document)
  setTimeout(() => URL.revokeObjectURL(address), openForMs)
  if (document.type === 'image/tiff') {
    const link = window.document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    return null
  }
  return openTab(address) === null ? 'tabs' : null
}
