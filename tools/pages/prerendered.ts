import path from 'node:path'
import react from '@vitejs/plugin-react'
import { type Plugin, runnerImport } from 'vite'

/** One document, as `prerender.tsx` of an app makes it. */
interface PageDocument {
  readonly file: string
  readonly language: string
  readonly title: string
  readonly path: string
  readonly search: string
  readonly html: string
  /** The page begins with the rest of its program at once: it is fetched beside the first script, not after it. */
  readonly isWhole?: boolean
}

/** Fonts a Ukrainian page needs for its first line of text. */
const firstFonts = /^assets\/golos-text-(cyrillic|latin)-(?!ext-)[\w-]+\.woff2$/

/**
 * Writes the documents of an app out: each page in each language with its text in it, so that a phone shows the page
 * before it has a script, and the script finds the very same elements. The app's `index.html` is the frame of all.
 * @param folder the app's renderer, with a `prerender.tsx` that exports `documents()`
 */
export function prerendered(folder: string): Plugin {
  return {
    name: 'cherha-prerendered',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const frame = bundle['index.html']
      if (frame?.type !== 'asset') throw new Error('the page has no index.html')
      const source = typeof frame.source === 'string' ? frame.source : new TextDecoder().decode(frame.source)
      const fonts = Object.keys(bundle).filter((name) => firstFonts.test(name))
      const preloads = fonts
        .map((name) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${name}">\n`)
        .join('')
      const later = Object.values(bundle).filter(
        (part) => part.type === 'chunk' && part.isDynamicEntry && part.name === 'main',
      )
      const wholes = later
        .map(({ fileName }) => `<link rel="modulepreload" crossorigin href="./${fileName}">\n`)
        .join('')
      for (const document of await documentsOf(folder)) {
        const html = source
          .replace('<html lang="uk"', `<html lang="${document.language}"`)
          .replace(
            /<title>[^<]*<\/title>/,
            () => `<title>${escaped(document.title)}</title>\n${preloads}${document.isWhole === true ? wholes : ''}`,
          )
          .replace(
            '<div id="site"></div>',
            () =>
              `<div id="site" data-path="${escaped(document.path)}" data-search="${escaped(document.search)}">${document.html}</div>`,
          )
        if (document.file === 'index.html') frame.source = html
        // shown at every address nothing is at, whatever its depth
        else if (document.file === '404.html')
          this.emitFile({ type: 'asset', fileName: document.file, source: html.replaceAll('"./assets/', '"/assets/') })
        else this.emitFile({ type: 'asset', fileName: document.file, source: html })
      }
    },
  }
}

async function documentsOf(folder: string): Promise<readonly PageDocument[]> {
  const { module } = await runnerImport<{ documents(): readonly PageDocument[] }>(path.join(folder, 'prerender.tsx'), {
    configFile: false,
    root: folder,
    plugins: [react()],
    logLevel: 'warn',
  })
  return module.documents()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
