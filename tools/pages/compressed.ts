import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Under this a packet is a packet. */
const leastBytes = 500

/**
 * Writes each text of a page beside itself as Brotli and gzip, so that a server sends it small without any work of its
 * own. Fonts are compressed already.
 */
export function compressed(): Plugin {
  return {
    name: 'cherha-compressed',
    enforce: 'post',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('the page is built into no folder')
      for (const file of globSync('**/*.{html,js,css,svg}', { cwd: dir })) {
        const from = path.join(dir, file)
        const text = readFileSync(from)
        if (text.length < leastBytes) continue
        writeFileSync(
          `${from}.br`,
          brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
        )
        writeFileSync(`${from}.gz`, gzipSync(text, { level: 9 }))
      }
    },
  }
}
