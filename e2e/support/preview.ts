import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { root } from './process.ts'

/** Builds the terminal's catalogue of states into a new temporary folder, whose path is returned. */
export async function buildTerminalPreview(): Promise<string> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'cherha-preview-'))
  await build({
    root: path.join(root, 'apps/terminal/test/preview'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome130' },
  })
  return outDir
}
